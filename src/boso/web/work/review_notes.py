"""The region's own notes beside a review: on its report, and what is pinned on the municipality."""

from dataclasses import dataclass

from boso.access.values import Permission
from boso.places.queries import get_municipality
from boso.places.values import MunicipalityRow, RegionRow
from boso.reporting.queries.contact import list_note_steps, list_notes
from boso.reporting.values import ReportRow
from boso.web.presenters.contact import NoteView, notes
from boso.web.visitor import Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewNotes:
    """What the region keeps for itself; `more` are its other notes on the municipality, `back` the report's number."""

    region: RegionRow
    place: MunicipalityRow
    shown: list[NoteView]
    more: int
    back: int


def notes_beside(visitor: Visitor, report: ReportRow) -> ReviewNotes | None:
    """The notes for those who follow the municipality at its region's desk; None for all others."""
    if report.municipality_id not in visitor.within(Permission.REVIEW_REPORTS):
        return None
    place = get_municipality(report.municipality)
    if place.region is None or place.region.id not in visitor.regions(Permission.REVIEW_REPORTS):
        return None
    known = list_notes(region_id=place.region.id, municipality_id=place.id)
    here = [n for n in known if n.report_id == report.id or (n.pinned and n.report_id is None)]
    steps = list_note_steps(region_id=place.region.id, municipality_id=place.id) if here else {}
    return ReviewNotes(
        region=place.region,
        place=place,
        shown=notes(here, steps, {report.id: report}),
        more=len(known) - len(here),
        back=report.id,
    )
