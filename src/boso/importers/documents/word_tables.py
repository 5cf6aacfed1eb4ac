"""The grid of a Word table: where each cell stands when merged cells, shifted rows and deleted rows are counted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from boso.importers.documents.word_runs import VALUE, W

MOST_COLUMNS = 200  # Word has at most 63; a cell that says it reaches over more is damaged
ROW_WRAPPERS = (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at its first row and column of the grid; `changed` for cells and rows added in a tracked change."""

    element: Element
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    changed: bool = False


def laid_out(table: Element) -> list[GridCell]:
    """The cells of a table in reading order, merged ones once. Deleted rows and cells are left out."""
    cells: list[GridCell] = []
    open_above: dict[int, int] = {}  # column -> index in `cells` of the cell that may go on below
    for row, element in enumerate(_rows(table)):
        properties = element.find(f"{W}trPr")
        added = properties is not None and properties.find(f"{W}ins") is not None
        column = _count(properties, "gridBefore", 0)
        going_on: dict[int, int] = {}
        for cell in _merged_across(_cells(element)):
            span = cell.span
            above = open_above.get(column) if cell.goes_on else None
            if above is not None:
                cells[above] = replace(cells[above], row_span=row - cells[above].row + 1)
                going_on[column] = above
            else:
                cells.append(GridCell(cell.element, row, column, 1, span, added or cell.changed))
                if cell.starts or cell.goes_on:
                    going_on[column] = len(cells) - 1
            column += span
        open_above = going_on
    return cells


@dataclass(frozen=True, slots=True)
class _RowCell:
    element: Element
    span: int
    starts: bool
    goes_on: bool
    changed: bool


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in ROW_WRAPPERS:
            yield from _rows(child)


def _cells(parent: Element) -> Iterator[_RowCell]:
    for child in parent:
        if child.tag == f"{W}tc":
            yield _row_cell(child)
        elif child.tag in ROW_WRAPPERS:
            yield from _cells(child)


def _row_cell(element: Element) -> _RowCell:
    properties = element.find(f"{W}tcPr")
    merge = properties.find(f"{W}vMerge") if properties is not None else None
    starts = merge is not None and merge.get(VALUE) == "restart"
    changed = properties is not None and any(
        properties.find(f"{W}{name}") is not None for name in ("cellIns", "cellDel", "cellMerge")
    )
    return _RowCell(element, _count(properties, "gridSpan", 1), starts, merge is not None and not starts, changed)


def _merged_across(cells: Iterator[_RowCell]) -> Iterator[_RowCell]:
    """Cells merged sideways the old way (`w:hMerge`) as one wide cell."""
    wide: _RowCell | None = None
    for cell in cells:
        merge = cell.element.find(f"{W}tcPr/{W}hMerge")
        if wide is not None and merge is not None and merge.get(VALUE) != "restart":
            wide = replace(wide, span=wide.span + cell.span)
            continue
        if wide is not None:
            yield wide
        wide = cell
    if wide is not None:
        yield wide


def _count(properties: Element | None, name: str, otherwise: int) -> int:
    found = properties.find(f"{W}{name}") if properties is not None else None
    written = found.get(VALUE, "") if found is not None else ""
    return max(otherwise, min(MOST_COLUMNS, int(written[:6]))) if written.isdecimal() else otherwise
