"""What differs between two versions of a report, and between it and last time's."""

from dataclasses import replace

from boso.kernel.errors import NotFound
from boso.places import rls
from boso.questionnaires.crosswalks import crosswalk
from boso.reporting.editions import edition_of
from boso.reporting.models import DistrictAnswer, ReportVersion
from boso.reporting.queries.contents import content_of_report
from boso.reporting.queries.newest import contents_then
from boso.reporting.queries.reports import get_report, list_line
from boso.reporting.rows import plain
from boso.reporting.rules.differing import differences
from boso.reporting.rules.drafts import Draft, draft_of
from boso.reporting.rules.since_last import since_last as compared
from boso.reporting.values import ReportRow
from boso.reporting.values.differing import FieldChange, PartRow, SinceLast
from boso.reporting.values.fields import Content


def list_differences(report_id: int, *, before: int, after: int, within: rls.type_of_scope) -> tuple[FieldChange, ...]:
    """What differs between two versions of a report, by their numbers, in the order of the form.

    Raises NotFound for a report outside or a version it does not have. Nine queries, however much differs.
    """
    report = get_report(report_id, within=within)
    refuse_unknown(report, before, after, within=within)
    with rls.scope(within):
        then = [contents_then([replace(report, version=number)])[report.id] for number in (before, after)]
    old, new = map(draft_of, then)
    return differences(
        edition_of(report),
        old,
        new,
        parts_before=parts_of_version(report, before, within=within),
        parts_after=parts_of_version(report, after, within=within),
    )


def since_last_year(report_id: int, *, within: rls.type_of_scope, version: int | None = None) -> SinceLast:
    """A report's newest version, or another, against the report before it in the same form of the same municipality.

    Raises NotFound for a report outside.
    """
    line = list_line(report_id, within=within)
    own = draft_of(content_of_report(line[-1], within=within, version=version))
    last = draft_of(content_of_report(line[-2], within=within)) if len(line) > 1 else None
    return since(own, last)


def since(own: Draft, last: Draft | None) -> SinceLast:
    """A report at hand against the one before it in the same form."""
    if last is None:
        return SinceLast(report=own.content.report, last=None)
    edition, last_edition = edition_of(own.content.report), edition_of(last.content.report)
    try:
        walk = crosswalk(last_edition.address, edition.address)
    except NotFound:
        return SinceLast(report=own.content.report, last=last.content.report, comparable=False)
    return compared(edition, own, last, last_edition=last_edition, walk=walk)


def list_unpublished_changes(report_id: int, *, within: rls.type_of_scope) -> tuple[FieldChange, ...]:
    """What the newest version says otherwise than the one the public sees; nothing while none is published.

    Raises NotFound for a report outside.
    """
    report = get_report(report_id, within=within)
    if report.published_version in (None, report.version):
        return ()
    return list_differences(report_id, before=report.published_version or 1, after=report.version, within=within)


def refuse_unknown(report: ReportRow, *versions: int, within: rls.type_of_scope) -> None:
    """Raises NotFound where a report does not have all of these versions."""
    with rls.scope(within):
        known = ReportVersion.objects.filter(municipality=report.municipality_id, report=report.id, number__in=versions)
        if known.count() != len(set(versions)):
            raise NotFound("Rapporten har ingen slik versjon.")


def parts_of_version(report: ReportRow, version: int, *, within: rls.type_of_scope) -> tuple[PartRow, ...]:
    """The parts that city districts gave in a version; mostly none."""
    with rls.scope(within):
        found = DistrictAnswer.objects.filter(municipality=report.municipality_id, report=report.id, version=version)
        return tuple(
            PartRow(
                code=row.code,
                district=row.district.slug,
                name=row.district.name,
                content=Content(row.kind, row.raw if row.value is None else f"{plain(row.value):f}"),
            )
            for row in found.select_related("district")
        )
