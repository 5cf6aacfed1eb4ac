"""Reading the programme: who takes part, in which phase, towards which goals, and what has been held and written.

Real and invented regions never come in one list. Names of role holders need `places.rls.scope`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import F, Prefetch, QuerySet

from boso.kernel.dates import PartialDate
from boso.kernel.errors import NotFound
from boso.kernel.text import norwegian_order
from boso.places.models import District
from boso.places.queries import municipality_row, region_row
from boso.places.values import DistrictRow
from boso.programme import rules
from boso.programme.models import (
    Agreement,
    AgreementDistrict,
    Gathering,
    GatheringParticipant,
    Goal,
    Intake,
    Meeting,
    MunicipalityDocument,
    Phase,
    ProgrammeDocument,
    RoleHolder,
)
from boso.programme.values import (
    AgreementRow,
    Certainty,
    ContactRole,
    DocumentKind,
    DocumentRow,
    GatheringKind,
    GatheringRow,
    GoalLevel,
    GoalRow,
    IntakeRow,
    MeetingKind,
    MeetingRow,
    MemberRow,
    ParticipantRow,
    PhaseKind,
    PhaseRow,
    RoleHolderRow,
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


def list_goals(region: str, *, year: int) -> tuple[GoalRow, ...]:
    """The goals of a region (its code) that hold in a year, main goals first."""
    return rules.goals_in((_goal(row) for row in Goal.objects.select_related("region")), region, year)


def goals_by_region(*, year: int) -> dict[str, tuple[GoalRow, ...]]:
    """The goals that hold in a year of every region that has any (its code), main goals first. One query."""
    rows = [_goal(row) for row in Goal.objects.select_related("region").order_by("region_id", "pk")]
    found = {code: rules.goals_in(rows, code, year) for code in dict.fromkeys(row.region for row in rows)}
    return {code: goals for code, goals in found.items() if goals}


def list_gatherings(*, region: str, year: int | None = None) -> list[GatheringRow]:
    """The gatherings of a region (its code), of one year or all, by time."""
    participants = GatheringParticipant.objects.select_related("municipality")
    found = Gathering.objects.filter(region__code=region).select_related("region")
    if year is not None:
        found = found.filter(held__startswith=f"{year:04}")
    return [_gathering(row) for row in found.prefetch_related(Prefetch("participants", participants))]


def count_gatherings(*, region: str, year: int) -> dict[GatheringKind, int]:
    """How many gatherings of each kind a region is known to have held in a year."""
    return dict(Counter(row.kind for row in list_gatherings(region=region, year=year)))


def list_meetings(slug: str) -> list[MeetingRow]:
    """The known meetings of a municipality and the bank, by time, inside `places.rls.scope`; none outside it."""
    return [
        MeetingRow(
            municipality=row.municipality.slug,
            kind=MeetingKind(row.kind),
            held=_known(row.held),
            attended=tuple(row.attended),
            source=row.source,
            note=row.note,
        )
        for row in Meeting.objects.filter(municipality__slug=slug).select_related("municipality")
    ]


def list_documents(*, municipality: str) -> list[DocumentRow]:
    """The documents of a municipality (its slug) that are known to exist."""
    found = MunicipalityDocument.objects.filter(municipality__slug=municipality).select_related("municipality")
    return [_document(row, municipality=row.municipality.slug) for row in found]


def list_reports_known(*, invented: bool = False) -> list[DocumentRow]:
    """The reports of all municipalities that are known to exist and what they cover, read here or not. One query."""
    found = MunicipalityDocument.objects.filter(kind__in=REPORTS, municipality__invented=invented).exclude(covers="")
    return [_document(row, municipality=row.municipality.slug) for row in found.select_related("municipality")]


def list_programme_documents(*, region: str | None = None) -> list[DocumentRow]:
    """The documents of a region (its code), or those of the whole programme."""
    found = ProgrammeDocument.objects.select_related("region")
    found = found.filter(region__code=region) if region else found.filter(region=None)
    return [_document(row, region=row.region.code if row.region else "") for row in found]


def list_role_holders(municipality_id: int, *, on: date | None = None) -> list[RoleHolderRow]:
    """Who was named in which role, over time or on one day. Needs `places.rls.scope`; without it, nobody."""
    found = RoleHolder.objects.filter(municipality_id=municipality_id)
    if on is not None:
        found = found.filter(held_from__lte=on, held_to__gt=on)
    return [
        RoleHolderRow(
            municipality_id=row.municipality_id,
            role=ContactRole(row.role),
            name=row.name,
            held_from=row.held_from,
            held_to=row.held_to,
            reference=row.reference,
        )
        for row in found
    ]


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


def _goal(row: Goal) -> GoalRow:
    return GoalRow(
        region=row.region.code,
        code=row.code,
        level=GoalLevel(row.level),
        parent=row.parent,
        title={"nb": row.nb, "nn": row.nn, "en": row.en},
        about={"nb": row.about_nb, "nn": row.about_nn, "en": row.about_en},
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
    )


def _gathering(row: Gathering) -> GatheringRow:
    return GatheringRow(
        region=row.region.code,
        kind=GatheringKind(row.kind),
        held=_known(row.held),
        ordinal=row.ordinal,
        participants=tuple(p.municipality.slug for p in row.participants.all()),
        source=row.source,
        note=row.note,
    )


def _document(
    row: ProgrammeDocument | MunicipalityDocument, *, region: str = "", municipality: str = ""
) -> DocumentRow:
    return DocumentRow(
        kind=DocumentKind(row.kind),
        title=row.title,
        covers=row.covers,
        dated=rules.partial_date(row.dated),
        publisher=row.publisher,
        source=row.source,
        note=row.note,
        region=region,
        municipality=municipality,
    )


def _known(text: str) -> PartialDate:
    """A date that the table requires."""
    found = rules.partial_date(text)
    if found is None:
        raise ValueError("a required date is blank")
    return found
