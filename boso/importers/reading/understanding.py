"""A document becomes a reading: a proposal in which every value has its place and says how sure it is."""

from collections.abc import Sequence

from boso.importers.reading.economy import Context, end_of_form, read_economy
from boso.importers.reading.figures import read_figures
from boso.importers.reading.general import read_general
from boso.importers.reading.municipality import sender_of
from boso.importers.reading.narratives import read_texts
from boso.importers.reading.pages import Flow, flow_of
from boso.importers.reading.placing import placed_stops
from boso.importers.reading.recognising import edition_of, template_of, year_of
from boso.importers.reading.stops import Form
from boso.importers.reading.tables import figures_of, read_tables, texts_of
from boso.importers.values import Document, Reading
from boso.kernel.errors import Unreadable
from boso.questionnaires.loading import all_editions
from boso.questionnaires.values import Edition


def understand(document: Document, editions: Sequence[Edition] | None = None) -> Reading:
    """What a report says, as far as it can be read. Raises `Unreadable` for a text that is on no known form."""
    known = tuple(editions or all_editions())
    flow = flow_of(document)
    template = template_of(flow, known)
    if template is None:
        raise Unreadable(f"{document.name} is on no form that boso knows; see `boso form list`.")
    edition = _edition(flow, template, known)
    return _reading(flow, edition, document)


def _edition(flow: Flow, template: str, known: Sequence[Edition]) -> Edition:
    """The edition for the report's year, which is read with the form's newest edition first."""
    first, _ = edition_of(template, None, known)
    fields = read_general(flow, first, placed_stops(flow, Form(first)))
    year = year_of(flow, fields, half_years=first.period == "half_year").year
    return edition_of(template, year, known)[0]


def _reading(flow: Flow, edition: Edition, document: Document) -> Reading:
    form = Form(edition)
    placed = placed_stops(flow, form)
    fields = read_general(flow, edition, placed)
    year = year_of(flow, fields, half_years=edition.period == "half_year")
    sender = sender_of(flow, fields, year.year)
    tables = read_tables(document, edition, year.year)
    if tables.rest is not document:
        flow = flow_of(tables.rest)
        placed = placed_stops(flow, form)
    figures, comments = read_figures(flow, form, placed, year.year)
    end = end_of_form(flow, form, placed)
    economy = read_economy(flow, form, placed, Context(year.year, year.written, damaged=False))
    return Reading(
        file=document.name,
        document_type=edition.document_type,
        template=edition.template,
        template_edition=edition.name,
        municipality_name=sender.name,
        municipality_number=sender.number,
        report_year=year.year,
        report_half=year.half,
        formal=tuple(fields),
        figures=figures_of(tables, figures),
        narratives=texts_of(tables, (*read_texts(flow, form, placed, end), *comments)),
        economy=economy if tables.economy.layout == "absent" else tables.economy,
        matrix=tables.matrix,
    )
