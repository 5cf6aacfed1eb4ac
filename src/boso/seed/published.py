"""The figures that real municipalities published, as the importer read them: with page, kind and what is doubtful."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from boso.importers.actions.applying import apply_import
from boso.importers.actions.deciding import accept_certain
from boso.importers.actions.proposing import propose_reading
from boso.importers.values import Candidate, Document, Economy, EconomyRow, ReadField, ReadFigure, Reading
from boso.kernel.decisions import SYSTEM
from boso.kernel.figures import Figure, Kind
from boso.kernel.sources import Place
from boso.places import rls

FILES = Path(__file__).parent / "files/published"
ACTIVITY_COLUMNS = ("budget", "grant", "own", "other", "total", "deviation_total", "deviation_grant")
YEAR_COLUMNS = ("grant", "own", "other", "unused_carried")
Facts = Mapping[str, Any]


def load_published(*, now: datetime) -> None:
    """Import each file as a report: what is certain is stored, what is doubtful waits for a person."""
    for path in sorted(FILES.glob("*.yaml")):
        proposed = propose_reading(
            document=Document(name=path.stem, format="txt", text="", spans=()),
            reading=reading_of(_facts(path.stem), path.stem),
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            size=path.stat().st_size,
            label=path.stem,
            actor=SYSTEM,
            now=now,
            within=rls.ALL,
        )
        if not proposed.known:
            accept_certain(import_id=proposed.import_id, actor=SYSTEM, now=now, within=rls.ALL)
            apply_import(import_id=proposed.import_id, actor=SYSTEM, now=now, within=rls.ALL)


def published_figures(name: str) -> dict[str, Figure]:
    """The figures of one file by code; what was doubtful stays doubtful."""
    return {read.code: read.figure for read in reading_of(_facts(name), name).figures}


def _facts(name: str) -> Facts:
    facts: Facts = yaml.safe_load((FILES / f"{name}.yaml").read_text("utf-8"))
    return facts


def reading_of(facts: Facts, name: str) -> Reading:
    """The facts of a file in the shape of a reading."""
    year = facts["year"]
    return Reading(
        file=name,
        document_type="annual_report",
        template=facts["template"],
        template_edition=facts["edition"],
        municipality_name=facts["municipality"],
        municipality_number=facts["number"],
        report_year=year,
        formal=(
            ReadField(field="report_year", kind="number", value=year, raw=str(year), certain=True, place=Place(page=2)),
        ),
        figures=tuple(_figure(row) for row in facts["figures"]),
        economy=_economy(facts["money"]) if "money" in facts else Economy(layout="absent"),
    )


def _figure(row: Facts) -> ReadFigure:
    value = row.get("value")
    place = Place(page=row["page"])
    figure = Figure(
        kind=Kind(row["kind"]),
        value=None if value is None else Decimal(value),
        raw="" if value is None else str(value),
        certain=row.get("certain", True),
        as_of=row.get("as_of"),
        expected=row.get("expected"),
    )
    candidates = tuple(Candidate(c["value"], c["kind"], place) for c in row.get("candidates", ()))
    return ReadFigure(code=row["code"], figure=figure, place=place, candidates=candidates)


def _economy(money: Facts) -> Economy:
    lines = [_line(f"Aktivitet {n}", row, ACTIVITY_COLUMNS) for n, row in enumerate(money["lines"], 1)]
    return Economy(
        layout="ost_section_5",
        rows=tuple(lines),
        totals=_line("Sum", money["sum"], ACTIVITY_COLUMNS),
        multi_year=tuple(_line(str(row["year"]), row, YEAR_COLUMNS) for row in money["years"]),
    )


def _line(label: str, row: Facts, columns: tuple[str, ...]) -> EconomyRow:
    amounts = {column: row.get(column) for column in columns}
    return EconomyRow(
        label=label,
        amounts=amounts,
        kinds={column: Kind.BLANK.value for column, amount in amounts.items() if amount is None},
        certain=row.get("certain", True),
        place=Place(page=row.get("page")),
        planned=row.get("planned", False),
    )
