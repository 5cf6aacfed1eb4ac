"""Which number and name were valid when, who holds a municipality's ground later, which years may be added."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from boso.kernel.decisions import YES, Decision, no
from boso.kernel.findings import Finding, Severity
from boso.kernel.periods import Validity
from boso.kernel.text import folded
from boso.places.values import Change, ChangeKind, Code, Heir, NamedMunicipality, SeriesBreak

NUMBER_IN_TEXT = re.compile(r"(?<!\d)(\d{4})(?!\d)")
WORDS_BESIDE_NAME = re.compile(r"\bkommune[nr]?\b|\bkomm\.|[.:;,()]", re.IGNORECASE)
NAMES_BETWEEN = re.compile(r"\s+[-–]\s+")


def first_of(year: int) -> date:
    """The day that stands for a year: its first. Statistics Norway counts, and numbers change, on that day."""
    return date(year, 1, 1)


def code_at(codes: Iterable[Code], slug: str, day: date) -> Code | None:
    """The number and name of a municipality on a day; None when there was no such municipality."""
    return next((c for c in codes if c.slug == slug and c.validity.holds(day)), None)


def holder_of(codes: Iterable[Code], number: str, day: date) -> Code | None:
    """Whose number it was on a day; None when nobody had it."""
    return next((c for c in codes if c.number == number and c.validity.holds(day)), None)


def named(codes: Iterable[Code], text: str, day: date) -> NamedMunicipality:
    """The municipality that a text speaks of, as "Gjøvik", "0502 Gjøvik kommune" or "0502".

    A printed number that belongs to another than the printed name leaves both: a person must choose.
    """
    valid = [c for c in codes if c.validity.holds(day)]
    found = NUMBER_IN_TEXT.search(text)
    number = found.group(1) if found else ""
    words = folded(WORDS_BESIDE_NAME.sub(" ", NUMBER_IN_TEXT.sub(" ", text)))
    fits = [c for c in valid if c.number == number or words in _folded_names(c.name)]
    return NamedMunicipality(text=text, number=number, fits=tuple(fits))


def _folded_names(official: str) -> set[str]:
    """An official name may hold two ("Trondheim - Tråante"): the whole and each part name the municipality."""
    return {folded(part) for part in (official, *NAMES_BETWEEN.split(official))}


def heirs(changes: Iterable[Change], slug: str, *, since: date, until: date) -> tuple[Heir, ...]:
    """Who holds, on `until`, the ground that the municipality held on `since`.

    A municipality that was never merged or split is its own heir. A split one has no one-to-one heir: there are
    several, and a share that no source gives is None – never guessed.
    """
    held: dict[str, Decimal | None] = {slug: Decimal(1)}
    by_day: dict[date, list[Change]] = defaultdict(list)
    for change in changes:
        if since < change.day <= until:
            by_day[change.day].append(change)
    for day in sorted(by_day):
        held = _passed_on(held, by_day[day])
    return tuple(Heir(name, held[name]) for name in sorted(held))


def _passed_on(held: dict[str, Decimal | None], changes: Sequence[Change]) -> dict[str, Decimal | None]:
    parts: dict[str, list[Decimal | None]] = defaultdict(list)
    for slug, share in held.items():
        leaving = [c for c in changes if c.origin == slug]
        for change in leaving:
            parts[change.target].append(None if share is None or change.share is None else share * change.share)
        if not leaving:
            parts[slug].append(share)
    return {slug: _added(shares) for slug, shares in parts.items()}


def _added(shares: Sequence[Decimal | None]) -> Decimal | None:
    known = [s for s in shares if s is not None]
    return sum(known, Decimal(0)) if len(known) == len(shares) else None


def series_breaks(changes: Iterable[Change], slug: str, *, first: date, last: date) -> tuple[SeriesBreak, ...]:
    """The days after `first`, up to and with `last`, on which the municipality's ground changed, oldest first."""
    by_day: dict[date, list[Change]] = defaultdict(list)
    for change in changes:
        touches = slug in (change.origin, change.target)
        if touches and change.kind.breaks_series and first < change.day <= last:
            by_day[change.day].append(change)
    return tuple(
        SeriesBreak(
            day,
            frozenset(c.kind for c in by_day[day]),
            tuple(sorted({name for c in by_day[day] for name in (c.origin, c.target)} - {slug})),
        )
        for day in sorted(by_day)
    )


def can_add(changes: Iterable[Change], slug: str, *, first: date, last: date) -> Decision:
    """May figures of this municipality from both days stand in one sum or one line? Never across a merger or split.

    A new number or name does not matter. The reason names the first break: `merge` or `split`, and its year.
    """
    breaks = series_breaks(changes, slug, first=min(first, last), last=max(first, last))
    if not breaks:
        return YES
    kinds = "_and_".join(sorted(kind.value for kind in breaks[0].kinds))
    return no(f"ground_changed_{kinds}_{breaks[0].day.year}")


def overlap(one: Validity, other: Validity) -> bool:
    """The two periods have a day in common."""
    starts_before_end = other.end is None or one.start is None or one.start < other.end
    ends_after_start = one.end is None or other.start is None or other.start < one.end
    return starts_before_end and ends_after_start


def check_codes(codes: Sequence[Code]) -> list[Finding]:
    """A municipality has one code at a time, and a number belongs to one municipality at a time."""
    findings = []
    for position, code in enumerate(codes):
        for other in codes[position + 1 :]:
            shared = "slug" if code.slug == other.slug else "number" if code.number == other.number else ""
            if shared and overlap(code.validity, other.validity):
                findings.append(_error(f"{shared}_twice", slug=code.slug, number=code.number, other=other.slug))
    return findings


def check_changes(codes: Sequence[Code], changes: Sequence[Change]) -> list[Finding]:
    """Each change goes from a municipality that was to one that is; each beginning and end of a code has its change."""
    findings = []
    for change in changes:
        before = code_at(codes, change.origin, change.day - timedelta(days=1))
        after = code_at(codes, change.target, change.day)
        if before is None:
            findings.append(_error("origin_missing", slug=change.origin, day=change.day))
        if after is None:
            findings.append(_error("target_missing", slug=change.target, day=change.day))
        if before and after and not _is_what_it_says(change, before, after):
            findings.append(_error("wrong_kind", slug=change.origin, day=change.day, kind=change.kind.value))
    explained = {(side, c.day) for c in changes for side in (c.origin, c.target)}
    bounds = {(c.slug, day) for c in codes for day in (c.validity.start, c.validity.end) if day}
    findings += [_error("change_missing", slug=slug, day=day) for slug, day in sorted(bounds - explained)]
    return findings + _check_shares(changes)


def _is_what_it_says(change: Change, before: Code, after: Code) -> bool:
    if change.kind is ChangeKind.RENAME:
        return before.slug == after.slug and before.number == after.number and before.name != after.name
    if change.kind is ChangeKind.RENUMBER:
        return before.slug == after.slug and before.number != after.number
    return True


def _check_shares(changes: Sequence[Change]) -> list[Finding]:
    leaving: dict[tuple[str, date], list[Decimal | None]] = defaultdict(list)
    for change in changes:
        leaving[change.origin, change.day].append(change.share)
    sums = {place: _added(shares) for place, shares in leaving.items()}
    return [_error("shares_not_one", slug=s, day=d) for (s, d), total in sums.items() if total not in (None, 1)]


def _error(code: str, **params: object) -> Finding:
    return Finding(code=f"places.{code}", severity=Severity.ERROR, params=params)
