"""Figures in an editor's text: a mark names one, and what is printed is what it is now, with its kind and its unit.

A mark says whose, which and when: `[[tall: Prøvevik housed_total 2013]]`. Whose may be left out for the region
together, and the year for the report's own.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from boso.indicators.definitions import catalogue, definition
from boso.kernel.figures import Figure
from boso.kernel.number_printing import explain
from boso.kernel.text import folded
from boso.programme.values import ParticipantRow
from boso.publishing.annual.prose import marks_in
from boso.publishing.annual.values import AnnualValues
from boso.publishing.annual.wording import cell, of_all, rounded
from boso.publishing.factsheet.wording import shown
from boso.publishing.values import Run
from boso.publishing.words import word

SAID = re.compile(r"^(?:(?P<who>.*?)\s+)??(?P<code>\S+?)(?:\s+(?P<year>\d{4}))?$")
WHOLE_REGION = {"", "region", "regionen", "the region", "region together", "alle", "all"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The figure a mark stands for; `municipality` is None for the region together."""

    code: str
    year: int
    municipality: ParticipantRow | None
    figure: Figure

    @property
    def name(self) -> str:
        """Whose, which, when – as it is written in a mark."""
        who = self.municipality.municipality.name if self.municipality else "region"
        return f"{who} {self.code} {self.year}"


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A mark that stands for no figure, and why, in a sentence to the editor."""

    said: str
    why: str


def link(said: str, values: AnnualValues, language: str) -> Linked | Unlinked:
    """What a mark stands for in the figures of a report."""
    parts = SAID.match(said.strip())
    if parts is None:
        return Unlinked(said, word("link_malformed", language))
    code, year = parts["code"], int(parts["year"] or values.year)
    if code not in catalogue().indicators:
        return Unlinked(said, _unknown_code(code, language))
    if year not in values.figures.years:
        return Unlinked(said, word("link_no_year", language, year=year, years=_years(values)))
    who = (parts["who"] or "").strip()
    if _means_region(who, values):
        return _of_region(said, code, year, values, language)
    found = _called(who, values)
    if len(found) != 1:
        key = "link_ambiguous" if found else "link_unknown_place"
        names = ", ".join(m.municipality.name for m in found)
        region = values.region.name
        return Unlinked(said, word(key, language, who=who, names=names, region=region, year=values.year))
    figure = values.figures.figure(found[0].municipality.slug, code, year)
    return Linked(code=code, year=year, municipality=found[0], figure=figure)


def print_link(said: str, values: AnnualValues, language: str) -> Run:
    """The figure in running text: the number with its unit, or in words why there is none."""
    found = link(said, values, language)
    if isinstance(found, Unlinked):
        return Run(word("link_none", language, said=said))
    return Run(_in_text(found, values, language), figure=found.figure, code=found.name)


def faults_in(text: str, values: AnnualValues, language: str) -> tuple[Unlinked, ...]:
    """The marks of a text that stand for no figure, and those that are not written to their end."""
    marks = marks_in(text)
    found = tuple(fault for said in marks if isinstance(fault := link(said, values, language), Unlinked))
    return found + tuple(Unlinked(piece, word("link_malformed", language)) for piece in _left_open(text))


def choices(values: AnnualValues, language: str) -> Iterator[Linked]:
    """The figures an editor can insert: the region's sums, then each municipality's, those that hold a number."""
    codes = list(catalogue().indicators)
    for code in codes:
        found = link(f"region {code} {values.year}", values, language)
        if isinstance(found, Linked) and found.figure.value is not None:
            yield found
    for member in values.reporting:
        for code in codes:
            figure = values.figures.figure(member.municipality.slug, code)
            if figure.value is not None:
                yield Linked(code=code, year=values.year, municipality=member, figure=figure)


def _left_open(text: str) -> list[str]:
    whole = re.sub(r"\[\[[^\[\]\n]*:[^\[\]\n]*\]\]", "", text)
    return re.findall(r"\[\[[^\]\n]{0,60}\]{0,2}", whole)


def _means_region(who: str, values: AnnualValues) -> bool:
    name = values.region.name
    return folded(who) in {folded(each) for each in (*WHOLE_REGION, name, f"region {name}", values.region.code)}


def _called(who: str, values: AnnualValues) -> tuple[ParticipantRow, ...]:
    """The members of that name or number; without one, those whose name begins so."""
    wanted = folded(who)
    exact = tuple(
        m
        for m in values.members
        if wanted in (folded(m.municipality.name), folded(m.municipality.slug), folded(m.municipality.number or ""))
    )
    return exact or tuple(m for m in values.members if folded(m.municipality.name).startswith(wanted))


def _of_region(said: str, code: str, year: int, values: AnnualValues, language: str) -> Linked | Unlinked:
    """A region's sum of another year is not of the same municipalities, and is told in that year's report."""
    if year != values.year:
        return Unlinked(said, word("link_other_year", language, year=values.year))
    return Linked(code=code, year=year, municipality=None, figure=values.figures.sums[code].now.figure)


def _unknown_code(code: str, language: str) -> str:
    near = difflib.get_close_matches(code, catalogue().indicators, n=3, cutoff=0.4)
    hint = word("link_near", language, names=", ".join(near)) if near else ""
    return f"{word('link_unknown_code', language, code=code)} {hint}".strip()


def _years(values: AnnualValues) -> str:
    return f"{values.figures.years[0]}–{values.figures.years[-1]}"


def _in_text(found: Linked, values: AnnualValues, language: str) -> str:
    figure = found.figure
    if figure.value is None or not figure.certain:
        return f"({explain(figure, language) or shown(figure, language)})"
    printed = f"{cell(figure, found.code, language).shown} {_unit(found.code, figure.value, language)}".strip()
    if found.municipality is not None:
        return printed
    counted = of_all(values.figures.sums[found.code].now.coverage, language)
    return word("link_sum", language, printed=printed, counted=counted)


def _unit(code: str, value: Decimal, language: str) -> str:
    one = rounded(value, code) == 1
    return word(f"unit_one_{definition(code).unit}" if one else f"unit_{definition(code).unit}", language)
