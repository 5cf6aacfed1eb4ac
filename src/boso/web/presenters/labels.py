"""What the codes of a form are called: section, row and column, as the form itself says."""

from collections.abc import Iterator
from dataclasses import dataclass

from boso.questionnaires.values import Edition, FieldType, Question, Section, Table, TableKind

FIGURE_TYPES = (FieldType.INT, FieldType.MONEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The name of one cell or text. `column` is empty where there is one column of figures only."""

    code: str
    section: str
    name: str
    column: str = ""
    definition: str = ""
    unit: str = ""

    @property
    def whole(self) -> str:
        """Row and column in one."""
        return f"{self.name} – {self.column}" if self.column else self.name


def labels_of(edition: Edition, language: str) -> dict[str, Label]:
    """The names of all figures, fields and texts of a form by their codes."""
    return {label.code: label for section in edition.sections for label in _of_section(section, language)}


def _of_section(section: Section, language: str) -> Iterator[Label]:
    heading = section.heading.in_language(language)
    for field in section.fields:
        yield _label(field, field.code, heading, language)
    for table in section.tables:
        yield from _of_table(table, heading, language)
    if section.narrative:
        yield Label(code=section.narrative.code, section=heading, name=heading)


def _of_table(table: Table, heading: str, language: str) -> Iterator[Label]:
    if table.kind is not TableKind.FIGURES:
        return
    columns = [c for c in table.columns if c.type in FIGURE_TYPES]
    for row in table.rows:
        comment = f"{row.code}.comment"
        yield Label(code=comment, section=heading, name=row.label.in_language(language))
        for column in columns:
            yield Label(
                code=table.cell_code.format(row=row.code, column=column.code),
                section=heading,
                name=row.label.in_language(language),
                column=column.label.in_language(language) if len(columns) > 1 else "",
                definition=_definition(row, language) or _definition(column, language),
                unit=row.unit or column.unit,
            )


def _label(question: Question, code: str, heading: str, language: str) -> Label:
    return Label(
        code=code,
        section=heading,
        name=question.label.in_language(language),
        definition=_definition(question, language),
        unit=question.unit,
    )


def _definition(question: Question, language: str) -> str:
    return question.definition.in_language(language) if question.definition else ""
