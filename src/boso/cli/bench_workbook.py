"""A filled annual form as a workbook, for the benchmarks. The municipality and every answer are invented."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boso.questionnaires.values import Edition, Section, Table

PLACE = "Prøvebenk"
NUMBER = "9998"
YEAR = 2013
EDITION = "ost_annual/2013"
SENTENCE = "Vi har fulgt planen og ser at flere husstander har fått en bolig som passer. "
MONEY = ("budget", "grant", "own", "other", "total", "deviation_total", "deviation_grant")
YEAR_MONEY = ("grant", "own", "other", "unused_carried")
Line = Sequence[str | int]


def write_workbook(path: Path, *, activities: int, turn: int) -> Path:
    """The form with every figure, text and so many activity rows; `turn` makes its figures unlike those of others."""
    import xlsxwriter

    from boso.questionnaires.loading import load

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Rapport")
        for at, line in enumerate(form_lines(load(EDITION), activities, turn)):
            sheet.write_row(at, 0, line)
    return path


def write_places(folder: Path) -> Path:
    """Files of places with the one municipality the workbook is from."""
    folder.mkdir()
    files = {
        "sources": ("key,title,publisher,licence,credit", "invented,Invented for a benchmark,boso,MIT,"),
        "regions": ("code,name,source,note", "bench,Prøveregion,invented,"),
        "municipalities": (
            "slug,name,region,language_decision,source,note",
            f"provebenk,{PLACE},bench,unknown,invented,",
        ),
        "codes": (
            "slug,number,name,valid_from,valid_to,checked,source,note",
            f"provebenk,{NUMBER},{PLACE},,,no,invented,",
        ),
    }
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def form_lines(edition: "Edition", activities: int, turn: int) -> Iterator[Line]:
    """The filled form line by line: a text alone in its line, or the cells of a row of a table."""
    yield ["RAPPORTERING I BOLIGSOSIALT UTVIKLINGSPROGRAM"]
    yield [f"ÅRSRAPPORT {YEAR}"]
    yield [f"KOMMUNE: {PLACE}"]
    for section in edition.sections:
        yield []
        yield [section.heading.nb]
        yield from _fields(section)
        for table in section.tables:
            yield []
            yield from _table(table, activities, turn)
            yield []
        if section.narrative:
            yield from ([prompt.start] for prompt in section.narrative.prompts if not prompt.end)
            yield [SENTENCE * 4]


def _fields(section: "Section") -> Iterator[Line]:
    known = {"municipality_name": PLACE, "report_year": str(YEAR), "programme_start": "2011"}
    for question in section.fields:
        if question.code in known:
            yield [question.label.nb, known[question.code]]


def _table(table: "Table", activities: int, turn: int) -> Iterator[Line]:
    from boso.questionnaires.values import TableKind

    if table.kind is TableKind.FIGURES:
        yield from _figures(table, turn)
    elif table.code == "activities":
        yield from _activities(table, activities, turn)
    elif table.kind is TableKind.YEARS:
        yield from _years(table)


def _figures(table: "Table", turn: int) -> Iterator[Line]:
    from boso.questionnaires.values import FieldType

    yield ["", *(column.label.nb for column in table.columns)]
    for place, row in enumerate(table.rows):
        asked = [column.type is FieldType.INT for column in table.columns]
        yield [row.label.nb, *(90 - 5 * place + turn % 5 if number else SENTENCE for number in asked)]


def _activities(table: "Table", count: int, turn: int) -> Iterator[Line]:
    yield [column.label.nb for column in table.columns]
    sums = dict.fromkeys(MONEY, 0)
    for number in range(1, count + 1):
        grant, own = 40_000 + 1_000 * turn, 10_000 + 100 * number
        row = dict(zip(MONEY, (60_000, grant, own, 0, grant + own, grant + own - 60_000, grant - 45_000), strict=True))
        sums = {column: sums[column] + amount for column, amount in row.items()}
        yield [f"{'ABCDE'[number % 5]} {number} Kartlegging og oppfølging", *row.values()]
    yield ["Sum", *sums.values()]


def _years(table: "Table") -> Iterator[Line]:
    columns = [column for column in table.columns if column.code in YEAR_MONEY]
    yield ["År", *(column.label.nb for column in columns)]
    for year in range(YEAR - 2, YEAR + 1):
        yield [str(year), *(1_000 * (year - 2000 + place) for place, _ in enumerate(columns))]
