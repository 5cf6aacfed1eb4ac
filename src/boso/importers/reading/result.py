"""A reading as the JSON that `boso read --json` prints."""

from decimal import Decimal

from boso.importers.values import Economy, EconomyRow, ReadField, ReadFigure, Reading, ReadText
from boso.kernel.findings import Finding

OST_COLUMNS = ("budget", "grant", "own", "other", "total", "deviation_total", "deviation_grant")


def as_json(reading: Reading, messages: dict[int, str]) -> dict[str, object]:
    """The reading with plain values. `messages` holds the text of each finding by its position."""
    half = {} if reading.report_half is None else {"report_half": reading.report_half}
    return {
        "file": reading.file,
        "document_type": reading.document_type,
        "template": reading.template,
        "template_edition": reading.template_edition,
        "municipality_name": reading.municipality_name,
        "municipality_number": reading.municipality_number,
        "report_year": reading.report_year,
        **half,
        "formal": [_field(f) for f in reading.formal],
        "figures": [_figure(f) for f in reading.figures],
        "narratives": [_text(t) for t in reading.narratives],
        "economy": _economy(reading.economy),
        "matrix": [
            {"actor": t.actor, "level": t.level, "certain": t.certain, "place": t.place.as_json()}
            for t in reading.matrix
        ],
        "findings": [_finding(f, messages.get(i, "")) for i, f in enumerate(reading.findings)],
    }


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value


def _field(field: ReadField) -> dict[str, object]:
    options = [{"value": c.value, "kind": c.kind, "place": c.place.as_json()} for c in field.candidates]
    return {
        "field": field.field,
        "kind": field.kind,
        "value": _plain(field.value),
        "raw": field.raw,
        "certain": field.certain,
        **({"candidates": options} if options else {}),
        "place": field.place.as_json(),
    }


def _figure(read: ReadFigure) -> dict[str, object]:
    figure = read.figure
    return {
        "code": read.code,
        "kind": str(figure.kind),
        "value": _plain(figure.value),
        "raw": figure.raw,
        "certain": figure.certain,
        "candidates": [{"value": _plain(c.value), "kind": c.kind, "place": c.place.as_json()} for c in read.candidates],
        "comment": read.has_comment,
        "expected": figure.expected,
        "as_of": figure.as_of,
        "place": read.place.as_json(),
    }


def _text(text: ReadText) -> dict[str, object]:
    return {
        "code": text.code,
        "kind": text.kind,
        "text": text.text,
        "certain": text.certain,
        "place": text.place.as_json(),
    }


def _economy(economy: Economy) -> dict[str, object]:
    by_year = economy.layout == "sor_section_7"
    return {
        "layout": economy.layout,
        "rows": [_year(r) if by_year else _row(r, economy.layout) for r in economy.rows],
        "totals": _row(economy.totals, economy.layout) if economy.totals else {},
        "multi_year": [_year(r) for r in economy.multi_year],
        "tables": [
            {"type": t.type, "title": t.title, "rows": [list(r) for r in t.rows], "place": t.place.as_json()}
            for t in economy.tables
        ],
    }


def _row(row: EconomyRow, layout: str) -> dict[str, object]:
    named = {"municipality": row.label} if layout == "grant_overview" else {"activity": row.label}
    described = {"description": row.kinds["description"]} if "description" in row.kinds else {}
    kinds = {column: kind for column, kind in row.kinds.items() if column != "description"}
    return {
        **named,
        **row.amounts,
        **described,
        "kinds": kinds,
        "certain": row.certain,
        "place": row.place.as_json(),
    }


def _year(row: EconomyRow) -> dict[str, object]:
    return {
        "year": int(row.label),
        **row.amounts,
        "kinds": dict(row.kinds),
        "planned": row.planned,
        "certain": row.certain,
        "place": row.place.as_json(),
    }


def _finding(finding: Finding, message: str) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": message,
        "params": {key: str(value) for key, value in finding.params.items()},
        "place": finding.place.as_json(),
    }
