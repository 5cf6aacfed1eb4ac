"""The parts of a central report's figures that its city districts stand for."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from boso.kernel.errors import NotFound
from boso.kernel.figures import Figure, Kind
from boso.places import rls
from boso.places.values import DistrictRow
from boso.programme.queries import get_participant
from boso.reporting.editions import edition_of
from boso.reporting.models import DistrictAnswer, DistrictStanding
from boso.reporting.queries.editing import steps_of
from boso.reporting.rows import plain
from boso.reporting.rules.districts import parts_of_figure
from boso.reporting.rules.drafts import Draft, Standing
from boso.reporting.values import ReportContent, ReportRow
from boso.reporting.values.delivering import DistrictStandingRow, PartsOfFigure
from boso.reporting.values.fields import EMPTY, Address, Content, FieldStep, Home


def districts_of(report: ReportRow) -> tuple[DistrictRow, ...]:
    """The city districts that take part below the municipality of a report, by its agreement; mostly none."""
    try:
        return get_participant(report.municipality, year=report.period.year).agreement.districts
    except NotFound:
        return ()


def get_district(report: ReportRow, slug: str) -> DistrictRow:
    """A district that takes part below the municipality of a report. Raises NotFound."""
    found = next((d for d in districts_of(report) if d.slug == slug), None)
    if found is None:
        raise NotFound(_("Kommunen har ingen slik bydel."))
    return found


def content_of_part(row: Any) -> Content:
    """What stands in the field of a district's part: its row, a step in the history of it, or None."""
    if row is None:
        return EMPTY
    return Content(row.kind, row.raw if row.value is None else f"{plain(row.value):f}", row.expected)


def drafts_of_districts(report: ReportRow, *, within: rls.type_of_scope) -> Mapping[str, Draft]:
    """What each district has given, by its slug and the field of the form; those that gave nothing are not there."""
    fields: dict[str, dict[str, Standing]] = defaultdict(dict)
    with rls.scope(within):
        for row in _rows(report).select_related("district"):
            address = str(Address(Home.FIGURE, row.code))
            fields[row.district.slug][address] = Standing(content=content_of_part(row))
    return {slug: Draft(content=ReportContent(report=report), fields=given) for slug, given in fields.items()}


def list_part_history(report: ReportRow, district_id: int, code: str, *, within: rls.type_of_scope) -> list[FieldStep]:
    """What a district's part of a figure was, oldest first: each change with who and why."""
    kept: Any = DistrictAnswer
    with rls.scope(within):
        events: QuerySet[Any] = kept.pgh_event_model.objects.filter(
            municipality=report.municipality_id,
            report=report.id,
            version=report.version,
            district=district_id,
            code=code,
        )
        found = events.select_related("pgh_context").order_by("pgh_id")
        return steps_of((e, EMPTY if e.pgh_label == "removed" else content_of_part(e)) for e in found)


def list_standings(report: ReportRow, *, within: rls.type_of_scope) -> Mapping[str, DistrictStandingRow]:
    """How far each district has come, by slug; only those who have given something or said that they are done."""
    with rls.scope(within):
        given = dict(_rows(report).values_list("district").annotate(n=Count("pk")).order_by())
        said = {
            s.district_id: s
            for s in DistrictStanding.objects.filter(
                municipality=report.municipality_id, report=report.id, version=report.version
            )
        }
    rows = {}
    for district in districts_of(report):
        standing = said.get(district.id)
        done = standing is not None and standing.done
        if district.id in given or standing is not None:
            rows[district.slug] = DistrictStandingRow(
                given=given.get(district.id, 0),
                done=done,
                who=standing.actor_name if standing and done else "",
                at=standing.at if standing and done else None,
            )
    return rows


def list_parts(content: ReportContent, *, within: rls.type_of_scope) -> tuple[PartsOfFigure, ...]:
    """Each figure for which a district has given a part, in the order of the form."""
    report = content.report
    with rls.scope(within):
        rows = list(_rows(report).select_related("district"))
    if not rows:
        return ()
    given: dict[str, dict[str, Figure]] = defaultdict(dict)
    for row in rows:
        given[row.code][row.district.slug] = Figure(kind=Kind(row.kind), value=plain(row.value), raw=row.raw)
    slugs = [d.slug for d in districts_of(report)]
    edition = edition_of(report)
    totals = {code: answer.figure for code, answer in content.answers.items()}
    return tuple(
        parts_of_figure(code, totals.get(code), given[code], slugs) for code in edition.figure_codes() if code in given
    )


def _rows(report: ReportRow) -> "QuerySet[DistrictAnswer]":
    return DistrictAnswer.objects.filter(municipality=report.municipality_id, report=report.id, version=report.version)
