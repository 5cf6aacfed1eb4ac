"""Reading imports. Every function says within which municipalities it reads; what lies outside is not found."""

from boso.importers.queries.imports import find_import_by_content, get_import, list_imports
from boso.importers.queries.proposals import view_import
from boso.importers.queries.sources import find_excerpt, find_line

__all__ = ["find_excerpt", "find_import_by_content", "find_line", "get_import", "list_imports", "view_import"]
