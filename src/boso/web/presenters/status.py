"""What is delivered and what is missing, by region, municipality and year – and what nobody knows."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from boso.indicators.queries.deliveries import Delivery
from boso.kernel.dates import print_date
from boso.kernel.periods import ReportPeriod
from boso.programme.rules import takes_part
from boso.programme.values import Certainty, DocumentRow, ParticipantRow

YEARS_SHOWN = 8


class Standing(StrEnum):
    """How far a report has come, as anyone may know it. In the order of a summary."""

    PUBLISHED = "published"
    DELIVERED = "delivered"
    KNOWN = "known"
    EXCUSED = "excused"
    AWAITED = "awaited"
    LATE = "late"
    NOT_FOUND = "not_found"


SIGNS = {
    Standing.PUBLISHED: "●",
    Standing.DELIVERED: "◐",
    Standing.KNOWN: "○",
    Standing.EXCUSED: "×",
    Standing.AWAITED: "…",
    Standing.LATE: "!",
    Standing.NOT_FOUND: "?",
}
WORDS: Mapping[Standing, str | Promise] = {
    Standing.PUBLISHED: _("publisert"),
    Standing.DELIVERED: _("levert"),
    Standing.KNOWN: _("kjent"),
    Standing.EXCUSED: _("fritatt"),
    Standing.AWAITED: _("ventes"),
    Standing.LATE: _("mangler"),
    Standing.NOT_FOUND: _("ikke funnet"),
}
MEANINGS: Mapping[Standing, str | Promise] = {
    Standing.PUBLISHED: _("Tallene kan leses her."),
    Standing.DELIVERED: _("Rapporten er kommet inn, men ikke publisert."),
    Standing.KNOWN: _("En kilde sier at rapporten finnes; den er ikke lest inn her."),
    Standing.EXCUSED: _("Husbanken har fritatt kommunen for å rapportere."),
    Standing.AWAITED: _("Fristen er ikke ute."),
    Standing.LATE: _("Fristen er ute, og rapporten er ikke levert."),
    Standing.NOT_FOUND: _("Kommunen deltok, men ingen kilde nevner noen rapport. Det betyr ikke at den mangler."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One report in a cell; `period` says which half of the year it is of."""

    sign: str
    word: str
    standing: str
    period: str = ""
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLine:
    """A municipality with its marks by year; a year it took no part in has none."""

    name: str
    href: str
    cells: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRegion:
    """A region with how its reports of the last year stand, in words, and all its municipalities."""

    name: str
    code: str
    invented: bool
    summary: str
    lines: tuple[StatusLine, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A sign, its word and what it means."""

    sign: str
    word: str
    standing: str
    meaning: str


Reports = Mapping[str, Mapping[ReportPeriod, tuple[Standing, date | None]]]  # by municipality


def standings(deliveries: Iterable[Delivery], documents: Iterable[DocumentRow], today: date) -> Reports:
    """How far every report has come that is known of, by municipality and period."""
    found: dict[str, dict[ReportPeriod, tuple[Standing, date | None]]] = defaultdict(dict)
    for document in documents:
        found[document.municipality][_period(document.covers)] = (Standing.KNOWN, None)
    for each in deliveries:
        best = found[each.municipality].get(each.period)
        given = (_standing(each, today), each.due)
        found[each.municipality][each.period] = given if best is None else min(best, given, key=_order)
    return found


def years_of(reports: Reports, today: date) -> tuple[int, ...]:
    """The years that reports are about, without gaps, the latest of them. A document tells of no year to come."""
    marks = [(p.year, s) for by_period in reports.values() for p, (s, _due) in by_period.items()]
    known = {year for year, standing in marks if standing is not Standing.KNOWN or year < today.year}
    return tuple(range(min(known), max(known) + 1))[-YEARS_SHOWN:] if known else ()


def regions(participants: Iterable[ParticipantRow], reports: Reports, years: Sequence[int]) -> list[StatusRegion]:
    """All municipalities by region, in the order of the regions."""
    ordered = sorted(participants, key=lambda p: p.region.id)
    found = []
    for region, members in groupby(ordered, key=lambda p: p.region):
        lines = [(p, _cells(p, reports.get(p.municipality.slug, {}), years)) for p in members]
        found.append(
            StatusRegion(
                name=gettext("Region %(name)s") % {"name": region.name},
                code=region.code,
                invented=region.invented,
                summary=_summary([cells[-1] for _p, cells in lines], years[-1]) if years else "",
                lines=tuple(_line(p, cells) for p, cells in lines),
            )
        )
    return found


def key(used: Collection[StatusRegion]) -> list[Explained]:
    """The signs that are used, explained."""
    seen = {mark.standing for region in used for line in region.lines for cell in line.cells for mark in cell}
    return [Explained(SIGNS[s], str(WORDS[s]), s.value, str(MEANINGS[s])) for s in Standing if s.value in seen]


def _period(covers: str) -> ReportPeriod:
    year, _dash, half = covers.partition("-")
    return ReportPeriod(int(year), int(half) if half else None)


def _order(given: tuple[Standing, date | None]) -> int:
    return list(Standing).index(given[0])


def _standing(each: Delivery, today: date) -> Standing:
    if each.published:
        return Standing.PUBLISHED
    if each.delivered:
        return Standing.DELIVERED
    if each.excused:
        return Standing.EXCUSED
    return Standing.LATE if each.due and each.due < today else Standing.AWAITED


def _cells(
    participant: ParticipantRow, reports: Mapping[ReportPeriod, tuple[Standing, date | None]], years: Sequence[int]
) -> tuple[tuple[Mark, ...], ...]:
    return tuple(_cell(participant, reports, year) for year in years)


def _cell(
    participant: ParticipantRow, reports: Mapping[ReportPeriod, tuple[Standing, date | None]], year: int
) -> tuple[Mark, ...]:
    of_year = sorted((p for p in reports if p.year == year), key=lambda p: p.half or 3)
    if of_year:
        return tuple(_mark(participant.municipality.slug, period, *reports[period]) for period in of_year)
    evidence = {period.year for period in reports}
    taking_part = takes_part(participant.agreement, year, evidence=evidence) is Certainty.CERTAIN
    return (_plain_mark(Standing.NOT_FOUND),) if taking_part else ()


def _mark(slug: str, period: ReportPeriod, standing: Standing, due: date | None) -> Mark:
    href = reverse("report", kwargs={"slug": slug, "period": str(period)})
    waits = standing in (Standing.AWAITED, Standing.LATE)
    return Mark(
        sign=SIGNS[standing],
        word=str(WORDS[standing]),
        standing=standing.value,
        period=gettext("%(half)s. halvår") % {"half": period.half} if period.half else "",
        href=href if standing is Standing.PUBLISHED else "",
        note=gettext("frist %(day)s") % {"day": print_date(due, get_language() or "nb")} if due and waits else "",
    )


def _plain_mark(standing: Standing) -> Mark:
    return Mark(sign=SIGNS[standing], word=str(WORDS[standing]), standing=standing.value)


def _line(participant: ParticipantRow, cells: tuple[tuple[Mark, ...], ...]) -> StatusLine:
    slug = participant.municipality.slug
    return StatusLine(name=participant.municipality.name, href=reverse("municipality", args=[slug]), cells=cells)


def _summary(of_last_year: Sequence[tuple[Mark, ...]], year: int) -> str:
    """Each municipality once, by the report that has come furthest."""
    best = Counter(min(cell, key=lambda mark: _place(mark.standing)).standing for cell in of_last_year if cell)
    told = [f"{best[s.value]} {WORDS[s]}" for s in Standing if best[s.value]]
    return f"{year}: {', '.join(told)}" if told else ""


def _place(standing: str) -> int:
    return list(Standing).index(Standing(standing))
