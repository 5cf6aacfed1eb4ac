"""A report as its page shows it: figures where they stand in the form, each with its way back, and money."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext

from boso.indicators.values import ReportRef, ShownAnswer, ShownReport
from boso.kernel.dates import PartialDate, print_date
from boso.kernel.figures import Figure
from boso.kernel.periods import ReportPeriod
from boso.questionnaires.values import Edition, Question, Table, TableKind
from boso.reporting.rules.reviewing import FROM_DELIVERY
from boso.reporting.values import Block, MoneyRow, ReportRow, Status
from boso.web.presenters.figures import FigureView, marks, view
from boso.web.presenters.labels import FIGURE_TYPES
from boso.web.words import MONEY_COLUMNS, REPORT_STATES, UNITS, word

STATE_COLOURS = {
    Status.UNDER_WAY: "warning",
    Status.ASKED_BACK: "warning",
    Status.DELIVERED: "info",
    Status.DELIVERED_AGAIN: "info",
    Status.UNDER_REVIEW: "info",
    Status.ACCEPTED: "success",
    Status.PUBLISHED: "success",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report in a list."""

    title: str
    period: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReport:
    """A report that is worked on or was delivered."""

    title: str
    href: str
    status: str
    colour: str
    invented: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A row of a table of figures."""

    name: str
    definition: str
    unit: str
    cells: tuple[FigureView | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """A table of figures as it stands in the form."""

    heading: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """The signs of hidden and of small figures in it, with their words."""
        return marks(cell for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyTable:
    """A money table; `columns` are those that hold anything."""

    caption: str
    first: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, bool, tuple[FigureView | None, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report."""

    title: str
    municipality: str
    municipality_href: str
    invented: bool
    status: str
    form: str
    form_href: str
    tables: tuple[FigureTable, ...]
    money: tuple[MoneyTable, ...]
    answered: int
    asked: int
    doubtful: int
    others: tuple[ReportLine, ...]
    versions: str = ""  # which version the figures are of, where another was published before


def line(report: ReportRef, edition: Edition) -> ReportLine:
    """A report in a list."""
    return ReportLine(
        title=edition.title.in_language(get_language() or "nb"),
        period=period_words(report.period),
        href=report_href(report),
    )


def open_report(report: ReportRow, edition: Edition, *, own: bool = False) -> OpenReport:
    """A report in the list of one's work: writers go to where they write it, others to where they follow it."""
    return OpenReport(
        title=f"{report.name}: {edition.title.in_language(get_language() or 'nb')} {period_words(report.period)}",
        href=reverse("report_work", args=[report.id]) if own else followed_href(report.id, report.status),
        status=word(REPORT_STATES, report.status),
        colour=STATE_COLOURS.get(report.status, "neutral"),
        invented=report.invented,
    )


def followed_href(report_id: int, status: Status) -> str:
    """Where somebody follows a report of others: how far it has come, and its review once it is delivered."""
    return reverse("review" if status in FROM_DELIVERY else "deliver", args=[report_id])


def report_href(report: ReportRef | ReportRow, *, form: bool = False) -> str:
    """The address of a report; with its form where a period has several."""
    named = {"slug": report.municipality, "period": str(report.period)}
    return (
        reverse("report_on_form", kwargs={**named, "template": report.edition.template})
        if form
        else reverse("report", kwargs=named)
    )


def period_words(period: ReportPeriod) -> str:
    """A year, or a half of it, as a reader says it."""
    if period.half is None:
        return str(period.year)
    return gettext("%(half)s. halvår %(year)s") % {"half": period.half, "year": period.year}


def page(shown: ShownReport, edition: Edition, others: Iterable[ReportLine]) -> ReportPage:
    """The report with all its figures."""
    language = get_language() or "nb"
    report = shown.report
    codes = edition.figure_codes()
    name = shown.municipality.name
    return ReportPage(
        title=f"{edition.title.in_language(language)} {period_words(report.period)}",
        municipality=name,
        municipality_href=reverse("municipality", kwargs={"slug": report.municipality}),
        invented=shown.municipality.invented,
        status=gettext("Historisk rapport") if report.historical else word(REPORT_STATES, shown.status),
        form=f"{edition.title.in_language(language)} {edition.name[:4]}",
        form_href=reverse("form", kwargs={"template": edition.template, "year": edition.name[:4]}),
        tables=tuple(_tables(shown, edition, language)),
        money=tuple(_money(shown.money)),
        answered=sum(shown.answers[c].figure.value is not None for c in codes if c in shown.answers),
        asked=len(codes),
        doubtful=shown.doubtful,
        others=tuple(others),
        versions=_versions(shown, language),
    )


def _versions(shown: ShownReport, language: str) -> str:
    """Said only of versions that were published: what nobody let out is not spoken of outside."""
    if len(shown.published) < 2:
        return ""
    (before, _day), (now, day) = shown.published[-2:]
    told = {"now": now, "day": print_date(PartialDate(day.year, day.month, day.day), language), "before": before}
    said = gettext("Tallene er fra versjon %(now)s, publisert %(day)s. Før det var versjon %(before)s publisert.")
    return said % told


def figure_href(report: ReportRef, code: str) -> str:
    """The page of one figure: its place in the source and its history."""
    named = {"slug": report.municipality, "period": str(report.period), "template": report.edition.template}
    return reverse("figure", kwargs={**named, "code": code})


def _tables(shown: ShownReport, edition: Edition, language: str) -> Iterable[FigureTable]:
    for section in edition.sections:
        heading = section.heading.in_language(language)
        for table in section.tables:
            if table.kind is TableKind.FIGURES:
                yield _table(table, heading, shown, language)


def _table(table: Table, heading: str, shown: ShownReport, language: str) -> FigureTable:
    columns = [c for c in table.columns if c.type in FIGURE_TYPES]
    return FigureTable(
        heading=heading,
        caption=table.label.in_language(language) if table.label else heading,
        columns=tuple(c.label.in_language(language) for c in columns),
        rows=tuple(_row(table, row, columns, shown, language) for row in table.rows),
    )


def _row(table: Table, row: Question, columns: list[Question], shown: ShownReport, language: str) -> FigureRow:
    definition = row.definition.in_language(language) if row.definition else ""
    cells = []
    for column in columns:
        code = table.cell_code.format(row=row.code, column=column.code)
        cells.append(_cell(code, row, column, shown.answers, shown.report, language))
    return FigureRow(
        name=row.label.in_language(language), definition=definition, unit=word(UNITS, row.unit), cells=tuple(cells)
    )


def _cell(
    code: str,
    row: Question,
    column: Question,
    answers: Mapping[str, ShownAnswer],
    report: ReportRef,
    language: str,
) -> FigureView | None:
    answer = answers.get(code)
    if answer is None:
        return None
    return view(
        answer.figure,
        name=f"{row.label.in_language(language)}, {column.label.in_language(language)}",
        when=period_words(report.period),
        anchor=f"tall-{code}",
        origin_href=figure_href(report, code),
    )


def _money(rows: Iterable[MoneyRow]) -> Iterable[MoneyTable]:
    known = list(rows)
    activities = [r for r in known if r.block in (Block.ACTIVITIES, Block.SUM)]
    years = [r for r in known if r.block is Block.YEARS]
    if activities:
        yield _money_table(gettext("Økonomi etter aktivitet, kroner"), gettext("Aktivitet"), activities)
    if years:
        yield _money_table(gettext("Økonomi år for år, kroner"), gettext("År"), years)


def _money_table(caption: str, first: str, rows: list[MoneyRow]) -> MoneyTable:
    columns = [c for c in MONEY_COLUMNS if any(c in r.amounts and _says(r.amounts[c]) for r in rows)]
    return MoneyTable(
        caption=caption,
        first=first,
        columns=tuple(word(MONEY_COLUMNS, c) for c in columns),
        rows=tuple((_money_label(r), r.block is Block.SUM, tuple(_amount(r, c) for c in columns)) for r in rows),
    )


def _says(figure: Figure) -> bool:
    return figure.value is not None or bool(figure.raw)


def _money_label(row: MoneyRow) -> str:
    label = gettext("Sum") if row.block is Block.SUM else row.label
    return gettext("%(label)s (plan)") % {"label": label} if row.planned else label


def _amount(row: MoneyRow, column: str) -> FigureView | None:
    return view(row.amounts[column]) if column in row.amounts else None
