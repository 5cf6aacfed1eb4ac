"""Which municipality a report is from, with the number that was valid in the year it speaks of."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from boso.importers.reading.pages import Flow
from boso.importers.values import ReadField
from boso.kernel.periods import Validity
from boso.places import rules
from boso.places.values import Code

CODES = Path(rules.__file__).parent / "files" / "codes.csv"
ON_COVER = re.compile(r"\bKOMMUNE\s*:\s*(?P<name>[^\n\d:]{2,40})", re.IGNORECASE)
BESIDE_KOMMUNE = re.compile(r"(?P<name>[A-ZÆØÅ][\wÆØÅæøå-]+(?: [A-ZÆØÅ][\wÆØÅæøå-]+){0,2}) KOMMUNE\b", re.IGNORECASE)
COVER = 600  # letters from the beginning of a report in which its cover stands
KOMMUNE = re.compile(r"\bkommune\b\.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a report: the name as it is officially written, and the number; `other` is a name that disagrees."""

    name: str | None
    number: str | None
    other: str = ""


@cache
def known_codes() -> tuple[Code, ...]:
    """Numbers and names of municipalities with the time each was valid, from the file of places."""
    with CODES.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Code(row["slug"], row["number"], row["name"], Validity(_day(row["valid_from"]), _day(row["valid_to"])))
            for row in csv.DictReader(lines)
        )


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def sender_of(flow: Flow, fields: Sequence[ReadField], year: int | None) -> Sender:
    """The municipality by its field, else by the cover. A name nobody knows is kept as written, without a number."""
    day = rules.first_of(year or 2013)
    stated = next((str(f.value) for f in fields if f.field == "municipality_name" and f.value), "")
    printed = next((str(f.value) for f in fields if f.field == "municipality_number" and f.value), None)
    names = [n for n in (stated, *_cover_names(flow)) if n]
    known = [(name, code) for name in names if (code := _code(name, day))]
    if not known:
        return Sender(_as_name(names[0]) if names else None, printed)
    _name, code = known[0]
    others = {c.slug: c.name for _, c in known if c.slug != code.slug}
    return Sender(code.name, code.number, next(iter(others.values()), ""))


def _code(name: str, day: date) -> Code | None:
    fits = rules.named(known_codes(), name, day).fits
    return fits[0] if len(fits) == 1 else None


def _cover_names(flow: Flow) -> Iterable[str]:
    cover = flow.text[:COVER]
    for pattern in (ON_COVER, BESIDE_KOMMUNE):
        for match in pattern.finditer(cover):
            yield from _shorter(KOMMUNE.sub(" ", match["name"]).strip(" .,-"))


def _shorter(name: str) -> Iterable[str]:
    """The name and its beginnings: what follows it on the same line may not belong to it."""
    words = name.split()
    for length in range(min(3, len(words)), 0, -1):
        yield " ".join(words[:length])
    if len(words) > 1:
        yield words[-1]


def _as_name(written: str) -> str:
    words = KOMMUNE.sub(" ", written).split()
    return " ".join(w.capitalize() if w.isupper() else w for w in words)
