"""Periods of reporting and of validity. All are half-open: the start belongs to them, the end does not."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class ReportPeriod:
    """What a report speaks of: a calendar year, or one half of it (1 or 2)."""

    year: int
    half: int | None = None

    def __post_init__(self) -> None:
        if self.half not in (None, 1, 2):
            raise ValueError(f"a year has halves 1 and 2, not {self.half}")

    @property
    def start(self) -> date:
        """First day of the period."""
        return date(self.year, 7 if self.half == 2 else 1, 1)

    @property
    def end(self) -> date:
        """First day after the period."""
        return date(self.year, 7, 1) if self.half == 1 else date(self.year + 1, 1, 1)

    def __str__(self) -> str:
        return f"{self.year}" if self.half is None else f"{self.year}-{self.half}"


@dataclass(frozen=True, slots=True)
class Validity:
    """From a date to, but not including, another; None is open."""

    start: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """The day lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)
