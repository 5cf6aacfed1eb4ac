"""A publication as a Word document that can be edited: real styles, table heads, alternative texts."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from boso.publishing.charts import Drawn, draw, draw_small, picture, width_of
from boso.publishing.values import (
    Bars,
    Block,
    Chart,
    Contents,
    Grid,
    Heading,
    KeyFigures,
    Multiples,
    Note,
    Paragraph,
    Points,
    Publication,
    Run,
    Sheet,
    TileMap,
    Written,
)
from boso.publishing.words import word
from boso.publishing.writers import word_styles as styles
from boso.publishing.writers.carrying import WORD, into_package
from boso.publishing.writers.identity import foot
from boso.publishing.writers.printable import printable
from boso.publishing.writers.word_lines import add_written
from boso.publishing.writers.word_tables import PAGE_WIDTH, add_grid, add_key_figures

LINES_WIDE, SMALL_WIDE, CENTIMETRES = 8.5, 5.4, 0.024  # a time series; one of several; a unit of any other drawing
LEVELS = 3
UNSPACED, AFTER_TABLE = (None, "Normal", "ListBullet", "ListNumber"), Pt(6)


def write_docx(publication: Publication) -> bytes:
    """The document as bytes, with the publication's data in a part of its own."""
    publication = printable(publication)
    document = docx.Document()
    _set_up(document, publication)
    document.add_paragraph(publication.title, style="Title")
    document.add_paragraph(publication.subtitle, style="Subtitle")
    if publication.invented:
        document.add_paragraph(word("invented", publication.language), style=styles.MARK)
    writing = _Writing(document, publication.language)
    for block in publication.blocks:
        writing.add(block)
    if publication.sources:
        writing.add(Heading(word("sources", publication.language)))
        writing.add(Points(publication.sources))
    writing.finish()
    buffer = io.BytesIO()
    document.save(buffer)
    return into_package(buffer.getvalue(), publication, relations=WORD)


def _set_up(document: Any, publication: Publication) -> None:
    """Page, styles, what the file says of itself, and a foot with the number of the page."""
    language = publication.language
    styles.set_page(document)
    styles.set_styles(document, language)
    properties = document.core_properties
    properties.title, properties.subject, properties.author = publication.title, publication.subtitle[:255], "boso"
    properties.title = publication.title[:255]
    properties.keywords, properties.language = ", ".join(publication.keywords)[:255], styles.LOCALES[language]
    properties.comments = ""  # the template's own remark on who made it
    properties.created = properties.modified = datetime.combine(publication.made, time(), UTC)
    line = document.sections[0].footer.paragraphs[0]
    line.style = document.styles[styles.NOTE]
    line.add_run(f"{foot(publication)} · {word('page', language)} ")
    _add_field(line, "PAGE", "1")
    line.add_run(" / ")
    _add_field(line, "NUMPAGES", "1")


@dataclass
class _Writing:
    """Adds one block after the other; a page break becomes part of the paragraph that begins the new page."""

    document: Any
    language: str
    breaks: bool = False
    waiting: list[Chart] = field(default_factory=list)

    def add(self, block: Block) -> None:
        if isinstance(block, Sheet):
            self.finish()
            self.breaks = True
            return
        self._flush(block)
        if isinstance(block, Chart) and not block.told:
            self.waiting.append(block)
            return
        self._written(self._add, block)

    def finish(self) -> None:
        """Charts that wait for one to stand beside are written."""
        self._flush(None)

    def _flush(self, following: Block | None) -> None:
        if self.waiting and not isinstance(following, Chart):
            charts, self.waiting = tuple(self.waiting), []
            self._written(_add_side_by_side, self.document, charts)

    def _written(self, add: Callable[..., None], *given: object) -> None:
        """What was added gets the page break before it, and room above where it follows a table."""
        body = self.document.element.body
        before = len(body) - 1  # the last element is the section, which stays last
        add(*given)
        first = body[before]
        if first.tag != qn("w:p"):
            return
        if self.breaks:
            first.get_or_add_pPr().get_or_add_pageBreakBefore()
            self.breaks = False
        if before and body[before - 1].tag == qn("w:tbl") and first.style in UNSPACED:
            first.get_or_add_pPr().spacing_before = AFTER_TABLE

    def _add(self, block: Block) -> None:
        document = self.document
        match block:
            case Heading(text, level):
                document.add_heading(text, min(level, LEVELS))
            case Paragraph() | Points() | Note():
                _add_text(document, block)
            case Written(text):
                add_written(document, text)
            case KeyFigures():
                add_key_figures(document, block, word("key_figures", self.language))
            case Grid():
                add_grid(document, block)
            case Chart() | Bars() | TileMap():
                _add_chart(document, block)
            case Multiples():
                _add_multiples(document, block)
            case Contents():
                _add_contents(document, block)
            case Sheet():
                pass


def _add_text(document: Any, block: Paragraph | Points | Note) -> None:
    if isinstance(block, Note):
        document.add_paragraph(block.text, style=styles.REMARK)
    elif isinstance(block, Paragraph):
        _add_runs(document.add_paragraph(), block.runs or (Run(block.text),))
    else:
        style = "List Number" if block.ordered else "List Bullet"
        for runs in block.runs or [(Run(item),) for item in block.items]:
            _add_runs(document.add_paragraph(style=style), runs)


def _add_runs(paragraph: Any, runs: Sequence[Run]) -> None:
    for run in runs:
        paragraph.add_run(run.text).bold = run.bold or None


def _add_chart(document: Any, chart: Drawn) -> None:
    """The drawing as a picture with its alternative text, and its table after it where it has one of its own."""
    document.add_paragraph(chart.title, style=styles.CHART_TITLE)
    about = document.add_paragraph(chart.subtitle, style=styles.NOTE)
    about.paragraph_format.keep_with_next = True
    drawing = draw(chart)
    wide = LINES_WIDE if isinstance(chart, Chart) else min(PAGE_WIDTH, width_of(drawing) * CENTIMETRES)
    _add_picture(document.add_paragraph(), drawing, chart, wide)
    if isinstance(chart, Chart) and chart.peers_label:
        document.add_paragraph(chart.peers_label, style=styles.NOTE)
    if chart.told:
        add_grid(document, chart.table)


def _add_side_by_side(document: Any, charts: Sequence[Chart]) -> None:
    """Time series whose numbers stand in a table elsewhere: two to a line, what they measure under them."""
    line = document.add_paragraph()
    line.paragraph_format.keep_with_next = True
    for chart in charts:
        line.add_run(" ")
        _add_picture(line, draw(chart, heading=True), chart, LINES_WIDE)
    for chart in charts:
        document.add_paragraph(". ".join(t for t in (chart.subtitle, chart.peers_label) if t), style=styles.NOTE)


def _add_multiples(document: Any, block: Multiples) -> None:
    """The drawings three to a line, each with its alternative text, and the table of them all."""
    document.add_paragraph(block.title, style=styles.CHART_TITLE)
    document.add_paragraph(block.subtitle, style=styles.NOTE).paragraph_format.keep_with_next = True
    line = document.add_paragraph()
    for chart in block.charts:
        line.add_run(" ")
        _add_picture(line, draw_small(chart, heading=True), chart, SMALL_WIDE)
    add_grid(document, block.table)


def _add_picture(paragraph: Any, drawing: str, chart: Drawn, wide: float) -> None:
    shape = paragraph.add_run().add_picture(io.BytesIO(picture(drawing)), width=Cm(wide))
    for side in ("distL", "distR"):  # unsaid, a word processor puts room beside each
        shape._inline.set(side, "0")
    shape._inline.docPr.set("descr", chart.alternative)
    shape._inline.docPr.set("title", chart.title)


def _add_contents(document: Any, block: Contents) -> None:
    """A table of contents that the word processor fills with page numbers; until then the headings themselves."""
    document.add_paragraph(block.title, style=styles.CHART_TITLE)
    entries = [f"{'    ' * (entry.level - 1)}{entry.text}" for entry in block.entries]
    _add_field(document.add_paragraph(), 'TOC \\o "1-2" \\h \\z \\u', *entries)


def _add_field(line: Any, order: str, *shown: str) -> None:
    """What a word processor works out, with what is shown until it does."""
    _field_mark(line, "begin")
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = order
    line.add_run()._r.append(text)
    _field_mark(line, "separate")
    for place, entry in enumerate(shown):
        run = line.add_run(entry)
        if place < len(shown) - 1:
            run.add_break()
    _field_mark(line, "end")


def _field_mark(line: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    line.add_run()._r.append(mark)
