"""Places, reports with answers, and files to import, for tests. Everything is invented."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from django.apps import apps
from django.db import connection

from boso.kernel.decisions import SYSTEM, Actor
from boso.kernel.figures import Figure, Kind, number
from boso.kernel.periods import ReportPeriod
from boso.places import actions as places
from boso.places import rls
from boso.places.queries import get_municipality
from boso.programme import actions as programme
from boso.questionnaires.loading import load
from boso.reporting.actions import open_report, store_steps
from boso.reporting.values import EventKind, ReportRow, Row, RowStep, Table
from tests.filled.answers import Shown, invented
from tests.filled.flattening import Flattening, flattened

NOW = datetime(2014, 2, 10, 9, tzinfo=UTC)
# Whoever acts without an account has a number that no account of a test gets: one's own acts are told to oneself never.
LEADER = Actor(id="9000005", name="Prøve Prøvesen")
SEED = Path(__file__).parents[2] / "src/boso/seed/files"


def programme_places() -> None:
    """The real municipalities and the invented region, with who takes part in the programme."""
    for folder in ({}, {"folder": SEED / "places"}):
        places.load_files(actor=SYSTEM, now=NOW, **folder)
    for folder in ({}, {"folder": SEED / "programme"}):
        programme.load_files(actor=SYSTEM, now=NOW, **folder)


def id_of(slug: str) -> int:
    """The id of a municipality."""
    return get_municipality(slug).id


def answer(code: str, figure: Figure, **more: object) -> Row:
    """An answer as a row."""
    return {
        "code": code,
        "kind": figure.kind.value,
        "value": None if figure.value is None else str(figure.value),
        "raw": figure.raw,
        "comment": figure.comment,
        "as_of": "",
        "expected": "",
        "certain": figure.certain,
        "origin": "typed",
        "source_label": "",
        "place": None,
        "reference": "",
        **more,
    }


def report(
    slug: str,
    year: int,
    figures: Mapping[str, Figure | int] | None = None,
    *,
    historical: bool = True,
    edition: str = "",
) -> ReportRow:
    """A report of a municipality with these figures; historical, and so public, unless told otherwise."""
    municipality = id_of(slug)
    row = open_report(
        municipality_id=municipality,
        edition=load(edition or f"ost_annual/{max(2012, min(year, 2014))}"),
        period=ReportPeriod(year),
        actor=LEADER,
        now=NOW,
        historical=historical,
    )
    given = {c: f if isinstance(f, Figure) else number(f) for c, f in (figures or {}).items()}
    steps = [RowStep(table=Table.ANSWERS, key=(c,), before=None, after=answer(c, f)) for c, f in given.items()]
    if steps:
        with rls.scope([municipality]):
            store_steps(report_id=row.id, steps=steps, event=EventKind.ANSWERS_IMPORTED, actor=LEADER, now=NOW)
    return row


def doubtful(value: int) -> Figure:
    """A figure nobody has confirmed."""
    return Figure(kind=Kind.NUMBER, value=number(value).value, raw=str(value), certain=False)


def report_file(folder: Path, place: str = "Prøvevik", *, year: int = 2013, seed: int = 1, number: str = "") -> Path:
    """A filled annual form of region øst as a text file."""
    random = Random(seed)
    answers = invented(load("ost_annual/2013"), random)
    answers.place, answers.year, answers.number = place, year, number or None
    answers.fields["municipality_name"] = Shown(f"{number} {place} kommune".strip(), "text", place)
    answers.fields["report_date"] = Shown(f"14.02.{year + 1}", "date", f"{year + 1}-02-14")
    if "report_year" in answers.fields:
        answers.fields["report_year"] = Shown(str(year), "number", year)
    file = folder / f"{place.lower()}-{year}-{seed}.txt"
    file.write_text(flattened(answers, Flattening(), random).text, encoding="utf-8")
    return file


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables of reporting and programme, but not what only grows: logs and used editions."""
    tables = [
        model._meta.db_table
        for label in ("reporting", "programme")
        for model in apps.get_app_config(label).get_models()
        if not model._meta.label_lower.endswith(("event", "usededition"))
    ]
    with connection.cursor() as cursor:
        rows = {}
        for table in sorted(tables):
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY id')
            rows[table] = cursor.fetchall()
        return rows
