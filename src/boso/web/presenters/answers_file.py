"""All answers of many delivered reports as one long table: a row an answer."""

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext

from boso.kernel.figures import Kind
from boso.reporting.editions import edition_of
from boso.reporting.rules.exporting import answer_lines
from boso.reporting.rules.paper_words import kind_word
from boso.reporting.rules.working_days import day_in_oslo
from boso.reporting.values.exported import AnswerLine, Delivered
from boso.reporting.values.fields import Content
from boso.web.words import UNITS, word

NUMBERS = frozenset({k.value for k in Kind if k.has_value})
MISSING = frozenset({k.value for k in Kind}) - NUMBERS - {Kind.TEXT_INSTEAD.value}
WIDTHS = (14, 20, 30, 10, 8, 12, 30, 34, 60, 22, 40, 12, 12, 40, 24)

Cell = str | int | Decimal


def heads() -> list[tuple[str, float]]:
    """The heads of the columns, and how wide each is in letters."""
    labels = (
        gettext("Kommunenummer"),
        gettext("Kommune"),
        gettext("Skjema"),
        gettext("Periode"),
        gettext("Versjon"),
        gettext("Levert"),
        gettext("Del"),
        gettext("Kode"),
        gettext("Spørsmål"),
        gettext("Slag"),
        gettext("Svar"),
        gettext("Enhet"),
        gettext("Ventes"),
        gettext("Kommentar"),
        gettext("Kilde"),
    )
    return list(zip(labels, WIDTHS, strict=True))


def rows(delivered: Iterable[Delivered], language: str) -> Iterator[tuple[Cell, ...]]:
    """A row for each question of each report; one that says there is nothing to report has a single row."""
    for each in delivered:
        report = each.content.report
        edition = edition_of(report)
        day = day_in_oslo(each.at).isoformat() if each.at else ""
        about = (
            report.number,
            report.name,
            edition.title.in_language(language),
            str(report.period),
            report.version,
            day,
        )
        lines = [_nothing()] if each.nothing else answer_lines(edition, each.content, language)
        for line in lines:
            yield (*about, *_cells(line, language))


def _cells(line: AnswerLine, language: str) -> tuple[Cell, ...]:
    content = line.content
    return (
        line.section,
        line.key,
        line.label,
        _kind(line, language),
        _value(content, certain=line.certain, language=language),
        word(UNITS, line.unit) if line.unit else "",
        content.expected,
        line.comment,
        gettext("regnet ut") if line.computed else line.origin,
    )


def _kind(line: AnswerLine, language: str) -> str:
    kind = kind_word(line.content.kind, language)
    return kind if line.certain else gettext("%(kind)s, ikke bekreftet") % {"kind": kind}


def _value(content: Content, *, certain: bool, language: str) -> Cell:
    """A number that somebody stands for as a number; else what was answered; what is missing in words, never blank."""
    number = _number(content)
    if number is not None:
        return number if certain else content.value.replace(".", ",")
    if content.kind in MISSING:
        return kind_word(content.kind, language)
    return content.value or kind_word(Kind.BLANK.value, language)


def _number(content: Content) -> Decimal | None:
    try:
        return Decimal(content.value) if content.kind in NUMBERS else None
    except InvalidOperation:
        return None


def _nothing() -> AnswerLine:
    return AnswerLine(
        key="nothing",
        section="",
        label=gettext("Kommunen har meldt at den ikke har noe å rapportere"),
        content=Content(Kind.NOT_APPLICABLE.value),
    )
