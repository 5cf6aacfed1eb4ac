"""Notices from the act to the page and the mail: told in one transaction, seen by whoever may, mailed once."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from boso.access.actions import end_role, set_email
from boso.access.letters import NotSent
from boso.access.queries import list_held, list_members
from boso.access.values import Account, Role, Scope
from boso.kernel.decisions import SYSTEM
from boso.places import rls
from boso.places.models import Municipality
from boso.reporting.actions.follow_up_reminding import tell_of_follow_ups
from boso.reporting.actions.notice_mails import clear_old, queue_collected, send_notices
from boso.reporting.actions.notices_read import choose_rhythm, mark_read
from boso.reporting.actions.noticing import tell
from boso.reporting.actions.together import add_comment, assign
from boso.reporting.models import Notice, NoticeMail, Report
from boso.reporting.queries.notices import Reader, count_unread, list_notices
from boso.reporting.rules.signing import Act
from boso.reporting.rules.working_days import OSLO
from boso.reporting.values import ReportRow
from boso.reporting.values.notices import Chosen, Rhythm
from boso.reporting.values.rounds import MailState
from tests.factories.contact import held_meeting
from tests.factories.delivering import complete, delivered, opened, step
from tests.factories.people import holder, logged_in
from tests.factories.reports import LEADER, NOW, id_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.TODAY = NOW.date()


def person(role: Role, *, username: str = "", municipality: str = "provevik") -> Account:
    """Somebody with a role and an address for mail."""
    found = holder(role, username=username, municipality=municipality)
    set_email(account_id=found.id, email=f"{found.username}@example.org")
    return found


def told(account: Account, *, at: datetime = NOW) -> list[str]:
    """What somebody is shown, newest first."""
    reader = Reader(account_id=account.id, held=list_held(account.id), on=at.date())
    return [row.code for row in list_notices(reader, unread=True, most=50)]


def send_all(*, now: datetime = NOW, last_try: bool = False) -> None:
    for row in NoticeMail.objects.filter(state=MailState.QUEUED).order_by("pk"):
        send_notices(mail_id=row.pk, now=now, last_try=last_try)


def asked(own: ReportRow, who: Account, *, now: datetime = NOW) -> None:
    assign(
        report_id=own.id, section="C", address="", account_id=str(who.id), name=who.display_name, due=None,
        actor=LEADER, now=now, within=rls.ALL,
    )  # fmt: skip


def test_a_delivery_is_told_on_both_sides_and_each_gets_mail_in_their_own_rhythm() -> None:
    owner, contact = person(Role.PROGRAMME_OWNER), person(Role.PROGRAMME_CONTACT)
    elsewhere = person(Role.PROGRAMME_OWNER, username="borte", municipality="gjovik")
    Municipality.objects.filter(slug="provevik").update(language_decision="nn")
    own = complete("provevik")
    step(own, Act.MARK_READY, Act.APPROVE)
    delivered(own)
    assert told(contact) == ["to_review"]
    assert told(owner) == ["delivered", "ready"]
    assert told(elsewhere) == []
    assert {j.task_name for j in ProcrastinateJob.objects.all()} == {"boso.reporting.send_notices"}

    send_all()
    send_all()
    to_owner, to_contact = sorted(mail.outbox, key=lambda m: m.to, reverse=True)
    assert to_owner.subject == "Prøvevik: Rapporten er meld klar og ventar på godkjenning"
    assert to_contact.subject == "Prøvevik: Rapporten er levert og kan gjennomgås"
    assert f"/rapport/{own.id}/lever/" in str(to_owner.body)
    assert "prøvesen" not in str(to_owner.body), "no names"
    assert NoticeMail.objects.filter(state=MailState.SENT).count() == 2

    tomorrow = datetime(2014, 2, 11, 8, 5, tzinfo=OSLO)
    queue_collected(now=tomorrow)
    queue_collected(now=tomorrow)
    send_all(now=tomorrow)
    assert [m.subject for m in mail.outbox[2:]] == ["Prøvevik: Rapporten er levert"]
    queue_collected(now=tomorrow + timedelta(days=1))
    send_all(now=tomorrow + timedelta(days=1))
    assert len(mail.outbox) == 3


def test_a_role_that_ended_today_gets_no_mail_and_sees_nothing() -> None:
    owner = person(Role.PROGRAMME_OWNER)
    own = complete("provevik")
    step(own, Act.MARK_READY)
    assert told(owner) == ["ready"]
    (member,) = [
        m for m in list_members(Scope(municipality_id=id_of("provevik")), on=NOW.date()) if m.account.id == owner.id
    ]
    end_role(membership_id=member.id, end=NOW.date(), actor=SYSTEM, now=NOW, within=rls.ALL)
    assert told(owner) == []
    send_all()
    assert mail.outbox == []
    assert not NoticeMail.objects.exists()
    assert queue_collected(now=NOW + timedelta(days=1)) == 0, "nor later"


def test_what_colleagues_say_is_told_to_those_who_take_part_and_never_to_the_region() -> None:
    leader, helper = person(Role.PROGRAMME_LEADER), person(Role.CONTRIBUTOR)
    contact = person(Role.PROGRAMME_CONTACT)
    own = opened("provevik")
    asked(own, helper)
    asked(own, helper)
    said = {"report_id": own.id, "section": "C", "address": "", "within": rls.ALL, "now": NOW}
    first = add_comment(text="Hemmelig", thread=None, actor=leader.actor, **said)
    add_comment(text="Enig", thread=first, actor=helper.actor, **said)
    assert told(helper) == ["commented", "assigned"]
    assert told(leader) == ["commented"]
    assert told(contact) == []
    send_all()
    bodies = [str(m.body) for m in mail.outbox]
    assert len(bodies) == 2, "what happened together goes in one mail to each"
    assert not any("Hemmelig" in body or "Enig" in body for body in bodies)


def test_the_same_occasion_tells_nobody_twice() -> None:
    person(Role.PROGRAMME_LEADER)
    own = opened("provevik")
    report = Report.objects.get(pk=own.id)
    given: dict[str, Any] = {"actor": SYSTEM, "now": NOW, "occasion": "C1.x", "day": date(2014, 3, 1), "section": "C"}
    assert [tell("promise_due", report, **given) for _ in range(2)] == [1, 0]
    assert tell("nobody_speaks_of_this", report, **given) == 0


def test_what_was_agreed_is_told_before_its_day_and_when_it_has_passed_each_once() -> None:
    leader = person(Role.PROGRAMME_LEADER)
    opened("provevik")
    held_meeting("provevik")  # due on 1 June, a Sunday
    days = [date(2014, 5, 22), date(2014, 5, 23), date(2014, 5, 26), date(2014, 6, 2), date(2014, 6, 10)]
    found = [tell_of_follow_ups(now=datetime(d.year, d.month, d.day, 8, tzinfo=OSLO)) for d in days]
    assert sum(found) == 2
    assert told(leader) == ["follow_up_overdue", "follow_up_due", "minutes_shared"]
    assert found[0] == found[-1] == 0


def test_a_mail_that_surely_did_not_go_keeps_its_notices_and_tries_again(monkeypatch: Any) -> None:
    helper = person(Role.CONTRIBUTOR)
    asked(opened("provevik"), helper)
    with monkeypatch.context() as patched:

        def fail(*args: object, **more: object) -> None:
            raise ConnectionRefusedError("nobody there")

        patched.setattr("django.core.mail.EmailMessage.send", fail)
        with pytest.raises(NotSent):
            send_all()
        assert NoticeMail.objects.get().state == MailState.QUEUED
    assert queue_collected(now=NOW + timedelta(days=1)) == 0, "it waits in its own mail"
    send_all()
    assert [m.to for m in mail.outbox] == [["contributor@example.org"]]


def test_what_was_read_before_a_mail_could_go_is_not_mailed(as_app_role: None, monkeypatch: Any) -> None:
    with rls.scope(rls.ALL):
        helper = person(Role.CONTRIBUTOR)
        asked(opened("provevik"), helper)
    with monkeypatch.context() as patched:

        def fail(*args: object, **more: object) -> None:
            raise ConnectionRefusedError("nobody there")

        patched.setattr("django.core.mail.EmailMessage.send", fail)
        with pytest.raises(NotSent):
            send_all()
    mark_read(actor=helper.actor, now=NOW, within=[id_of("provevik")])
    send_all()
    assert mail.outbox == []
    assert not NoticeMail.objects.exists()


def test_who_wants_no_mail_gets_none_also_for_what_waited() -> None:
    helper = person(Role.CONTRIBUTOR)
    own = opened("provevik")
    asked(own, helper)
    front = Chosen(mine=Rhythm.FRONT, news=Rhythm.FRONT)
    choose_rhythm(chosen=front, actor=helper.actor, now=NOW, within=rls.ALL)
    asked(own, helper, now=NOW + timedelta(days=1))
    choose_rhythm(chosen=Chosen(), actor=helper.actor, now=NOW, within=rls.ALL)
    send_all(now=NOW + timedelta(days=2))
    assert queue_collected(now=NOW + timedelta(days=2)) == 0
    assert mail.outbox == []
    assert told(helper) == ["assigned", "assigned"]


def test_old_notices_are_cleared_away_and_unread_ones_kept_for_a_year() -> None:
    helper = person(Role.CONTRIBUTOR)
    own = opened("provevik")
    for days in range(3):
        asked(own, helper, now=NOW + timedelta(days=days))
    Notice.objects.filter(at=NOW).update(read_at=NOW)
    assert clear_old(now=NOW + timedelta(days=80)) == 0
    assert clear_old(now=NOW + timedelta(days=100)) == 1
    assert clear_old(now=NOW + timedelta(days=500)) == 2
    assert not NoticeMail.objects.exists()


def test_the_page_shows_counts_and_marks_them_and_a_get_changes_nothing(
    as_app_role: None, django_assert_num_queries: Any
) -> None:
    with rls.scope(rls.ALL):
        owner, other = person(Role.PROGRAMME_OWNER), person(Role.PROGRAMME_LEADER)
        own = complete("provevik")
        step(own, Act.MARK_READY)
    client = logged_in(owner)
    page = client.get("/arbeid/").content.decode()
    assert "1 nytt varsel" in page
    assert "Rapporten er meldt klar og venter på godkjenning" in page
    with rls.scope(rls.ALL):
        reader = Reader(account_id=owner.id, held=list_held(owner.id), on=NOW.date())
        with django_assert_num_queries(1):
            assert count_unread(reader) == 1
        row = Notice.objects.get(account_id=owner.id)
    for _ in range(2):
        client.get(f"/rapport/{own.id}/lever/")
        assert client.get("/arbeid/varsler/lest/")["Location"] == "/arbeid/"
    logged_in(other).post("/arbeid/varsler/lest/", {"varsel": row.pk})
    assert "1 nytt varsel" in client.get("/arbeid/").content.decode(), "another's notice is not one's to mark"
    answer = client.post("/arbeid/varsler/lest/", {"varsel": row.pk})
    assert (answer.status_code, answer["Location"]) == (302, "/arbeid/#varsler")
    page = client.get("/arbeid/").content.decode()
    assert "nytt varsel" not in page
    assert "Leste varsler" in page
    assert client.post("/arbeid/varsler/lest/", {"varsel": "x"}).status_code == 404
    assert client.post("/arbeid/varsler/lest/").status_code == 302


def test_a_link_opens_its_page_after_logging_in() -> None:
    owner = person(Role.PROGRAMME_OWNER)
    own = opened("provevik")
    asked_for = f"/rapport/{own.id}/lever/"
    client = Client()
    answer = client.get(asked_for)
    assert answer["Location"] == f"/logg-inn/?next={asked_for}"
    given = {"username": owner.username, "password": "en lang setning om hus", "next": asked_for}
    assert client.post(answer["Location"], given)["Location"] == asked_for


def test_the_rhythm_is_chosen_on_a_page_and_a_wrong_choice_is_said() -> None:
    owner = person(Role.PROGRAMME_OWNER)
    client = logged_in(owner)
    assert "owner@example.org" in client.get("/konto/varsler/").content.decode()
    wrong = client.post("/konto/varsler/", {"mine": "weekly", "news": "daily", "hour": "3", "weekday": "1"})
    assert wrong.status_code == 422
    assert "Velg et klokkeslett fra listen." in wrong.content.decode()
    good = {"mine": "weekly", "news": "front", "hour": "15", "weekday": "1"}
    assert client.post("/konto/varsler/", good).status_code == 302
    page = client.get("/konto/varsler/").content.decode()
    assert "11. februar 2014 15:00" in page
    assert "ingen e-post" in page
