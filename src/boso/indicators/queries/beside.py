"""Very many municipalities each beside its own peers: what `peers_of` gives one by one, worked out together."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from boso.indicators.release.figures import bound
from boso.indicators.release.thresholds import FEWEST
from boso.indicators.values import PeerGroup, PeerRange
from boso.kernel.figures import FLAGGED, Coverage, Figure


class Crowd:
    """The figures of a group in a year, put in order once, so that each member is seen beside all the others."""

    def __init__(self, code: str, year: int, group: PeerGroup, figures: Sequence[Figure], *, public: bool) -> None:
        self.code, self.year, self.group, self.public = code, year, group, public
        self.coverage = Coverage.of(figures)
        self.numbers = sorted(figure.number for figure in figures if figure.counts)

    def without(self, own: Figure | None) -> PeerRange:
        """Median and range of the others; None for one who is not of the group."""
        numbers = self.numbers if own is None or not own.counts else _without(self.numbers, own.number)
        found: tuple[Decimal | None, ...] = (None, None, None)
        if len(numbers) >= FEWEST:
            found = (numbers[0], median(numbers), numbers[-1])
        low, middle, high = (bound(self.code, self.year, each) if self.public else each for each in found)
        return PeerRange(
            code=self.code,
            year=self.year,
            group=self.group,
            low=low,
            median=middle,
            high=high,
            coverage=self.coverage if own is None else _less(self.coverage, own),
            hidden=bool(numbers) and None in (low, middle, high),
        )


def _without(numbers: Sequence[Decimal], own: Decimal) -> list[Decimal]:
    place = bisect_left(numbers, own)
    return [*numbers[:place], *numbers[place + 1 :]]


def _less(coverage: Coverage, own: Figure) -> Coverage:
    """The coverage of all but one."""
    left_out = coverage.left_out if own.counts else coverage.left_out - Counter({own.kind: 1})
    return Coverage(
        asked=coverage.asked - 1,
        counted=coverage.counted - own.counts,
        flagged=coverage.flagged - (own.counts and own.kind in FLAGGED),
        doubtful=coverage.doubtful - (not own.certain),
        left_out=left_out,
    )
