"""A form as it is laid out on paper, in its own order. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from boso.kernel.text import folded
from boso.questionnaires.values import Edition, FieldType, Question, Section, Table, TableKind
from boso.reporting.rules.asking import FIGURES, OPEN, block_of, is_money
from boso.reporting.rules.paper_words import word
from boso.reporting.rules.saying import quote
from boso.reporting.values import Block
from boso.reporting.values.fields import LABEL, Home
from boso.reporting.values.paper import PaperCell, PaperPart, PaperRow, PaperTable, Shape

LEVELS, COMMENT = 3, "comment:"


def parts_of(edition: Edition, language: str) -> tuple[PaperPart, ...]:
    """Every section of the form that asks something or stands above others, in order."""
    return tuple(_part(section, language) for section in edition.sections)


def types_of(part: PaperPart) -> Iterator[PaperCell]:
    """Every fixed field of a part."""
    for table in part.tables:
        for row in table.rows:
            yield from row.cells
    if part.narrative:
        yield PaperCell(part.narrative, FieldType.TEXT)


def comments_called(parts: Iterable[PaperPart], language: str) -> dict[str, str]:
    """What the comment on each figure is called, by its key; one that would be called as another has no name."""
    named: dict[str, list[str]] = {}
    for part in parts:
        for table in part.tables:
            for row in table.rows:
                for head, cell in zip(table.heads[1:], row.cells, strict=False):
                    code = cell.key.removeprefix(f"{Home.FIGURE}:")
                    if code != cell.key:
                        name = word("comment_on", language, name=f"{part.heading}: {row.label} – {head}")
                        named.setdefault(folded(name), []).extend((f"{COMMENT}{code}", name))
    return {key: name for key, name, *others in named.values() if not others}


def plain_line(text: str) -> str:
    """A heading, caption or label as one line."""
    return " ".join(text.split())


def _part(section: Section, language: str) -> PaperPart:
    tables = tuple(_tables(section, language))
    asked = section.narrative
    beside = plain_line(asked.label.in_language(language)) if asked and tables else ""
    return PaperPart(
        code=section.code,
        heading=plain_line(section.heading.in_language(language)),
        level=min(section.level, LEVELS),
        tables=tables,
        narrative=f"{Home.TEXT}:{asked.code}" if asked else "",
        subheading=beside,
    )


def _tables(section: Section, language: str) -> Iterator[PaperTable]:
    facts = [q for q in section.fields if not q.printed and q.type is not FieldType.FILE]
    if facts:
        yield PaperTable(
            shape=Shape.CELLS,
            caption=word("facts", language),
            heads=(word("question", language), word("answer", language)),
            rows=tuple(
                PaperRow(plain_line(q.label.in_language(language)), (PaperCell(f"{Home.FIELD}:{q.code}", q.type),))
                for q in facts
            ),
        )
    for table in section.tables:
        yield _table(table, language)


def _table(table: Table, language: str) -> PaperTable:
    caption = plain_line(table.label.in_language(language)) if table.label else word("figures", language)
    heads = tuple(_head(column, language) for column in table.columns)
    if table.kind in OPEN:
        return _open(table, caption, heads)
    first = word("what", language)
    if table.kind is TableKind.MATRIX:
        return PaperTable(
            shape=Shape.TICKS,
            caption=caption,
            heads=(first, *heads),
            rows=tuple(
                PaperRow(
                    plain_line(row.label.in_language(language)),
                    (PaperCell(f"{Home.TICK}:{row.code}", FieldType.CHOICE),),
                )
                for row in table.rows
            ),
            levels=tuple(column.code for column in table.columns),
        )
    return PaperTable(
        shape=Shape.CELLS,
        caption=caption,
        heads=(first, *heads),
        rows=tuple(
            PaperRow(plain_line(row.label.in_language(language)), tuple(_cells(table, row.code))) for row in table.rows
        ),
    )


def _head(column: Question, language: str) -> str:
    """The label of a column, with its unit where that is money."""
    label = plain_line(column.label.in_language(language))
    return f"{label} (kr)" if column.type is FieldType.MONEY else label


def _cells(table: Table, row: str) -> Iterator[PaperCell]:
    for column in table.columns:
        if column.type in FIGURES:
            yield PaperCell(f"{Home.FIGURE}:{table.cell_code.format(row=row, column=column.code)}", column.type)
        else:
            yield PaperCell(f"{Home.TEXT}:{row}.{column.code}", column.type)


def _open(table: Table, caption: str, heads: tuple[str, ...]) -> PaperTable:
    columns = [(column.code, column.type) for column in table.columns]
    key, sums = f"{Home.ROW}:{table.code}", ""
    if is_money(table):
        block = block_of(table)
        key = f"{Home.MONEY}:{block}"
        columns[0] = (LABEL, FieldType.TEXT)
        sums = f"{Home.MONEY}:{Block.SUM}" if block is Block.ACTIVITIES else ""
    return PaperTable(shape=Shape.ROWS, caption=caption, heads=heads, key=key, columns=tuple(columns), sums=sums)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMarks:
    """What the first cell of a row says beside its own answer."""

    planned: bool = False
    doubtful: bool = False
    sums: bool = False


PLAIN = RowMarks()


def label_of_row(text: str, marks: RowMarks, language: str) -> str:
    """The first cell of an added row, with its marks. A text that would be read as marks stands between guillemets."""
    for label in (text, quote(text)):
        whole = _marked(label, marks, language)
        if marks_of_row(whole, language) == (label, marks):
            return whole
    return _marked(quote(text), marks, language)


def marks_of_row(text: str, language: str) -> tuple[str, RowMarks]:
    """What `label_of_row` wrote: the cell's own text, and the marks."""
    total, doubtful, planned = (word(name, language) for name in ("sum", "doubtful", "planned"))
    text, is_doubtful = _without(text, f"({doubtful})")
    text, is_planned = _without(text, f"({planned})")
    sums = text == total or text.startswith(f"{total}: ")
    own = text.removeprefix(f"{total}: ") if sums else text
    return own, RowMarks(planned=is_planned, doubtful=is_doubtful, sums=sums)


def _marked(label: str, marks: RowMarks, language: str) -> str:
    total = word("sum", language)
    whole = label if not marks.sums or label == total else f"{total}: {label}"
    for name in ("planned", "doubtful"):
        if getattr(marks, name):
            whole = f"{whole} ({word(name, language)})".lstrip()
    return whole


def _without(text: str, mark: str) -> tuple[str, bool]:
    return (text[: -len(mark)].rstrip(), True) if text.endswith(mark) else (text, False)
