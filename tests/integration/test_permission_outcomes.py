"""The acts on a report, a round, a meeting and people in the order they come in: written by those who may, and not a
row by anybody else. Files, districts, late answers and the annual report: `test_permission_outcomes_of_files`."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from boso.access.queries import list_invitations, list_members, list_resets
from boso.access.values import IdentityProvider, Role, Scope
from boso.places import rls
from boso.places.queries import get_municipality
from boso.questionnaires.loading import load
from boso.reporting.models import Invitation
from boso.reporting.queries.contact import list_notes
from boso.reporting.queries.delivering import readiness
from boso.reporting.queries.editing import get_draft, list_field_history
from boso.reporting.queries.reviewing import number_of_last_event
from boso.reporting.queries.rounds import list_rounds
from boso.reporting.rules.asking import asked_by, pages_of
from boso.reporting.values.fields import Address, Home
from tests.factories.contact import desk_of, held_meeting
from tests.factories.delivering import complete, opened
from tests.factories.outcomes import REGION, SLUG, Try, astray, outcome, people
from tests.factories.people import districts_of, holder, logged_in
from tests.factories.reports import NOW, id_of, programme_places
from tests.integration.test_permission_matrix import expected

pytestmark = pytest.mark.django_db
FORM, LATE = "ost_annual/2013", "proveoy"
DATES = {"deadline": "28.02.2014", "last_new": "14.03.2014", "last_edit": "31.03.2014"}
TRIED = {
    *("report_section_save", "report_field", "report_restore", "report_presence", "report_talk", "deliver_steering"),
    *("deliver_reason", "deliver_ready", "deliver_decline", "deliver_reopen", "deliver_approve", "deliver_send"),
    *("deliver_withdraw", "deliver_nothing", "review_begin", "review_ask", "review_answer", "review_remark"),
    *("review_deliver", "review_accept", "review_publish", "review_unpublish", "rounds", "round_dates"),
    *("round_extend", "round_excuse", "round_remind", "round_invite", "contact_note", "contact_remind", "meeting"),
    *("follow_up_done", "people_invite", "people_withdraw", "people_enrol", "people_ask_reset"),
    *("people_answer_reset", "people_end", "handover"),
}


@pytest.fixture
def world(as_app_role: None, settings: Any) -> Mapping[str, int]:
    """Reports of one municipality, complete and not begun, a round, a meeting, and somebody with a role."""
    settings.TODAY = NOW.date()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.IDENTITY_PROVIDERS = {
        "idporten": IdentityProvider(
            code="idporten", name="ID-porten", issuer="https://x.example", client_id="boso", secret="x", subject="pid"
        )
    }
    with rls.scope(rls.ALL):
        programme_places()
        report, other, meeting = complete(SLUG), opened(SLUG, 2012), held_meeting(SLUG)
    districts_of(SLUG)
    helper = holder(Role.CONTRIBUTOR, municipality=SLUG, username="helper")
    Authenticator.objects.create(user_id=helper.id, type="totp", data={"secret": "x"})
    (member,) = [m for m in list_members(here(), on=NOW.date()) if m.account == helper]
    return {
        "report": report.id,
        "other": other.id,
        "follow_up": meeting.follow_ups[0].id,
        "helper": helper.id,
        "member": member.id,
    }


def here() -> Scope:
    place = get_municipality(SLUG)
    return Scope(municipality_id=place.id, region_id=place.region.id if place.region else None)


def of_report(report: int) -> Iterator[Try]:
    """From the first answer to what the public sees, and back."""
    named = {"report_id": report}
    first, second = [a for a in asked_by(load(FORM)).values() if a.address.home is Home.TEXT and a.required][:2]
    page = next(p for p in pages_of(load(FORM)) if first in p.asked)

    def typed(address: Address, text: str) -> dict[str, object]:
        mark = get_draft(report, within=rls.ALL).at(address).content.mark
        return {str(address): text, f"{address}!seen": mark}

    def step_of(address: Address) -> dict[str, object]:
        return {"felt": str(address), "step": list_field_history(report, address, within=rls.ALL)[0].id}

    def based(**sent: object) -> Callable[[], dict[str, object]]:
        return lambda: {**sent, "based_on": number_of_last_event(report, within=rls.ALL)}

    def warned() -> dict[str, object]:
        return {"key": readiness(report, within=rls.ALL, now=NOW).warnings[0].key, "reason": "Slik er det."}

    leader, owner, helper = Role.PROGRAMME_LEADER, Role.PROGRAMME_OWNER, Role.CONTRIBUTOR
    contact, manager = Role.PROGRAMME_CONTACT, Role.REGION_MANAGER
    in_section = {**named, "section": page.code}
    yield Try("report_section_save", helper, in_section, lambda: {**typed(first.address, "Annet."), "do": "save"})
    yield Try(
        "report_field",
        leader,
        named,
        lambda: {**typed(second.address, "Nytt."), "address": second.at, "version": 1, "token": "t"},
    )
    yield Try("report_restore", helper, named, lambda: step_of(second.address))
    yield Try("report_presence", owner, named, lambda: {"section": page.code})
    yield Try("report_talk", leader, named, lambda: {"do": "say", "del": page.code, "text": "Se her."})
    yield Try("deliver_reason", helper, named, warned)
    yield Try("deliver_steering", leader, named, lambda: {"day": "10.02.2014"})
    yield Try("deliver_ready", helper, named, dict)
    yield Try("deliver_decline", owner, named, lambda: {"reason": "Se over tallene."})
    yield Try("deliver_ready", leader, named, dict)
    yield Try("deliver_reopen", helper, named, dict)
    yield Try("deliver_ready", leader, named, dict)
    yield Try("deliver_approve", owner, named, dict)
    yield Try("deliver_send", leader, named, dict)
    yield Try("deliver_withdraw", owner, named, lambda: {"reason": "For tidlig."})
    yield Try("deliver_reopen", leader, named, dict)
    yield Try("deliver_ready", leader, named, dict)
    yield Try("deliver_approve", owner, named, dict)
    yield Try("deliver_send", owner, named, dict)
    yield Try("review_begin", contact, named, based())
    yield Try("review_ask", manager, named, based(**{f"text:{page.code}": "Hva betyr dette?"}))
    yield Try("review_answer", helper, named, lambda: {"do": "reply:1", "say:1": "Det betyr dette."})
    yield Try("review_remark", contact, named, lambda: {"do": "say:1", "say:1": "Takk."})
    yield Try("review_answer", leader, named, lambda: {"do": "reply:1", "say:1": "Ingen årsak."})
    yield Try("review_deliver", owner, named, based())
    yield Try("review_begin", manager, named, based())
    yield Try("review_accept", contact, named, based(note=""))
    yield Try("review_publish", manager, named, based())
    yield Try("review_unpublish", manager, named, based(reason="En feil."))


def of_round(other: int) -> Iterator[Try]:
    """A report with nothing to tell; a round opened, moved, and what is done to one municipality in it."""
    manager, of = Role.REGION_MANAGER, str(id_of("provesund"))  # the other one of the region: this one has delivered

    def named() -> dict[str, object]:
        (found,) = list_rounds([here().region_id or 0])
        return {"round_id": found.id}

    new = {"region": REGION, "form": "ost_annual/2012", "year": "2012", "half": ""}
    yield Try("rounds", manager, {}, lambda: {**new, **DATES})
    moved = {**DATES, "deadline": "07.03.2014", "reason": "Ferie."}
    yield Try("round_dates", manager, named(), lambda: moved)
    asked = {"round": named()["round_id"], "words": "Ring meg gjerne."}
    yield Try("contact_remind", Role.PROGRAMME_CONTACT, {"region": REGION, "slug": SLUG}, lambda: asked)
    yield Try("deliver_nothing", Role.PROGRAMME_LEADER, {"report_id": other}, lambda: {"confirmed": "yes"})
    yield Try("round_remind", manager, named(), lambda: {"municipality": of})
    extended = {"municipality": of, "until": "20.03.2014", "reason": "Sykdom."}
    yield Try("round_extend", manager, named(), lambda: extended)
    yield Try("round_excuse", manager, named(), lambda: {"municipality": of, "reason": "Trukket seg."})
    yield Try("round_excuse", manager, named(), lambda: {"municipality": of, "again": "yes"})
    with rls.scope(rls.ALL):
        Invitation.objects.get(municipality__slug=LATE).delete()  # as if it had joined after the round was opened
    yield Try("round_invite", manager, named(), lambda: {"municipality": [LATE]})


def of_desk(follow_up: int) -> Iterator[Try]:
    """The contact's notes and reminder, and a meeting from its agenda to what was agreed."""
    contact, manager, leader = Role.PROGRAMME_CONTACT, Role.REGION_MANAGER, Role.PROGRAMME_LEADER
    named = {"region": REGION, "slug": SLUG}
    meeting = {**named, "year": 2013}

    def note(**sent: object) -> dict[str, object]:
        (row,) = list_notes(**desk_of(SLUG))
        return {"note": row.id, "seen": row.at.isoformat(), **sent}

    yield Try("contact_note", contact, named, lambda: {"text": "Ring i mars.", "pinned": "1"})
    yield Try("contact_note", manager, named, lambda: note(do="change", text="Ring i april."))
    yield Try("contact_note", contact, named, lambda: note(do="remove"))
    yield Try("meeting", contact, meeting, lambda: {"do": "prepare"})
    yield Try(
        "meeting", manager, meeting, lambda: {"do": "plan", "held": "03.02.2014", "attended": ["programme_leader"]}
    )
    yield Try(
        "meeting", contact, meeting, lambda: {"do": "save", "paper": "saksliste", "text": "## Sak", "based_on": "1"}
    )
    yield Try("meeting", contact, meeting, lambda: {"do": "write_up"})
    agreed = {"do": "agree", "what": "Rydde i listene", "role": "programme_leader", "due": "01.06.2014"}
    yield Try("meeting", contact, meeting, lambda: agreed)
    yield Try("meeting", contact, meeting, lambda: {"do": "share"})
    yield Try("meeting", manager, meeting, lambda: {"do": "take_back"})
    yield Try("follow_up_done", leader, {"follow_up_id": follow_up}, lambda: {"word": "Skrevet."})
    before = {**named, "year": 2012}
    yield Try("meeting", contact, before, lambda: {"do": "close", "follow_up": follow_up, "word": "Godt."})
    yield Try("meeting", contact, before, lambda: {"do": "reopen", "follow_up": follow_up})


def of_people(member: int, helper: int) -> Iterator[Try]:
    """Somebody asked in and not after all, somebody let in by who she is, a lost second factor, and a role ended."""
    at, leader, owner = {"sted": f"k{id_of(SLUG)}"}, Role.PROGRAMME_LEADER, Role.PROGRAMME_OWNER
    asked = {"name": "Ola Prøvesen", "email": "ola@demo.example", "role": "contributor", "language": "nb"}
    yield Try("people_invite", leader, {}, lambda: {**at, **asked})
    (invited,) = list_invitations(here(), now=NOW)
    yield Try("people_withdraw", owner, {"invitation_id": invited.id}, lambda: at)
    yield Try("people_enrol", leader, {}, lambda: {**at, **asked, "provider": "idporten", "subject": "12345678901"})
    yield Try("people_ask_reset", leader, {"account_id": helper}, lambda: {**at, "reason": "Ny telefon."})
    (wish,) = list_resets([helper], now=NOW)
    yield Try("people_answer_reset", owner, {"reset_id": wish.id}, lambda: {**at, "answer": "refuse"})
    yield Try("people_ask_reset", owner, {"account_id": helper}, lambda: {**at, "reason": "Ny telefon."})
    (wish,) = list_resets([helper], now=NOW)
    yield Try("people_answer_reset", Role.REGION_MANAGER, {"reset_id": wish.id}, lambda: {**at, "answer": "confirm"})
    yield Try("people_end", owner, {"membership_id": member}, lambda: {**at, "reason": "Slutter."})
    yield Try("handover", leader, {"slug": SLUG}, dict)


def test_an_act_is_done_by_those_who_may_and_writes_nothing_by_those_who_may_not(world: Mapping[str, int]) -> None:
    acts = [
        of_report(world["report"]),
        of_round(world["other"]),
        of_desk(world["follow_up"]),
        of_people(world["member"], world["helper"]),
    ]
    judged = list[str]()

    def each() -> Iterator[Try]:
        for act in chain.from_iterable(acts):
            judged.append(act.page)
            yield act

    found = astray(each(), people(), {page: row["own"] for page, row in expected().items()})
    assert not found, "\n".join(found)
    assert set(judged) == TRIED


def test_what_is_written_by_one_who_may_not_is_seen(world: Mapping[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard of a page taken away, and what the page itself asks too: a hole as a slip would make it."""
    step_ = Try(
        "report_presence", Role.PROGRAMME_LEADER, {"report_id": world["report"]}, lambda: {"section": "general"}
    )
    monkeypatch.setattr("boso.web.middleware.access._let_in", lambda *_given: None)
    monkeypatch.setattr("boso.web.work.report.field.refuse_others", lambda *_given: None)
    browsers = {role.value: logged_in(holder(role)) for role in (Role.AUDITOR, Role.PROGRAMME_LEADER)}
    let_in = expected()["report_presence"]["own"]
    assert list(outcome(step_, browsers, let_in)) == ["report_presence by auditor (200): WRITTEN"]
