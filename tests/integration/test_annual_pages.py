"""The pages of the annual report's workshop: writing, seeing, freezing, publishing, and what cannot be done told."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from pytest_django import Settings

from boso.access.queries import find_account
from boso.publishing.queries import list_published, list_releases, list_versions
from boso.web.document_files import FORMATS
from tests.factories.demo import NOW, PASSWORD
from tests.factories.pages import weight_of

HOME = "/region/prove/arsmelding/2012/"
CHAPTER = f"{HOME}kapittel/introduction/"
ANSWERED = {
    "/region/finnesikke/arsmelding/2012/": 404,
    "/region/prove/arsmelding/1950/": 422,
    "/region/prove/arsmelding/2013/forhandsvisning/": 422,
    "/region/prove/arsmelding/2012/kapittel/finnesikke/": 404,
    "/region/prove/arsmelding/2012/tekst/finnes.ikke/": 404,
    "/region/prove/arsmelding/2012/utgave/9/": 404,
    "/region/prove/arsmelding/2012/forhandsvisning.odt": 404,
    "/region/sor/arsmelding/2012/": 403,
    "/region/prove/arsmelding/2013/": 200,
    "/region/prove/arsmelding/2013/frys/": 200,
    "/region/prove/arsmelding/2013/kapittel/comparison/": 200,
    "/region/prove/arsmelding/2013/temaer/": 200,
    "/region/ost/arsmelding/2013/": 200,
    "/region/ost/arsmelding/2013/temaer/": 200,
    "/region/ost/arsmelding/2012/kapittel/results/": 200,
    "/arsmelding/": 200,
}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _filled(demo_of_module: None, settings: Settings) -> None:
    settings.DEMO, settings.TODAY = True, NOW.date()


@pytest.fixture
def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE publishing_annualreport CASCADE")


@pytest.fixture
def editor() -> Client:
    assert find_account("redaktor")
    client = Client()
    assert client.login(username="redaktor", password=PASSWORD)
    return client


def said(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def save(editor: Client, text: str, based_on: int, **more: str) -> object:
    sent = {"slot": "introduction", "text": text, "based_on": based_on, "tekst": "nb", **more}
    return editor.post(CHAPTER, sent)


def test_the_demo_shows_a_report_published_twice_and_one_begun(editor: Client) -> None:
    assert [row.slug for row in list_published()] == ["prove-2012-2", "prove-2012-1"]
    second = list_releases("prove", 2012)[0]
    assert {change.code for change in second.changes} >= {"C1.co_financed", "all_purchases"}
    assert list_versions("prove", 2013, "nb", "introduction")
    assert "0 av 12 kommuner har en rapport" in said(editor.get("/region/prove/arsmelding/2013/"))


@pytest.mark.usefixtures("empty")
def test_a_text_is_written_seen_and_taken_back_to(editor: Client) -> None:
    assert save(editor, "Først", 0).status_code == 302  # type: ignore[attr-defined]
    assert save(editor, "Så **fet**", 1).status_code == 302  # type: ignore[attr-defined]
    page = said(editor.get(CHAPTER))
    assert "<strong>fet</strong>" in page
    versions = f"{HOME}tekst/introduction/"
    assert "<ins>" in said(editor.get(versions))
    editor.post(versions, {"number": "1", "tekst": "nb"})
    assert list_versions("prove", 2012, "nb", "introduction")[0].text == "Først"


@pytest.mark.usefixtures("empty")
def test_two_who_write_at_once_both_see_both_texts(editor: Client) -> None:
    save(editor, "Den enes", 0)
    answer = save(editor, "Den andres", 0)
    assert answer.status_code == 409  # type: ignore[attr-defined]
    page = said(answer)
    assert "Den enes" in page
    assert "Den andres" in page
    assert 'name="based_on" value="1"' in page
    save(editor, "Den andres", 1)
    assert [row.text for row in list_versions("prove", 2012, "nb", "introduction")] == ["Den andres", "Den enes"]


@pytest.mark.usefixtures("empty")
def test_what_is_tried_or_refused_is_not_stored_and_not_lost(editor: Client) -> None:
    tried = said(save(editor, "Prøver [[tall: housed_total]]", 0, do="preview"))
    assert "husstander (sum over 12 av 12 kommuner)" in tried
    inserted = said(save(editor, "Her:", 0, do="insert", who="Prøvevik", which="housed_total", when="2012"))
    assert "Her: [[tall: Prøvevik housed_total 2012]]" in inserted
    refused = save(editor, "Se [[tall: Utopia housed_total]]", 0)
    assert refused.status_code == 422  # type: ignore[attr-defined]
    assert "Se [[tall: Utopia housed_total]]" in said(refused)
    assert list_versions("prove", 2012, "nb", "introduction") == []


@pytest.mark.usefixtures("empty")
def test_markup_in_a_text_is_words_on_the_page(editor: Client) -> None:
    save(editor, '<script>alert(1)</script> <b onclick="x">', 0)
    for address in (CHAPTER, f"{HOME}forhandsvisning/", f"{HOME}tekst/introduction/"):
        page = said(editor.get(address))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


@pytest.mark.usefixtures("empty")
def test_a_release_is_frozen_published_read_and_taken_back(editor: Client, client: Client) -> None:
    frozen = editor.post(f"{HOME}frys/", {"reason": ""})
    assert frozen["Location"] == f"{HOME}utgave/1/"
    assert "Ingenting er endret" in said(editor.post(f"{HOME}frys/", {"reason": ""}, follow=True))
    address = "/publikasjoner/prove-2012-1/"
    assert client.get(address).status_code == 404
    assert "minst ett språk" in said(editor.post(f"{HOME}utgave/1/publiser/", {}))
    editor.post(f"{HOME}utgave/1/publiser/", {"languages": ["nb", "nn"]})
    identifier = list_releases("prove", 2012)[0].identifier
    page = client.get(address)
    assert identifier in said(page)
    assert client.get("/publikasjoner/prove-2012-1.json?sprak=nn").json()["language"] == "nn"
    assert client.get("/publikasjoner/prove-2012-1.odt").status_code == 404
    assert "Skriv hvorfor" in said(editor.post(f"{HOME}utgave/1/trekk/", {"reason": ""}))
    editor.post(f"{HOME}utgave/1/trekk/", {"reason": "Feil forside."})
    gone = client.get(address)
    assert gone.status_code == 404
    assert "Feil forside." in said(gone)


def test_a_file_of_what_is_published_is_made_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "/publikasjoner/prove-2012-2.json"
    first = client.get(address).content
    monkeypatch.setattr(
        "boso.web.public.annual_reports.FORMATS", {"json": FORMATS["json"]._replace(write=lambda _: b"")}
    )
    assert client.get(address).content == first
    assert client.get(f"{address}?sprak=en").content == b""


def test_the_old_release_says_that_it_is_replaced_and_the_new_what_changed(client: Client) -> None:
    assert 'href="/publikasjoner/prove-2012-2/"' in said(client.get("/publikasjoner/prove-2012-1/"))
    new = said(client.get("/publikasjoner/prove-2012-2/"))
    assert "Celler som er endret siden datautgave 1" in new
    assert "Prøvesund hadde talt noen kjøp to ganger" in new
    font = Path(str(finders.find("inter/files/inter-latin-wght-normal.woff2"))).stat().st_size
    assert weight_of(new) - font < 100_000


def test_answers_are_tagged_one_after_another_and_the_rest_is_told(editor: Client, client: Client) -> None:
    address = f"{HOME}temaer/"
    page = said(editor.get(address))
    assert "21 av 22 svar er merket." in page
    text = page.split('name="text" value="')[1].split('"')[0]
    editor.post(address, {"text": text, "themes": ["market", "stock"], "tekst": "nb"})
    assert "22 av 22 svar er merket." in said(editor.get(address))
    assert "Uten tema" not in said(editor.get(f"{HOME}kapittel/learning/"))
    assert editor.post(address, {"text": "999999", "themes": ["market"]}).status_code == 404
    assert editor.post(address, {"text": text, "themes": ["finnesikke"]}).status_code == 404


def test_an_answer_is_taken_back_and_let_out_again(editor: Client) -> None:
    address = f"{HOME}svar/"
    page = said(editor.get(address))
    text = page.split('name="text" value="')[1].split('"')[0]
    assert "Skriv hvorfor" in said(editor.post(address, {"text": text, "do": "withdraw", "why": ""}))
    editor.post(address, {"text": text, "do": "withdraw", "why": "Feil svar."})
    assert "Ikke frigitt (1)" in said(editor.get(address))
    assert "Ett svar om læring" in said(editor.get(f"{HOME}kapittel/learning/"))
    editor.post(address, {"text": text})
    assert "Ikke frigitt (0)" in said(editor.get(address))


def test_an_address_written_by_hand_is_answered(editor: Client) -> None:
    assert {address: editor.get(address).status_code for address in ANSWERED} == ANSWERED
