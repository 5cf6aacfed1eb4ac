"""Municipalities of the programme as pages show them: who, where, since when, which phase – and what is not known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import get_language, gettext

from boso.kernel.dates import PartialDate, print_date
from boso.places.values import PopulationGap, PopulationRow
from boso.programme.values import AgreementRow, Certainty, IntakeRow, OpenPhase, ParticipantRow, PhaseRow
from boso.web.presenters.figures import FigureView, view
from boso.web.words import AGREEMENT_COLUMNS, PHASES, STANDINGS_IN_PROGRAMME, word


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityLine:
    """A municipality in a list."""

    name: str
    href: str
    intake: str
    phases: str
    population: FigureView | None
    periods: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionView:
    """A region with its municipalities."""

    name: str
    code: str
    invented: bool
    lines: tuple[MunicipalityLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseView:
    """A phase with what is known of its time."""

    name: str
    when: str
    open: bool
    perhaps: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """The agreement: what is known, and by name what was looked for and not found."""

    region: str
    region_code: str
    intake: str
    standing: str
    parties: str
    signed: str
    period: str
    programme_start: str
    districts: tuple[str, ...]
    unknown: tuple[str, ...]
    source: str


def regions(
    participants: Iterable[ParticipantRow],
    population: Mapping[int, PopulationRow],
    published: Mapping[str, tuple[str, ...]],
) -> list[RegionView]:
    """Municipalities by region, in the order of the regions' first intakes. `published`: periods by municipality."""
    ordered = sorted(participants, key=lambda p: p.region.id)
    return [
        RegionView(
            name=gettext("Region %(name)s") % {"name": region.name},
            code=region.code,
            invented=region.invented,
            lines=tuple(line(p, population.get(p.municipality.id), published) for p in members),
        )
        for region, members in groupby(ordered, key=lambda p: p.region)
    ]


def line(
    participant: ParticipantRow, population: PopulationRow | None, published: Mapping[str, tuple[str, ...]]
) -> MunicipalityLine:
    """One municipality in a list."""
    slug = participant.municipality.slug
    return MunicipalityLine(
        name=participant.municipality.name,
        href=reverse("municipality", kwargs={"slug": slug}),
        intake=intake_words(participant.intake),
        phases=phases_words(participant.phases, participant.open_phases),
        population=population_view(population) if population else None,
        periods=published.get(slug, ()),
    )


def population_view(row: PopulationRow) -> FigureView | None:
    """Inhabitants with their source; None where there was no such municipality."""
    if row.gap is PopulationGap.NO_SUCH_MUNICIPALITY:
        return None
    name = gettext("Folketall")
    return view(row.figure, name=name, when=gettext("1. januar %(year)s") % {"year": row.year})


def intake_words(intake: IntakeRow | None) -> str:
    """An intake by number, with when it began as far as known."""
    if intake is None:
        return ""
    if intake.opened is None:
        return str(intake.ordinal)
    return f"{intake.ordinal} ({_when(intake.opened)})"


def phases_words(phases: Iterable[PhaseRow], open_phases: Iterable[OpenPhase]) -> str:
    """The phases that are surely open; where none surely is, the last one known, with the time it is known from."""
    certain = [word(PHASES, p.phase.kind) for p in open_phases if p.certainty is Certainty.CERTAIN]
    if certain:
        return ", ".join(certain)
    last = next((row for row in reversed(list(phases))), None)
    if last is None:
        return ""
    moment = last.seen or last.start or last.end
    known = {"phase": word(PHASES, last.kind), "year": moment.year if moment else ""}
    if last.seen:
        return gettext("%(phase)s, sist sett %(year)s") % known
    return gettext("%(phase)s fra %(year)s") % known if last.start else gettext("%(phase)s til %(year)s") % known


def phases(rows: Iterable[PhaseRow], open_phases: Iterable[OpenPhase]) -> list[PhaseView]:
    """All phases that a source speaks of."""
    certainty = {p.phase: p.certainty for p in open_phases}
    return [
        PhaseView(
            name=word(PHASES, row.kind),
            when=_phase_time(row),
            open=row in certainty,
            perhaps=certainty.get(row) is Certainty.POSSIBLE,
        )
        for row in rows
    ]


def agreement(row: AgreementRow) -> AgreementView:
    """The agreement."""
    return AgreementView(
        region=gettext("Region %(name)s") % {"name": row.region.name},
        region_code=row.region.code,
        intake=intake_words(row.intake),
        standing=word(STANDINGS_IN_PROGRAMME, row.standing),
        parties=row.parties,
        signed=_when(row.signed),
        period=_period(row.period_from, row.period_to),
        programme_start=_when(row.programme_start),
        districts=tuple(d.name for d in row.districts),
        unknown=tuple(word(AGREEMENT_COLUMNS, column) for column in row.unknown),
        source=row.source,
    )


def _phase_time(row: PhaseRow) -> str:
    if row.start or row.end:
        return _period(row.start, row.end)
    return gettext("pågikk %(when)s") % {"when": _when(row.seen)} if row.seen else ""


def _period(start: PartialDate | None, end: PartialDate | None) -> str:
    if start and end:
        return f"{_when(start)}–{_when(end)}" if start != end else _when(start)
    if start:
        return gettext("fra %(when)s") % {"when": _when(start)}
    return gettext("til %(when)s") % {"when": _when(end)} if end else ""


def _when(moment: PartialDate | None) -> str:
    return print_date(moment, get_language() or "nb") if moment else ""
