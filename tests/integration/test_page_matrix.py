"""Every page against every role and every kind of ownership: who is let in, who is not, and who learns nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from boso.access.values import MUNICIPAL_ROLES, PERMISSIONS, PROGRAMME_ROLES, Permission, Role
from boso.importers.actions import propose
from boso.places import rls
from boso.web.permissions import PAGES, Needs, Open, Owner
from tests.architecture.test_pages import addresses
from tests.factories.people import holder, logged_in
from tests.factories.reports import LEADER, NOW, programme_places, report_file

pytestmark = pytest.mark.django_db
NEEDS = {name: page for name, page in PAGES.items() if isinstance(page, Needs)}
IMPORTING = {name: page for name, page in NEEDS.items() if page.permission is Permission.IMPORT_REPORTS}
OF_REGIONS = [name for name, page in NEEDS.items() if page.owner is Owner.REGION]
NAMED = {
    "region": "prove",
    "year": 2013,
    "int": 1,
    "slug": "provevik",
    "str": "ord",
}  # an address for every page, of nothing in particular
SIGNED_IN = [name for name, page in PAGES.items() if page is Open.SIGNED_IN]
OWNERSHIP = {"own": "Prøvevik", "same_region": "Prøvesund", "elsewhere": "Gjøvik"}
# Written out by hand, apart from the rules: whose imports each role opens.
IMPORTS_OPENED = {
    Role.PROGRAMME_LEADER: {"own"},
    Role.PROGRAMME_CONTACT: {"own", "same_region"},
    Role.REGION_MANAGER: {"own", "same_region"},
}


@pytest.fixture
def imports(as_app_role: None, tmp_path: Path) -> dict[str, int]:
    with rls.scope(rls.ALL):
        programme_places()
        return {
            kind: propose(path=report_file(tmp_path, place), actor=LEADER, now=NOW, within=rls.ALL).import_id
            for kind, place in OWNERSHIP.items()
        }


def opened(client: Client, name: str, import_id: int | None = None) -> int:
    """The answer's status; what only takes what is sent leads those it lets in to its page, or answers 405."""
    return client.get(reverse(name, args=[import_id] if import_id else [])).status_code


def pages(owned: bool) -> Iterator[str]:
    return (name for name, page in IMPORTING.items() if (page.owner == "import") is owned)


def address(name: str, **named: object) -> str:
    """The address of any page: its own names where they are given, else something of the right kind."""
    pattern = next(page for page in addresses() if page.name == name)
    kinds = {
        key: type(each).__name__.removesuffix("Converter").lower() for key, each in pattern.pattern.converters.items()
    }
    filled = {
        key: named.get(key, NAMED.get(key, NAMED["int" if kind == "int" else "str"])) for key, kind in kinds.items()
    }
    return reverse(name, kwargs=filled)


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_exactly_its_pages(role: Role, imports: dict[str, int]) -> None:
    client = logged_in(holder(role))
    allowed = role in IMPORTS_OPENED
    assert (Permission.IMPORT_REPORTS in PERMISSIONS[role]) is allowed
    for name in pages(owned=False):
        assert (opened(client, name) in (200, 302, 405)) is allowed, name
    for name in pages(owned=True):
        for kind, import_id in imports.items():
            expected = {200, 302, 405} if kind in IMPORTS_OPENED.get(role, set()) else {404} if allowed else {403}
            assert opened(client, name, import_id) in expected, (name, kind)


def test_whoever_is_not_logged_in_is_asked_to(imports: dict[str, int], client: Any) -> None:
    for name in [*NEEDS, *SIGNED_IN]:
        answer = client.get(address(name, import_id=imports["own"]))
        assert answer.status_code == 302, name
        assert answer["Location"].startswith("/logg-inn/?next="), name


def test_an_account_without_a_role_sees_its_own_pages_only(imports: dict[str, int]) -> None:
    client = logged_in(holder(Role.SYSTEM_ADMIN))
    assert opened(client, "tasks") == 200
    assert opened(client, "account") == 200
    assert opened(client, "imports") == 403


def test_what_a_role_may_not_open_it_may_not_change_either(imports: dict[str, int]) -> None:
    client = logged_in(holder(Role.PROGRAMME_LEADER))
    for name in pages(owned=True):
        sent = client.post(reverse(name, args=[imports["same_region"]]), {"choice": "accept", "reason": "x"})
        assert sent.status_code in (404, 405), name
    reader = logged_in(holder(Role.CONTRIBUTOR))
    for name in pages(owned=True):
        sent = reader.post(reverse(name, args=[imports["own"]]), {"choice": "accept", "reason": "x"})
        assert sent.status_code == 403, name


@pytest.mark.parametrize("role", Role)
def test_pages_of_a_region_open_to_those_who_have_the_permission_there(role: Role, as_app_role: None) -> None:
    with rls.scope(rls.ALL):
        programme_places()
    client = logged_in(holder(role))
    for name in OF_REGIONS:
        may = NEEDS[name].permission in PERMISSIONS[role] and role not in MUNICIPAL_ROLES | PROGRAMME_ROLES
        assert (client.get(address(name, region="prove", year=2013)).status_code != 403) is may, name
        assert client.get(address(name, region="ost", year=2013)).status_code == 403, name
        assert (client.post(address(name, region="ost", year=2013)).status_code) == 403, name


def test_a_page_that_nobody_declared_is_closed(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boso.web.middleware.access.PAGES", {})
    assert client.get("/om/").status_code == 403


def test_a_refusal_says_why(imports: dict[str, int]) -> None:
    page = logged_in(holder(Role.CASE_WORKER)).get(reverse("imports")).content.decode()
    assert "Rollen din gir ikke tilgang til dette." in page
