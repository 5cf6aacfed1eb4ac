"""The parts of a section in the report editor: fields, figures, the matrix of partners, open tables, texts, files."""

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext

from boso.kernel.number_printing import print_number
from boso.questionnaires.values import FieldType, Question, Section, Table, TableKind
from boso.reporting.rules.asking import FIGURES, Asked, asked_by, is_money, type_in_row
from boso.reporting.rules.completeness import rows_of_table
from boso.reporting.rules.economy import COMPUTED
from boso.reporting.values import Block
from boso.reporting.values.fields import LABEL, Address, Home
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.editor.fields import field_view, fixed_field, in_words, said_in
from boso.web.presenters.editor.findings import findings_of_section
from boso.web.presenters.editor.views import (
    BlockView,
    FieldView,
    FigureRowView,
    FileView,
    OpenRowView,
    Option,
    PartView,
    TableView,
)
from boso.web.presenters.reports import period_words

MOST_COLUMNS = 8  # of a table that stands as a table
MEGABYTE = 1024 * 1024


def block(section: Section, editor: Editor, *, first: bool) -> BlockView:
    """A section of the form, ready to be filled in."""
    return BlockView(
        code=section.code,
        heading=section.heading.in_language(editor.language),
        hint=said_in(section.hint, editor),
        first=first,
        parts=tuple(_parts(section, editor)),
        findings=findings_of_section(section.code, editor),
    )


def _parts(section: Section, editor: Editor) -> Iterator[PartView]:
    asked = asked_by(editor.edition)
    plain = [asked[f"field:{q.code}"] for q in section.fields if f"field:{q.code}" in asked]
    if plain:
        yield PartView(kind="fields", fields=tuple(fixed_field(a, editor) for a in plain))
    for table in section.tables:
        yield _of_table(table, asked, editor)
    if section.narrative:
        text = asked[f"text:{section.narrative.code}"]
        yield PartView(kind="text", fields=(fixed_field(text, editor, long=True),))
    for question in section.fields:
        if question.type is FieldType.FILE:
            yield _files(question, editor)


def _of_table(table: Table, asked: Mapping[str, Asked], editor: Editor) -> PartView:
    caption = said_in(table.label, editor)
    if table.kind is TableKind.FIGURES:
        rows = tuple(_figure_row(table, row, asked, editor) for row in table.rows)
        return PartView(kind="figures", caption=caption, rows=rows)
    if table.kind is TableKind.MATRIX:
        return PartView(
            kind="matrix",
            caption=caption,
            columns=tuple(said_in(c.label, editor) for c in table.columns),
            fields=tuple(_tick(table, asked[f"tick:{row.code}"], editor) for row in table.rows),
        )
    return PartView(kind="table", caption=caption, table=_open(table, editor))


def _figure_row(table: Table, row: Question, asked: Mapping[str, Asked], editor: Editor) -> FigureRowView:
    label = said_in(row.label, editor)
    figures = [c for c in table.columns if c.type in FIGURES]
    fields = []
    for column in figures:
        code = table.cell_code.format(row=row.code, column=column.code)
        name = said_in(column.label, editor) if len(figures) > 1 else label
        question = column if len(figures) > 1 else row
        fields.append(field_view(Address(Home.FIGURE, code), column.type, question, editor, label=name, required=True))
    comments = [asked[f"text:{row.code}.{c.code}"] for c in table.columns if c.type not in FIGURES]
    return FigureRowView(
        label=label if len(figures) > 1 else "",
        definition=said_in(row.definition, editor) if len(figures) > 1 else "",
        fields=tuple(fields),
        comments=tuple(fixed_field(a, editor, long=True) for a in comments),
    )


def _tick(table: Table, asked: Asked, editor: Editor) -> FieldView:
    view = fixed_field(asked, editor)
    options = tuple(
        Option(value=c.code, label=said_in(c.label, editor), chosen=c.code == view.value) for c in table.columns
    )
    return FieldView(**{name: getattr(view, name) for name in FieldView.__slots__} | {"options": options})


def _open(table: Table, editor: Editor) -> TableView:
    rest = [c.type in FIGURES or c.type is FieldType.YEAR for c in table.columns[1:]]
    compact = all(rest) and len(table.columns) <= MOST_COLUMNS
    found = rows_of_table(table, editor.drafts.own)
    proposed = editor.rows_proposed.get(table.code) if editor.editable else None
    return TableView(
        code=table.code,
        caption=said_in(table.label, editor),
        compact=compact,
        columns=tuple((said_in(c.label, editor), _explained(c, editor), _align(c)) for c in table.columns),
        rows=tuple(_row(table, row, place, len(found), editor) for place, row in enumerate(found)),
        sums=sums_of(table, editor),
        proposed=len(proposed.rows) if proposed else 0,
        proposed_from=_from(proposed.reason, period_words(proposed.report.period)) if proposed else "",
        proposed_names=tuple(_first_of(row) for row in proposed.rows) if proposed else (),
    )


def _row(table: Table, row: tuple[Address, ...], place: int, count: int, editor: Editor) -> OpenRowView:
    first = editor.drafts.own.at(row[0]).content.value
    name = first or gettext("rad %(n)s") % {"n": place + 1}
    return OpenRowView(
        key=f"{row[0].home.value}:{row[0].code}",
        name=name,
        fields=tuple(_cell(table, address, editor) for address in row),
        first=place == 0,
        last=place == count - 1,
    )


def _cell(table: Table, address: Address, editor: Editor) -> FieldView:
    question = table.columns[0] if address.column == LABEL else _column(table, address.column)
    type = type_in_row(table, address.column) or FieldType.TEXT
    computed = is_money(table) and table.kind is TableKind.ROWS and address.column in COMPUTED
    long = type is FieldType.TEXT and address.column != LABEL and question.code not in ("activity", "goal", "parent")
    return field_view(
        address,
        type,
        question,
        editor,
        label=said_in(question.label, editor),
        control="area" if long else "",
        computed=computed,
    )


def _column(table: Table, code: str) -> Question:
    return next(c for c in table.columns if c.code == code)


def computed_cells(table: Table, editor: Editor) -> Iterator[tuple[str, str]]:
    """The cells of an open table that nobody types: address, and what stands there."""
    if not (is_money(table) and table.kind is TableKind.ROWS):
        return
    for row in rows_of_table(table, editor.drafts.own):
        for cell in row:
            if cell.column in COMPUTED:
                yield str(cell), in_words(FieldType.MONEY, editor.drafts.own.at(cell).content)


def sums_of(table: Table, editor: Editor) -> tuple[str, ...]:
    """The row of sums under a money table of activities."""
    if not (is_money(table) and table.kind is TableKind.ROWS):
        return ()
    row = next((m for m in editor.drafts.own.content.money if m.block is Block.SUM), None)
    if row is None:
        return ()
    figures = [row.amounts.get(c.code) for c in table.columns[1:]]
    return tuple(print_number(f.value) if f is not None and f.value is not None else "" for f in figures)


def _files(question: Question, editor: Editor) -> PartView:
    files = tuple(
        FileView(
            id=f.id,
            name=f.name,
            size=gettext("%(n)s MB") % {"n": f"{f.size / MEGABYTE:.1f}".replace(".", ",")}
            if f.size >= MEGABYTE // 10
            else gettext("%(n)s kB") % {"n": max(1, f.size // 1024)},
            who=f.actor_name,
            href=reverse("report_file", args=[editor.report_id, f.id]),
        )
        for f in editor.drafts.own.content.files
        if f.code == question.code
    )
    return PartView(kind="files", caption=said_in(question.label, editor), files=files, code=question.code)


def _explained(column: Question, editor: Editor) -> str:
    return said_in(column.definition, editor) or said_in(column.hint, editor)


def _align(column: Question) -> str:
    return "num" if column.type in FIGURES else ""


def _from(reason: str, period: str) -> str:
    if reason == "plan":
        return gettext("planen for %(period)s") % {"period": period}
    return gettext("rapporten for %(period)s") % {"period": period}


def _first_of(row: object) -> str:
    cells = list(row.values())  # type: ignore[attr-defined]
    return str(cells[0].value) if cells else ""
