"""A report goes out as a workbook, is filled in elsewhere, comes back, and is taken in as far as a person says."""

import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from boso.access.values import Role
from boso.kernel.sources import Origin
from boso.reporting.actions.answering import save_field
from boso.reporting.actions.reviewing import ask_back, begin_review
from boso.reporting.actions.rows import add_row
from boso.reporting.queries.editing import get_draft, list_field_history
from boso.reporting.queries.reviewing import number_of_last_event
from boso.reporting.rules.drafts import Draft
from boso.reporting.rules.signing import Act
from boso.reporting.values import ReportRow
from boso.reporting.values.fields import Address, Content, Typed
from boso.reporting.values.reviewing import Asking
from tests.factories.delivering import complete, delivered, opened, step
from tests.factories.people import holder, logged_in
from tests.factories.reports import LEADER, NOW, programme_places
from tests.factories.workbooks import (
    cell_of,
    edited,
    filled,
    row_of,
    with_part,
    with_row,
    without_carried,
)

pytestmark = pytest.mark.django_db
HOUSED, END, TEXT = "figure:A_no_dwelling.housed", "figure:A_no_dwelling.status_end", "text:A.1"
RISK = "figure:B_at_risk.housed"


@pytest.fixture
def leader(settings: Any) -> Client:
    settings.TODAY = NOW.date()
    programme_places()
    return logged_in(holder(Role.PROGRAMME_LEADER, username="leder"))


@pytest.fixture
def report(leader: Client) -> ReportRow:
    return opened("provevik")


def draft(report: ReportRow) -> Draft:
    return get_draft(report.id, within=[report.municipality_id])


def value(report: ReportRow, address: str) -> str:
    return draft(report).at(address).content.value


def types(report: ReportRow, address: str, text: str) -> None:
    """Somebody answers in boso."""
    seen = draft(report).at(address).content.mark
    within = [report.municipality_id]
    typed = Typed(text=text, seen=seen)
    save_field(report_id=report.id, address=address, typed=typed, version=1, actor=LEADER, now=NOW, within=within)


def fetched(client: Client, report: ReportRow) -> bytes:
    answer = client.get(reverse("workbook_file", args=[report.id]))
    assert answer.status_code == 200
    return answer.content


def sent(client: Client, report: ReportRow, content: bytes, name: str = "arbeidsbok.xlsx") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("workbook_upload", args=[report.id]), {"file": file})


def offered(client: Client, report: ReportRow, content: bytes) -> tuple[str, str]:
    """The page of changes, and its address."""
    answer = sent(client, report, content)
    assert answer.status_code == 302, said(answer)
    return answer["Location"], client.get(answer["Location"]).content.decode()


def taken(client: Client, address: str, page: str, *, only: int | None = None) -> Any:
    """What is ticked goes in; `only` one of the changes, ticked by hand."""
    ticked = re.findall(r'name="ta" value="(\d+)" checked', page) if only is None else [str(only)]
    seen = dict(re.findall(r'name="(sett:\d+)" value="(\w*)"', page))
    return client.post(f"{address}ta-inn/", {"ta": ticked, **seen}, follow=True)


def amounts(report: ReportRow) -> dict[str, dict[str, int]]:
    """The money rows by their labels."""
    return {m.label: {c: int(f.number) for c, f in m.amounts.items()} for m in draft(report).content.money}


def said(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_answers_of_every_kind_go_in_as_if_typed_and_the_same_file_twice_changes_nothing(
    leader: Client, report: ReportRow
) -> None:
    types(report, TEXT, "Slik var det.")
    content = filled(
        fetched(leader, report),
        {
            HOUSED: 74,
            END: ("", "kommer senere", "01.06.2014"),
            TEXT: "Slik ble det.",
            RISK: (40, "omtrentlig tall"),
            "field:programme_start": "oktober 2011",
        },
    )
    address, page = offered(leader, report, content)
    assert value(report, HOUSED) == "", "nothing is stored before somebody says so"
    assert "5 endringer er tatt inn." in said(taken(leader, address, page))
    assert value(report, HOUSED) == "74"
    assert draft(report).at(END).content == Content("pending", "", "2014-06-01")
    assert draft(report).at(RISK).content == Content("approximate", "40")
    assert draft(report).at("field:programme_start").content == Content("date", "2011-10")
    assert value(report, TEXT) == "Slik ble det."
    source = draft(report).at(HOUSED).source
    assert source is not None
    assert (source.origin, source.label) == (Origin.TYPED, "Arbeidsbok arbeidsbok.xlsx")
    steps = list_field_history(report.id, Address.read(HOUSED), within=[report.municipality_id])  # type: ignore[arg-type]
    assert steps[-1].reason == "Hentet fra arbeidsboken arbeidsbok.xlsx"
    again, page = offered(leader, report, content)
    assert again == address
    assert "Det er ingen flere endringer" in page
    fresh = fetched(leader, report)
    assert "Ingen endringer: ingen svar er endret" in offered(leader, report, fresh)[1]


def test_a_reason_beside_a_number_that_stands_is_told_and_never_left_out_unsaid(
    leader: Client, report: ReportRow
) -> None:
    types(report, HOUSED, "74")
    _address, page = offered(leader, report, filled(fetched(leader, report), {HOUSED: (74, "kommer senere")}))
    assert "både et tall og en grunn til at det mangler" in page
    _address, page = offered(leader, report, filled(fetched(leader, report), {HOUSED: (75, "kommer senere")}))
    assert page.count("både et tall og en grunn til at det mangler") == 1, "said once, beside the change"


def test_what_others_stored_meanwhile_is_shown_as_a_clash_and_only_a_person_decides(
    leader: Client, report: ReportRow
) -> None:
    content = filled(fetched(leader, report), {HOUSED: 74, END: 12})
    types(report, HOUSED, "70")
    types(report, TEXT, "Skrevet i boso imens.")
    address, page = offered(leader, report, content)
    assert "Endret av andre også" in page
    assert value(report, HOUSED) == "70"
    assert "1 endring er tatt inn." in said(taken(leader, address, page))
    assert (value(report, HOUSED), value(report, END), value(report, TEXT)) == ("70", "12", "Skrevet i boso imens.")
    page = leader.get(address).content.decode()
    types(report, HOUSED, "71")
    number = int(re.findall(r'name="ta" value="(\d+)"', page)[0])
    assert "endret av andre i mellomtiden" in said(taken(leader, address, page, only=number))
    assert value(report, HOUSED) == "71", "it changed again after the page was shown"
    page = leader.get(address).content.decode()
    taken(leader, address, page, only=number)
    assert value(report, HOUSED) == "74"


def test_rows_are_added_changed_and_removed_and_all_of_it_can_be_undone(leader: Client, report: ReportRow) -> None:
    within = [report.municipality_id]
    how = {"report_id": report.id, "actor": LEADER, "now": NOW, "within": within, "table": "activities"}
    rows = [
        add_row(cells={"label": Content("text", name), "grant": Content("number", "100")}, **how)  # type: ignore[arg-type]
        for name in ("Kartlegging", "Opplæring")
    ]
    before = amounts(report)
    content = with_row(fetched(leader, report), "new:activities:1", {"Aktivitet": "Ny plan", "Budsjett": 500})
    grant = "Tilskudd fra HB (kompetansetilskudd)"
    content = with_row(content, f"money:{rows[0]}", {grant: 250})
    content = with_row(content, f"money:{rows[1]}", {"Aktivitet": None, grant: None})
    content = filled(content, {HOUSED: 9})
    address, page = offered(leader, report, content)
    assert "4 endringer er tatt inn." in said(taken(leader, address, page))
    assert set(amounts(report)) == {"Kartlegging", "Ny plan", "Sum"}
    assert amounts(report)["Kartlegging"]["total"] == 250, "what follows from an answer follows"
    assert "Det er ingen flere endringer" in offered(leader, report, content)[1]
    assert "4 endringer er angret." in said(leader.post(f"{address}angre/", follow=True))
    assert value(report, HOUSED) == ""
    assert amounts(report) == before


def _formula(book: Any) -> None:
    cell_of(book, HOUSED).value = '=WEBSERVICE("https://example.org")'


def worked_out(content: bytes, value: str) -> bytes:
    """The workbook as a program saves it that works formulas out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for item in old.infolist():
            calls = re.sub(
                rb"(<f>WEBSERVICE[^<]*</f>)<v ?(?:/>|></v>)", rb"\1<v>%s</v>" % value.encode(), old.read(item)
            )
            new.writestr(item, calls)
    return packed.getvalue()


def _merged(book: Any) -> None:
    cell = cell_of(book, HOUSED)
    cell.value = 9
    cell.parent.merge_cells(start_row=cell.row, end_row=cell.row + 1, start_column=cell.column, end_column=cell.column)


def _moved(book: Any) -> None:
    """Sheets renamed and turned round, a column put in before the answers, a row put in above, and one column more."""
    sheet, _row = row_of(book, HOUSED)
    cell_of(book, HOUSED).value = 74
    sheet.title = "Tallene våre"
    sheet.insert_cols(3)
    sheet.insert_rows(1)
    head = next(r for r in range(1, 12) for c in range(1, 14) if sheet.cell(r, c).value == "Svar")
    sheet.cell(head, 14).value = "Ansvarlig"
    book._sheets.reverse()


def test_a_formula_is_asked_about_a_merged_cell_left_and_a_sheet_in_disorder_read_by_its_keys(
    leader: Client, report: ReportRow
) -> None:
    content = fetched(leader, report)
    _address, page = offered(leader, report, edited(content, _merged))
    assert "slått sammen" in page
    assert 'name="ta"' not in page
    address, page = offered(leader, report, edited(content, _moved))
    assert "Kolonnen «Ansvarlig»" in page
    taken(leader, address, page)
    assert value(report, HOUSED) == "74"
    content = fetched(leader, report)
    _address, page = offered(leader, report, edited(content, _formula))
    assert "står en formel uten verdi. Skriv inn svaret selv" in page, "saved by a program that works nothing out"
    assert 'name="ta"' not in page, "what stood there before is not offered for deletion"
    _address, page = offered(leader, report, worked_out(edited(content, _formula), "41"))
    assert "I cellen står en formel. Dette er verdien den hadde" in page
    assert 'name="ta"' in page
    assert not re.search(r'name="ta"[^>]*checked', page)


def _other_key(book: Any) -> None:
    sheet, row = row_of(book, HOUSED)
    other, place = row_of(book, END)
    sheet.cell(row, 1).value, other.cell(place, 1).value = other.cell(place, 1).value, sheet.cell(row, 1).value


def _forged(book: Any) -> None:
    for row in book["boso"].iter_rows():
        if row[0].value == "version":
            row[1].value = "2"


def test_what_does_not_fit_is_refused_with_a_sentence_and_nothing_is_lost(leader: Client, report: ReportRow) -> None:
    content = fetched(leader, report)
    other = opened("provevik", 2012)
    last = fetched(leader, other)
    colleague = logged_in(holder(Role.PROGRAMME_LEADER, municipality="provesund", username="sund"))
    theirs = fetched(colleague, opened("provesund"))
    blank = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "Budsjett"
    book.save(blank)
    refused = {
        "er arbeidsboken til Prøvesund": theirs,
        "hører til en annen rapport": last,
        "De skjulte nøklene": edited(content, _other_key),
        "nøklene i": edited(content, _forged),
        "er borte. Hent en ny arbeidsbok": without_carried(content),
        "har makroer": with_part(content, "xl/vbaProject.bin"),
        "henter tall fra andre filer": with_part(content, "xl/externalLinks/externalLink1.xml", b"<x/>"),
        "er ikke en arbeidsbok fra boso": blank.getvalue(),
        "Filen er tom": b"",
        "er skadet": content[: len(content) // 2],
        "er ikke en Excel-fil": leader.get(reverse("report_document", args=[report.id, "docx"])).content,
    }
    for sentence, file in refused.items():
        answer = sent(leader, report, file)
        assert answer.status_code == 422, sentence
        assert sentence in said(answer), sentence
    assert draft(report).fields == {}


def test_a_workbook_of_an_older_version_is_refused(leader: Client, report: ReportRow) -> None:
    from boso.places import rls
    from boso.reporting.actions.versions import open_new_version
    from boso.reporting.models import Report

    content = filled(fetched(leader, report), {HOUSED: 74})
    address, _page = offered(leader, report, content)
    with rls.scope([report.municipality_id]):
        open_new_version(Report.objects.get(pk=report.id), now=NOW)
    assert "rapporten har nå versjon 2" in said(sent(leader, report, content))
    answer = leader.post(f"{address}ta-inn/", {"ta": ["1"], "sett:1": ""})
    assert answer.status_code == 403
    assert value(report, HOUSED) == ""


def test_the_same_content_under_another_name_is_called_what_it_was_called_last(
    leader: Client, report: ReportRow
) -> None:
    content = filled(fetched(leader, report), {HOUSED: 74})
    first = sent(leader, report, content, "gammel.xlsx")["Location"]
    again = sent(leader, report, content, "ny.xlsx")["Location"]
    page = said(leader.get(again))
    assert again == first
    assert "ny.xlsx" in page
    assert "gammel.xlsx" not in page


def open_cells(content: bytes) -> set[str]:
    """The sheets of a workbook in which something is open."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = ((sheet.title, cell) for sheet in book for row in sheet.iter_rows() for cell in row)
    return {title for title, cell in cells if not cell.protection.locked}


def test_what_is_closed_in_boso_is_locked_in_the_workbook_and_the_page_says_so(leader: Client) -> None:
    own = complete("provevik")
    page = reverse("workbook", args=[own.id])
    assert "De gule feltene er åpne" in said(leader.get(page))
    whole = open_cells(fetched(leader, own))
    step(own, Act.MARK_READY, Act.APPROVE)
    delivered(own)
    shut = said(leader.get(page))
    assert "Alle feltene i den er låst" in shut
    assert "De gule feltene" not in shut
    assert reverse("supplement", args=[own.id]) in shut
    assert open_cells(fetched(leader, own)) == set()
    how: dict[str, Any] = {"report_id": own.id, "actor": LEADER, "now": NOW, "within": [own.municipality_id]}
    begin_review(based_on=number_of_last_event(own.id, within=how["within"]), **how)
    asked = [Asking(section="C", text="Stemmer tallet?")]
    ask_back(questions=asked, based_on=number_of_last_event(own.id, within=how["within"]), **how)
    assert "Bare delene Husbanken har spurt om" in said(leader.get(page))
    content = fetched(leader, own)
    assert set() < open_cells(content) < whole
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert cell_of(book, HOUSED).protection.locked
    assert not cell_of(book, "figure:C1.adaptation_grant").protection.locked
    closed = filled(content, {HOUSED: 99, "figure:C1.adaptation_grant": 5})
    _address, changes = offered(leader, own, closed)
    assert "1 endring er i en del som Husbanken ikke har spurt om" in changes


@pytest.mark.parametrize("form", ["activity_plan/2011", "ost_2011/2011"])
def test_a_workbook_that_nobody_wrote_in_comes_back_unchanged(leader: Client, form: str) -> None:
    report = opened("provevik", 2011, edition=form)
    content = fetched(leader, report)
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[0] == "Om arbeidsboken"
    assert "Ingen endringer" in offered(leader, report, content)[1]
    assert leader.get(reverse("workbook", args=[report.id])).status_code == 200


def test_the_import_page_takes_a_workbook_too(leader: Client, report: ReportRow) -> None:
    content = filled(fetched(leader, report), {HOUSED: 74})
    answer = leader.post(reverse("imports"), {"file": SimpleUploadedFile("bok.xlsx", content)}, follow=True)
    assert answer.status_code == 200
    assert "74" in said(answer)
