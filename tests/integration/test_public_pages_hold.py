"""Public pages over time: small, as cheap for many rows as for few, kept until they change, linked in a language."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import get_resolver

from boso.access.values import Role
from boso.places import rls
from boso.programme.queries import list_participants
from tests.architecture.test_pages import addresses
from tests.factories.annual import published_annual_report
from tests.factories.pages import PUBLIC, weight_of
from tests.factories.people import holder, logged_in
from tests.factories.reports import NOW, programme_places, report

pytestmark = pytest.mark.django_db
A = "A_no_dwelling"
NEED = {f"{A}.status_start": 8, f"{A}.status_end": 20, f"{A}.housed": 54, "C2.municipal_dwellings": 945}
PEERS = [("sarpsborg", 2013), ("sarpsborg", 2012), ("provesund", 2012), ("provesund", 2011)]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module", autouse=True)
def _programme(rows_of_module: None) -> None:
    with rls.scope(rls.ALL), override_settings(TODAY=NOW.date()):
        programme_places()
        for slug, year in [("gjovik", 2013), ("gjovik", 2012), ("provevik", 2012), ("provevik", 2011), *PEERS]:
            report(slug, year, NEED)
        published_annual_report(2012)


@pytest.fixture(autouse=True)
def _as_the_app_runs(as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()


def many_more() -> None:
    """The same programme with a report of every municipality for every year there are any of."""
    with rls.scope(rls.ALL):
        for invented, years in ((False, (2012, 2013)), (True, (2011, 2012))):
            for participant in list_participants(invented=invented):
                for year in years:
                    slug = participant.municipality.slug
                    if slug not in ("gjovik", "provevik", "oslo") and (slug, year) not in PEERS:
                        report(slug, year, NEED)


def queries_of(address: str) -> int:
    Client().get(address)
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(address).status_code == 200, address
    return len(asked)


def test_a_page_costs_no_more_queries_and_stays_light_however_many_municipalities_have_reported(client: Client) -> None:
    few = {address: queries_of(address) for address in PUBLIC}
    many_more()
    assert {address: queries_of(address) for address in PUBLIC} == few
    assert max(few.values()) <= 65, few
    weights = {address: weight_of(client.get(address).content.decode()) for address in PUBLIC}
    assert {address: weight for address, weight in weights.items() if weight >= 100_000} == {}


@pytest.mark.parametrize("address", [*PUBLIC, "/publikasjoner/feed.atom", "/sitemap.xml", "/robots.txt"])
def test_a_page_that_has_not_changed_is_not_made_again(client: Client, address: str) -> None:
    first = client.get(address)
    assert first.status_code == 200
    assert first["Cache-Control"] == "public, no-cache"
    assert {"Cookie", "Accept-Language"} <= set(first["Vary"].split(", "))
    with CaptureQueriesContext(connection) as asked:
        again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert len(asked) == 1


def changed(client: Client, address: str, change: Callable[[], object]) -> bool:
    """Whether a page that is kept is sent anew after the change."""
    known = client.get(address)["ETag"]
    change()
    return client.get(address, headers={"if-none-match": known}).status_code == 200


def test_another_day_or_language_is_another_page(client: Client, settings: Any) -> None:
    def tomorrow() -> None:
        settings.TODAY = NOW.date().replace(day=NOW.day + 1)

    assert changed(client, "/", tomorrow)
    known = client.get("/")["ETag"]
    answer = client.get("/", headers={"if-none-match": known, "accept-language": "nn"})
    assert answer.status_code == 200
    assert '<html lang="nn"' in answer.content.decode()


def test_whoever_is_logged_in_gets_pages_of_their_own_that_nobody_keeps() -> None:
    known = Client().get("/")["ETag"]
    leader = logged_in(holder(Role.PROGRAMME_LEADER))
    for address in ("/", "/arbeid/"):
        answer = leader.get(address, headers={"if-none-match": known})
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        assert "ETag" not in answer


@pytest.mark.parametrize("address", ["/logg-inn/", "/finnes-ikke/", "/kommuner/finnes-ikke/"])
def test_what_is_no_lasting_page_is_not_kept(client: Client, address: str) -> None:
    assert client.get(address)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("language", "word"), [("nb", "Skjema"), ("nn", "Kommunar"), ("en", "Municipalities")])
def test_a_page_can_be_linked_in_a_language_and_the_next_page_follows(language: str, word: str) -> None:
    client = Client()
    page = client.get(f"/om/?sprak={language}", headers={"accept-language": "en"})
    assert f'<html lang="{language}"' in page.content.decode()
    assert page["Content-Language"] == language
    assert word in client.get("/status/").content.decode()


def test_a_kept_page_changes_the_language_too(client: Client) -> None:
    known = client.get("/om/?sprak=en")["ETag"]
    other = Client()
    assert other.get("/om/?sprak=en", headers={"if-none-match": known}).status_code == 304
    assert '<html lang="en"' in other.get("/").content.decode()


def test_a_file_or_a_feed_in_a_language_does_not_change_the_pages(client: Client) -> None:
    client.get("/publikasjoner/feed.atom?sprak=en")
    assert '<html lang="nb"' in client.get("/").content.decode()


@pytest.mark.parametrize("wish", ["tull", "", "nb&sprak=xx", "%00"])
def test_a_language_that_is_not_there_changes_nothing(client: Client, wish: str) -> None:
    answer = client.get(f"/om/?sprak={wish}")
    assert '<html lang="nb"' in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize("address", PUBLIC)
def test_a_page_tells_its_lasting_address_its_languages_and_how_to_be_shown(client: Client, address: str) -> None:
    page = client.get(address + ("&" if "?" in address else "?") + "sprak=nn").content.decode()
    path = f"http://testserver{address.partition('?')[0]}"
    assert f'<link rel="canonical" href="{path}?sprak=nn">' in page
    assert re.findall(r'hreflang="(..)" href="([^"]+)">\n', page) == [
        ("nb", path), ("nn", f"{path}?sprak=nn"), ("en", f"{path}?sprak=en"),
    ]  # fmt: skip
    told = dict(re.findall(r'property="og:([a-z_]+)" content="([^"]*)"', page))
    title = re.search(r"<title>(.*?) – boso</title>", page)
    assert title
    assert told["title"] == title[1]
    assert told["description"]
    assert told["url"] == f"{path}?sprak=nn"
    assert finders.find(told["image"].removeprefix("http://testserver/static/").partition("?")[0])


def test_nobody_else_is_asked_for_anything(client: Client) -> None:
    for address in PUBLIC:
        page = client.get(address).content.decode()
        asked = re.findall(
            r'<(?:script|img|iframe|source)[^>]+src="([^"]+)"|<link rel="(?:stylesheet|preload|icon)" href="([^"]+)"',
            page,
        )
        assert all(part.startswith("/static/") for pair in asked for part in pair if part)


def test_a_reader_without_an_account_gets_no_cookie(client: Client) -> None:
    assert [address for address in PUBLIC if client.get(address).cookies] == []


class TestFeed:
    def entries(self, client: Client, language: str = "nb") -> list[dict[str, str]]:
        answer = client.get(f"/publikasjoner/feed.atom?sprak={language}")
        assert answer["Content-Type"].startswith("application/atom+xml")
        feed = ET.fromstring(answer.content)
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        return [
            {name: str(entry.findtext(ATOM + name)) for name in ("id", "title", "updated")}
            for entry in feed.findall(ATOM + "entry")
        ]

    def test_it_tells_of_what_is_real_with_ids_that_last(self, client: Client) -> None:
        entries = self.entries(client)
        assert {f"{name}: Årsrapport {year}" for name in ("Gjøvik", "Sarpsborg") for year in (2012, 2013)} == {
            entry["title"] for entry in entries
        }
        assert [e["id"] for e in entries] == [e["id"] for e in self.entries(client, "en")]

    def test_an_id_is_the_same_next_year_and_elsewhere(self, client: Client) -> None:
        by_title = {entry["title"]: entry["id"] for entry in self.entries(client)}
        assert by_title["Gjøvik: Årsrapport 2013"] == "urn:uuid:f56ed4b4-a782-585d-8aad-a6b677d68897"


class TestMachines:
    def test_a_demonstration_is_not_to_be_found(self, client: Client, settings: Any) -> None:
        settings.DEMO = True
        assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
        settings.DEMO = False
        told = client.get("/robots.txt").content.decode()
        assert "Disallow: /arbeid/" in told
        assert "Disallow: /\n" not in told
        assert "Sitemap: http://testserver/sitemap.xml" in told

    def test_every_page_of_the_map_is_there_and_none_is_invented(self, client: Client) -> None:
        told = re.findall("<loc>http://testserver([^<]+)</loc>", client.get("/sitemap.xml").content.decode())
        assert len(told) > 60
        assert [path for path in told if "prove" in path] == []
        wanted = {p.partition("?")[0] for p in PUBLIC} & set(told)
        assert {"/", "/status/", "/kommuner/gjovik/faktaark/2013/"} <= wanted
        for path in [*wanted, *told[::7]]:
            assert client.get(path).status_code == 200, path

    def test_the_icon_is_where_browsers_look(self, client: Client) -> None:
        assert client.get("/favicon.ico")["Location"].startswith("/static/icon.svg")


# Addresses that others have written down: one may come, none may go.
LASTING = {
    "kommuner/",
    "kommuner/<slug:slug>/",
    "kommuner/<slug:slug>/rapport/<str:period>/",
    "kommuner/<slug:slug>/rapport/<str:period>/<slug:template>/",
    "kommuner/<slug:slug>/rapport/<str:period>/<slug:template>/<str:code>/",
    "kommuner/<slug:slug>/faktaark/<year:year>/",
    "kommuner/<slug:slug>/faktaark/<year:year>.<str:kind>",
    "sammenlign/",
    "sammenlign/sammenligning.<str:kind>",
    "status/",
    "publikasjoner/",
    "publikasjoner/feed.atom",
    "publikasjoner/<slug:slug>/",
    "publikasjoner/<slug:slug>.<str:kind>",
    "skjema/",
    "skjema/<slug:template>/<slug:year>/",
    "skjema/<slug:template>/<slug:year>/endringer/",
    "om/",
    "om/definisjoner/",
    "om/tilgjengelighet/",
    "om/personvern/",
    "robots.txt",
    "sitemap.xml",
    "favicon.ico",
}


def test_no_public_address_is_taken_away() -> None:
    there = {str(page.pattern) for page in addresses(get_resolver())}
    assert LASTING - there == set()
    assert "" in there
