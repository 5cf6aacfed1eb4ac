"""What is unusual in a small, skewed count over the years: a ratio with a floor, and median with MAD – never a mean
with a standard deviation, which one large year would blind."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

FLOOR = Decimal(10)  # households: smaller changes are chance
SHARE = Decimal("0.5")
LEAST_YEARS = 4
SPREADS = Decimal("3.5")  # modified z-score of Iglewicz and Hoaglin (1993)
MAD_TO_SPREAD = Decimal("1.4826")


def jumped(now: Decimal, before: Decimal) -> bool:
    """Changed by more than half of the year before and by more than ten."""
    change = abs(now - before)
    return change > FLOOR and change > SHARE * abs(before)


def outside_usual(now: Decimal, earlier: Sequence[Decimal]) -> bool:
    """Far from the median of at least four earlier years, counted in median absolute deviations, floor and share."""
    if len(earlier) < LEAST_YEARS:
        return False
    middle = median(earlier)
    spread = MAD_TO_SPREAD * median(abs(value - middle) for value in earlier)
    return abs(now - middle) > max(FLOOR, SHARE * abs(middle), SPREADS * spread)
