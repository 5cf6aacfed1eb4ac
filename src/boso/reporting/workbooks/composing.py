"""A workbook put together: from a form, what stands in a report, last time's answers and what the checks say. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import count

from boso.kernel.number_printing import print_number
from boso.kernel.periods import ReportPeriod
from boso.questionnaires.values import Edition, FieldType, Question, Section, Table, TableKind, Words
from boso.reporting.rules.asking import FIGURES, FormPage, asked_by, is_money, open_tables, pages_of, type_in_row
from boso.reporting.rules.completeness import rows_of_table
from boso.reporting.rules.drafts import Draft
from boso.reporting.rules.economy import COMPUTED
from boso.reporting.rules.paper_words import form_words, period_words
from boso.reporting.rules.proposals import proposals
from boso.reporting.values import EditionPin, ReportContent, ReportRow, Status
from boso.reporting.values.fields import LABEL, Address, Content
from boso.reporting.workbooks.bases import base_of, choices_of
from boso.reporting.workbooks.cells import as_text, in_one_cell, written
from boso.reporting.workbooks.values import (
    BLANK,
    LONGEST_CELL,
    NEW,
    SPARE_ROWS,
    Column,
    Grid,
    GridRow,
    Heading,
    Line,
    Named,
    Sheet,
    Whose,
    Workbook,
    Written,
)
from boso.reporting.workbooks.words import ABOUT, said

LONGEST_LAST = 2_000  # letters of last time's answer
Lines = Iterator[Heading | Line | Named]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is shown beside the answers: last time's report, by address or section what the checks say, and by the code
    of a page why nothing on it may be changed."""

    last: Draft | None = None
    found: Mapping[str, str] = field(default_factory=dict)
    closed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the lines are made from."""

    edition: Edition
    draft: Draft
    beside: Beside
    language: str
    openings: Mapping[str, Decimal]
    numbers: Iterator[int]

    def said(self, words: Words | None) -> str:
        return words.in_language(self.language) if words else ""


def workbook_of(edition: Edition, draft: Draft, whose: Whose, beside: Beside | None = None) -> Workbook:
    """The workbook of a report; its seal is put on by whoever has the secret."""
    known = beside or Beside()
    openings = {
        address: Decimal(proposed.content.value)
        for address, proposed in proposals(edition, Draft(content=draft.content), known.last).items()
        if proposed.reason == "closing"
    }
    ground = _Ground(edition, draft, known, whose.language, openings, count(1))
    period = period_words(draft.content.report.period, whose.language)
    return Workbook(
        whose=whose,
        title=f"{whose.municipality}: {edition.title.in_language(whose.language)} {period}",
        form=form_words(edition, whose.language),
        period=period,
        sheets=sheets_of(ground),
        base=base_of(edition, draft, whose.language),
    )


def blank_sheets(edition: Edition, language: str) -> tuple[Sheet, ...]:
    """The sheets that a workbook of this edition has in a language, with nothing in them."""
    return sheets_of(_Ground(edition, _unanswered(edition), Beside(), language, {}, count(1)))


def sheets_of(ground: _Ground) -> tuple[Sheet, ...]:
    """The sheets in the order of the form: one a page, and one for each open table after its page."""
    sheets: list[Sheet] = []
    for page in pages_of(ground.edition):
        head, lines = ground.said(page.head.heading), tuple(_lines(page, ground))
        closed = ground.beside.closed.get(page.code, "")
        if any(not isinstance(line, Heading) for line in lines):
            made = _sheet(sheets, page.code, head, head, ground.said(page.head.hint), lines=lines)
            sheets.append(replace(made, closed=closed))
        for section, table in open_tables(page):
            heading, label = ground.said(section.heading), ground.said(table.label)
            title = f"{heading} – {label}" if label else heading
            grid = _grid(table, ground, spare=0 if closed else SPARE_ROWS)
            made = _sheet(sheets, f"table:{table.code}", title, label or heading, ground.said(section.hint), grid=grid)
            sheets.append(replace(made, closed=closed))
    return tuple(sheets)


def _sheet(
    before: Sequence[Sheet],
    code: str,
    title: str,
    name: str,
    hint: str,
    *,
    lines: tuple[Heading | Line | Named, ...] = (),
    grid: Grid | None = None,
) -> Sheet:
    """A sheet under a title that no other has."""
    alike = sum(sheet.title == title or sheet.title.startswith(f"{title} (") for sheet in before)
    more = f" ({alike + 1})" if alike else ""
    return Sheet(code=code, name=f"{name}{more}", title=f"{title}{more}", hint=hint, lines=lines, grid=grid)


def _lines(page: FormPage, ground: _Ground) -> Lines:
    for section in page.sections:
        heading = ground.said(section.heading)
        found = ground.beside.found.get(section.code, "")
        if section is not page.head or found:
            explained = ground.said(section.hint) if section is not page.head else ""
            text = heading if section is not page.head else said(ABOUT, "for_all", ground.language)
            yield Heading(text=text, explained=explained, found=found)
        yield from _of_section(section, heading, ground)


def _of_section(section: Section, heading: str, ground: _Ground) -> Lines:
    for question in section.fields:
        if question.printed:
            note = said(ABOUT, "printed_note", ground.language)
            yield Named(label=ground.said(question.label), text=question.printed, note=note)
        elif question.type is FieldType.FILE:
            yield _files(question, ground)
        else:
            yield from _asked(f"field:{question.code}", question, heading, ground)
    for table in section.tables:
        if table.kind is TableKind.MATRIX:
            yield from _matrix(table, ground)
        elif table.kind is TableKind.FIGURES:
            for row in table.rows:
                yield from _figures(table, row, ground)
    if section.narrative:
        yield from _asked(f"text:{section.narrative.code}", section.narrative, heading, ground)


def _files(question: Question, ground: _Ground) -> Named:
    names = [f.name for f in ground.draft.content.files if f.code == question.code]
    return Named(
        label=ground.said(question.label),
        text="\n".join(names) or said(ABOUT, "no_files", ground.language),
        note=said(ABOUT, "files_note", ground.language),
    )


def _matrix(table: Table, ground: _Ground) -> Lines:
    caption = ground.said(table.label)
    if caption:
        yield Heading(text=caption, level=2)
    names = tuple(ground.said(column.label) for column in table.columns)
    for row in table.rows:
        yield from _asked(f"tick:{row.code}", row, caption, ground, choices=names)


def _figures(table: Table, row: Question, ground: _Ground) -> Lines:
    """A row of figures: with several of them under its name, with one on a line of that name; comments follow."""
    name = ground.said(row.label)
    figures = [c for c in table.columns if c.type in FIGURES]
    if len(figures) > 1:
        yield Heading(text=name, explained=ground.said(row.definition), level=2)
    for column in table.columns:
        label = ground.said(column.label)
        if column.type not in FIGURES:
            text = label if len(figures) > 1 else f"{label}: {name}"
            yield from _asked(f"text:{row.code}.{column.code}", column, name, ground, label=text)
            continue
        code = table.cell_code.format(row=row.code, column=column.code)
        one = len(figures) == 1
        yield from _asked(f"figure:{code}", row if one else column, name, ground, label=name if one else label)


def _asked(
    address: str, question: Question, group: str, ground: _Ground, *, label: str = "", choices: tuple[str, ...] = ()
) -> Iterator[Line]:
    asked = asked_by(ground.edition)[address]
    content = ground.draft.at(address).content
    last = ground.beside.last
    names = choices_of(ground.edition).get(address) if choices else None
    cells = written(asked.type, content, ground.language, names)
    first = Line(
        key=address,
        number=next(ground.numbers),
        group=group,
        label=label or ground.said(question.label),
        type=asked.type,
        written=cells,
        explained="\n\n".join(filter(None, (ground.said(question.definition), ground.said(question.hint)))),
        last=in_words(asked.type, last.at(address).content, ground.language, names)[:LONGEST_LAST] if last else "",
        found=ground.beside.found.get(address, ""),
        choices=choices or question.choices,
        has_kind=asked.type in FIGURES,
        opening=ground.openings.get(address),
    )
    yield from _in_parts(first, ground.language)


def _in_parts(line: Line, language: str) -> Iterator[Line]:
    """A text that is longer than a cell goes on below."""
    pieces = pieces_of(line.written)
    yield replace(line, written=pieces[0])
    for part, piece in enumerate(pieces[1:], start=2):
        label = f"{line.label} ({said(ABOUT, 'continued', language)} {part})"
        yield replace(line, label=label, written=piece, part=part, last="", found="", explained="")


def pieces_of(cells: Written) -> tuple[Written, ...]:
    """The cells of an answer, a text cut where a cell is full."""
    text = cells.answer
    if not isinstance(text, str) or len(text) <= LONGEST_CELL:
        return (cells,)
    cuts = [text[at : at + LONGEST_CELL] for at in range(0, len(text), LONGEST_CELL)]
    return (Written(cuts[0], cells.kind, cells.expected), *(Written(cut) for cut in cuts[1:]))


def in_words(type: FieldType, content: Content, language: str, choices: Mapping[str, tuple[str, ...]] | None) -> str:
    """An answer as it is read: the number as printed, or what stands for it."""
    cells = written(type, content, language, choices)
    number = print_number(cells.answer) if isinstance(cells.answer, Decimal) else as_text(cells.answer)
    return ", ".join(part for part in (number, cells.kind, cells.expected) if part)


def _grid(table: Table, ground: _Ground, *, spare: int) -> Grid:
    money = is_money(table)
    worked_out = COMPUTED if money and table.kind is TableKind.ROWS else frozenset()
    codes = [LABEL if money and place == 0 else c.code for place, c in enumerate(table.columns)]
    columns = tuple(
        Column(
            code=code,
            label=ground.said(c.label),
            type=type_in_row(table, code) or c.type,
            explained=ground.said(c.definition) or ground.said(c.hint),
            choices=c.choices,
            computed=code in worked_out,
        )
        for code, c in zip(codes, table.columns, strict=True)
    )
    rows = [row for stored in rows_of_table(table, ground.draft) for row in _stored(table, stored, ground)]
    empty = [GridRow(key=f"{NEW}{table.code}:{n}") for n in range(1, spare + 1)]
    return Grid(
        table=table.code,
        columns=columns,
        rows=(*rows, *empty),
        sums=money and table.kind is TableKind.ROWS,
    )


def _stored(table: Table, addresses: tuple[Address, ...], ground: _Ground) -> Iterator[GridRow]:
    """A stored row, and below it what did not fit into its cells."""
    cells: dict[str, tuple[Written, ...]] = {}
    found = []
    key = ""
    for address in addresses:
        key = f"{address.home.value}:{address.code}"
        type = type_in_row(table, address.column) or FieldType.TEXT
        content = ground.draft.at(address).content
        cells[address.column] = pieces_of(in_one_cell(type, content, ground.language))
        found.append(ground.beside.found.get(str(address), ""))
    for part in range(max(map(len, cells.values()))):
        shown = {column: pieces[part] if part < len(pieces) else BLANK for column, pieces in cells.items()}
        yield GridRow(key=key, cells=shown, found="\n".join(filter(None, found)) if part == 0 else "", part=part + 1)


def _unanswered(edition: Edition) -> Draft:
    """A report of nobody in which nothing stands."""
    pin = EditionPin(template=edition.template, name=edition.name, revision=edition.revision, digest=edition.digest)
    report = ReportRow(
        id=0,
        municipality_id=0,
        municipality="",
        name="",
        number="",
        invented=False,
        edition=pin,
        period=ReportPeriod(edition.report_years[0]),
        status=Status.NOT_STARTED,
        historical=False,
        version=0,
        published_version=None,
    )
    return Draft(content=ReportContent(report=report))
