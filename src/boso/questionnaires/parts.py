"""An edition taken apart: every section, table, field, text, row and column with its place, for comparing editions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from boso.questionnaires.values import Edition, Question, Section, Table, TableKind, Words


class Space(StrEnum):
    """What a code names. The answers of one edition – fields, texts and rows – share one set of codes."""

    SECTION = "section"
    TABLE = "table"
    ANSWER = "answer"
    COLUMN = "column"


class PartKind(StrEnum):
    """What a part is to a reader."""

    SECTION = "section"
    TABLE = "table"
    FIELD = "field"
    TEXT = "text"
    ROW = "row"
    COLUMN = "column"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing of a form. `parent` is the key of what it stands in; `source` the thing itself."""

    key: tuple[Space, str]
    kind: PartKind
    code: str
    label: Words
    parent: tuple[Space, str] | None
    source: Section | Table | Question


def parts_of(edition: Edition) -> tuple[Part, ...]:
    """All parts in the order of the form."""
    return tuple(part for section in edition.sections for part in _of_section(section))


def answer_codes(edition: Edition) -> frozenset[str]:
    """Every code under which the edition takes in a value: fields, texts, figures and columns of open tables."""
    open_tables = (t for t in edition.tables() if t.kind in (TableKind.ROWS, TableKind.YEARS))
    columns = (f"{t.code}.{c.code}" for t in open_tables for c in t.columns if "." not in c.code)
    series = (c.code for t in edition.tables() if t.kind is TableKind.YEARS for c in t.columns if "." in c.code)
    texts = (t.text_code for t in edition.tables() if t.text_code)
    fields = (q.code for q in edition.fields())
    return frozenset((*fields, *edition.narrative_codes(), *edition.figure_codes(), *columns, *series, *texts))


def _of_section(section: Section) -> Iterator[Part]:
    key = (Space.SECTION, section.code)
    yield Part(key=key, kind=PartKind.SECTION, code=section.code, label=section.heading, parent=None, source=section)
    yield from _questions(section.fields, PartKind.FIELD, key)
    for table in section.tables:
        yield from _of_table(table, section)
    if section.narrative:
        yield from _questions((section.narrative,), PartKind.TEXT, key)


def _of_table(table: Table, section: Section) -> Iterator[Part]:
    key = (Space.TABLE, table.code)
    label = table.label or section.heading
    parent = (Space.SECTION, section.code)
    yield Part(key=key, kind=PartKind.TABLE, code=table.code, label=label, parent=parent, source=table)
    yield from _questions(table.columns, PartKind.COLUMN, key)
    yield from _questions(table.rows, PartKind.ROW, key)


def _questions(questions: Sequence[Question], kind: PartKind, parent: tuple[Space, str]) -> Iterator[Part]:
    for question in questions:
        column = kind is PartKind.COLUMN
        key = (Space.COLUMN, f"{parent[1]}.{question.code}") if column else (Space.ANSWER, question.code)
        yield Part(key=key, kind=kind, code=key[1], label=question.label, parent=parent, source=question)
