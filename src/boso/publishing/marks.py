"""What the gate to the public did with figures, said quietly under the tables they stand in."""

from collections.abc import Iterable
from dataclasses import replace

from boso.kernel.figures import Figure, Kind
from boso.kernel.number_printing import explain, print_figure
from boso.publishing.values import Block, Grid, Multiples


def with_marks(blocks: Iterable[Block], language: str) -> tuple[Block, ...]:
    """The same blocks; a table with a small count that its municipality published, or with a hidden figure, says so."""
    return tuple(_marked(block, language) for block in blocks)


def _marked(block: Block, language: str) -> Block:
    if isinstance(block, Grid):
        return _grid(block, language)
    if isinstance(block, Multiples):
        return replace(block, table=_grid(block.table, language))
    return block


def _grid(grid: Grid, language: str) -> Grid:
    figures = [entry.figure for row in grid.rows for entry in row if entry.figure is not None]
    published = sorted((f for f in figures if f.as_published), key=lambda figure: figure.number)
    hidden = [f for f in figures if f.kind is Kind.SUPPRESSED and f.certain][:1]
    notes = tuple(_note(found, language) for found in (published, hidden) if found)
    return replace(grid, notes=(*grid.notes, *notes)) if notes else grid


def _note(figures: list[Figure], language: str) -> str:
    """ "1, 2: slik kommunen selv publiserte det"."""
    shown = dict.fromkeys(print_figure(figure, language) for figure in figures)
    signs = ", ".join(each for each in shown if each != ":")
    return f"{signs}: {explain(figures[0], language)}" if signs else f": {explain(figures[0], language)}"
