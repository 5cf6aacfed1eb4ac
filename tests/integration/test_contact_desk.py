"""The contact's desk on the database: what the municipality never sees, what goes out to it, and the yearly meeting."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from boso.access.values import Role
from boso.audit.models import AuditEntry
from boso.places import rls
from boso.places.queries import get_region
from boso.programme.queries import list_meetings as known_meetings
from boso.reporting.actions.noting import write_note
from boso.reporting.models import ContactNote, FollowUp, MeetingPaper, Reminder
from boso.reporting.queries.contact import find_meeting, list_follow_ups, list_note_steps, list_notes
from boso.reporting.queries.desk import get_desk
from boso.reporting.values.contact import FollowUpState, Paper
from tests.factories.contact import CONTACT, SECRET, desk_of, held_meeting, round_with_two_years
from tests.factories.delivering import opened
from tests.factories.people import holder, logged_in
from tests.factories.reports import NOW, id_of

pytestmark = pytest.mark.django_db
DESK = "/region/prove/oversikt/"
OWN = "/region/prove/kommune/provevik/"
MEETING = f"{OWN}mote/2013/"


@pytest.fixture(scope="module", autouse=True)
def _round(places_of_module: None) -> None:
    round_with_two_years()


@pytest.fixture(autouse=True)
def _as_the_app_runs(as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()


@pytest.fixture
def contact() -> Client:
    return logged_in(holder(Role.PROGRAMME_CONTACT))


@pytest.fixture
def leader() -> Client:
    return logged_in(holder(Role.PROGRAMME_LEADER))


def sent(client: Client, address: str, **words: object) -> Any:
    return client.post(address, words, follow=True)


def main(answer: Any) -> str:
    return answer.content.decode().split("<main")[1]


# Notes are the region's own.


@pytest.fixture
def secret() -> int:
    return write_note(desk=desk_of("provevik"), text=SECRET, pinned=True, actor=CONTACT, now=NOW)


def test_a_note_is_on_no_page_of_the_municipality(contact: Client, leader: Client, secret: int) -> None:
    assert SECRET in main(contact.get(DESK))
    assert SECRET in main(contact.get(OWN))
    own = opened("provevik")
    of_report = ("report_work", "deliver", "review", "report_print")
    pages = ["/arbeid/", "/logg/", "/kommuner/provevik/", *(reverse(name, args=[own.id]) for name in of_report)]
    for path in pages:
        answer = leader.get(path)
        assert answer.status_code == 200, path
        assert SECRET not in answer.content.decode(), path
    for path in (DESK, OWN, MEETING, "/region/prove/oversikt.csv"):
        assert leader.get(path).status_code == 403, path
    assert leader.post(f"{OWN}notat/", {"note": secret, "text": "x"}).status_code == 403


def test_a_query_with_the_scope_of_the_municipality_or_of_all_finds_no_note(secret: int) -> None:
    held_meeting("provevik", shared=False)
    events = ContactNote.pgh_event_model.objects
    for within in ([id_of("provevik")], rls.ALL):
        with rls.scope(within):
            for kept in (ContactNote.objects, events, MeetingPaper.objects, FollowUp.objects):
                assert not kept.exists()
            assert ContactNote.objects.filter(pk=secret).update(text="x") == 0
            with rls.desk([get_region("ost").id]):
                assert not ContactNote.objects.exists()
        with rls.desk([get_region("prove").id]), rls.scope(within):
            assert ContactNote.objects.get(pk=secret).text == SECRET
    with rls.desk([get_region("prove").id]):
        assert not ContactNote.objects.exists()
    assert list_notes(region_id=get_region("ost").id, municipality_id=id_of("provevik")) == []


def test_a_note_is_changed_pinned_and_removed_and_what_it_said_is_kept(contact: Client) -> None:
    address, desk = f"{OWN}notat/", desk_of("provevik")
    assert sent(contact, address, text=" ").status_code == 422
    assert "Notatet er lagret." in main(sent(contact, address, text="Først", report=opened("provevik").id))
    assert contact.post(address, {"text": "x", "report": opened("provesund").id}).status_code == 404
    (note,) = list_notes(**desk)
    assert note.report_id == opened("provevik").id
    seen = note.at.isoformat()
    sent(contact, address, note=note.id, text="Så", pinned="1", seen=seen)
    late = sent(contact, address, note=note.id, text="Min egen", seen="2014-01-01T00:00:00+00:00")
    assert late.status_code == 409
    assert "Min egen" in main(late)
    assert [(n.text, n.pinned) for n in list_notes(**desk)] == [("Så", True)]
    assert "Først" in main(contact.get(OWN))
    assert sent(contact, address, note=99999, text="x").status_code == 404
    sent(contact, address, note=note.id, text="Så", do="remove")
    assert list_notes(**desk) == []
    assert [(s.text, s.removed) for s in list_note_steps(**desk)[note.id]] == [
        ("Først", False), ("Så", False), ("Så", True),
    ]  # fmt: skip
    scopes = set(AuditEntry.objects.filter(subject_type="contact_note").values_list("scope", flat=True))
    assert scopes == {f"region:{desk['region_id']}"}


def test_one_municipality_is_reminded_in_ones_own_words_once_a_day(contact: Client, leader: Client) -> None:
    round_id = get_desk(get_region("prove"), year=None, within=rls.ALL, now=NOW).rounds[0].id
    told = main(sent(contact, f"{OWN}pamin/", round=round_id, words="Ring meg gjerne {her}."))
    assert "påminnelse er lagt i kø" in told
    with rls.scope(rls.ALL):
        (mail,) = Reminder.objects.all()
    assert "Programkontakten skriver:\nRing meg gjerne {her}.\n" in mail.body
    assert "allerede minnet" in main(sent(contact, f"{OWN}pamin/", round=round_id))
    assert sent(contact, f"{OWN}pamin/", round=round_id, words="x" * 1001).status_code == 422
    assert sent(contact, f"{OWN}pamin/", round="tull").status_code == 404


# The yearly meeting.


def meeting_text(contact: Client, paper: Paper) -> str:
    found = find_meeting(**desk_of("provevik"), year=2013)
    assert found is not None
    return found.papers[paper].text


def test_the_agenda_is_drafted_from_what_is_known(contact: Client) -> None:
    held_meeting("provevik", what="Rutine for tildeling")
    assert "Lag utkast til saksliste" in main(contact.get(MEETING))
    assert "Sakslisten er laget" in main(sent(contact, MEETING, do="prepare"))
    text = meeting_text(contact, Paper.AGENDA)
    assert "## Fra forrige møte\n- Rutine for tildeling (programleder, frist 1. juni 2014)" in text
    assert "- Årsrapport 2013 er ikke levert (under arbeid)" in text
    assert "fra 20 til 8" not in text, "what is not delivered is the municipality's own"
    assert text.endswith("## Eventuelt")
    sent(contact, MEETING, do="save", paper="saksliste", text="## Egen", based_on="1")
    assert "Egen" in main(sent(contact, MEETING, do="prepare"))
    other = sent(contact, MEETING, do="save", paper="saksliste", text="## Noe annet", based_on="1")
    assert other.status_code == 409
    assert "Noe annet" in main(other)


def test_minutes_are_read_by_the_municipality_once_they_are_shared_and_not_before(
    contact: Client, leader: Client
) -> None:
    within = [id_of("provevik")]
    sent(contact, MEETING, do="prepare")
    assert sent(contact, MEETING, do="write_up").status_code == 422  # without a date
    assert sent(contact, MEETING, do="plan", held="30.02.2014").status_code == 422
    sent(contact, MEETING, do="plan", held="10.02.2014", attended=["programme_leader", "programme_contact"])
    with rls.scope(within):
        assert [m.held.iso() for m in known_meetings("provevik")] == ["2014-02-10"]
    sent(contact, MEETING, do="plan", held="07.02.2014", attended=["programme_leader"])
    with rls.scope(within):
        assert [m.held.iso() for m in known_meetings("provevik")] == ["2014-02-07"]
    sent(contact, MEETING, do="write_up")
    assert "Vedtak:" in meeting_text(contact, Paper.MINUTES)
    sent(contact, MEETING, do="save", paper="referat", text="## Sak\nVedtak: Ja.\n## Tom\nVedtak:", based_on="1")
    assert sent(contact, MEETING, do="agree", what="Rutine", role="tull", due="01.06.2014").status_code == 422
    assert (
        sent(contact, MEETING, do="agree", what="Rutine", role="programme_leader", due="01.01.2014").status_code == 422
    )
    sent(contact, MEETING, do="agree", what="Rutine", role="programme_leader", due="01.06.2014")
    found = find_meeting(**desk_of("provevik"), year=2013)
    assert found is not None
    address = reverse("minutes", args=[found.id])
    assert leader.get(address).status_code == 404
    assert list_follow_ups(within) == []
    text = "## Sak\nVedtak: Ja, i mai.\n## Tom\nVedtak:"
    sent(contact, MEETING, do="share", paper="referat", text=text, based_on="2")
    page = main(leader.get(address))
    assert "Vedtak: Ja, i mai." in page, "what stands in the box is what is shared"
    assert page.count("Vedtak:") == 1
    for kind, sign in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert leader.get(reverse("minutes_file", args=[found.id, kind])).content.startswith(sign)
        assert contact.get(f"{MEETING}saksliste.{kind}").content.startswith(sign)
    assert sent(contact, MEETING, do="save", paper="referat", text="Annet", based_on="3").status_code == 403
    sent(contact, MEETING, do="take_back")
    assert "trukket tilbake" in main(leader.get(address))
    assert leader.get(reverse("minutes_file", args=[found.id, "pdf"])).status_code == 404
    assert [f.what for f in list_follow_ups(within)] == ["Rutine"]
    assert (
        logged_in(holder(Role.PROGRAMME_LEADER, municipality="provesund", username="x")).get(address).status_code == 404
    )


def test_what_is_agreed_but_not_shared_is_neither_closed_nor_opened_again_and_leaves_no_trace(contact: Client) -> None:
    (point,) = held_meeting("provevik", shared=False).follow_ups
    with rls.scope(rls.ALL):
        before = AuditEntry.objects.count()
    for act in ({"do": "close", "word": "Gjort"}, {"do": "reopen"}):
        assert sent(contact, f"{OWN}mote/2012/", follow_up=point.id, **act).status_code == 403
    with rls.scope(rls.ALL):
        assert AuditEntry.objects.count() == before


def test_what_was_agreed_stands_in_next_years_report_until_it_is_done_or_closed(
    contact: Client, leader: Client
) -> None:
    meeting = held_meeting("provevik", what="Skrive rutine")
    own, (point,) = opened("provevik"), meeting.follow_ups
    desk = f"{OWN}mote/2012/"
    for path in ("/arbeid/", f"/rapport/{own.id}/"):
        assert "Skrive rutine" in main(leader.get(path)), path
    past = opened("provevik", 2011, edition="ost_annual/2012")
    assert "Skrive rutine" not in main(leader.get(f"/rapport/{past.id}/"))
    done = reverse("follow_up_done", args=[point.id])
    assert sent(leader, done, word="").status_code == 422
    assert "Rutinen er vedtatt" in main(sent(leader, done, word="Rutinen er vedtatt"))
    assert "Skrive rutine" not in main(leader.get("/arbeid/"))
    assert "Rutinen er vedtatt" in main(contact.get(OWN))
    sent(contact, desk, do="reopen", follow_up=point.id)
    assert "Skrive rutine" in main(leader.get("/arbeid/"))
    assert sent(contact, desk, do="close", follow_up=point.id, word="").status_code == 422
    sent(contact, desk, do="close", follow_up=point.id, word="Ikke lenger aktuelt")
    (stored,) = list_follow_ups([id_of("provevik")], open_only=False)
    assert (stored.state, stored.closing) == (FollowUpState.CLOSED, "Ikke lenger aktuelt")
    assert sent(leader, done, word="Likevel").status_code == 403
    assert sent(contact, desk, do="drop", follow_up=point.id).status_code == 403
    assert sent(contact, desk, do="tull").status_code == 404
    assert stored.due == date(2014, 6, 1)
