"""One city district is kept from another by the database itself, whatever a page or an action lets through."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from boso.access.queries import reached_by_districts
from boso.access.values import Held, Role, Scope
from boso.kernel.periods import Validity
from boso.places import rls
from boso.places.models import District
from boso.reporting.models import DistrictAnswer, DistrictStanding
from boso.reporting.values import ReportRow
from boso.reporting.values.fields import EMPTY
from tests.factories.delivering import opened
from tests.factories.people import districts_of, holder, logged_in, place_of
from tests.factories.reports import NOW, id_of

pytestmark = pytest.mark.django_db
HOUSED = "A_no_dwelling.housed"
TODAY = NOW.date()
TABLES = (DistrictAnswer, DistrictAnswer.pgh_event_model, DistrictStanding, DistrictStanding.pgh_event_model)


@pytest.fixture(scope="module", autouse=True)
def _places(places_of_module: None) -> None:
    districts_of("provevik")


@pytest.fixture
def districts() -> tuple[District, District]:
    nordre, sondre = District.objects.filter(municipality__slug="provevik").order_by("number")
    return nordre, sondre


@pytest.fixture
def report(as_app_role: None, settings: Any, districts: tuple[District, District]) -> ReportRow:
    """A report below which two districts have given a number each, and said that they are done."""
    settings.TODAY = TODAY
    with rls.scope(rls.ALL):
        row = opened("provevik")
        for district, number in zip(districts, (12, 765), strict=True):
            given(row, district, number)
            DistrictStanding.objects.create(**of(row, district), done=False, actor_id="1", actor_name="x", at=NOW)
    return row


def of(report: ReportRow, district: District) -> dict[str, Any]:
    return {"municipality_id": report.municipality_id, "report_id": report.id, "district": district}


def given(report: ReportRow, district: District, number: int, code: str = HOUSED) -> DistrictAnswer:
    return DistrictAnswer.objects.create(**of(report, district), code=code, kind="number", value=number)


def test_inside_a_district_only_its_rows_are_there_in_whatever_scope(
    report: ReportRow, districts: tuple[District, District]
) -> None:
    nordre, sondre = districts
    with rls.scope([report.municipality_id]), rls.inside([report.municipality_id], [nordre.pk]):
        for reach in ([report.municipality_id], rls.ALL):
            with rls.scope(reach):
                assert [{row.district_id for row in table.objects.all()} for table in TABLES] == [{nordre.pk}] * 4
                assert DistrictAnswer.objects.filter(district=sondre.pk).update(value=0) == 0
                assert DistrictAnswer.objects.filter(district=sondre.pk).delete()[0] == 0
                with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                    given(report, sondre, 1, "B_at_risk.housed")
                with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                    DistrictAnswer.objects.filter(district=nordre.pk).update(district=sondre.pk)
        given(report, nordre, 1, "B_at_risk.housed")
    with rls.scope([report.municipality_id]):
        assert {row.district_id for row in DistrictAnswer.objects.all()} == {nordre.pk, sondre.pk}
    assert not DistrictAnswer.objects.exists(), "a district without its municipality opens nothing"


def test_what_is_of_other_municipalities_is_not_narrowed(
    report: ReportRow, districts: tuple[District, District]
) -> None:
    elsewhere = id_of("provesund")
    with rls.scope([report.municipality_id]), rls.inside([elsewhere], []):
        assert {row.district_id for row in DistrictAnswer.objects.all()} == {d.pk for d in districts}


def test_a_page_that_lets_in_whoever_comes_shows_and_writes_nothing_of_another_district(
    report: ReportRow, districts: tuple[District, District], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard of pages taken away, as a slip would."""
    nordre, sondre = districts
    monkeypatch.setattr("boso.web.middleware.access._let_in", lambda *_given: None)
    own, central = logged_in(holder(Role.DISTRICT_LEADER)), logged_in(holder(Role.PROGRAMME_LEADER))
    beside, sent = [report.id, sondre.slug], {f"figure:{HOUSED}": "7", f"figure:{HOUSED}!seen": EMPTY.mark}
    assert "765" in central.get(reverse("district", args=beside)).content.decode()
    assert "765" not in own.get(reverse("district", args=beside)).content.decode()
    assert 'value="12"' in own.get(reverse("district", args=[report.id, nordre.slug])).content.decode()
    assert own.post(reverse("district_save", args=beside), sent).status_code == 500, "the database refused"
    with rls.scope(rls.ALL):
        assert [int(row.value or 0) for row in DistrictAnswer.objects.order_by("value")] == [12, 765]


def test_a_role_in_the_municipality_or_its_region_reaches_all_of_its_districts(
    districts: tuple[District, District],
) -> None:
    scope = place_of(Role.DISTRICT_LEADER)
    inside = Held(role=Role.DISTRICT_LEADER, scope=scope)
    assert reached_by_districts([inside], on=TODAY) == ({scope.municipality_id}, {districts[0].pk})
    ended = Held(role=Role.DISTRICT_LEADER, scope=scope, validity=Validity(None, TODAY))
    assert reached_by_districts([ended], on=TODAY) == (frozenset(), frozenset())
    for role in (Role.CONTRIBUTOR, Role.PROGRAMME_CONTACT):
        whole = Held(role=role, scope=place_of(role))
        assert reached_by_districts([inside, whole], on=TODAY) == (frozenset(), frozenset())
        assert reached_by_districts([whole], on=TODAY) == (frozenset(), frozenset())
    admin = Held(role=Role.SYSTEM_ADMIN, scope=Scope())
    assert reached_by_districts([inside, admin], on=TODAY)[1] == {districts[0].pk}
