"""Every address and method, sent by every role and by nobody, to what is one's own, another's in the region and
outside it – against a table written by hand (`permission_table.csv`)."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse

from boso.access.models import Invitation
from boso.access.queries import list_members
from boso.access.values import Role, Scope
from boso.audit.models import AuditEntry
from boso.importers.actions import propose
from boso.places import rls
from boso.places.models import District
from boso.places.queries import get_municipality, get_region
from boso.web.permissions import PAGES, Needs, Open
from tests.architecture.test_pages import addresses
from tests.factories.contact import held_meeting
from tests.factories.delivering import opened
from tests.factories.people import districts_of, holder, logged_in
from tests.factories.reports import LEADER, NOW, programme_places, report_file

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("permission_table.csv")
LETTERS = dict(zip("LOCSBVDKPREFA", (
    Role.PROGRAMME_LEADER, Role.PROGRAMME_OWNER, Role.CONTRIBUTOR, Role.CASE_WORKER, Role.DECISION_MAKER, Role.AUDITOR,
    Role.DISTRICT_LEADER, Role.DISTRICT_CONTRIBUTOR,
    Role.PROGRAMME_CONTACT, Role.REGION_MANAGER, Role.EDITOR, Role.STATE_ADMIN, Role.SYSTEM_ADMIN,
), strict=True))  # fmt: skip
PLACES = {
    "own": ("provevik", "prove"),
    "other_unit": ("provevik", "prove"),
    "same_region": ("provesund", "prove"),
    "elsewhere": ("gjovik", "ost"),
}
CHANGES_SESSION = frozenset({"account_change_password"})
LED_ON = 302
KEPT_OUT = (403, 404, 405)


@dataclass(frozen=True, slots=True)
class Thing:
    """What an address names at one of the places, and what is sent there."""

    named: Mapping[str, object]
    sent: Mapping[str, str]


def expected() -> dict[str, dict[str, frozenset[Role]]]:
    """The table: page, place, and the roles let in."""
    rows = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    everyone = frozenset(LETTERS.values())
    return {
        row["page"]: {
            place: everyone if row[place] == "*" else frozenset(LETTERS[letter] for letter in row[place] or "")
            for place in PLACES
        }
        for row in csv.DictReader(rows, delimiter=";")
    }


@pytest.fixture
def things(as_app_role: None, tmp_path: Path, settings: Any) -> dict[str, Thing]:
    """Something of every kind at each of the places."""
    settings.TODAY = NOW.date()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with rls.scope(rls.ALL):
        programme_places()
    manager = {
        "prove": holder(Role.REGION_MANAGER, username="prove"),
        "ost": holder(Role.REGION_MANAGER, region="ost", username="ost"),
    }
    rounds = {region: _round(logged_in(person), region) for region, person in manager.items()}
    found = {
        place: _thing(slug, region, rounds[region], tmp_path)
        for place, (slug, region) in PLACES.items()
        if place != "other_unit"
    }
    beside = District.objects.get(pk=districts_of("provevik")[1]).slug
    own = found["own"]
    return {**found, "other_unit": Thing({**own.named, "district": beside}, own.sent)}


def _round(client: Client, region: str) -> int:
    from boso.reporting.queries.rounds import list_rounds

    dates = {"deadline": "28.02.2014", "last_new": "14.03.2014", "last_edit": "31.03.2014"}
    client.post(reverse("rounds"), {"region": region, "form": "ost_annual/2012", "year": "2012", "half": "", **dates})
    return list_rounds([get_region(region).id])[0].id


def _thing(slug: str, region: str, round_id: int, folder: Path) -> Thing:
    row = get_municipality(slug)
    scope = Scope(municipality_id=row.id, region_id=row.region.id if row.region else None)
    helper = holder(Role.CONTRIBUTOR, municipality=slug, username=f"helper-{slug}")
    (member,) = [m for m in list_members(scope, on=NOW.date()) if m.account == helper]
    with rls.scope(rls.ALL):
        found = propose(path=report_file(folder, row.name), actor=LEADER, now=NOW, within=rls.ALL)
        report = opened(slug)
    meeting = held_meeting(slug)
    named = {
        "report_id": report.id, "import_id": found.import_id, "round_id": round_id, "region": region, "year": 2013,
        "membership_id": member.id, "account_id": helper.id, "slug": slug,
        "district": District.objects.get(pk=districts_of(slug)[0]).slug,
        "meeting_id": meeting.id, "follow_up_id": meeting.follow_ups[0].id,
    }  # fmt: skip
    person = {"name": "Ola Prøvesen", "email": "ola@demo.example", "role": "contributor", "language": "nb"}
    role = {"role": "contributor"} if slug != "gjovik" else {"role": "auditor"}
    sent = {"sted": f"k{row.id}", "reason": "Prøve", "choice": "accept", "confirmed": "yes", **person, **role}
    return Thing(named, sent)


def filled(page: URLPattern, named: Mapping[str, object]) -> str:
    """The address with what it names; anything else of the right kind."""
    kinds = {key: type(each).__name__ for key, each in page.pattern.converters.items()}
    return reverse(
        str(page.name),
        kwargs={key: named.get(key, 1 if kind == "IntConverter" else "ord") for key, kind in kinds.items()},
    )


def astray(client: Client, method: str, page: URLPattern, thing: Thing, asked: list[bool], *, meant: bool) -> bool:
    """Whether the answer is another than meant; what was done is taken back.

    Who is meant to come in passes the guard of pages (what the page then says of a report that is not ready, or of
    something that is not there, is its own). Who is not is asked to log in, refused, told that there is no such thing,
    or that the address takes nothing of the kind – by the guard or by the page.
    """
    asked.clear()
    with transaction.atomic():
        send = client.get if method == "GET" else client.post
        answer = send(filled(page, thing.named), thing.sent if method == "POST" or page.name == "people" else {})
        transaction.set_rollback(True)
    if meant:
        return not (asked and asked[-1])
    led = answer["Location"] if answer.status_code == LED_ON else ""
    only_sent_to = method == "GET" and bool(led) and filled(page, thing.named).startswith(led)  # to the page above it
    return not (led.startswith("/logg-inn/") or only_sent_to or answer.status_code in KEPT_OUT)


def unexpected(role: Role | None, client: Client, things: Mapping[str, Thing], asked: list[bool]) -> Iterator[str]:
    """Where what happens is not what the table says."""
    table = expected()
    for page in addresses():
        if not isinstance(PAGES.get(str(page.name)), Needs) and PAGES.get(str(page.name)) is not Open.SIGNED_IN:
            continue
        rows = table.get(str(page.name))
        if rows is None:
            yield f"{page.name} stands in no line of the table"
            continue
        concerned = [
            place
            for place in PLACES
            if place == "own"
            or ("district" in page.pattern.converters)
            or (place != "other_unit" and (rows["same_region"] or rows["elsewhere"] or page.pattern.converters))
        ]
        for place in concerned:
            for method in ("GET", "POST"):
                if page.name in CHANGES_SESSION and method == "POST":
                    continue
                meant = role is not None and role in rows[place]
                if astray(client, method, page, things[place], asked, meant=meant):
                    yield f"{method} {page.name} {place}: {'kept out' if meant else 'LET IN'}"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What the guard of pages answered last."""
    from boso.web.middleware import access

    told: list[bool] = []
    before = access._let_in

    def watched(*args: Any) -> None:
        told.append(False)
        before(*args)
        told[-1] = True

    monkeypatch.setattr(access, "_let_in", watched)
    return told


def test_every_role_and_nobody_are_let_in_exactly_where_the_table_says(
    things: dict[str, Thing], asked: list[bool]
) -> None:
    found = [f"nobody: {each}" for each in unexpected(None, Client(), things, asked)]
    for role in Role:
        found += [f"{role}: {each}" for each in unexpected(role, logged_in(holder(role)), things, asked)]
    assert not found, "\n".join(found)


def test_nothing_is_written_by_whoever_is_kept_out(things: dict[str, Thing], asked: list[bool]) -> None:
    """An auditor may read; all that the page sends is tried, and the log, which every act writes to, stays as it is."""
    client, table = logged_in(holder(Role.AUDITOR)), expected()
    before = AuditEntry.objects.count()
    for page in addresses():
        rows = table.get(str(page.name))
        if rows is None or Role.AUDITOR in rows["own"]:
            continue
        for thing in things.values():
            client.post(filled(page, thing.named), thing.sent)
    assert AuditEntry.objects.count() == before
    with rls.scope(rls.ALL):
        assert not Invitation.objects.exists()


def test_a_planted_hole_is_found(things: dict[str, Thing], asked: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    holed = {**PAGES, "log": PAGES["tasks"], "import": PAGES["tasks"]}
    monkeypatch.setattr("boso.web.middleware.access.PAGES", holed)
    found = list(unexpected(Role.CONTRIBUTOR, logged_in(holder(Role.CONTRIBUTOR)), things, asked))
    assert "GET log own: LET IN" in found


def test_every_page_that_is_not_public_stands_in_the_table_and_no_other() -> None:
    """A new address fails here until somebody has written down who may open it."""
    closed = {name for name, needs in PAGES.items() if needs is not Open.PUBLIC}
    assert set(expected()) == closed
