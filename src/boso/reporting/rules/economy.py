"""The sums of a money table: each row's total and deviation, and the row of sums. Pure."""

from collections.abc import Iterable, Mapping

Amounts = Mapping[str, int | None]
PARTS = ("grant", "own", "other")
COMPUTED = frozenset({"total", "deviation_total"})  # shown beside the activities, typed by nobody


def completed(amounts: Amounts) -> dict[str, int | None]:
    """A row with its total (grant + own + other) and deviation (total − budget, more spent than planned is above 0).

    A blank part is 0 where another is filled in. A row with no part keeps the total it has.
    """
    parts = [amounts.get(column) for column in PARTS]
    filled = [part for part in parts if part is not None]
    total = sum(filled) if filled else amounts.get("total")
    budget = amounts.get("budget")
    deviation = total - budget if total is not None and budget is not None else None
    if not filled and deviation is None:
        deviation = amounts.get("deviation_total")
    return {**amounts, "total": total, "deviation_total": deviation}


def summed(rows: Iterable[Amounts], columns: Iterable[str]) -> dict[str, int | None]:
    """The sum of each column over the rows that have an amount there; None where no row has."""
    known = list(rows)
    return {column: _sum(row.get(column) for row in known) for column in columns}


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
