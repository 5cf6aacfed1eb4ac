"""What the reader itself has to say of a report: damage, years that disagree, tables replaced, words for numbers."""

import re
from collections.abc import Iterator, Sequence

from boso.importers.reading.covering import Stretch
from boso.importers.reading.damage import Damage
from boso.importers.reading.grants import amounts_missing
from boso.importers.reading.municipality import Sender
from boso.importers.reading.pages import Flow
from boso.importers.reading.placing import Placed
from boso.importers.reading.recognising import ReportYear
from boso.importers.reading.stops import Form, StopKind
from boso.importers.values import Economy, ReadField, ReadFigure
from boso.kernel.figures import Kind
from boso.kernel.findings import Finding, Severity
from boso.kernel.sources import Place
from boso.questionnaires.values import Edition, TableKind

HEAD_YEAR = re.compile(r"\b(?:01\.01|31\.12)\.?\s?(?P<year>20\d\d)")
LONGEST = 80


def found(code: str, severity: Severity, place: Place | None = None, **params: object) -> Finding:
    """A finding of the reader."""
    return Finding(code=f"read.{code}", severity=severity, place=place or Place(), params=params)


def on_damage(damage: Damage, economy: Economy) -> Iterator[Finding]:
    """Signs that the file lost something."""
    if damage.words:
        yield found("damaged_words", Severity.ERROR, count=damage.words)
    if damage.numbers:
        yield found("damaged_numbers", Severity.ERROR)
    if damage.figures:
        yield found("no_figures", Severity.WARNING)
    if economy.layout == "grant_overview" and amounts_missing(economy.rows):
        yield found("amounts_lost", Severity.ERROR, economy.rows[0].place, rows=len(economy.rows))


def on_year(year: ReportYear, edition: Edition, flow: Flow) -> Iterator[Finding]:
    """What is said about the year, where it does not agree."""
    if year.year is None:
        yield found("no_year", Severity.ERROR)
    elif not year.agreed:
        said = ", ".join(f"{s.by} {s.year}" for s in year.said)
        yield found("year_conflict", Severity.WARNING, said=said, year=year.year)
    if year.year is not None and not edition.report_years[0] <= year.year <= edition.report_years[1]:
        yield found("edition_not_covering", Severity.WARNING, year=year.year, edition=edition.name)
    heads = sorted({m["year"] for m in HEAD_YEAR.finditer(flow.text)})
    if len(heads) > 1:
        yield found("heads_year", Severity.WARNING, years=", ".join(heads))


def on_sender(sender: Sender, fields: Sequence[ReadField], year: int | None, *, asked: bool) -> Iterator[Finding]:
    """Whether the municipality is known, and the cover and the number agree with its name."""
    if not asked:
        return
    if sender.name is None:
        yield found("no_municipality", Severity.ERROR)
    elif sender.number is None:
        yield found("unknown_municipality", Severity.WARNING, name=sender.name, year=year)
    if sender.other:
        yield found("other_municipality", Severity.WARNING, name=sender.name, other=sender.other)
    printed = next((f for f in fields if f.field == "municipality_number"), None)
    if printed and sender.number and str(printed.value) != sender.number:
        params = {"printed": printed.value, "number": sender.number, "name": sender.name, "year": year}
        yield found("other_number", Severity.WARNING, printed.place, **params)


def on_figures(figures: Sequence[ReadFigure]) -> Iterator[Finding]:
    """Words where numbers are asked, the same words once."""
    seen = set()
    for read in figures:
        wordy = read.figure.kind in (Kind.TEXT_INSTEAD, Kind.NOT_REGISTERED, Kind.UNCLEAR_QUESTION, Kind.PENDING)
        if wordy and read.figure.raw not in seen:
            seen.add(read.figure.raw)
            place = Place(page=read.place.page, start=read.place.start, end=read.place.end, field=read.code)
            yield found("text_instead", Severity.INFO, place, text=read.figure.raw[:LONGEST])


def on_economy(economy: Economy, form: Form) -> Iterator[Finding]:
    """The form's table of money replaced or missing, and rows kept out of sums."""
    asks = any(t.kind in (TableKind.ROWS, TableKind.YEARS) and t.sum_row for t in form.edition.tables())
    if economy.layout == "own":
        types = ", ".join(dict.fromkeys(t.type for t in economy.tables))
        yield found("own_tables", Severity.WARNING, economy.tables[0].place if economy.tables else None, types=types)
    elif economy.layout == "absent" and asks:
        yield found("no_economy", Severity.WARNING)


def on_form(form: Form, placed: Sequence[Placed], flow: Flow) -> Iterator[Finding]:
    """Sections and pages that are not there."""
    there = {p.stop.section.code for p in placed}
    wanted = [s for s in form.stops if s.kind is StopKind.HEADING and s.text and s.text.required]
    for stop in wanted:
        if stop.section.code not in there:
            yield found("section_missing", Severity.WARNING, section=stop.section.heading.nb)
    pages = [p.page for p in flow.pieces if p.page is not None]
    for page in sorted(set(range(1, max(pages, default=0))) - set(pages)):
        yield found("page_missing", Severity.WARNING, page=page)


def ticks_lost(flow: Flow, stretch: Stretch) -> Finding:
    """A matrix without its ticks."""
    return found("ticks_lost", Severity.WARNING, flow.place(stretch.start, stretch.end))
