"""Rounds: everyone who takes part is asked once, each date means something, and each mail goes once."""

from datetime import date, datetime
from typing import Any

import pytest

from boso.audit.queries import list_for_subject
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.queries import get_region
from boso.questionnaires.loading import load
from boso.reporting.actions.delivering import deliver_nothing
from boso.reporting.actions.extending import extend
from boso.reporting.actions.reminding import remind_now
from boso.reporting.actions.rounds import change_dates, excuse, invite, open_round, take_back_excuse
from boso.reporting.queries import list_reports
from boso.reporting.queries.rounds import (
    dates_of_person,
    get_round,
    list_extensions,
    list_not_invited,
    list_rounds,
    list_standings,
)
from boso.reporting.queries.rounds_of_reports import closes_at, dates_of_report
from boso.reporting.rules.signing import Act
from boso.reporting.values import Status
from boso.reporting.values.rounds import RoundDates
from tests.factories.delivering import complete, delivered, step
from tests.factories.reports import LEADER, NOW, id_of, report
from tests.factories.rounds import DATES, PERIOD, at, opened_round, region, standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]


def test_a_round_opens_a_report_for_everyone_once() -> None:
    first = opened_round()
    assert first.made
    assert len(first.invited) == 12
    assert {r.status for r in list_reports(rls.ALL, year=2013, invented=True)} == {Status.NOT_STARTED}
    again = opened_round()
    assert (again.made, again.invited, again.round.id) == (False, (), first.round.id)
    assert len(list_reports(rls.ALL, year=2013, invented=True)) == 12
    assert [e.act for e in list_for_subject("round", str(first.round.id))].count("round_opened") == 1


def test_a_report_that_is_there_already_is_the_one_of_the_round() -> None:
    own = complete("provevik")
    row = opened_round().round
    assert standing(row.id).report
    assert standing(row.id).report.id == own.id  # type: ignore[union-attr]
    assert standing(row.id).answered == standing(row.id).asked


def test_a_historical_report_is_neither_blocked_nor_closed_by_a_round() -> None:
    own = report("provevik", 2013, {"A_no_dwelling.housed": 3})
    row = opened_round().round
    assert standing(row.id, now=at(30, 6)).days is None
    assert closes_at(own.id, within=rls.ALL) is None


@pytest.mark.parametrize(("edition", "period", "dates"), [
    ("sor_half_year/2012", ReportPeriod(2013), DATES),
    ("ost_annual/2013", ReportPeriod(2013, 1), DATES),
    ("ost_annual/2013", ReportPeriod(2009), DATES),
    ("ost_annual/2013", ReportPeriod(2014), DATES),
    ("ost_annual/2013", PERIOD, RoundDates(deadline=at(28), last_new=at(27), last_edit=at(31, 3))),
    ("ost_annual/2013", PERIOD, RoundDates(deadline=at(28), last_new=at(28), last_edit=at(27))),
])  # fmt: skip
def test_a_round_that_is_none(edition: str, period: ReportPeriod, dates: RoundDates) -> None:
    with pytest.raises(Invalid):
        open_round(region_id=region(), edition=load(edition), period=period, dates=dates, actor=LEADER, now=NOW)
    assert list_rounds([region()]) == []


def test_the_form_of_another_region_is_not_asked_for() -> None:
    with pytest.raises(Invalid, match="annen region"):
        open_round(
            region_id=get_region("sor").id, edition=load("ost_annual/2013"), period=PERIOD, dates=DATES, actor=LEADER,
            now=NOW,
        )  # fmt: skip


def test_yearly_and_half_yearly_rounds_stand_side_by_side() -> None:
    opened_round()
    half = open_round(
        region_id=region(), edition=load("sor_half_year/2012"), period=ReportPeriod(2013, 2), dates=DATES, actor=LEADER,
        now=NOW,
    )  # fmt: skip
    assert [(str(r.period), r.edition.template) for r in list_rounds([region()])] == [
        ("2013", "ost_annual"), ("2013-2", "sor_half_year"),
    ]  # fmt: skip
    assert len(half.invited) == 12


def test_the_round_of_another_region_does_not_exist() -> None:
    row = opened_round().round
    other = [get_region("ost").id]
    with pytest.raises(NotFound):
        get_round(row.id, regions=other)
    with pytest.raises(NotFound):
        change_dates(round_id=row.id, dates=DATES, reason="x", actor=LEADER, now=NOW, regions=other)
    with pytest.raises(NotFound):
        list_not_invited(row.id, regions=other)


def test_an_extension_moves_the_dates_of_one_municipality_and_nobody_elses() -> None:
    row = opened_round().round
    until = at(11, 4)

    def give(reason: str, moment: datetime = until) -> None:
        extend(
            round_id=row.id, municipality_id=id_of("provevik"), until=moment, reason=reason, actor=LEADER, now=NOW,
            regions=[region()],
        )  # fmt: skip

    for wrong, moment in (("", until), ("For tidlig", at(20)), ("Forbi", at(1))):
        with pytest.raises(Invalid):
            give(wrong, moment)
    give("Ny programleder")
    give("Ny programleder")
    own = standing(row.id)
    assert (own.dates.deadline, own.dates.last_new, own.dates.last_edit, own.extended) == (until, until, until, True)
    assert standing(row.id, "provesund").dates == DATES
    assert [(e.reason, e.until) for e in list_extensions(row.id, within=rls.ALL)] == [("Ny programleder", until)]
    report_id = own.report.id if own.report else 0
    assert dates_of_report(report_id, within=rls.ALL) == own.dates


def test_dates_are_changed_with_a_reason() -> None:
    row = opened_round().round
    later = RoundDates(deadline=at(7, 3), last_new=at(14, 3), last_edit=at(31, 3))
    with pytest.raises(Invalid):
        change_dates(round_id=row.id, dates=later, reason="", actor=LEADER, now=NOW, regions=[region()])
    change_dates(round_id=row.id, dates=later, reason="Vinterferie", actor=LEADER, now=NOW, regions=[region()])
    assert get_round(row.id, regions=[region()]).dates == later
    assert list_for_subject("round", str(row.id))[0].reason == "Vinterferie"


def test_who_is_excused_waits_for_nothing_and_may_be_asked_again() -> None:
    row = opened_round().round
    given = {"round_id": row.id, "municipality_id": id_of("provevik"), "actor": LEADER, "now": NOW}
    with pytest.raises(Invalid):
        excuse(**given, reason=" ", regions=[region()])
    excuse(**given, reason="Gikk ut av programmet", regions=[region()])
    own = standing(row.id)
    assert own.excuse
    assert (own.excuse.reason, own.days) == ("Gikk ut av programmet", None)
    take_back_excuse(**given, regions=[region()])
    assert standing(row.id).excuse is None


def test_nobody_who_has_delivered_is_excused_or_given_more_time() -> None:
    row = opened_round().round
    own = standing(row.id).report
    assert own
    deliver_nothing(report_id=own.id, confirmed=True, actor=LEADER, now=NOW, within=rls.ALL)
    given = {"round_id": row.id, "municipality_id": id_of("provevik"), "actor": LEADER, "regions": [region()]}
    with pytest.raises(Denied):
        excuse(**given, reason="x", now=NOW)
    with pytest.raises(Denied):
        extend(**given, until=at(11, 4), reason="x", now=NOW)
    with pytest.raises(Denied):
        remind_now(**given, now=NOW)


def test_delivery_is_late_after_the_deadline_and_too_late_after_the_last_edit() -> None:
    row = opened_round().round
    own = complete("provevik")
    step(own, Act.MARK_READY, Act.APPROVE)
    assert standing(row.id, now=at(4, 3)).days == -2
    with pytest.raises(Denied, match="utsettelse"):
        delivered(own, now=at(1, 4))
    receipt = delivered(own, now=at(4, 3))
    assert receipt.late_by == 2
    assert (standing(row.id, now=at(5, 3)).late_by, standing(row.id, now=at(5, 3)).days) == (2, None)


def test_a_report_nobody_began_closes_before_those_under_way() -> None:
    row = opened_round().round
    fresh = standing(row.id).report
    own = complete("provesund")
    assert fresh
    assert closes_at(fresh.id, within=rls.ALL) == DATES.last_new
    assert closes_at(own.id, within=rls.ALL) == DATES.last_edit


def test_who_came_later_is_asked_and_who_is_no_participant_is_not() -> None:
    row = opened_round().round
    assert list_not_invited(row.id, regions=[region()]) == []
    with pytest.raises(Invalid):
        invite(round_id=row.id, municipalities=["gjovik"], actor=LEADER, now=NOW, regions=[region()])
    assert invite(round_id=row.id, municipalities=["provevik"], actor=LEADER, now=NOW, regions=[region()]) == ()


def test_a_person_sees_the_dates_of_their_own_places() -> None:
    row = opened_round().round
    own = [id_of("provevik")]
    found = dates_of_person(within=own, regions=(), now=NOW)
    assert [(d.kind, d.at, d.place, d.done) for d in found] == [
        ("deadline", DATES.deadline, "Prøvevik", False), ("last_edit", DATES.last_edit, "Prøvevik", False),
    ]  # fmt: skip
    assert [d.place for d in dates_of_person(within=(), regions=[region()], now=NOW)] == ["Prøve", "Prøve"]
    assert dates_of_person(within=own, regions=(), now=NOW, since=date(2014, 5, 1)) == []
    assert row.id == found[0].round_id


def test_the_overview_takes_no_more_queries_for_many_than_for_few(django_assert_max_num_queries: Any) -> None:
    row = opened_round().round
    complete("provevik")
    with django_assert_max_num_queries(13):
        assert len(list_standings(row.id, within=[id_of("provevik")], now=NOW)) == 1
    with django_assert_max_num_queries(13):
        assert len(list_standings(row.id, within=rls.ALL, now=NOW)) == 12


def test_the_overview_holds_only_what_the_visitor_reaches(as_app_role: None) -> None:
    with rls.scope(rls.ALL):
        row = opened_round().round
    assert [s.municipality for s in list_standings(row.id, within=[id_of("provevik")], now=NOW)] == ["provevik"]
    assert list_standings(row.id, within=[], now=NOW) == []
