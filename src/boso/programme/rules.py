"""Which phases are open on a day, who takes part in a year, which goals hold – with what is not known said so."""

from collections.abc import Collection, Iterable
from datetime import date

from boso.kernel.dates import PartialDate
from boso.programme.values import AgreementRow, Certainty, GoalRow, OpenPhase, PhaseKind, PhaseRow

LONGEST_PROGRAMME = 5  # years; agreements are for three to five (programme annual report 2010)
PROGRAMME_YEARS = (2009, 2015)  # of the regions' programmes together, in a title of the bank's; single ones ran on
NOT_A_STAGE = frozenset({PhaseKind.CLOSED, PhaseKind.WITHDRAWN})
PHASE_ORDER = {kind: position for position, kind in enumerate(PhaseKind)}


def partial_date(text: str) -> PartialDate | None:
    """A stored date as far as it goes ("2010-12-22", "2011-10", "2009"); None for a blank.

    Raises ValueError for anything else, a day that does not exist included.
    """
    if not text:
        return None
    parts = text.split("-")
    widths = [len(p) for p in parts]
    if widths not in ([4], [4, 2], [4, 2, 2]) or not all(p.isascii() and p.isdigit() for p in parts):
        raise ValueError(f"'{text}' is no date as far as it goes")
    found = PartialDate(*(int(p) for p in parts))
    date(found.year or 0, found.month or 1, found.day or 1)
    return found


def open_phases(phases: Iterable[PhaseRow], day: date) -> tuple[OpenPhase, ...]:
    """The phases open on a day, in the order of a programme. Several may be open at once.

    A phase that may be open, because its beginning or end is not known or known to a month or year only, comes as
    possible.
    """
    found = [(phase, phase_certainty(phase, day)) for phase in phases]
    standing = [OpenPhase(phase, certainty) for phase, certainty in found if certainty is not None]
    return tuple(sorted(standing, key=lambda s: PHASE_ORDER[s.phase.kind]))


def phase_certainty(phase: PhaseRow, day: date) -> Certainty | None:
    """Is the phase open on the day: surely, perhaps, or (None) surely not?

    Surely: from the latest day it can have begun to the earliest day it can have ended, and in all of a year or month
    in which a source saw it open. Further from anything known than the longest programme, it is not open.
    """
    if _before(day, phase.start) or _after(day, phase.end):
        return None
    if phase.seen and not _before(day, phase.seen) and not _after(day, phase.seen):
        return Certainty.CERTAIN
    known = [moment for moment in (phase.start, phase.end, phase.seen) if moment is not None]
    begun = [m.last for m in (phase.start, phase.seen) if m is not None and m.last is not None]
    still = [m.first for m in (phase.end, phase.seen) if m is not None and m.first is not None]
    if begun and still and min(begun) <= day <= max(still):
        return Certainty.CERTAIN
    near = any(abs(day.year - m.year) <= LONGEST_PROGRAMME for m in known if m.year is not None)
    return Certainty.POSSIBLE if near else None


def _before(day: date, moment: PartialDate | None) -> bool:
    return moment is not None and moment.first is not None and day < moment.first


def _after(day: date, moment: PartialDate | None) -> bool:
    return moment is not None and moment.last is not None and day > moment.last


def takes_part(agreement: AgreementRow, year: int, *, evidence: Collection[int] = ()) -> Certainty | None:
    """Does the municipality take part in the year: surely, perhaps, or (None) surely not?

    `evidence` holds years in which a source saw it take part, such as those it has reported on. Sure is every year
    from the first known to the last known; beyond them, what the length of a normal programme allows is possible.
    """
    start = first_year(agreement)
    end = agreement.period_to.year if agreement.period_to else None
    if (start is not None and year < start) or (end is not None and year > end):
        return None
    known = [y for y in (start, end, *evidence) if y is not None and (start or y) <= y <= (end or y)]
    if not known:
        return Certainty.POSSIBLE if PROGRAMME_YEARS[0] <= year <= PROGRAMME_YEARS[1] else None
    earliest, latest = min(known), max(known)
    if earliest <= year <= latest:
        return Certainty.CERTAIN
    possible_before = max(latest - LONGEST_PROGRAMME, PROGRAMME_YEARS[0]) <= year < earliest
    possible_after = latest < year <= earliest + LONGEST_PROGRAMME
    return Certainty.POSSIBLE if possible_before or possible_after else None


def first_year(agreement: AgreementRow) -> int | None:
    """The first year of taking part: of the agreement's period, its signing, the reported start, or the intake."""
    intake = agreement.intake.opened if agreement.intake else None
    moments = (agreement.period_from, agreement.signed, agreement.programme_start, intake)
    return next((m.year for m in moments if m is not None and m.year is not None), None)


def goals_in(goals: Iterable[GoalRow], region: str, year: int) -> tuple[GoalRow, ...]:
    """The goals of a region that hold in a year, main goals first; an open end holds on."""
    holding = [
        goal for goal in goals if goal.region == region and (goal.valid_from or year) <= year <= (goal.valid_to or year)
    ]
    return tuple(sorted(holding, key=lambda goal: (goal.level, goal.code)))
