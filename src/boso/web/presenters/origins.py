"""The page of one figure: its place in the source, line and all, and its history."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, gettext

from boso.importers.proposals import SourceExcerpt, SourceLine
from boso.indicators.values import Trace
from boso.kernel.figures import Figure
from boso.questionnaires.values import Edition
from boso.web.presenters.excerpts import Piece
from boso.web.presenters.figures import FigureView, view
from boso.web.presenters.labels import Label, labels_of
from boso.web.presenters.reports import period_words
from boso.web.words import UNITS, word


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """What the figure was from a day on."""

    day: date
    shown: str
    words: str
    actor: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginPage:
    """One figure."""

    figure: FigureView
    section: str
    municipality: str
    municipality_href: str
    invented: bool
    report: str
    report_href: str
    file: str
    where: str
    raw: str
    excerpt: tuple[Piece, ...]
    history: tuple[StepView, ...]


def page(traced: Trace, edition: Edition, line: SourceLine | None, excerpt: SourceExcerpt | None) -> OriginPage:
    """The figure. Only those inside have the words around it (`excerpt`), and see what was written."""
    language = get_language() or "nb"
    label = labels_of(edition, language).get(traced.code) or Label(code=traced.code, section="", name=traced.code)
    report = traced.report
    figure = view(
        traced.figure,
        name=label.whole,
        unit=word(UNITS, label.unit) if label.unit else "",
        when=period_words(report.period),
        definition=label.definition,
    )
    return OriginPage(
        figure=figure,
        section=label.section,
        municipality=traced.municipality.name,
        municipality_href=reverse("municipality", kwargs={"slug": report.municipality}),
        invented=traced.municipality.invented,
        report=f"{edition.title.in_language(language)} {period_words(report.period)}",
        report_href=reverse("report", kwargs={"slug": report.municipality, "period": str(report.period)}),
        file=line.file_name if line else "",
        where=_where(figure, line),
        raw=traced.figure.raw if excerpt else "",
        excerpt=_pieces(excerpt) if excerpt else (),
        history=tuple(_step(s.day, s.figure, s.actor_name, s.reason) for s in traced.history),
    )


def _where(figure: FigureView, found: SourceLine | None) -> str:
    """Page and line, as far as the file has them."""
    place = figure.origin.where if figure.origin else ""
    line = gettext("linje %(number)s") % {"number": found.line} if found else ""
    return ", ".join(part for part in (place, line) if part)


def _pieces(excerpt: SourceExcerpt) -> tuple[Piece, ...]:
    return (Piece(excerpt.before), Piece(excerpt.text, marked=True, here=True), Piece(excerpt.after))


def _step(day: date, figure: Figure, actor: str, reason: str) -> StepView:
    shown = view(figure)
    return StepView(day=day, shown=shown.shown, words=shown.words, actor=actor, reason=reason)
