"""The parts of a central report's figures that its city districts stand for."""

from collections import defaultdict

from boso.kernel.errors import NotFound
from boso.kernel.figures import Figure, Kind
from boso.places import rls
from boso.places.values import DistrictRow
from boso.programme.queries import get_participant
from boso.questionnaires.loading import load
from boso.reporting.models import DistrictAnswer
from boso.reporting.rows import plain
from boso.reporting.rules.districts import parts_of_figure
from boso.reporting.values import ReportContent, ReportRow
from boso.reporting.values.delivering import PartsOfFigure


def districts_of(report: ReportRow) -> tuple[DistrictRow, ...]:
    """The city districts that take part below the municipality of a report, by its agreement; mostly none."""
    try:
        return get_participant(report.municipality, year=report.period.year).agreement.districts
    except NotFound:
        return ()


def list_parts(content: ReportContent, *, within: rls.type_of_scope) -> tuple[PartsOfFigure, ...]:
    """Each figure for which a district has given a part, in the order of the form."""
    report = content.report
    with rls.scope(within):
        rows = list(DistrictAnswer.objects.filter(report=report.id, version=report.version).select_related("district"))
    if not rows:
        return ()
    given: dict[str, dict[str, Figure]] = defaultdict(dict)
    for row in rows:
        given[row.code][row.district.slug] = Figure(kind=Kind(row.kind), value=plain(row.value), raw=row.raw)
    slugs = [d.slug for d in districts_of(report)]
    edition = load(f"{report.edition.address}@{report.edition.revision}")
    totals = {code: answer.figure for code, answer in content.answers.items()}
    return tuple(
        parts_of_figure(code, totals.get(code), given[code], slugs) for code in edition.figure_codes() if code in given
    )
