"""What people type changes nothing the public sees until it is published; then it does, once a transaction."""

import pghistory
import pgtrigger
import pytest
from django.db import connection

from boso.places import rls
from boso.places.models import Municipality
from boso.reporting.actions.answering import save_field
from boso.reporting.models import Answer, FieldAnswer, Report
from boso.reporting.values.fields import EMPTY, Saved, Typed
from tests.factories.reports import LEADER, NOW, programme_places, report

pytestmark = pytest.mark.django_db
CODE = "A_no_dwelling.housed"


@pytest.fixture(autouse=True)
def _programme(db: None) -> None:
    programme_places()


def noted() -> bool:
    """Whether a change was noted since the last time this was asked, in this one transaction."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM places_statechange WHERE tx = pg_current_xact_id()::text::bigint RETURNING tx")
        return cursor.fetchone() is not None


def typed(report_id: int, text: str, seen: str = EMPTY.mark) -> str:
    """Save a field as the page does; the sign of what is stored then."""
    saved = save_field(
        report_id=report_id,
        address=f"figure:{CODE}",
        typed=Typed(text=text, seen=seen),
        version=1,
        actor=LEADER,
        now=NOW,
        within=rls.ALL,
    )
    assert isinstance(saved, Saved)
    return saved.content.mark


def test_what_is_typed_into_an_unpublished_report_is_not_noted() -> None:
    row = report("gjovik", 2013, {}, historical=False)
    seen = typed(row.id, "12")  # the first makes it a report under way, which the public list says
    assert noted()
    typed(row.id, "13", seen)
    Answer.objects.filter(report=row.id).delete()
    assert not noted()


@pytest.mark.parametrize("change", [lambda rows: rows.update(value=5), lambda rows: rows.delete()])
def test_a_change_of_a_published_answer_is_noted(change: object) -> None:
    row = report("gjovik", 2013, {CODE: 12})
    noted()
    change(Answer.objects.filter(report=row.id))  # type: ignore[operator]
    assert noted()


def test_an_answer_added_to_a_published_version_is_noted() -> None:
    row = report("gjovik", 2013, {})
    noted()
    Answer.objects.create(
        municipality_id=Municipality.objects.get(slug="gjovik").pk,
        report_id=row.id,
        code=CODE,
        kind="number",
        value=3,
        origin="typed",
    )
    assert noted()


def test_publishing_is_noted() -> None:
    row = report("gjovik", 2013, {CODE: 12}, historical=False)
    noted()
    Report.objects.filter(pk=row.id).update(published_version=1)
    assert noted()


def test_many_rows_make_one_note() -> None:
    row = report("gjovik", 2013, {})
    place = Municipality.objects.get(slug="gjovik").pk
    noted()
    FieldAnswer.objects.bulk_create(
        FieldAnswer(municipality_id=place, report_id=row.id, code=f"code{n}", kind="blank", origin="typed")
        for n in range(300)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM places_statechange WHERE tx = pg_current_xact_id()::text::bigint")
        assert cursor.fetchone()[0] == 1


@pytest.mark.parametrize("name", ["_pgtrigger_should_ignore", "_pgh_attach_context"])
def test_what_each_tracked_row_calls_catches_no_error(name: str) -> None:
    """A caught error is a subtransaction rolled back, which costs the more, the more rows there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [name])
        assert "EXCEPTION WHEN" not in cursor.fetchone()[0]


def test_history_still_says_who_and_a_trigger_can_still_be_left_out() -> None:
    row = report("gjovik", 2013, {CODE: 12})
    answers = Answer.objects.filter(report=row.id)
    events = Answer.pgh_event_model.objects.filter(report=row.id)  # type: ignore[attr-defined]
    with pghistory.context(actor_name="Prøve Prøvesen"):
        answers.update(value=13)
    told = events.order_by("-pgh_id").first()
    assert told.pgh_context.metadata["actor_name"] == "Prøve Prøvesen"
    before = events.count()
    with pgtrigger.ignore("reporting.Answer:changed_update"):
        answers.update(value=15)
    answers.update(value=16)
    assert events.count() == before + 1
