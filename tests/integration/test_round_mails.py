"""Mails of rounds: each goes once, in the municipality's language, at the time its rule says."""

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from boso.access.letters import NotSent
from boso.places import rls
from boso.reporting.actions.delivering import deliver_nothing
from boso.reporting.actions.extending import extend
from boso.reporting.actions.reminding import queue_due, remind_now, send
from boso.reporting.models import Reminder
from boso.reporting.queries.rounds import (
    list_reminders,
)
from boso.reporting.values.rounds import MailState
from tests.factories.reports import LEADER, NOW, id_of
from tests.factories.rounds import at, opened_round, region, standing, with_leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]


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
