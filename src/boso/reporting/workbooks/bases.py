"""What every answer of a report is at the moment a workbook is made of it, and what may be chosen. Pure."""

from boso.questionnaires.values import Edition, FieldType, TableKind
from boso.reporting.rules.asking import OPEN, asked_by, type_in_row
from boso.reporting.rules.completeness import rows_of_table
from boso.reporting.rules.drafts import Draft
from boso.reporting.workbooks.cells import in_one_cell, mark_of_cells, written
from boso.reporting.workbooks.values import Base
from boso.reporting.workbooks.words import LANGUAGES


def choices_of(edition: Edition) -> dict[str, dict[str, tuple[str, ...]]]:
    """The fields in which one of several is chosen: by address, each choice's code with its name in every language."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for table in edition.tables():
        if table.kind is TableKind.MATRIX:
            names = {c.code: tuple(c.label.in_language(each) for each in LANGUAGES) for c in table.columns}
            found |= {f"tick:{row.code}": names for row in table.rows}
    return found


def base_of(edition: Edition, draft: Draft, language: str) -> dict[str, Base]:
    """What every answer is now, by address, cells of rows too."""
    choices = choices_of(edition)
    base = {}
    for key, asked in asked_by(edition).items():
        content = draft.at(key).content
        cells = written(asked.type, content, language, choices.get(key))
        base[key] = Base(content=content.mark, cells=mark_of_cells(cells))
    for table in edition.tables():
        for row in rows_of_table(table, draft) if table.kind in OPEN else ():
            for address in row:
                content = draft.at(address).content
                type = type_in_row(table, address.column) or FieldType.TEXT
                base[str(address)] = Base(
                    content=content.mark, cells=mark_of_cells(in_one_cell(type, content, language))
                )
    return base
