"""From an address, or the words of a command, to a choice – and what could not be understood."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from boso.indicators.definitions import catalogue
from boso.publishing.comparison.groups import ALL, OWN, Known
from boso.publishing.comparison.values import MOST_INDICATORS, MOST_YEARS, Choice, Remark

FIRST_SHOWN = "need_total_end"  # what a visitor who has chosen nothing sees, over the latest years
YEARS_FIRST_SHOWN = 5
SPAN = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")
PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
Asked = Mapping[str, Sequence[str]]
YearsOf = Callable[[bool], tuple[int, ...]]


@cache
def addresses() -> dict[str, str]:
    """How each indicator is named in an address: its Norwegian name in letters, digits and hyphens."""
    return {code: spelled(each.name.nb) for code, each in catalogue().indicators.items()}


def spelled(name: str) -> str:
    """A name as it stands in an address: "Husstander uten bolig 31.12" is "husstander-uten-bolig-31-12"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().translate(PLAIN)).strip("-")


def read_choice(asked: Asked, found: Known, years_of: YearsOf) -> tuple[Choice, list[Remark]]:
    """The choice somebody asked for; whatever is not known is left out and remarked on, the rest stands.

    `years_of` gives the years there are figures for, of real or of invented municipalities.
    """
    remarks: list[Remark] = []
    codes = _codes(asked, remarks)
    group, own = _group(asked, found, remarks)
    invented = own[0] in found.invented if group == OWN else found.groups[group].invented
    known_years = years_of(invented)
    years = _years(asked, known_years, remarks)
    choice = Choice(
        codes=codes or (FIRST_SHOWN,),
        years=years or known_years[-YEARS_FIRST_SHOWN:],
        group=group,
        own=own,
        per_1000=_one_of(asked, "per", ("1000",), remarks) == "1000",
    )
    order = _one_of(asked, "sorter", ("navn", *map(str, choice.years)), remarks)
    return choice.sorted_by(int(order) if order.isdecimal() else None), remarks


def _said(asked: Asked, key: str) -> list[str]:
    """What stands under a key, alone, several times or with commas between."""
    parts = (part.strip() for given in asked.get(key, ()) for part in given.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def _codes(asked: Asked, remarks: list[Remark]) -> tuple[str, ...]:
    by_name = {name: code for code, name in addresses().items()} | {code: code for code in addresses()}
    said = _said(asked, "tall")
    remarks += [Remark("unknown_indicator", word) for word in said if word not in by_name]
    codes = tuple(dict.fromkeys(by_name[word] for word in said if word in by_name))
    if len(codes) > MOST_INDICATORS:
        remarks.append(Remark("too_many_indicators", str(MOST_INDICATORS)))
    return codes[:MOST_INDICATORS]


def _years(asked: Asked, known: tuple[int, ...], remarks: list[Remark]) -> tuple[int, ...]:
    wanted: list[int] = []
    for word in _said(asked, "ar"):
        span = list(_span(word))
        fitting = [year for year in known if year in span]
        if not fitting:
            remarks.append(Remark("unknown_year" if span else "no_year", word))
        wanted += fitting
    years = tuple(sorted(set(wanted)))
    if len(years) > MOST_YEARS:
        remarks.append(Remark("too_many_years", str(MOST_YEARS)))
    return years[-MOST_YEARS:]


def _span(word: str) -> Iterator[int]:
    match = SPAN.fullmatch(word)
    if match:
        first, last = int(match[1]), int(match[2] or match[1])
        yield from range(min(first, last), max(first, last) + 1)


def _group(asked: Asked, found: Known, remarks: list[Remark]) -> tuple[str, tuple[str, ...]]:
    """The group, and the slugs named: a list of one's own, or those to be found among the others of their group.

    One municipality alone is shown among those of its region.
    """
    own = _own(_said(asked, "kommune"), found, remarks)
    said = _one_of(asked, "gruppe", tuple(found.groups), remarks)
    if said == OWN and not own:
        remarks.append(Remark("nobody_chosen"))
    if not said and len(own) == 1:
        return f"region-{found.members[own[0]].region}", own
    if own and said in ("", OWN):
        return OWN, own
    return (said or ALL) if said != OWN else ALL, own


def _own(said: Iterable[str], found: Known, remarks: list[Remark]) -> tuple[str, ...]:
    by_name = {row.name.casefold(): slug for slug, row in found.members.items()}
    slugs = []
    for word in said:
        slug = word if word in found.members else by_name.get(word.casefold())
        if slug:
            slugs.append(slug)
        else:
            remarks.append(Remark("unknown_municipality", word))
    real = tuple(slug for slug in slugs if slug not in found.invented)
    if real and len(real) < len(slugs):
        remarks.append(Remark("never_together"))
    return real or tuple(slugs)


def _one_of(asked: Asked, key: str, choices: Sequence[str], remarks: list[Remark]) -> str:
    said = _said(asked, key)
    remarks += [Remark(f"unknown_{key}", word) for word in said if word not in choices]
    return next((word for word in said if word in choices), "")
