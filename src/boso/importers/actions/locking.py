"""The row of an import, locked while it is worked on."""

from boso.importers.models import Import
from boso.importers.queries.imports import stored_import
from boso.places import rls


def locked_import(import_id: int, within: rls.type_of_scope) -> Import:
    """An import, locked to the end of the transaction. Raises NotFound outside."""
    stored_import(import_id, within)
    return Import.objects.select_related("file").select_for_update(of=("self",)).get(pk=import_id)
