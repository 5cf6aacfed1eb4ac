"""Reports in lists, one report, and the exemptions of a municipality."""

from collections.abc import Sequence

from django.db.models import Count, F, QuerySet

from boso.kernel.errors import NotFound
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.models import Municipality, MunicipalityCode, Region
from boso.places.queries import municipality_row, row_with
from boso.places.reading import Ask, read
from boso.places.values import MunicipalityRow
from boso.reporting.editions import pin_of
from boso.reporting.models import Answer, Exemption, Report
from boso.reporting.values import ExemptionRow, ReportRow, Status


def list_reports(
    within: rls.type_of_scope,
    *,
    municipality: str | None = None,
    year: int | None = None,
    template: str | None = None,
    invented: bool | None = None,
) -> list[ReportRow]:
    """The reports of these municipalities, newest first. Two queries, however many there are."""
    with rls.scope(within):
        found = reports_within(within)
        if municipality is not None:
            found = found.filter(municipality__slug=municipality)
        if year is not None:
            found = found.filter(year=year)
        if template is not None:
            found = found.filter(template=template)
        if invented is not None:
            found = found.filter(municipality__invented=invented)
        return [report_row(r) for r in found.order_by("-year", "-half", "municipality__sort_name", "template")]


def get_report(report_id: int, *, within: rls.type_of_scope) -> ReportRow:
    """One report. Raises NotFound also for one outside: what may not be seen does not exist."""
    with rls.scope(within):
        report = reports_within(within).filter(pk=report_id).first()
        if report is None:
            raise NotFound("Det finnes ingen slik rapport.")
        return report_row(report)


def owner_of(report_id: int, *, within: rls.type_of_scope) -> int:
    """The id of the municipality whose report it is: a question of one row. Raises NotFound for one outside."""
    with rls.scope(within):
        (found,) = read(Ask(Report, "WHERE id = %s", [report_id]))
    return in_reach(found, within).municipality_id


def in_reach(found: Sequence[Report], within: rls.type_of_scope) -> Report:
    """The report that was found, where it is one of these municipalities'. Raises NotFound for one outside, or none."""
    report = next(iter(found), None)
    if report is None or not (within is rls.ALL or report.municipality_id in frozenset(within)):
        raise NotFound("Det finnes ingen slik rapport.")
    return report


def list_line(report_id: int, *, within: rls.type_of_scope) -> list[ReportRow]:
    """A report, last, after those before it in the same form of the same municipality. Raises NotFound for one outside.

    Two queries, however many there are.
    """
    with rls.scope(within):
        own = Report.objects.filter(pk=report_id)
        found = reports_within(within).filter(
            municipality__in=own.values("municipality"), template__in=own.values("template")
        )
        rows = {r.pk: report_row(r) for r in found}
    if report_id not in rows:
        raise NotFound("Det finnes ingen slik rapport.")
    line = [r for r in rows.values() if r.period <= rows[report_id].period]
    return sorted(line, key=lambda r: (r.period.year, r.period.half or 0, r.id == report_id))


def list_beside(report_id: int, *, within: rls.type_of_scope) -> list[ReportRow]:
    """All reports of the municipality whose report this is. Raises NotFound for one outside. One query."""
    owner = "(SELECT municipality_id FROM reporting_report WHERE id = %s)"
    with rls.scope(within):
        places, regions, codes, reports = read(
            Ask(Municipality, f"WHERE id = {owner}", [report_id]),
            Ask(Region, f"WHERE id = (SELECT region_id FROM places_municipality WHERE id = {owner})", [report_id]),  # noqa: S608
            Ask(MunicipalityCode, f"WHERE municipality_id = {owner}", [report_id]),
            Ask(Report, f"WHERE municipality_id = {owner}", [report_id]),
        )
    for place in places:
        place.region = next(iter(regions), None)
        if within is rls.ALL or place.pk in frozenset(within):
            return [_report_row(r, row_with(place, codes, r.year)) for r in reports]
    raise NotFound("Det finnes ingen slik rapport.")


def find_report(
    within: rls.type_of_scope, *, municipality: str, template: str, period: ReportPeriod
) -> ReportRow | None:
    """The report of a municipality (slug) for a period in a form, if there is one."""
    with rls.scope(within):
        report = (
            reports_within(within)
            .filter(municipality__slug=municipality, template=template, year=period.year, half=period.half)
            .first()
        )
        return report_row(report) if report else None


def count_doubtful(within: rls.type_of_scope) -> dict[int, int]:
    """How many figures of each report wait for a person to confirm them; reports without any are left out."""
    with rls.scope(within):
        reports = reports_within(within).values("pk")
        doubtful = Answer.objects.filter(report__in=reports, version=F("report__current_version"), certain=False)
        return dict(doubtful.order_by().values_list("report").annotate(Count("pk")))


def list_exemptions(within: rls.type_of_scope, *, municipality: str) -> list[ExemptionRow]:
    """The rules a municipality has been let off, with the reasons."""
    with rls.scope(within):
        found = rls.narrowed(Exemption.objects.filter(municipality__slug=municipality), within)
        return [exemption_row(row) for row in found]


def reports_within(within: rls.type_of_scope) -> "QuerySet[Report]":
    """Where every list of reports begins: only the municipalities asked for, whatever the database lets through."""
    found = Report.objects.select_related("municipality__region").prefetch_related("municipality__codes")
    return rls.narrowed(found, within)


def report_row(report: Report) -> ReportRow:
    """A report as others see it, its municipality under the name and number of the report's year."""
    return _report_row(report, municipality_row(report.municipality, report.year))


def _report_row(report: Report, place: MunicipalityRow) -> ReportRow:
    return ReportRow(
        id=report.pk,
        municipality_id=report.municipality_id,
        municipality=place.slug,
        name=place.name,
        number=place.number,
        invented=place.invented,
        edition=pin_of(report),
        period=ReportPeriod(report.year, report.half),
        status=Status(report.status),
        historical=report.historical,
        version=report.current_version,
        published_version=report.published_version,
        steering_dates=tuple(report.steering_dates),
    )


def exemption_row(row: Exemption) -> ExemptionRow:
    """An exemption as others see it."""
    return ExemptionRow(
        id=row.pk,
        rule=row.rule,
        field=row.field,
        start=row.start,
        end=row.end,
        reason=row.reason,
        actor_name=row.actor_name,
        at=row.at,
    )
