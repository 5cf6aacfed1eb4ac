"""Who takes part: intakes, agreements, members, and participants with their phases, in a year or over time.

Real and invented regions never come in one list.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import F, Prefetch, QuerySet

from boso.kernel.errors import NotFound
from boso.kernel.text import norwegian_order
from boso.places.models import District
from boso.places.queries import municipality_row, region_row
from boso.places.values import DistrictRow
from boso.programme import rules
from boso.programme.models import (
    Agreement,
    AgreementDistrict,
    Intake,
    MunicipalityDocument,
    Phase,
)
from boso.programme.values import (
    AgreementRow,
    Certainty,
    DocumentKind,
    IntakeRow,
    MemberRow,
    ParticipantRow,
    PhaseKind,
    PhaseRow,
    Standing,
)

REPORTS = (DocumentKind.ANNUAL_REPORT.value, DocumentKind.HALF_YEAR_REPORT.value)


def list_intakes(region: str | None = None) -> list[IntakeRow]:
    """The intakes of one region (its code) or of all, by region and number."""
    found = Intake.objects.select_related("region")
    return [_intake(row) for row in (found.filter(region__code=region) if region else found)]


def list_participants(
    *, region: str | None = None, year: int | None = None, on: date | None = None, invented: bool = False
) -> list[ParticipantRow]:
    """Municipalities in the programme, each once, in Norwegian order; six queries, however many there are.

    With `year`: those that surely or perhaps take part in it, under their names of that year. `on` is the day for
    which open phases are told; without it, the last day of the year, and without a year none are. `region` is a code.
    """
    found = _by_municipality(region, invented=invented)
    return _participants(found, year, on, _reported_years(found) if year else {})


def participants_by_year(
    years: Collection[int], *, region: str | None = None, invented: bool = False
) -> dict[int, list[ParticipantRow]]:
    """The same for each of several years, in the same six queries however many they are."""
    found = _by_municipality(region, invented=invented)
    reported = _reported_years(found)
    return {year: _participants(found, year, None, reported) for year in years}


def list_members(*, invented: bool = False) -> list[MemberRow]:
    """Whoever has or had an agreement, each once by the latest, in Norwegian order. One query, and no more is told."""
    columns = ("municipality_id", "municipality__slug", "municipality__name", "region__code", "intake__ordinal")
    found = Agreement.objects.filter(municipality__invented=invented).values_list(*columns)
    latest = {row[0]: MemberRow(*row) for row in found.order_by(F("intake__ordinal").asc(nulls_first=True), "pk")}
    return sorted(latest.values(), key=lambda row: (norwegian_order(row.name), row.slug))


def get_participant(slug: str, *, year: int | None = None, on: date | None = None) -> ParticipantRow:
    """One municipality's part in the programme. Raises `NotFound` when it has none (in that year)."""
    agreements = list(_agreements().filter(municipality__slug=slug))
    reported = _reported_years({a.municipality_id for a in agreements}) if year and agreements else {}
    day = on or (date(year, 12, 31) if year else None)
    row = _participant(agreements, year, day, reported) if agreements else None
    if row is None:
        raise NotFound(f"'{slug}' takes no part in the programme" + (f" in {year}." if year else "."))
    return row


def list_agreements(slug: str) -> list[AgreementRow]:
    """The agreements of a municipality, oldest intake first."""
    return [_agreement(row) for row in _agreements().filter(municipality__slug=slug)]


def list_phases(slug: str) -> list[PhaseRow]:
    """The phases of a municipality that a source speaks of, in the order of a programme."""
    return _phases(Phase.objects.filter(municipality__slug=slug).select_related("municipality"))


def _agreements() -> QuerySet[Agreement]:
    covered = AgreementDistrict.objects.select_related("district", "municipality")
    return Agreement.objects.select_related("municipality__region", "region", "intake__region").prefetch_related(
        "municipality__codes",
        Prefetch("covered", covered),
        Prefetch("municipality__phases", Phase.objects.select_related("municipality")),
    )


def _reported_years(municipality_ids: Iterable[int]) -> dict[int, set[int]]:
    """The years that reports of each municipality are known to cover."""
    found = MunicipalityDocument.objects.filter(municipality__in=list(municipality_ids), kind__in=REPORTS)
    years: dict[int, set[int]] = defaultdict(set)
    for municipality_id, covers in found.exclude(covers="").values_list("municipality_id", "covers"):
        years[municipality_id].add(int(covers[:4]))
    return years


def _by_municipality(region: str | None, *, invented: bool) -> dict[int, list[Agreement]]:
    agreements = _agreements().filter(municipality__invented=invented)
    if region is not None:
        agreements = agreements.filter(region__code=region)
    found: dict[int, list[Agreement]] = defaultdict(list)
    for agreement in agreements:
        found[agreement.municipality_id].append(agreement)
    return found


def _participants(
    agreements: Mapping[int, list[Agreement]], year: int | None, on: date | None, reported: dict[int, set[int]]
) -> list[ParticipantRow]:
    day = on or (date(year, 12, 31) if year else None)
    rows = [_participant(found, year, day, reported) for found in agreements.values()]
    present = [row for row in rows if row is not None]
    return sorted(present, key=lambda row: (norwegian_order(row.municipality.name), row.municipality.slug))


def _participant(
    agreements: list[Agreement], year: int | None, day: date | None, reported: dict[int, set[int]]
) -> ParticipantRow | None:
    """The agreement that fits the year best, or the latest; None when none fits or there was no such municipality."""
    stored = agreements[0].municipality
    municipality = municipality_row(stored, year)
    rows = [_agreement(row) for row in agreements]
    certainty: Certainty | None = None
    if year is not None:
        years = reported.get(stored.pk, set()) | _years_seen(stored.phases.all())
        fitting = [(c, row) for row in rows if (c := rules.takes_part(row, year, evidence=years))]
        if not fitting or not municipality.existed:
            return None
        certainty = min(c for c, _ in fitting)  # certain sorts before possible
        rows = [row for c, row in fitting if c == certainty]
    phases = tuple(_phases(stored.phases.all()))
    return ParticipantRow(
        municipality=municipality,
        agreement=rows[-1],
        phases=phases,
        open_phases=rules.open_phases(phases, day) if day else (),
        certainty=certainty,
    )


def _agreement(row: Agreement) -> AgreementRow:
    return AgreementRow(
        id=row.pk,
        municipality=row.municipality.slug,
        region=region_row(row.region),
        intake=_intake(row.intake) if row.intake else None,
        standing=Standing(row.standing),
        parties=row.parties,
        signed=rules.partial_date(row.signed),
        period_from=rules.partial_date(row.period_from),
        period_to=rules.partial_date(row.period_to),
        programme_start=rules.partial_date(row.programme_start),
        districts=tuple(_district(link.district, row.municipality.slug) for link in row.covered.all()),
        unknown=tuple(row.unknown),
        source=row.source,
        note=row.note,
    )


def _district(row: District, municipality: str) -> DistrictRow:
    return DistrictRow(
        id=row.pk, municipality=municipality, slug=row.slug, number=row.number, name=row.name, checked=row.checked
    )


def _intake(row: Intake) -> IntakeRow:
    opened = rules.partial_date(row.opened)
    return IntakeRow(id=row.pk, region=row.region.code, ordinal=row.ordinal, opened=opened, note=row.note)


def _years_seen(phases: Iterable[Phase]) -> set[int]:
    """The years in which a source saw a phase open."""
    return {int(phase.seen[:4]) for phase in phases if phase.seen and phase.kind != PhaseKind.APPLICATION}


def _phases(found: Iterable[Phase]) -> list[PhaseRow]:
    rows = [
        PhaseRow(
            municipality=row.municipality.slug,
            kind=PhaseKind(row.kind),
            start=rules.partial_date(row.start),
            end=rules.partial_date(row.end),
            seen=rules.partial_date(row.seen),
            source=row.source,
            note=row.note,
        )
        for row in found
    ]
    return sorted(rows, key=lambda phase: rules.PHASE_ORDER[phase.kind])
