"""What a form asks, page by page: which sections are filled in together, and what type each field has. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boso.questionnaires.values import Edition, FieldType, Question, Section, Table, TableKind
from boso.reporting.values import MONEY_COLUMNS, Block
from boso.reporting.values.fields import LABEL, Address, Home

FIGURES = frozenset({FieldType.INT, FieldType.MONEY})
OPEN = frozenset({TableKind.ROWS, TableKind.YEARS})
OWN_PAGE = 2  # sections of this level and above have a page; those below stand on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One field that a page asks for: fixed cells only, not those of open rows."""

    address: Address
    question: Question
    required: bool
    section: str
    type: FieldType
    at: str  # the address as text


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """Sections that are filled in together; the first names the page."""

    code: str
    group: Section | None  # the heading it stands under, where that asks nothing itself
    sections: tuple[Section, ...]
    asked: tuple[Asked, ...]  # its fixed fields, in order

    @property
    def head(self) -> Section:
        """The section that names the page."""
        return self.sections[0]


_known: dict[str, Mapping[str, Asked]] = {}
_pages: dict[str, tuple[FormPage, ...]] = {}


def pages_of(edition: Edition) -> tuple[FormPage, ...]:
    """The pages of a form, in its order. A section that asks nothing and stands above others is their heading.

    Worked out once for an edition as it is, as `asked_by`.
    """
    known = _pages.get(edition.digest)
    if known is None:
        known = _pages_of(edition)
        if edition.digest:
            _pages[edition.digest] = known
    return known


def _pages_of(edition: Edition) -> tuple[FormPage, ...]:
    pages: list[tuple[Section | None, list[Section]]] = []
    group: Section | None = None
    for section in edition.sections:
        if section.level > OWN_PAGE and pages:
            pages[-1][1].append(section)
            continue
        if section.level == 1:
            group = None if asks(section) else section
        pages.append((group if section is not group else None, [section]))
    return tuple(
        FormPage(
            code=sections[0].code,
            group=head,
            sections=tuple(sections),
            asked=tuple(asked for section in sections for asked in _asked_in(section)),
        )
        for head, sections in pages
        if any(asks(s) for s in sections)
    )


def asks(section: Section) -> bool:
    """The section has something to fill in."""
    return bool(section.tables or section.narrative or any(not q.printed for q in section.fields))


def page_of(edition: Edition, code: str) -> FormPage | None:
    """The page that a section stands on."""
    return next((page for page in pages_of(edition) if any(s.code == code for s in page.sections)), None)


def asked_on(page: FormPage) -> tuple[Asked, ...]:
    """The fixed fields of a page, in order."""
    return page.asked


def asked_by(edition: Edition) -> Mapping[str, Asked]:
    """All fixed fields of a form by address. Worked out once for an edition as it is: its digest says what it asks."""
    known = _known.get(edition.digest)
    if known is None:
        known = {a.at: a for section in edition.sections for a in _asked_in(section)}
        if edition.digest:
            _known[edition.digest] = known
    return known


def is_money(table: Table) -> bool:
    """An open table of which every column after the first is one that money rows have."""
    rest = {c.code for c in table.columns[1:]}
    return table.kind in OPEN and bool(rest) and rest <= set(MONEY_COLUMNS)


def money_table(edition: Edition, block: str) -> Table | None:
    """The money table of the form whose rows have this block: one a year, or one an activity."""
    kind = TableKind.YEARS if block == Block.YEARS else TableKind.ROWS
    return next((t for t in edition.tables() if is_money(t) and t.kind is kind), None)


def block_of(table: Table) -> Block:
    """The block of the rows of a money table."""
    return Block.YEARS if table.kind is TableKind.YEARS else Block.ACTIVITIES


def open_tables(page: FormPage) -> tuple[tuple[Section, Table], ...]:
    """The tables of a page to which rows are added."""
    return tuple((s, t) for s in page.sections for t in s.tables if t.kind in OPEN)


def type_in_row(table: Table, column: str) -> FieldType | None:
    """The type of a cell of an open table; None for a column it does not have."""
    if is_money(table) and column == LABEL:
        return table.columns[0].type
    return next((c.type for c in table.columns if c.code == column), None)


def _asked_in(section: Section) -> Iterator[Asked]:
    for question in section.fields:
        if not question.printed and question.type is not FieldType.FILE:
            yield _asked(Home.FIELD, question.code, question, section, required=question.required)
    for table in section.tables:
        yield from _in_table(table, section)
    if section.narrative:
        yield _asked(Home.TEXT, section.narrative.code, section.narrative, section, required=section.narrative.required)


def _in_table(table: Table, section: Section) -> Iterator[Asked]:
    for row in table.rows:
        if table.kind is TableKind.MATRIX:
            yield _asked(Home.TICK, row.code, row, section, required=row.required, type=FieldType.CHOICE)
            continue
        for column in table.columns:
            if column.type in FIGURES:
                code = table.cell_code.format(row=row.code, column=column.code)
                yield _asked(Home.FIGURE, code, column, section, required=column.required, type=column.type)
            else:
                yield _asked(Home.TEXT, f"{row.code}.{column.code}", column, section, required=column.required)


def _asked(
    home: Home, code: str, question: Question, section: Section, *, required: bool, type: FieldType | None = None
) -> Asked:
    address = Address(home, code)
    return Asked(
        address=address,
        at=str(address),
        question=question,
        required=required,
        section=section.code,
        type=type or question.type,
    )
