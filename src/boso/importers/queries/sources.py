"""From a stored value back to the line of the file it was read from."""

from boso.importers.models import Import
from boso.importers.proposals import SourceExcerpt, SourceLine
from boso.importers.rules import excerpt
from boso.importers.stored import spans_of
from boso.kernel.sources import Source
from boso.places import rls


def find_line(source: Source) -> SourceLine | None:
    """File, page and line a value was read from – for anyone who may see the value: not a word of the report."""
    found = find_excerpt(source, within=rls.ALL)
    return SourceLine(file_name=found.file_name, page=found.page, line=found.line) if found else None


def find_excerpt(source: Source, *, within: rls.type_of_scope) -> SourceExcerpt | None:
    """The words a value was read from, with a little before and after; None where it came by no import.

    Only for those who may read the whole report: the surrounding words are the municipality's own.
    """
    if not source.reference.isdecimal() or source.place is None:
        return None
    with rls.scope(within):
        found = rls.narrowed(Import.objects.select_related("file").filter(pk=int(source.reference)), within)
        row = found.first()
        return excerpt(row.file.text, spans_of(row.file), source.place, row.file.name) if row else None
