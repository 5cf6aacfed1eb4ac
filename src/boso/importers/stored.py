"""What is stored of an import as values: its cells with what was decided, and the ground it is applied to."""

from collections.abc import Mapping
from typing import Any

from boso.importers.editions import newest_edition
from boso.importers.models import Import, ImportedFile
from boso.importers.proposals import Choice, Decided, ImportState, Resolution, SettledCell
from boso.importers.rules import Ground, cells_of, settled
from boso.importers.rules.cells import place_from
from boso.importers.values import Span
from boso.kernel.findings import Finding, Severity
from boso.reporting.models import Report
from boso.reporting.storage import rows_of
from boso.reporting.values import RowStep, Table


def settled_cells(row: Import) -> tuple[SettledCell, ...]:
    """The cells of an import with what was decided."""
    decisions = {address: decided_from(said) for address, said in row.decisions.items()}
    return settled(cells_of(row.reading), decisions, certain_accepted=row.certain_accepted)


def decided_from(said: Mapping[str, Any]) -> Decided:
    """A decision as it was stored."""
    return Decided(**{**said, "choice": Choice(said["choice"])})


def decided_as_json(decided: Decided) -> dict[str, object]:
    """A decision as it is stored."""
    return {
        "choice": decided.choice.value,
        "candidate": decided.candidate,
        "kind": decided.kind,
        "value": decided.value,
        "actor": decided.actor,
        "at": decided.at,
    }


def ground_of(
    row: Import, *, report: Report | None, resolution: Resolution | None = None, fresh: bool = False
) -> Ground:
    """What an import stands on. `report` is the report of its period, None where there is none yet.

    A `fresh` one has just been made: it is not asked for rows.
    """
    stands = report is not None and not fresh
    known = Resolution(row.resolution) if row.resolution else None
    return Ground(
        stored=rows_of(report) if report and stands else {},
        reference=str(row.pk),
        label=row.file.name,
        pin=pin_of(row),
        layout=row.reading.get("economy", {}).get("layout", "absent"),
        applied_before=row.state == ImportState.APPLIED,
        other_imports=_others(row, report) if stands else False,
        resolution=resolution or known,
    )


def _others(row: Import, report: Report | None) -> bool:
    if report is None:
        return False
    others = Import.objects.filter(report=report.pk, state=ImportState.APPLIED.value)
    return others.exclude(pk=row.pk).exists()


def pin_of(row: Import) -> dict[str, object]:
    """The edition the file is written in."""
    edition = newest_edition(row.template, row.edition)
    return {"edition": edition.name, "revision": edition.revision, "digest": edition.digest}


def report_of(row: Import, *, lock: bool = False) -> Report | None:
    """The report of the import's period, if there is one."""
    found = Report.objects.select_for_update() if lock else Report.objects
    return found.filter(municipality=row.municipality_id, template=row.template, year=row.year, half=row.half).first()


def steps_as_json(steps: tuple[RowStep, ...]) -> list[dict[str, object]]:
    """Steps as they are stored, to be taken back one day."""
    return [{"table": s.table.value, "key": list(s.key), "before": s.before, "after": s.after} for s in steps]


def steps_from(stored: list[Mapping[str, Any]]) -> tuple[RowStep, ...]:
    """Steps as they were stored."""
    return tuple(
        RowStep(table=Table(s["table"]), key=tuple(s["key"]), before=s["before"], after=s["after"]) for s in stored
    )


def spans_as_json(spans: tuple[Span, ...]) -> list[list[object]]:
    """Spans as they are stored: start, end, place."""
    return [[s.start, s.end, s.place.as_json()] for s in spans]


def spans_of(file: ImportedFile) -> tuple[Span, ...]:
    """The spans of a stored file."""
    return tuple(Span(start, end, place_from(place)) for start, end, place in file.spans)


def finding_as_json(finding: Finding) -> dict[str, object]:
    """A finding as it is stored, without its place: what it says names that."""
    return {"code": finding.code, "severity": finding.severity.value, "params": dict(finding.params)}


def finding_from(stored: Mapping[str, Any]) -> Finding:
    """A finding as it was stored."""
    return Finding(code=stored["code"], severity=Severity(stored["severity"]), params=stored["params"])
