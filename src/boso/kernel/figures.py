"""A figure: a number that always says what it is, where it comes from and how sure it is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from statistics import median as middle

from boso.kernel.sources import Source


class Kind(StrEnum):
    """What stands in a cell. A blank, a dash and a zero are three things (domain chapter 9)."""

    NUMBER = "number"
    APPROXIMATE = "approximate"
    TENTATIVE = "tentative"
    PROVISIONAL = "provisional"
    BLANK = "blank"
    DASH = "dash"
    NOT_REGISTERED = "not_registered"
    UNCLEAR_QUESTION = "unclear_question"
    PENDING = "pending"
    NOT_APPLICABLE = "not_applicable"
    TEXT_INSTEAD = "text_instead"
    SUPPRESSED = "suppressed"
    LOST_IN_SOURCE = "lost_in_source"
    ABSENT = "absent"

    @property
    def has_value(self) -> bool:
        """A cell of this kind holds a number."""
        return self in WITH_VALUE

    @property
    def in_sums(self) -> bool:
        """A cell of this kind may be added up."""
        return self in SUMMED


WITH_VALUE = frozenset({Kind.NUMBER, Kind.APPROXIMATE, Kind.TENTATIVE, Kind.PROVISIONAL})
SUMMED = frozenset({Kind.NUMBER, Kind.APPROXIMATE, Kind.PROVISIONAL})
FLAGGED = frozenset({Kind.APPROXIMATE, Kind.PROVISIONAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One cell. `value` is set exactly when `kind` holds a number; nothing is ever a bare null.

    `certain` is false for what a machine read and no person has confirmed: such a figure is shown, never summed.
    `as_of` is an ISO date or month the figure speaks of; `expected` says when a pending figure comes. `as_published`
    marks a small count that goes out because the municipality itself published it.
    """

    kind: Kind
    value: Decimal | None = None
    raw: str = ""
    comment: str = ""
    certain: bool = True
    source: Source | None = None
    as_of: str | None = None
    expected: str | None = None
    as_published: bool = False

    def __post_init__(self) -> None:
        has_number = self.value is not None
        if self.kind is not Kind.SUPPRESSED and has_number != self.kind.has_value:
            raise ValueError(f"a figure of kind {self.kind} {'cannot hold' if has_number else 'needs'} a value")
        if self.kind is Kind.SUPPRESSED and has_number:
            raise ValueError("a suppressed figure holds no value")
        if self.value is not None and not self.value.is_finite():
            raise ValueError("a figure holds a finite number")

    @property
    def counts(self) -> bool:
        """The figure may enter a sum: a number of a kind that is summed, and certain."""
        return self.kind.in_sums and self.certain

    @property
    def settled(self) -> Decimal | None:
        """The value where nobody doubts it: all that a document may print or carry along."""
        return self.value if self.certain else None

    @property
    def number(self) -> Decimal:
        """The value of a figure that has one; asking any other is a fault of the caller."""
        if self.value is None:
            raise ValueError(f"a figure of kind {self.kind} has no value")
        return self.value


def number(value: int | Decimal, *, raw: str = "", source: Source | None = None) -> Figure:
    """A plain, certain number."""
    return Figure(kind=Kind.NUMBER, value=Decimal(value), raw=raw or str(value), source=source)


def missing(kind: Kind, raw: str = "") -> Figure:
    """A certain figure without a value, of the kind of missing given."""
    return Figure(kind=kind, raw=raw)


def doubted(figure: Figure) -> Figure:
    """The same figure, to be asked about."""
    return replace(figure, certain=False)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what was asked for stands behind an aggregate.

    `counted` of `asked` figures entered; `flagged` of those are approximate or provisional;
    `left_out` counts the rest by kind, with doubtful ones under their own kind and in `doubtful`.
    """

    asked: int
    counted: int
    flagged: int
    doubtful: int
    left_out: Counter[Kind] = field(default_factory=Counter)

    @property
    def complete(self) -> bool:
        """Every figure asked for entered."""
        return self.asked == self.counted

    @classmethod
    def of(cls, figures: Sequence[Figure]) -> "Coverage":
        """The coverage of an aggregate over these figures."""
        counted = flagged = doubtful = 0
        left_out: Counter[Kind] = Counter()
        for figure in figures:
            doubtful += not figure.certain
            if figure.counts:
                counted += 1
                flagged += figure.kind in FLAGGED
            else:
                left_out[figure.kind] += 1
        return cls(asked=len(figures), counted=counted, flagged=flagged, doubtful=doubtful, left_out=left_out)


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A number computed from figures, with its coverage; `value` is None when nothing could be counted."""

    value: Decimal | None
    coverage: Coverage


def total(figures: Iterable[Figure]) -> Aggregate:
    """The sum of what counts, and how much that is. No figures that count: no sum, not zero."""
    asked = list(figures)
    return Aggregate(added(asked), Coverage.of(asked))


def added(figures: Iterable[Figure]) -> Decimal | None:
    """The sum of what counts alone; None where nothing does."""
    values = [f.number for f in figures if f.counts]
    return sum(values, Decimal(0)) if values else None


def median(figures: Iterable[Figure]) -> Aggregate:
    """The middle value of what counts (mean of the two middle ones for an even number), with its coverage."""
    asked = list(figures)
    values = [f.number for f in asked if f.counts]
    return Aggregate(middle(values) if values else None, Coverage.of(asked))


def rounded(figure: Figure, decimals: int) -> Figure:
    """The figure with so many decimals, halves up; whoever rounds keeps the exact value."""
    if figure.value is None:
        return figure
    return replace(figure, value=figure.value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
