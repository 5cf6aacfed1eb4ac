"""Acts judged by what they leave behind: before each, everyone who may not do it sends the very form that is valid
then, and not a row is written; then one who may sends it, and it is done."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from boso.access.actions import give_role
from boso.access.values import Role, Scope
from boso.kernel.decisions import SYSTEM
from boso.web.permissions import PAGES, Needs
from tests.factories.people import SINCE, account, districts_of, holder, logged_in, place_of
from tests.factories.reports import NOW

SLUG, REGION = "provevik", "prove"
OF_NOBODY = ("django_session", "boso_cache")  # signs of life and attempts, written whoever comes
DONE = (200, 302)
AWAY = (
    (Role.PROGRAMME_LEADER, {"municipality": "provesund"}),
    (Role.PROGRAMME_OWNER, {"municipality": "provesund"}),
    (Role.REGION_MANAGER, {"region": "ost"}),
    (Role.PROGRAMME_CONTACT, {"region": "ost"}),
    (Role.EDITOR, {"region": "ost"}),
)
SAVED_BY_SCRIPT = frozenset({"report_field", "district_field"})


@dataclass(frozen=True, slots=True)
class Try:
    """A page, who of those who may does it, what its address names, and the form as it is valid at that moment."""

    page: str
    role: Role
    named: Mapping[str, object]
    sent: Callable[[], Mapping[str, object]]


def people() -> dict[str, Client]:
    """A browser for every role here, for some who hold theirs elsewhere or in the district beside, and for nobody."""
    here = {role.value: logged_in(holder(role)) for role in Role}
    away = {f"{role.value} elsewhere": logged_in(holder(role, username=f"{role.value}-2", **at)) for role, at in AWAY}
    return {**here, **away, "district_leader beside": logged_in_beside(), "nobody": Client()}


def logged_in_beside() -> Client:
    """The leader of another district of the same municipality."""
    whole, person = place_of(Role.PROGRAMME_LEADER), account("beside", "Søndre prøvesen")
    beside = Scope(municipality_id=whole.municipality_id, region_id=whole.region_id, district_id=districts_of(SLUG)[1])
    give_role(account_id=person.id, role=Role.DISTRICT_LEADER, scope=beside, start=SINCE, actor=SYSTEM, now=NOW)
    return logged_in(person)


def written() -> int:
    """Rows that this transaction has added, changed or removed so far, in every table but those of nobody."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables WHERE relname <> ALL(%s)",
            [list(OF_NOBODY)],
        )
        return int(cursor.fetchone()[0])


def astray(acts: Iterable[Try], browsers: Mapping[str, Client], let_in: Mapping[str, Iterable[Role]]) -> list[str]:
    """What went otherwise than meant, act by act. `let_in`: the roles that the page is for.

    What one page does is tried by those who may not the first time it comes.
    """
    found, tried = list[str](), set[tuple[str, str]]()
    for each in acts:
        what = (each.page, str(each.sent().get("do", "")).partition(":")[0])
        found += outcome(each, browsers, let_in[each.page], again=what in tried)
        tried.add(what)
    return found


def outcome(each: Try, browsers: Mapping[str, Client], let_in: Iterable[Role], *, again: bool = False) -> Iterator[str]:
    """What went otherwise than meant: a row written by one who may not, or nothing by one who may.

    `again`: it was tried by those who may not before.
    """
    allowed = {role.value for role in let_in}
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


def not_tried(*tried: Iterable[str], shown: Iterable[str]) -> set[str]:
    """Pages that ask for a permission and whose outcome nobody judges; `shown` only show something."""
    return {name for name, needs in PAGES.items() if isinstance(needs, Needs)} ^ {
        *shown,
        *(p for t in tried for p in t),
    }


def _as(browser: Client, each: Try, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What this browser sends: files from their start, and, where a save tells whose it is, that it is their own."""
    for value in sent.values():
        if hasattr(value, "seek"):
            value.seek(0)
    if each.page in SAVED_BY_SCRIPT:
        return {**sent, "who": browser.session.get("_auth_user_id", "")}
    return dict(sent)
