"""Addresses written or changed by hand: a page, a way to one, or a helpful "not there" – never a fault of ours."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boso.web.permissions import PAGES, Open
from tests.architecture.test_pages import addresses
from tests.factories.annual import published_annual_report
from tests.factories.pages import PUBLIC
from tests.factories.reports import NOW, report

pytestmark = pytest.mark.django_db
FITTING = {
    "slug": "gjovik",
    "year": "2013",
    "period": "2013",
    "template": "ost_annual",
    "code": "A_no_dwelling.housed",
    "kind": "pdf",
}
ODD = ["0", "99999999", "2013-3", "٢٠١٣", "gjøvik", "%00", "..", "<script>", "ost_annual", "💡", "x" * 300, '"']
OPEN = [str(page.pattern) for page in addresses() if PAGES.get(page.name or "") is Open.PUBLIC]
PATTERNS = sorted(pattern for pattern in OPEN if "<" in pattern)
QUERIES = ["sprak", "region", "ar", "side", "tall", "kommune", "gruppe", "per", "vis", "next", "q", "sortering"]


@pytest.fixture(scope="module", autouse=True)
def _programme(places_of_module: None) -> None:
    report("gjovik", 2013, {"A_no_dwelling.housed": 54})
    report("provevik", 2012, {"A_no_dwelling.housed": 54})
    published_annual_report(2012)


@pytest.fixture(autouse=True)
def _as_visitors_are(as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()


def parts_of(pattern: str) -> list[str]:
    return re.findall(r":(\w+)>", pattern)


def filled(pattern: str, **chosen: str) -> str:
    """The pattern with what fits in every place but the chosen ones."""
    address = pattern
    for kind in ("slug", "str", "int", "year"):
        for name in {**FITTING, **chosen}:
            value = {**FITTING, **chosen}[name]
            address = address.replace(f"<{kind}:{name}>", quote(value, safe=""))
    return "/" + address


def answered(client: Client, address: str) -> int:
    answer = client.get(address)
    assert answer.status_code < 500, address
    if answer.status_code == 404:
        assert "Siden finnes ikke" in answer.content.decode(), address
    return answer.status_code


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_changed_part_of_an_address_is_no_fault(client: Client, pattern: str) -> None:
    for name in parts_of(pattern):
        for odd in ODD:
            answered(client, filled(pattern, **{name: odd}))


@pytest.mark.parametrize("address", PUBLIC)
def test_garbage_after_the_question_mark_is_no_fault(client: Client, address: str) -> None:
    path = address.partition("?")[0]
    for odd in ("%00", "99999999", "%FF%FE%F0%9F%92%A1&&=[]"):
        answered(client, path + "?" + "&".join(f"{name}={odd}" for name in QUERIES))


def test_more_after_the_question_mark_than_anyone_writes_is_refused_in_plain_words(client: Client) -> None:
    answer = client.get("/sammenlign/?" + "kommune=gjovik&" * 1500)
    assert answer.status_code == 400
    assert "Det gikk ikke" in answer.content.decode()


@pytest.mark.parametrize("path", ["/kommuner", "/om", "/status", "/publikasjoner"])
def test_a_forgotten_slash_is_put_there(client: Client, path: str) -> None:
    assert client.get(path)["Location"] == f"{path}/"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_any_text_for_a_municipality_a_period_or_a_form_is_no_fault(slug: str, period: str, form: str) -> None:
    client = Client()
    for pattern in ("/kommuner/{}/", "/kommuner/{}/rapport/{}/", "/kommuner/{}/rapport/{}/{}/", "/skjema/{1}/{2}/"):
        answered(client, pattern.format(*(quote(part, safe="") for part in (slug, period, form))))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/kommuner/gjovk/", "Gjøvik"),
        ("/kommuner/gjøvik/", "Gjøvik"),
        ("/kommuner/sarpsbrg/rapport/2013/", "Sarpsborg"),
        ("/kommuner/gjovik/rapport/2011/", "Gjøvik"),
        ("/kommuner/gjovik/faktaark/99999999/", "Gjøvik"),
        ("/kommuner/nedre-eikr/", "Nedre Eiker"),
    ],
)
def test_what_is_not_there_leads_to_the_municipality_that_was_meant(client: Client, path: str, name: str) -> None:
    page = client.get(path).content.decode()
    assert "Kanskje du mente:" in page
    assert f">{name}</a></li>" in page


def test_a_page_that_is_like_nothing_leads_to_the_list(client: Client) -> None:
    page = client.get("/kommuner/qqqqq/").content.decode()
    assert "Kanskje du mente:" not in page
    assert 'href="/kommuner/"' in page


def test_an_address_that_only_forms_are_sent_to_is_no_empty_page(client: Client) -> None:
    answer = client.get("/sprak/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "Siden finnes ikke" in answer.content.decode()
