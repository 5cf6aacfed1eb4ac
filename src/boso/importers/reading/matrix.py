"""The matrix of partners in flattened text: which actors are named, and that their ticks lost their columns."""

from collections.abc import Sequence

from boso.importers.reading.anchors import find_exact
from boso.importers.reading.covering import Stretch
from boso.importers.reading.observations import ticks_lost
from boso.importers.reading.pages import Flow
from boso.importers.reading.placing import Placed
from boso.importers.reading.stops import Form, StopKind
from boso.kernel.findings import Finding
from boso.questionnaires.values import TableKind

LEAST_ACTORS = 3


def read_matrix(flow: Flow, form: Form, placed: Sequence[Placed]) -> list[Finding]:
    """In running text a tick has no column, so no entry is read; a finding says that they must be filled in."""
    for placed_stop in placed:
        tables = [t for t in placed_stop.stop.section.tables if t.kind is TableKind.MATRIX]
        if placed_stop.stop.kind is not StopKind.HEADING or not tables or tables[0] not in form.edition.tables():
            continue
        rows = [r for r in tables[0].rows if r.anchors]
        named = [
            r for r in rows if any(True for _ in find_exact(flow, r.anchors[0], placed_stop.start, placed_stop.end))
        ]
        if len(named) >= LEAST_ACTORS:
            return [ticks_lost(flow, Stretch(placed_stop.start, placed_stop.end))]
    return []
