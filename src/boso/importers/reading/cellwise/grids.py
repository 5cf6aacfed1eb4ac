"""A table as a grid in which every position knows the cell that covers it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from boso.importers.values import Cell, DocumentTable


@dataclass(frozen=True)
class Grid:
    """A document's table to look things up in. `number` is its place among the document's tables.

    `hidden` are cells that belong to a row but say nothing new: heads printed again, the rest of a label.
    """

    table: DocumentTable
    number: int
    hidden: Mapping[int, Sequence[Cell]] = field(default_factory=dict)

    @cached_property
    def height(self) -> int:
        """Rows."""
        return max((c.row + c.row_span for c in self.table.cells), default=0)

    @cached_property
    def width(self) -> int:
        """Columns."""
        return max((c.column + c.column_span for c in self.table.cells), default=0)

    @cached_property
    def _covering(self) -> dict[tuple[int, int], Cell]:
        positions: dict[tuple[int, int], Cell] = {}
        for cell in self.table.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    positions.setdefault((row, column), cell)
        return positions

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a position."""
        return self._covering.get((row, column))

    def text(self, row: int, column: int) -> str:
        """What stands at a position, nothing where no cell does."""
        cell = self.at(row, column)
        return cell.text if cell else ""

    def row(self, row: int) -> list[Cell]:
        """The cells that cover a row, each once, from the left."""
        return distinct(self.at(row, column) for column in range(self.width))

    def taken(self, row: int) -> list[Cell]:
        """All cells that are read when a row is."""
        return [*self.row(row), *self.hidden.get(row, ())]

    def filled(self, row: int) -> list[Cell]:
        """The cells of a row that say something."""
        return [cell for cell in self.row(row) if cell.text.strip()]

    @property
    def in_sheet(self) -> bool:
        """The grid is a whole sheet of a workbook, in which several tables and texts stand below each other."""
        return any(cell.place.sheet is not None for cell in self.table.cells[:1])

    def end_of_part(self, start: int) -> int:
        """Where the table ends whose rows begin at `start`: with the grid, or on a sheet before the next lone text.

        Empty rows may stand inside a table on a sheet; a text alone in its row after an empty one is no part of it.
        """
        if not self.in_sheet:
            return self.height
        gap = False
        for row in range(start, self.height):
            filled = len(self.filled(row))
            if gap and filled == 1:
                return row
            gap = filled == 0
        return self.height

    def area(self, rows: Iterable[int], columns: Sequence[int]) -> list[Cell]:
        """The cells that cover any position of an area, each once, row by row."""
        return distinct(self.at(row, column) for row in rows for column in columns)


def distinct(cells: Iterable[Cell | None]) -> list[Cell]:
    """Cells in the order given, each once."""
    found: dict[int, Cell] = {}
    for cell in cells:
        if cell is not None:
            found.setdefault(id(cell), cell)
    return list(found.values())
