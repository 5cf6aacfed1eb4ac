"""Pure rules of imports: cells out of a reading, decisions about them, the plan of applying, and where they stand."""

from boso.importers.rules.cells import cells_of, findings_of
from boso.importers.rules.planning import Ground, counts_of, plan
from boso.importers.rules.settling import can_decide, settled
from boso.importers.rules.sources import blotted, excerpt, offsets_of

__all__ = [
    "Ground",
    "blotted",
    "can_decide",
    "cells_of",
    "counts_of",
    "excerpt",
    "findings_of",
    "offsets_of",
    "plan",
    "settled",
]
