"""The money tables of a report, one row a line, in whole kroner."""

from django.db import models
from django.db.models import Q

from boso.reporting.models.answers import ORIGIN_KNOWN, Sourced, history
from boso.reporting.values import MONEY_COLUMNS, Block


def _kroner() -> "models.BigIntegerField[int | None, int | None]":
    return models.BigIntegerField(null=True, blank=True)


@history
class EconomyRow(Sourced):
    """A line of a money table: an activity, the printed sum, or a year (`label`).

    A layout uses some of the columns; `kinds` says for each of its empty ones what stands there instead, and names
    approximate and other kinds of numbers that are not plain.
    """

    layout = models.TextField()
    block = models.TextField()
    position = models.PositiveSmallIntegerField()
    label = models.TextField(blank=True, default="")
    planned = models.BooleanField(default=False)
    kinds = models.JSONField(default=dict)
    raws = models.JSONField(default=dict)  # by column: what was typed where it is no amount
    budget = _kroner()
    grant = _kroner()
    own = _kroner()
    other = _kroner()
    total = _kroner()
    deviation_total = _kroner()
    deviation_grant = _kroner()
    unused_carried = _kroner()
    commitment = _kroner()
    paid = _kroner()
    total_spent = _kroner()

    class Meta(Sourced.Meta):
        abstract = False
        ordering = ("report", "version", "block", "position")
        constraints = (
            models.CheckConstraint(condition=ORIGIN_KNOWN, name="economyrow_origin_known"),
            models.UniqueConstraint(
                fields=("municipality", "report", "version", "block", "position"), name="economy_row_once"
            ),
            models.CheckConstraint(condition=Q(block__in=[b.value for b in Block]), name="economy_row_block_known"),
        )

    def __str__(self) -> str:
        return f"{self.block} {self.position}: {self.label}"

    @property
    def amounts(self) -> dict[str, int | None]:
        """The columns by name."""
        return {column: getattr(self, column) for column in MONEY_COLUMNS}
