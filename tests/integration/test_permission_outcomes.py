"""The acts on a report, a round and people in the order they come in: before each, everyone who may not do it sends the
very form that is valid then, and not a row is written; then one who may sends it, and it is done."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from boso.access.queries import list_members
from boso.access.values import Role, Scope
from boso.places import rls
from boso.places.queries import get_municipality
from boso.questionnaires.loading import load
from boso.reporting.queries.editing import get_draft, list_field_history
from boso.reporting.queries.reviewing import number_of_last_event
from boso.reporting.queries.rounds import list_rounds
from boso.reporting.rules.asking import asked_by, pages_of
from boso.reporting.values.fields import Address, Home
from tests.factories.contact import held_meeting
from tests.factories.delivering import complete, opened
from tests.factories.people import holder, logged_in
from tests.factories.reports import NOW, id_of, programme_places
from tests.integration.test_permission_matrix import expected

pytestmark = pytest.mark.django_db
SLUG, REGION, FORM = "provevik", "prove", "ost_annual/2013"
OF_NOBODY = ("django_session", "boso_cache")  # signs of life and attempts, written whoever comes
DONE = (200, 302)
DATES = {"deadline": "28.02.2014", "last_new": "14.03.2014", "last_edit": "31.03.2014"}


@dataclass(frozen=True, slots=True)
class Try:
    """A page, who of those who may does it, what its address names, and the form as it is valid at that moment."""

    page: str
    role: Role
    named: Mapping[str, object]
    sent: Callable[[], Mapping[str, object]]


def written() -> int:
    """Rows that this transaction has added, changed or removed so far, in every table but those of nobody."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables WHERE relname <> ALL(%s)",
            [list(OF_NOBODY)],
        )
        return int(cursor.fetchone()[0])


@pytest.fixture
def world(as_app_role: None, settings: Any) -> Mapping[str, int]:
    """Reports of one municipality, complete and not begun, a round, a meeting, and somebody with a role."""
    settings.TODAY = NOW.date()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with rls.scope(rls.ALL):
        programme_places()
        report, other, meeting = complete(SLUG), opened(SLUG, 2012), held_meeting(SLUG)
    helper = holder(Role.CONTRIBUTOR, municipality=SLUG, username="helper")
    here = get_municipality(SLUG)
    assert here.region
    scope = Scope(municipality_id=here.id, region_id=here.region.id)
    (member,) = [m for m in list_members(scope, on=NOW.date()) if m.account == helper]
    return {
        "report": report.id,
        "other": other.id,
        "follow_up": meeting.follow_ups[0].id,
        "helper": helper.id,
        "member": member.id,
    }


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
    manager, contact, here = Role.REGION_MANAGER, Role.PROGRAMME_CONTACT, {"region": REGION, "slug": SLUG}
    of = str(id_of("provesund"))  # the other one of the region: this one has delivered

    def named() -> dict[str, object]:
        (found,) = list_rounds([get_municipality(SLUG).region.id])  # type: ignore[union-attr]
        return {"round_id": found.id}

    yield Try("deliver_nothing", Role.PROGRAMME_LEADER, {"report_id": other}, lambda: {"confirmed": "yes"})
    new = {"region": REGION, "form": "ost_annual/2012", "year": "2012", "half": ""}
    yield Try("rounds", manager, {}, lambda: {**new, **DATES})
    moved = {**DATES, "deadline": "07.03.2014", "reason": "Ferie."}
    yield Try("round_dates", manager, named(), lambda: moved)
    extended = {"municipality": of, "until": "20.03.2014", "reason": "Sykdom."}
    yield Try("round_extend", manager, named(), lambda: extended)
    yield Try("round_excuse", manager, named(), lambda: {"municipality": of, "reason": "Trukket seg."})
    yield Try("contact_note", contact, here, lambda: {"text": "Ring i mars.", "pinned": "1"})


def of_people(member: int) -> Iterator[Try]:
    """Somebody asked in, and somebody's role ended."""
    here = f"k{id_of(SLUG)}"
    asked = {"name": "Ola Prøvesen", "email": "ola@demo.example", "role": "contributor", "language": "nb"}
    yield Try("people_invite", Role.PROGRAMME_LEADER, {}, lambda: {"sted": here, **asked})
    yield Try(
        "people_end", Role.PROGRAMME_OWNER, {"membership_id": member}, lambda: {"sted": here, "reason": "Slutter."}
    )


def people() -> dict[str, Client]:
    """A browser for every role here, for a leader and an owner of another municipality, and for nobody."""
    here = {role.value: logged_in(holder(role)) for role in Role}
    away = {
        f"{role.value} elsewhere": logged_in(holder(role, municipality="provesund", username=f"{role.value}-2"))
        for role in (Role.PROGRAMME_LEADER, Role.PROGRAMME_OWNER)
    }
    return {**here, **away, "nobody": Client()}


def outcome(each: Try, browsers: Mapping[str, Client], *, again: bool = False) -> Iterator[str]:
    """What went otherwise than meant: a row written by one who may not, or nothing by one who may.

    `again`: the page was tried by those who may not before.
    """
    allowed = {role.value for role in expected()[each.page]["own"]}
    address, sent = reverse(each.page, kwargs=dict(each.named)), dict(each.sent())
    for name, browser in browsers.items():
        if again or name in allowed:
            continue
        before = written()
        status = browser.post(address, _as(browser, each, sent)).status_code
        if written() != before:
            yield f"{each.page} by {name} ({status}): WRITTEN"
    before, browser = written(), browsers[each.role.value]
    answer = browser.post(address, _as(browser, each, dict(each.sent())))
    if answer.status_code not in DONE or written() == before:
        yield f"{each.page} by {each.role} was not done ({answer.status_code})"


def _as(browser: Client, each: Try, sent: dict[str, object]) -> dict[str, object]:
    """A save tells whose it is; whoever tries says that it is their own."""
    return {**sent, "who": browser.session.get("_auth_user_id", "")} if each.page == "report_field" else sent


def test_an_act_is_done_by_those_who_may_and_writes_nothing_by_those_who_may_not(world: Mapping[str, int]) -> None:
    browsers = people()
    acts = [of_report(world["report"]), of_round(world["other"]), of_people(world["member"])]
    found, tried = list[str](), set[str]()
    for each in chain.from_iterable(acts):
        found += outcome(each, browsers, again=each.page in tried)
        tried.add(each.page)
    assert not found, "\n".join(found)


def test_what_is_written_by_one_who_may_not_is_seen(world: Mapping[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard of a page taken away, and what the page itself asks too: a hole as a slip would make it."""
    step_ = Try(
        "report_presence", Role.PROGRAMME_LEADER, {"report_id": world["report"]}, lambda: {"section": "general"}
    )
    monkeypatch.setattr("boso.web.middleware.access._let_in", lambda *_given: None)
    monkeypatch.setattr("boso.web.work.report.field.refuse_others", lambda *_given: None)
    browsers = {role.value: logged_in(holder(role)) for role in (Role.AUDITOR, Role.PROGRAMME_LEADER)}
    assert list(outcome(step_, browsers)) == ["report_presence by auditor (200): WRITTEN"]
