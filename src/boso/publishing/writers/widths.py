"""How wide the columns of a table are beside each other: as their words ask for, within reason."""

from boso.publishing.values import Grid

NARROWEST, WIDEST = 7, 36  # letters; what is longer goes on to another line
MOST_FOR_NUMBERS = 15.0
HEAD = 0.9  # heads are set smaller and may break between words


def shares(grid: Grid) -> list[float]:
    """A weight for each column, by its longest cell or the longest word of its head; those of numbers are alike."""
    asked = [_asked(grid, place) for place in range(len(grid.columns))]
    numbers = [share for share, column in zip(asked, grid.columns, strict=True) if column.numeric]
    alike = min(MOST_FOR_NUMBERS, max(numbers, default=0.0))
    return [alike if column.numeric else share for share, column in zip(asked, grid.columns, strict=True)]


def _asked(grid: Grid, place: int) -> float:
    column = grid.columns[place]
    cells = (f"{row[place].shown} {row[place].note}".strip() for row in grid.rows)
    longest = max((len(cell) for cell in cells), default=0)
    head = max((len(word) for word in column.label.split()), default=0) * HEAD
    widest = WIDEST * (2 if column.wide and len(grid.columns) == 2 else 1)
    return float(max(NARROWEST, min(widest, longest), min(WIDEST, head)))
