"""The database itself keeps reports apart: by scope, municipality, kind and value, and by a log that only grows."""

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from boso.kernel.errors import NotFound
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.reporting.models import Answer, ChosenRhythm, Event, NoticeMail, Report, Round, UsedEdition
from boso.reporting.queries import find_report, get_content, get_report, list_reports
from tests.factories.reports import id_of, report

pytestmark = pytest.mark.django_db
A = "A_no_dwelling.housed"
TABLES = [
    m
    for label in ("reporting", "importers")
    for m in apps.get_app_config(label).get_models()
    # An edition belongs to everybody, a round to a region; when somebody wants mail, to that person.
    if m not in (UsedEdition, Round, ChosenRhythm, NoticeMail)
]


@pytest.fixture(scope="module", autouse=True)
def _reports(places_of_module: None) -> None:
    report("provevik", 2012, {A: 4})
    report("provesund", 2012, {A: 7})


@pytest.mark.parametrize("model", TABLES, ids=lambda m: m._meta.db_table)
def test_every_table_belongs_to_a_municipality_and_is_guarded(model: type[models.Model]) -> None:
    column = model._meta.get_field("municipality")
    assert not column.null
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = %s", [model._meta.db_table]
        )
        assert cursor.fetchone() == (True,)


@pytest.mark.parametrize("model", [m for m in TABLES if not hasattr(m, "pgh_id")], ids=lambda m: m._meta.db_table)
def test_a_unique_key_begins_with_the_municipality(model: type[models.Model]) -> None:
    keys = [c.fields for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    assert any(fields and fields[0] == "municipality" for fields in keys)


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        found: int = cursor.fetchone()[0]
        return found


@pytest.fixture
def tables_with_rows() -> list[str]:
    return [t for t in (m._meta.db_table for m in TABLES) if _count(t)]


@pytest.mark.usefixtures("as_app_role")
def test_without_scope_there_is_no_row() -> None:
    assert {m._meta.db_table for m in TABLES if _count(m._meta.db_table)} == set()


def test_histories_and_logs_have_rows_to_hide(tables_with_rows: list[str]) -> None:
    assert {"reporting_answer", "reporting_answerevent", "reporting_event", "reporting_report"} <= set(tables_with_rows)


def test_a_scope_shows_its_municipality_alone(request: pytest.FixtureRequest) -> None:
    vik = id_of("provevik")
    request.getfixturevalue("as_app_role")
    with rls.scope([vik]):
        assert [float(a.value or 0) for a in Answer.objects.all()] == [4]
    assert not Answer.objects.exists()


def test_a_row_cannot_be_written_outside_the_scope(request: pytest.FixtureRequest) -> None:
    vik, sund = id_of("provevik"), id_of("provesund")
    theirs = Report.objects.get(municipality=sund)
    request.getfixturevalue("as_app_role")
    with rls.scope([vik]):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            _answer(sund, theirs.pk, kind="number", value=1)
        assert Answer.objects.filter(municipality=sund).update(value=0) == 0


def test_queries_find_nothing_outside(request: pytest.FixtureRequest) -> None:
    vik, theirs = id_of("provevik"), Report.objects.get(municipality__slug="provesund")
    request.getfixturevalue("as_app_role")
    assert [r.municipality for r in list_reports([vik])] == ["provevik"]
    assert find_report([vik], municipality="provesund", template="ost_annual", period=ReportPeriod(2012)) is None
    for look in (get_report, get_content):
        with pytest.raises(NotFound):
            look(theirs.pk, within=[vik])


def test_an_answer_belongs_to_the_municipality_of_its_report() -> None:
    theirs = Report.objects.get(municipality__slug="provesund")
    _answer(id_of("provevik"), theirs.pk, kind="number", value=1)
    with pytest.raises(IntegrityError, match="answer_belongs_to_report"), transaction.atomic():
        connection.check_constraints()
    Answer.objects.filter(report=theirs.pk, code="B_at_risk.housed").delete()


KINDS = [("number", None), ("blank", 0), ("dash", 1), ("suppressed", None), ("zero", 0)]


@pytest.mark.parametrize(("kind", "value"), KINDS)
def test_kind_and_value_go_together(kind: str, value: int | None) -> None:
    own = Report.objects.get(municipality__slug="provevik")
    with pytest.raises(IntegrityError, match=r"answer_(has|kind)"), transaction.atomic():
        _answer(own.municipality_id, own.pk, kind=kind, value=value)


def test_one_report_for_a_period_also_without_halves() -> None:
    own = Report.objects.get(municipality__slug="provevik")
    own.pk = None
    with pytest.raises(IntegrityError, match="report_one_for_a_period"), transaction.atomic():
        own.save()


@pytest.mark.parametrize("statement", ["UPDATE reporting_event SET reason = ''", "DELETE FROM reporting_event"])
def test_the_log_only_grows(statement: str) -> None:
    assert Event.objects.exists()
    with pytest.raises(DatabaseError, match=r"Cannot (update|delete)"), transaction.atomic(), connection.cursor() as c:
        c.execute(statement)


@pytest.mark.parametrize("sql", ["UPDATE reporting_answerevent SET raw = ''", "DELETE FROM reporting_answerevent"])
def test_history_is_not_rewritten(sql: str) -> None:
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic(), connection.cursor() as c:
        c.execute(sql)


def _answer(municipality: int, report_id: int, *, kind: str, value: int | None) -> None:
    Answer.objects.create(
        municipality_id=municipality, report_id=report_id, version=1, code="B_at_risk.housed", kind=kind,
        value=value, origin="typed",
    )  # fmt: skip


def test_opening_a_report_twice_gives_the_same() -> None:
    assert report("provevik", 2012).id == report("provevik", 2012).id
