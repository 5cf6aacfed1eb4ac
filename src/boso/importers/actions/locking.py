"""The row of an import, locked while it is worked on."""

from boso.importers.models import Import
from boso.importers.queries.imports import NO_SUCH_IMPORT
from boso.kernel.errors import NotFound
from boso.places import rls


def locked_import(import_id: int, within: rls.type_of_scope) -> Import:
    """An import, locked to the end of the transaction. Raises NotFound outside."""
    found = rls.narrowed(Import.objects.filter(pk=import_id), within)
    row = found.select_related("file").select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound(NO_SUCH_IMPORT)
    return row
