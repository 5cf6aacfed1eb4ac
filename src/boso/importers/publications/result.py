"""A document of boso read back, as JSON and as text for a person at a terminal."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from boso.importers.publications.values import PublishedFigure, ReadPublication
from boso.importers.publications.wording import kind_in_words
from boso.importers.reading.messages import finding_as_json, in_words
from boso.kernel.figures import Figure, Kind
from boso.kernel.number_printing import print_figure

CERTAIN, ASKED = " ", "?"
WIDTH = 60
SEVERITIES = {"fatal": "STOPP", "error": "FEIL", "warning": "ADVARSEL", "info": "opplysning"}


def as_json(read: ReadPublication, language: str) -> dict[str, object]:
    """Plain values. `document_kind` tells this from a report; see docs/DOCUMENTS.md for every field."""
    return {
        "file": read.file,
        "document_kind": read.kind,
        "title": read.title,
        "identifier": read.identifier,
        "municipality": read.about.get("municipality"),
        "region": read.about.get("region"),
        "year": read.about.get("year"),
        "group": read.about.get("group"),
        "years": read.about.get("years"),
        "language": read.language,
        "own_data": read.own_data,
        "figures": [_figure(figure) for figure in read.figures],
        "findings": [finding_as_json(finding, language) for finding in read.findings],
    }


def _figure(read: PublishedFigure) -> dict[str, object]:
    return {
        "table": read.table,
        "row": read.row,
        "column": read.column,
        "code": read.code,
        "kind": str(read.figure.kind),
        "value": _number(read.figure.value),
        "shown": read.shown,
        "certain": read.figure.certain,
        "candidates": [
            {"value": _number(c.value), "kind": c.kind, "place": c.place.as_json()} for c in read.candidates
        ],
        "place": read.place.as_json(),
    }


def _number(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def summary(read: ReadPublication, language: str = "nb") -> str:
    """What the document is, its figures table by table, and what a person must look at; a ? marks what is asked."""
    return "\n".join(_lines(read, language)) + "\n"


def _lines(read: ReadPublication, language: str) -> Iterator[str]:
    yield read.file
    yield f"  {kind_in_words(read.kind, language)}: {read.title}"
    yield f"  {_who(read)}"
    asked = sum(not f.figure.certain for f in read.figures)
    yield f"  {asked} tall må bekreftes av en person (merket {ASKED})" if asked else "  Alle tall er lest sikkert"
    for table, figures in groupby(read.figures, key=lambda f: f.table):
        yield f"\n  {table}"
        yield from (f"  {_line(figure, language)}" for figure in figures)
    if read.findings:
        yield "\n  Merknader"
        yield from (f"  {SEVERITIES[f.severity]}: {in_words(f, language)}" for f in read.findings)


def _who(read: ReadPublication) -> str:
    place = next((read.about[key] for key in ("municipality", "group", "region") if read.about.get(key)), None)
    parts = [str(v) for v in place.values()] if isinstance(place, dict) else []
    years = read.about.get("years") or read.about.get("year") or ""
    told = ", ".join(str(year) for year in years) if isinstance(years, list) else str(years)
    known = [*parts, told, f"tallgrunnlag {read.identifier}" if read.identifier else ""]
    return ", ".join(part for part in known if part) or "(uten sted og år)"


def _line(read: PublishedFigure, language: str) -> str:
    label = f"{read.row} – {read.column}"
    short = label if len(label) <= WIDTH else label[: WIDTH - 1] + "…"
    others = "".join(f"   eller: {_printed(c.kind, c.value, language)}" for c in read.candidates[1:])
    mark = CERTAIN if read.figure.certain else ASKED
    return f"{mark} {short:<{WIDTH}} {_printed(str(read.figure.kind), read.figure.value, language)}{others}"


def _printed(kind: str, value: object, language: str) -> str:
    number = value if isinstance(value, Decimal) else None
    return print_figure(Figure(kind=Kind(kind), value=number), language)
