"""Rounds: everyone who takes part is asked once, each date means something, and each mail goes once."""

import smtplib
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from boso.access.actions import set_email
from boso.access.values import Role
from boso.audit.queries import list_for_subject
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.models import Municipality
from boso.places.queries import get_region
from boso.questionnaires.loading import load
from boso.reporting.actions.delivering import deliver_nothing
from boso.reporting.actions.extending import extend
from boso.reporting.actions.reminding import NotSent, queue_due, remind_now, send
from boso.reporting.actions.rounds import change_dates, excuse, invite, open_round, take_back_excuse
from boso.reporting.models import Reminder
from boso.reporting.queries import list_reports
from boso.reporting.queries.rounds import (
    dates_of_person,
    get_round,
    list_extensions,
    list_not_invited,
    list_reminders,
    list_rounds,
    list_standings,
)
from boso.reporting.queries.rounds_of_reports import closes_at, dates_of_report
from boso.reporting.rules.signing import Act
from boso.reporting.rules.working_days import moment_in_oslo
from boso.reporting.values import Status
from boso.reporting.values.rounds import MailState, OpenedRound, RoundDates, Standing
from tests.factories.delivering import complete, delivered, step
from tests.factories.people import holder
from tests.factories.reports import LEADER, NOW, id_of, programme_places, report

pytestmark = pytest.mark.django_db
PERIOD = ReportPeriod(2013)


@pytest.fixture(scope="module", autouse=True)
def _places(rows_of_module: None) -> None:
    programme_places()


def at(day: int, month: int = 2, hour: time = time(23, 59)) -> datetime:
    return moment_in_oslo(date(2014, month, day), hour)


DATES = RoundDates(deadline=at(28), last_new=at(14, 3), last_edit=at(31, 3))


def region() -> int:
    return get_region("prove").id


def opened_round(dates: RoundDates = DATES, *, now: datetime = NOW, edition: str = "ost_annual/2013") -> OpenedRound:
    return open_round(
        region_id=region(), edition=load(edition), period=PERIOD, dates=dates, actor=LEADER, now=now
    )  # fmt: skip


def standing(round_id: int, slug: str = "provevik", *, now: datetime = NOW) -> Standing:
    return next(s for s in list_standings(round_id, within=rls.ALL, now=now) if s.municipality == slug)


def with_leader(email: str = "leder@example.org", language: str = "nb") -> None:
    person = holder(Role.PROGRAMME_LEADER)
    set_email(account_id=person.id, email=email)
    Municipality.objects.filter(slug="provevik").update(language_decision=language)


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


def test_an_invitation_is_mailed_in_the_municipalitys_language_by_a_job_of_the_same_transaction() -> None:
    with_leader(language="nn")
    row = opened_round().round
    (mailed,) = [m for m in list_reminders(row.id, within=rls.ALL) if m.municipality == "provevik"]
    assert (mailed.rule, mailed.state) == ("invitation", MailState.QUEUED)
    assert mailed.subject == "Årsrapport 2013 for Prøvevik kan fyllast ut"
    jobs = ProcrastinateJob.objects.filter(task_name="boso.reporting.send_reminder")
    assert [j.args["reminder_id"] for j in jobs] == [mailed.id]
    opened_round()
    assert ProcrastinateJob.objects.count() == 1


def sent(row: Reminder, **more: Any) -> MailState:
    return send(reminder_id=row.pk, municipality_id=row.municipality_id, now=NOW, **{"last_try": False, **more})


def test_a_mail_is_sent_once_however_often_the_job_runs() -> None:
    with_leader()
    opened_round()
    row = Reminder.objects.get()
    assert [sent(row), sent(row)] == [MailState.SENT, MailState.SENT]
    (message,) = mail.outbox
    assert message.to == ["leder@example.org"]
    assert "28. februar 2014 kl. 23.59" in str(message.body)
    assert "/rapport/" in str(message.body)
    assert Reminder.objects.get().state == MailState.SENT


def test_a_mail_that_surely_did_not_go_is_tried_again_and_one_that_perhaps_went_is_not(monkeypatch: Any) -> None:
    with_leader()
    opened_round()
    row = Reminder.objects.get()

    def failing(fault: Exception) -> None:
        def fail(*args: object, **more: object) -> None:
            raise fault

        monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)

    failing(ConnectionRefusedError("nobody there"))
    with pytest.raises(NotSent):
        sent(row)
    assert Reminder.objects.get().state == MailState.QUEUED
    failing(smtplib.SMTPServerDisconnected("gone"))
    assert sent(row) is MailState.SENDING
    assert sent(row) is MailState.SENT, "nothing more is done"
    assert Reminder.objects.get().state == MailState.SENDING
    Reminder.objects.update(state=MailState.QUEUED)
    failing(ConnectionRefusedError("nobody there"))
    assert sent(row, last_try=True) is MailState.FAILED


def test_who_has_no_address_is_told_of() -> None:
    with_leader(email="")
    row = opened_round().round
    assert [m.state for m in list_reminders(row.id, within=rls.ALL)] == [MailState.NO_ADDRESS]
    assert not ProcrastinateJob.objects.exists()


def test_the_calendar_reminds_once_of_each_date_and_not_of_those_it_missed() -> None:
    with_leader()
    row = opened_round().round

    def rules() -> list[str]:
        return [m.rule for m in reversed(list_reminders(row.id, within=rls.ALL))][1:]

    assert queue_due(now=at(13)) == 0
    assert queue_due(now=at(14)) == 1
    assert queue_due(now=at(14)) == queue_due(now=at(20)) == 0
    assert queue_due(now=at(27)) == 1
    assert queue_due(now=at(3, 3)) == 1
    assert rules() == ["two_weeks", "three_days", "overdue"]
    assert queue_due(now=at(1, 4)) == 0, "the round is over"


def test_a_moved_deadline_is_reminded_of_anew_and_a_delivery_of_nothing() -> None:
    with_leader()
    row = opened_round().round
    queue_due(now=at(14))
    extend(
        round_id=row.id, municipality_id=id_of("provevik"), until=at(21, 3), reason="Sykdom", actor=LEADER, now=at(15),
        regions=[region()],
    )  # fmt: skip
    assert queue_due(now=at(6, 3)) == 0
    assert queue_due(now=at(7, 3)) == 1
    own = standing(row.id).report
    assert own
    deliver_nothing(report_id=own.id, confirmed=True, actor=LEADER, now=at(8, 3), within=rls.ALL)
    assert queue_due(now=at(25, 3)) == 0


def test_a_reminder_on_request_goes_once_a_day() -> None:
    with_leader()
    row = opened_round().round
    given = {"round_id": row.id, "municipality_id": id_of("provevik"), "actor": LEADER, "regions": [region()]}
    assert remind_now(**given, now=NOW) == 1
    assert remind_now(**given, now=NOW) == 0
    assert remind_now(**given, now=NOW + timedelta(days=1)) == 1


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
