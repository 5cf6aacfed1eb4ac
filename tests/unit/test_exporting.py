"""A delivered report as a long table: every answer once, under the key it has on paper; what is missing is said."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from boso.cli.roundtrip.generating import report
from boso.kernel.errors import Invalid
from boso.publishing.writers import long_table
from boso.questionnaires.values import FieldType
from boso.reporting.rules.export_plan import plan_of
from boso.reporting.rules.exporting import answer_lines
from boso.reporting.rules.telling import seen, told
from boso.reporting.values.exported import Delivered
from boso.reporting.values.fields import Home
from boso.web.presenters.answers_file import rows

SEEDS = range(18)  # two of each form


@pytest.mark.parametrize("seed", SEEDS)
def test_every_answer_of_a_report_stands_once_under_its_key(seed: int) -> None:
    content, edition = report(seed)
    lines = list(answer_lines(edition, content, "nb"))
    hidden = plan_of(edition, "nb").hidden
    assert len({line.key for line in lines}) == len(lines)
    found = {
        line.key: (line.content.kind, "" if line.key.startswith("tick:") else seen(line.content.value))
        for line in lines
        if not line.content.empty and not line.computed
    }
    stored = {
        key: (said.kind, "" if key.startswith("tick:") else said.value)
        for key, said in told(content).answers.items()
        if key not in hidden and not key.startswith("comment:") and said.kind != "blank"
    }
    assert {key: found.get(key) for key in stored} == stored
    assert all(key.startswith("table:") or not found[key][1] for key in set(found) - set(stored))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_answer_is_an_empty_cell_and_no_person_is_named(seed: int) -> None:
    content, edition = report(seed)
    told_rows = list(rows([Delivered(content=content, at=None, nothing=False)], "nb"))
    assert all(str(row[10]) and row[9] for row in told_rows)
    persons = {f"{Home.FIELD}:{q.code}" for q in edition.fields() if q.type in (FieldType.PERSON, FieldType.CONTACT)}
    assert not persons & {row[7] for row in told_rows}


@given(st.text())
@example(" a b ")
@example("e\u0301\u00a0x\u00ad")
@example("\u0301")
def test_a_text_that_is_plain_is_seen_as_any_other(text: str) -> None:
    """A line before it sends it the long way."""
    assert seen(text) == seen(f"x\n{text}").removeprefix("x").removeprefix("\n").lstrip("\n")


def test_a_long_table_is_the_same_as_csv_and_as_a_sheet() -> None:
    told_rows = [("=1+1", Decimal("2.5"), ""), ("a\nb", 0, "\x07x"), ("-", Decimal(-3), "@SUM(A1)")]
    flat, sheet = io.BytesIO(), io.BytesIO()
    long_table.write_lines(["Tekst", "Tall", "Mer"], told_rows, flat)
    long_table.write_sheet([("Tekst", 9), ("Tall", 9), ("Mer", 9)], told_rows, sheet, name="Svar", cut=" …")
    lines = list(csv.reader(io.StringIO(flat.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert lines == [["Tekst", "Tall", "Mer"], ["'=1+1", "2,5", ""], ["a\nb", "0", "\x07x"], ["'-", "-3", "'@SUM(A1)"]]
    cells = openpyxl.load_workbook(io.BytesIO(sheet.getvalue()))["Svar"]
    assert list(cells.values)[1:] == [("=1+1", 2.5, None), ("a\nb", 0, "x"), ("-", -3, "@SUM(A1)")]
    assert cells["A2"].data_type == "s"


def test_a_text_that_no_cell_can_hold_ends_with_a_word_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.BytesIO()
    long_table.write_sheet([("Tekst", 9)], [("😀" * 20_000,)], file, name="Svar", cut=" (mer i CSV)")
    ((text,),) = list(openpyxl.load_workbook(file)["Svar"].values)[1:]
    assert text.endswith("😀 (mer i CSV)")
    assert 2 * 16_370 < len(text.encode("utf-16-le")) // 2 <= long_table.LONGEST_TEXT
    monkeypatch.setattr(long_table, "MOST_ROWS", 2)
    with pytest.raises(Invalid, match="flere svar enn et regneark"):
        long_table.write_sheet([("A", 9)], [(1,), (2,)], io.BytesIO(), name="Svar", cut="")
