"""What stands where in a report on paper: the same for who writes it and for who reads it back."""

from dataclasses import dataclass
from enum import StrEnum

from boso.questionnaires.values import FieldType


class Shape(StrEnum):
    """How a table of a report stands on paper."""

    CELLS = "cells"  # fixed rows; each cell is a field
    TICKS = "ticks"  # fixed rows; one tick in each
    ROWS = "rows"  # as many rows as there are


@dataclass(frozen=True, slots=True)
class PaperCell:
    """A field by its key in a `Told`, and what type it has."""

    key: str
    type: FieldType


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A fixed row: its label and its fields; a row of ticks has one."""

    label: str
    cells: tuple[PaperCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTable:
    """A table: caption, heads of its columns (the first is over the labels), and its rows.

    `key` and `columns` (code, type) are those of rows that are added; `sums` is the key of rows that stand last and
    add up; `levels` the columns of ticks, in the order of the heads after the first.
    """

    shape: Shape
    caption: str
    heads: tuple[str, ...]
    rows: tuple[PaperRow, ...] = ()
    key: str = ""
    columns: tuple[tuple[str, FieldType], ...] = ()
    sums: str = ""
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPart:
    """A section of the form. `narrative` is the key of its text; `subheading` names that where more stands beside."""

    code: str
    heading: str
    level: int
    tables: tuple[PaperTable, ...] = ()
    narrative: str = ""
    subheading: str = ""
