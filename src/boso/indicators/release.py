"""The one door figures go through on their way to the public."""

from collections.abc import Iterable
from dataclasses import replace

from boso.kernel.figures import Figure
from boso.reporting.values import MoneyRow


def released(figure: Figure) -> Figure:
    """The figure as anyone may see it: without the reporter's own words, which may tell about few people.

    Not yet protected: small counts. The rule of domain chapter 15 (1–3 hidden, and a second cell wherever a total,
    a difference or an earlier year would give it away) comes with the disclosure audit; it belongs here, over all
    figures of a page together. Until then only figures that were published in their time, or that somebody has
    published, come this way at all.
    """
    return replace(figure, comment="", raw=figure.raw if figure.kind.has_value else "")


def released_money(rows: Iterable[MoneyRow]) -> tuple[MoneyRow, ...]:
    """Money rows as anyone may see them. A row is named by its activity; words where money was asked stay inside."""
    return tuple(
        replace(row, amounts={column: released(figure) for column, figure in row.amounts.items()}) for row in rows
    )
