"""An import through its pages, without a script: every answer is a form, and a mistake says what to do."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from boso.access.values import Role
from boso.importers.proposals import ImportState, ImportView, SettledCell, Standing
from boso.importers.queries import list_imports, view_import
from boso.places import rls
from boso.reporting.queries import list_reports
from tests.factories.pages import weight_of
from tests.factories.people import holder, logged_in
from tests.factories.reports import NOW, report_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]


@pytest.fixture(autouse=True)
def _as_the_app_runs(as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()


@pytest.fixture
def leader() -> Client:
    return logged_in(holder(Role.PROGRAMME_LEADER))


def sent(client: Client, path: Path, **more: str) -> Any:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post("/import/", {"file": file, **more})


def read_in(client: Client, folder: Path) -> str:
    answer = sent(client, report_file(folder))
    assert answer.status_code == 302
    return str(answer["Location"])


def view(address: str) -> ImportView:
    return view_import(int(address.strip("/").split("/")[1]), within=rls.ALL)


def standing(address: str, cell: str) -> SettledCell:
    return next(c for c in view(address).cells if c.cell.address == cell)


def answered(client: Client, address: str, cell: str, **said: str) -> Any:
    return client.post(f"{address}svar/", {"address": cell, **said})


CELL = "figure:A_no_dwelling.status_start"


def test_a_file_is_read_confirmed_applied_and_undone(leader: Client, tmp_path: Path) -> None:
    address = read_in(leader, tmp_path)
    shown = leader.get(address).content.decode()
    assert "Oppdiktet eksempel" in shown
    assert "Godta alle sikre" in shown
    assert "Ta importen i bruk" not in shown

    leader.post(f"{address}godta/")
    assert "Ta importen i bruk" in leader.get(address).content.decode()
    assert leader.post(f"{address}bruk/").status_code == 302
    assert view(address).row.state is ImportState.APPLIED
    assert "Se rapporten" in leader.get(address).content.decode()
    assert leader.get("/kommuner/provevik/rapport/2013/").status_code == 200

    unexplained = leader.post(f"{address}angre/", {"reason": " "})
    assert unexplained.status_code == 422
    assert "Skriv hvorfor importen angres." in unexplained.content.decode()
    leader.post(f"{address}angre/", {"reason": "Feil fil"})
    assert view(address).row.state is ImportState.UNDONE
    assert "Feil fil" in leader.get(address).content.decode()
    assert list_reports(rls.ALL) == []


@pytest.mark.parametrize(
    ("said", "kind", "value"),
    [
        ({"choice": "typed", "typed": "412"}, "number", 412),
        ({"choice": "typed", "typed": "ca. 250"}, "approximate", 250),
        ({"choice": "typed", "typed": "1 250"}, "number", 1250),
        ({"choice": "typed", "typed": "-"}, "dash", None),
        ({"choice": "blank"}, "blank", None),
    ],
)
def test_a_cell_takes_what_is_answered(leader: Client, tmp_path: Path, said: Any, kind: str, value: Any) -> None:
    address = read_in(leader, tmp_path)
    assert answered(leader, address, CELL, **said).status_code == 302
    settled = standing(address, CELL)
    assert (settled.standing, settled.cell.kind, settled.cell.value) == (Standing.TAKEN, kind, value)


def test_a_cell_can_be_skipped_or_taken_as_proposed(leader: Client, tmp_path: Path) -> None:
    address = read_in(leader, tmp_path)
    answered(leader, address, CELL, choice="leave")
    assert standing(address, CELL).standing is Standing.LEFT
    answered(leader, address, CELL, choice="accept")
    assert standing(address, CELL).standing is Standing.TAKEN


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"choice": "typed", "typed": "mange"}, "Skriv et tall"),
        ({"choice": "typed", "typed": ""}, "Skriv et tall"),
        ({"choice": "candidate:9"}, "Velg en av tolkningene"),
        ({"choice": "tull"}, "Velg et av svarene"),
        ({}, "Velg et av svarene"),
    ],
)
def test_an_answer_that_does_not_fit_changes_nothing_and_says_what_to_do(
    leader: Client, tmp_path: Path, said: Any, why: str
) -> None:
    address = read_in(leader, tmp_path)
    before = standing(address, CELL)
    refused = answered(leader, address, CELL, **said)
    assert refused.status_code == 422
    assert re.search(rf'id="refusal" tabindex="-1"[^>]*role="alert">[^<]*{why}', refused.content.decode())
    assert standing(address, CELL) == before


def test_a_money_row_can_be_typed_column_by_column(leader: Client, tmp_path: Path) -> None:
    address = read_in(leader, tmp_path)
    row = next(c.cell for c in view(address).cells if c.cell.address.startswith("money:activities"))
    assert isinstance(row.value, dict)
    columns = {f"amount.{column}": "30 000" for column in row.value}
    answered(leader, address, row.address, choice="typed", **{**columns, "amount.budget": ""})
    settled = standing(address, row.address).cell.value
    assert isinstance(settled, dict)
    assert settled["budget"] is None
    assert {amount for column, amount in settled.items() if column != "budget"} == {30000}
    assert answered(leader, address, row.address, choice="typed", **{"amount.budget": "mye"}).status_code == 422


def test_an_answer_leads_on_to_the_next_doubt(leader: Client, tmp_path: Path) -> None:
    address = read_in(leader, tmp_path)
    doubts = [c.cell.address for c in view(address).cells if c.standing is Standing.OPEN]
    for place, doubt in enumerate(doubts):
        onward = answered(leader, address, doubt, choice="accept")["Location"]
        following = doubts[place + 1 :]
        assert onward.endswith("#whole" if not following else "#c-" + following[0].replace(":", "-"))


def test_a_cell_that_is_not_there_is_not_found(leader: Client, tmp_path: Path) -> None:
    assert answered(leader, read_in(leader, tmp_path), "figure:tull", choice="accept").status_code == 404


def test_the_same_file_again_leads_to_the_import_there_is(leader: Client, tmp_path: Path) -> None:
    first, again = read_in(leader, tmp_path), read_in(leader, tmp_path)
    assert first == again
    assert "lest inn før" in leader.get(first).content.decode()


def test_a_second_file_for_a_period_must_be_resolved_with_a_reason(leader: Client, tmp_path: Path) -> None:
    first = read_in(leader, tmp_path)
    leader.post(f"{first}godta/")
    leader.post(f"{first}bruk/")
    second = str(sent(leader, report_file(tmp_path, seed=2))["Location"])
    leader.post(f"{second}godta/")
    assert "Noe må avgjøres først" in leader.get(second).content.decode()
    assert leader.post(f"{second}bruk/").status_code == 422
    assert "Skriv hvorfor" in leader.post(f"{second}bruk/", {"resolution": "replace"}).content.decode()
    leader.post(f"{second}bruk/", {"resolution": "replace", "reason": "Rettet rapport"})
    assert view(second).row.state is ImportState.APPLIED


def test_a_proposal_can_be_put_away(leader: Client, tmp_path: Path) -> None:
    address = read_in(leader, tmp_path)
    leader.post(f"{address}forkast/", {"reason": "Utkast"})
    assert view(address).row.state is ImportState.REFUSED
    assert answered(leader, address, CELL, choice="accept").status_code == 403


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tom.txt", b""),
        ("bilde.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50),
        ("falsk.pdf", b"%PDF-1.4 nothing"),
        ("falsk.docx", b"PK\x03\x04nothing"),
        ("brev.txt", b"Hei! Dette er ikke en rapport."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_one_sentence(leader: Client, name: str, content: bytes) -> None:
    answer = leader.post("/import/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    (said,) = set(re.findall(r'ds-validation-message">([^<]+)<', answer.content.decode()))
    assert len(said) > 20
    assert list_imports(rls.ALL) == []


def test_no_file_at_all_is_said(leader: Client) -> None:
    assert "Velg en fil først." in leader.post("/import/").content.decode()


def test_a_report_of_another_municipality_is_refused_and_not_stored(leader: Client, tmp_path: Path) -> None:
    answer = sent(leader, report_file(tmp_path, "Prøvesund"))
    assert answer.status_code == 422
    assert list_imports(rls.ALL) == []


def test_the_list_of_imports_costs_the_same_for_many(
    leader: Client, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    for seed in (1, 2, 3):
        sent(leader, report_file(tmp_path, seed=seed))
    with django_assert_max_num_queries(20):
        assert leader.get("/import/").content.decode().count("prøvevik-2013-") == 3
    with django_assert_max_num_queries(24):  # notices, questions, promises, minutes, dates: each its own list
        leader.get("/arbeid/")


def test_the_page_of_an_import_weighs_less_than_100_kb_on_a_first_visit(leader: Client, tmp_path: Path) -> None:
    text = leader.get(read_in(leader, tmp_path)).content.decode()
    assert weight_of(text) < 100_000
