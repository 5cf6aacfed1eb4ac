"""A document becomes a reading: a proposal in which every value has its place and says how sure it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from boso.importers.checking import fired
from boso.importers.reading import observations
from boso.importers.reading.damage import Damage, damage_of, lost_word, no_numbers, refused_fields
from boso.importers.reading.economy import Context, end_of_form, read_economy
from boso.importers.reading.figures import read_figures
from boso.importers.reading.general import read_general
from boso.importers.reading.goals import read_goals
from boso.importers.reading.grants import amounts_missing
from boso.importers.reading.matrix import read_matrix
from boso.importers.reading.municipality import Sender, sender_of
from boso.importers.reading.narratives import read_texts
from boso.importers.reading.pages import Flow, flow_of
from boso.importers.reading.placing import Placed, placed_stops
from boso.importers.reading.programme_cover import has_programme_cover, read_programme_cover
from boso.importers.reading.recognising import ReportYear, edition_of, likeliest_edition, template_of, year_of
from boso.importers.reading.stops import Form
from boso.importers.reading.tables import TablesRead, economy_of, figures_of, read_tables, texts_of
from boso.importers.values import Document, ReadField, ReadFigure, Reading
from boso.kernel.errors import Unreadable
from boso.kernel.figures import Kind, doubted, missing
from boso.kernel.findings import Finding
from boso.questionnaires.loading import all_editions
from boso.questionnaires.values import Edition, FieldType


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is known of a report before its answers are read: form, fields, year, sender."""

    form: Form
    fields: tuple[ReadField, ...]
    year: ReportYear
    sender: Sender


def understand(document: Document, editions: Sequence[Edition] | None = None) -> Reading:
    """What a report says, as far as it can be read. Raises `Unreadable` for a text that is on no known form."""
    known = tuple(editions or all_editions())
    flow = _flow(document)
    template = template_of(flow, known)
    if template is None:
        raise Unreadable(f"«{document.name}» er ikke skrevet på et skjema boso kjenner; se «boso form list».")
    report = _recognised(flow, template, known)
    tables = read_tables(document, report.form.edition, report.year.year)
    return _reading(document, _flow(tables.rest), report, tables)


def _flow(document: Document) -> Flow:
    flow = flow_of(document)
    lost = lost_word(flow)
    return replace(flow, lost=lost) if lost else flow


def _recognised(flow: Flow, template: str, known: Sequence[Edition]) -> Recognised:
    """The form's edition for the report's year; the fields are read on any edition first, to learn the year."""
    edition = likeliest_edition(flow, template, known)
    fields, year = _fields(flow, edition)
    fitting = edition_of(template, year.year, known)[0] if year.year else edition
    if fitting is not edition:
        fields, year = _fields(flow, fitting)
    return Recognised(Form(fitting), tuple(fields), year, sender_of(flow, fields, year.year))


def _fields(flow: Flow, edition: Edition) -> tuple[list[ReadField], ReportYear]:
    if has_programme_cover(edition):
        fields = read_programme_cover(flow, edition)
    else:
        fields = read_general(flow, edition, placed_stops(flow, Form(edition)))
    return fields, year_of(flow, fields, half_years=edition.period == "half_year")


def _reading(document: Document, flow: Flow, report: Recognised, tables: TablesRead) -> Reading:
    form, year = report.form, report.year
    placed = placed_stops(flow, form)
    damage = damage_of(flow, form.edition, report.fields)
    economy = read_economy(flow, form, placed, Context(year.year, year.written, damage.numbers))
    figures, comments = read_figures(flow, form, placed, year.year)
    figures = list(figures_of(tables, figures))
    gone = economy.layout == "grant_overview" and amounts_missing(economy.rows)
    damage = replace(damage, amounts=gone, figures=no_numbers(figures))
    texts = [*read_texts(flow, form, placed, end_of_form(flow, form, placed)), *read_goals(flow, form, placed)]
    reading = replace(
        _about(document, report),
        formal=refused_fields(report.fields, damage, _date_fields(form.edition)),
        figures=_refused(figures, damage),
        narratives=texts_of(tables, [*texts, *comments]),
        economy=economy_of(tables, economy),
        matrix=tables.matrix,
    )
    return replace(reading, findings=(*tables.findings, *_findings(document, flow, report, placed, reading, damage)))


def _about(document: Document, report: Recognised) -> Reading:
    """A reading that says so far only what the report is, whose, and of when."""
    edition, named = report.form.edition, _asks_municipality(report.form)
    return Reading(
        file=document.name,
        document_type=_document_type(edition, report.year),
        template=edition.template,
        template_edition=edition.name,
        municipality_name=report.sender.name if named else None,
        municipality_number=report.sender.number if named else None,
        report_year=report.year.year,
        report_half=report.year.half,
    )


def _document_type(edition: Edition, year: ReportYear) -> str:
    """A form for whole and half years is what its report says it is."""
    return "half_year_report" if year.half and edition.document_type == "annual_report" else edition.document_type


def _asks_municipality(form: Form) -> bool:
    return any(q.type is FieldType.MUNICIPALITY for q in form.edition.fields())


def _date_fields(edition: Edition) -> frozenset[str]:
    types = (FieldType.DATE, FieldType.PARTIAL_DATE, FieldType.DATES, FieldType.YEAR)
    return frozenset(q.code for q in edition.fields() if q.type in types)


def _refused(figures: Iterable[ReadFigure], damage: Damage) -> tuple[ReadFigure, ...]:
    """Where a file lost numbers, an empty cell is lost and a number in another is not believed."""
    if not damage.numbers and not damage.figures:
        return tuple(figures)
    return tuple(
        replace(read, figure=doubted(missing(Kind.LOST_IN_SOURCE) if read.figure.kind is Kind.BLANK else read.figure))
        for read in figures
    )


def _findings(
    document: Document, flow: Flow, report: Recognised, placed: Sequence[Placed], reading: Reading, damage: Damage
) -> Iterable[Finding]:
    yield from document.findings
    yield from observations.on_damage(damage, reading.economy)
    yield from observations.on_year(report.year, report.form.edition, flow)
    yield from observations.on_sender(
        report.sender, report.fields, report.year.year, asked=_asks_municipality(report.form)
    )
    yield from observations.on_form(report.form, placed, flow)
    yield from observations.on_figures(reading.figures)
    yield from observations.on_economy(reading.economy, report.form)
    if not reading.matrix:
        yield from read_matrix(flow, report.form, placed)
    yield from fired(reading, report.form.edition, today=date.max)
