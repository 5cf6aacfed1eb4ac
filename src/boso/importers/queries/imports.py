"""Imports in lists, and one import."""

from django.db.models import QuerySet

from boso.importers.models import Import
from boso.importers.proposals import ImportRow, ImportState, Resolution
from boso.kernel.errors import NotFound
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.queries import municipality_row

NO_SUCH_IMPORT = "Det finnes ingen slik import."
ALIVE = (ImportState.PROPOSED.value, ImportState.APPLIED.value)


def list_imports(
    within: rls.type_of_scope, *, municipality: str | None = None, report_id: int | None = None, limit: int = 200
) -> list[ImportRow]:
    """Imports of these municipalities, newest first. Two queries, however many."""
    with rls.scope(within):
        found = imports_within(within)
        if municipality is not None:
            found = found.filter(municipality__slug=municipality)
        if report_id is not None:
            found = found.filter(report=report_id)
        return [import_row(row) for row in found[:limit]]


def get_import(import_id: int, *, within: rls.type_of_scope) -> ImportRow:
    """One import. Raises NotFound also for one outside."""
    with rls.scope(within):
        return import_row(stored_import(import_id, within))


def find_import_by_content(sha256: str, *, within: rls.type_of_scope) -> ImportRow | None:
    """The import, proposed or applied, of a file with exactly this content."""
    with rls.scope(within):
        row = imports_within(within).filter(file__sha256=sha256, state__in=ALIVE).first()
        return import_row(row) if row else None


def stored_import(import_id: int, within: rls.type_of_scope) -> Import:
    """The stored row of an import; inside a scope only. Raises NotFound."""
    row = imports_within(within).filter(pk=import_id).first()
    if row is None:
        raise NotFound(NO_SUCH_IMPORT)
    return row


def imports_within(within: rls.type_of_scope) -> "QuerySet[Import]":
    """Where every list of imports begins."""
    found = Import.objects.select_related("file", "municipality__region").prefetch_related("municipality__codes")
    return rls.narrowed(found, within)


def import_row(row: Import) -> ImportRow:
    """An import as others see it."""
    place = municipality_row(row.municipality, row.year)
    return ImportRow(
        id=row.pk,
        municipality_id=row.municipality_id,
        municipality=place.slug,
        name=place.name,
        invented=place.invented,
        file_name=row.file.name,
        file_format=row.file.format,
        sha256=row.file.sha256,
        template=row.template,
        edition=row.edition,
        period=ReportPeriod(row.year, row.half),
        state=ImportState(row.state),
        report_id=row.report_id,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by_name,
        applied_at=row.applied_at,
        applied_by=row.applied_by_name,
        undone_at=row.undone_at,
        undone_by=row.undone_by_name,
        certain_accepted=row.certain_accepted,
        resolution=Resolution(row.resolution) if row.resolution else None,
        reason=row.reason,
    )
