"""`boso bench read`: a report read and understood, against extracting its text alone; a workbook of many rows in."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from boso.cli.bench_clock import milliseconds

ACTIVITIES = 20
MANY = 2_000
TIMES = 5
AIM_MS_A_ROW = 0.75  # a tenth of the 4–7.5 ms a row that a comparable system took to load
EDITION = "ost_annual/2013"
PAGE = """
#let blocks = json(bytes(sys.inputs.blocks))
#set page(paper: "a4", margin: 2cm, numbering: "1")
#set text(size: 9pt, lang: "nb")
#for block in blocks {
  if block.len() == 1 and block.first().len() == 1 { par(text(block.first().first())) }
  else { table(columns: block.map(row => row.len()).fold(1, calc.max), stroke: 0.5pt, ..block.flatten()) }
}
"""
Block = list[list[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how one is written, and how its text alone is extracted."""

    name: str
    write: Callable[[Sequence[Block], Path], Path]
    extract: Callable[[Path], object]
    baseline: str


def run() -> list[dict[str, object]]:
    """Milliseconds a report in each kind of file, and a row of a large workbook, each with ratio and growth."""
    with tempfile.TemporaryDirectory(prefix="boso-bench-") as folder:
        rows = [_report(kind, Path(folder)) for kind in FORMATS]
        return [*rows, _large_workbook(Path(folder))]


def _report(kind: Format, folder: Path) -> dict[str, object]:
    """One filled report, and growth to one with ten times the activities."""
    small = kind.write(list(_blocks(ACTIVITIES)), folder / f"rapport.{kind.name}")
    large = kind.write(list(_blocks(ACTIVITIES * 10)), folder / f"lang.{kind.name}")
    whole, plain = milliseconds(lambda: understood(small), TIMES), milliseconds(lambda: kind.extract(small), TIMES)
    size = len(_text(large)) / len(_text(small))
    return {
        "name": f"read: a report of {ACTIVITIES} activities, {kind.name}",
        "value": round(whole, 1),
        "unit": "ms",
        "aim": None,
        "baseline": round(plain, 2),
        "baseline_name": kind.baseline,
        "ratio": round(whole / plain, 1),
        "growth": round(milliseconds(lambda: understood(large), TIMES) / whole / size, 2),
        "growth_name": f"{ACTIVITIES * 10} activities against {ACTIVITIES}, divided by the text",
    }


def _large_workbook(folder: Path) -> dict[str, object]:
    """A workbook with very many activity rows: opened, understood and checked; the time for each row."""
    few, many = (_sheet(list(_blocks(n)), folder / f"{n}.xlsx") for n in (MANY // 10, MANY))
    short, whole, plain = (
        milliseconds(work, TIMES) for work in (lambda: understood(few), lambda: understood(many), lambda: _cells(many))
    )
    return {
        "name": f"read: a workbook of {MANY} rows in and checked, a row",
        "value": round(whole / MANY, 4),
        "unit": "ms",
        "aim": AIM_MS_A_ROW,
        "baseline": round(plain / MANY, 5),
        "baseline_name": "the same workbook's cells loaded; the aim is a tenth of 4–7.5 ms (storing: bench store)",
        "ratio": round(whole / plain, 1),
        "growth": round(whole / short / 10, 2),
        "growth_name": f"{MANY} rows against {MANY // 10}, divided by 10",
    }


def understood(path: Path) -> object:
    """What `boso read` does with a file, its checks and all."""
    from boso.importers.documents.opening import open_document
    from boso.importers.reading.understanding import understand

    return understand(open_document(path))


def _text(path: Path) -> str:
    from boso.importers.documents.opening import open_document

    return open_document(path).text


def _blocks(activities: int) -> Iterator[Block]:
    """The filled form as paragraphs (one cell) and tables (rows of cells). The municipality is invented."""
    from boso.cli.bench_workbook import form_lines
    from boso.questionnaires.loading import load

    lines = [[str(cell) for cell in line] for line in form_lines(load(EDITION), activities, 1)]
    for in_table, group in groupby(lines, key=lambda line: len(line) > 1):
        if in_table:
            yield list(group)
        else:
            yield from ([line] for line in group if line)


def _plain_text(blocks: Sequence[Block], path: Path) -> Path:
    path.write_text("\n\n".join("\n".join(" ".join(row) for row in block) for block in blocks), encoding="utf-8")
    return path


def _word(blocks: Sequence[Block], path: Path) -> Path:
    import docx

    word = docx.Document()
    for block in blocks:
        if len(block) == 1 and len(block[0]) == 1:
            word.add_paragraph(block[0][0])
            continue
        table = word.add_table(len(block), max(len(row) for row in block))
        for filled, row in zip(block, table.rows, strict=True):
            for text, cell in zip(filled, row.cells, strict=False):
                cell.text = text
    word.save(str(path))
    return path


def _pdf(blocks: Sequence[Block], path: Path) -> Path:
    import json

    import typst

    padded = [[row + [""] * (_width(block) - len(row)) for row in block] for block in blocks]
    path.write_bytes(typst.compile(PAGE.encode(), sys_inputs={"blocks": json.dumps(padded, ensure_ascii=False)}))
    return path


def _width(block: Block) -> int:
    return max(len(row) for row in block)


def _sheet(blocks: Sequence[Block], path: Path) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": True}) as book:
        sheet = book.add_worksheet("Rapport")
        for at, row in enumerate(_with_gaps(blocks)):
            sheet.write_row(at, 0, row)
    return path


def _with_gaps(blocks: Iterable[Block]) -> Iterator[list[str]]:
    """Rows with an empty one after every block."""
    for block in blocks:
        yield from block
        yield []


def _word_text(path: Path) -> object:
    import docx

    word = docx.Document(str(path))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in word.paragraphs] + cells


def _pdf_text(path: Path) -> object:
    import pypdfium2

    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]


def _cells(path: Path) -> object:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


FORMATS = (
    Format("txt", _plain_text, _text, "the text, decoded and parted into pages"),
    Format("docx", _word, _word_text, "the text of its paragraphs and cells"),
    Format("pdf", _pdf, _pdf_text, "the text of its pages"),
    Format("xlsx", _sheet, _cells, "the values of its cells"),
)
