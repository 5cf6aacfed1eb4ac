"""The four steps of an import: read, propose, decide and apply – and undo."""

from boso.importers.actions.applying import Applied, apply_import, refuse_import
from boso.importers.actions.deciding import accept_certain, decide
from boso.importers.actions.proposing import propose
from boso.importers.actions.undoing import undo_import

__all__ = ["Applied", "accept_certain", "apply_import", "decide", "propose", "refuse_import", "undo_import"]
