"""What is recorded of the programme: its goals, what was held and written, and who was named for what.

Names of role holders and meetings need `places.rls.scope`.
"""

from collections import Counter
from datetime import date

from django.db.models import Prefetch

from boso.kernel.dates import PartialDate
from boso.programme import rules
from boso.programme.models import (
    Gathering,
    GatheringParticipant,
    Goal,
    Meeting,
    MunicipalityDocument,
    ProgrammeDocument,
    RoleHolder,
)
from boso.programme.queries.taking_part import REPORTS
from boso.programme.values import (
    ContactRole,
    DocumentKind,
    DocumentRow,
    GatheringKind,
    GatheringRow,
    GoalLevel,
    GoalRow,
    MeetingKind,
    MeetingRow,
    RoleHolderRow,
)


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
