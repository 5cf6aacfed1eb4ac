"""What boso writes it reads back, every figure with its kind: with its own data, without, and after an edit."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from boso.cli.main import main
from boso.importers.documents.opening import open_document
from boso.importers.publications.reading import read_publication
from boso.importers.publications.values import ReadPublication
from boso.importers.publications.wording import without_gaps, words
from boso.kernel.figures import Kind
from boso.publishing.factsheet.composing import fact_sheet
from boso.publishing.values import Grid, Publication
from boso.publishing.words import word
from boso.publishing.writers.docx import write_docx
from boso.publishing.writers.pdf import write_pdf
from boso.publishing.writers.xlsx import write_xlsx
from tests.unit.publishing.factsheet_values import prove_vik
from tests.unit.publishing.generated import publications
from tests.unit.publishing.stripping import without_own_data
from tests.unit.publishing.test_fact_sheet import MADE

WRITERS: dict[str, Callable[[Publication], bytes]] = {"pdf": write_pdf, "docx": write_docx, "xlsx": write_xlsx}
SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))
Told = tuple[str, str, str, str, object, bool]


def read(path: Path) -> ReadPublication:
    found = read_publication(open_document(path), path)
    assert found is not None
    return found


def written_figures(publication: Publication, *, own_data: bool) -> list[Told]:
    """A doubtful number is only words that are asked about; what else was doubted is known from the data."""
    found: list[Told] = []
    for grid in [block for block in publication.blocks if isinstance(block, Grid)]:
        for row in grid.rows:
            for column, entry in zip(grid.columns, row, strict=True):
                figure = entry.figure
                if figure is None:
                    continue
                seen = figure.certain or (own_data and figure.value is None)
                kind, value = (figure.kind, figure.value) if seen else (Kind.TEXT_INSTEAD, None)
                labels = (without_gaps(text) for text in (grid.caption, row[0].shown, column.label))
                found.append((*labels, str(kind), value, figure.certain))  # type: ignore[arg-type]
    return found


def read_figures(found: ReadPublication) -> list[Told]:
    return [
        (
            *(without_gaps(text) for text in (f.table, f.row, f.column)),
            str(f.figure.kind),
            f.figure.value,
            f.figure.certain,
        )  # type: ignore[misc]
        for f in found.figures
    ]


def round_trip(publication: Publication, ending: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"faktaark æøå.{ending}"
        path.write_bytes(WRITERS[ending](publication))
        whole, stripped = read(path), read(without_own_data(path))
    assert read_figures(whole) == written_figures(publication, own_data=True)
    assert [f.code for f in whole.findings if f.code.startswith("publication.")] == []
    assert read_figures(stripped) == written_figures(publication, own_data=False)
    assert (whole.kind, whole.title, dict(whole.about)) == ("fact_sheet", publication.title, publication.about)
    assert stripped.kind == "fact_sheet"
    assert stripped.about["year"] == publication.about["year"]
    assert (whole.own_data, stripped.own_data) == (True, False)


@settings(SLOW, max_examples=4)
@given(publications())
def test_a_pdf_reads_back_as_it_was_written(publication: Publication) -> None:
    round_trip(publication, "pdf")


@settings(SLOW, max_examples=12)
@given(publications())
def test_a_word_file_reads_back_as_it_was_written(publication: Publication) -> None:
    round_trip(publication, "docx")


@settings(SLOW, max_examples=12)
@given(publications())
def test_a_workbook_reads_back_as_it_was_written(publication: Publication) -> None:
    round_trip(publication, "xlsx")


@pytest.fixture
def sheet() -> Publication:
    return fact_sheet(prove_vik(), language="nb", made=MADE)


def test_an_edited_cell_of_a_word_file_is_read_as_visible_and_asked(sheet: Publication, tmp_path: Path) -> None:
    path = tmp_path / "faktaark.docx"
    path.write_bytes(write_docx(sheet))
    before = read(path)
    opened = docx.Document(str(path))
    table = next(t for t in opened.tables if t.cell(0, 1).text == "Per 1.1.")
    table.cell(1, 1).paragraphs[0].runs[0].text = "412"
    opened.save(str(path))
    after = read(path)
    changed = [f for f in after.figures if f.candidates]
    assert [(str(f.figure.value), f.figure.certain, f.column) for f in changed] == [("412", False, "Per 1.1.")]
    own = next(
        f for f in before.figures if (f.table, f.row, f.column) == (changed[0].table, changed[0].row, "Per 1.1.")
    )
    assert [c.value for c in changed[0].candidates] == [changed[0].figure.value, own.figure.value]
    assert [f.code for f in after.findings] == ["publication.changed"]
    assert len(after.figures) == len(before.figures)


def test_an_edited_number_or_kind_of_a_workbook_is_asked(sheet: Publication, tmp_path: Path) -> None:
    path = tmp_path / "faktaark.xlsx"
    path.write_bytes(write_xlsx(sheet))
    data = read(path)
    opened = openpyxl.load_workbook(path)
    page = opened.worksheets[1]
    page["B2"].value, page["E2"].value = 412, "approximate"
    opened.save(path)  # that program drops the data: what is visible is all there is
    stripped = read(path)
    assert data.own_data
    assert not stripped.own_data
    assert [(f.figure.value, str(f.figure.kind)) for f in stripped.figures[:2]] == [
        (412, "number"),
        (data.figures[1].figure.value, "approximate"),
    ]


def test_a_removed_row_is_told(sheet: Publication, tmp_path: Path) -> None:
    path = tmp_path / "faktaark.docx"
    path.write_bytes(write_docx(sheet))
    opened = docx.Document(str(path))
    table = next(t for t in opened.tables if t.cell(0, 1).text == "Per 1.1.")
    table._tbl.remove(table.rows[1]._tr)
    opened.save(str(path))
    assert {f.code for f in read(path).findings} == {"publication.cell_missing"}


def test_the_command_prints_a_document_of_its_own_as_json(
    sheet: Publication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "faktaark.pdf"
    path.write_bytes(write_pdf(sheet))
    assert main(["read", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["document_kind"], told["year"], told["own_data"]) == ("fact_sheet", 2013, True)
    assert told["municipality"]["name"] == "Prøvevik"
    assert len(told["identifier"]) == 64
    assert {"table", "row", "column", "code", "kind", "value", "shown", "certain", "candidates", "place"} == set(
        told["figures"][0]
    )


def test_the_command_prints_a_document_of_its_own_in_words(
    sheet: Publication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "faktaark.docx"
    path.write_bytes(write_docx(sheet))
    assert main(["read", str(path)]) == 0
    assert "Faktaark: Faktaark 2013: Prøvevik" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_readers_and_writers_use_the_same_words(language: str) -> None:
    told = words()
    filled = {"fact_sheet": "fact_sheet", "annual_report": "annual_title"}
    for kind, key in filled.items():
        expected = word(key, language, year=2013, name="Prøve")
        assert told["titles"][kind][language].format(year=2013, name="Prøve") == expected
    assert told["titles"]["comparison"][language].format(name="X") == word("compare_title", language, group="X")
    assert told["doubtful"][language] == word("doubtful", language)
    assert told["kind_of"][language] == word("kind_of", language)
    assert told["tables_head"][language] == word("tables_head", language)
