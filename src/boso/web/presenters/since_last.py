"""A report against the one before it, as pages show it: figures side by side, and what became of each text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language, gettext

from boso.kernel.figures import Figure, Kind
from boso.kernel.number_printing import print_number
from boso.questionnaires.values import Edition
from boso.reporting.rules.asking import page_of
from boso.reporting.rules.drafts import content_of_figure
from boso.reporting.values.differing import FigureSince, SinceLast, TextState
from boso.web.presenters.editor.words import KINDS
from boso.web.presenters.field_names import field_href, headings, name_of, names_by_address
from boso.web.presenters.reports import period_words
from boso.web.words import word

PLUS, MINUS = "+", "\u2212"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure now and last time; `change` with its sign, empty where there is nothing to compare."""

    label: str
    href: str
    last: str
    now: str
    change: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLastView:
    """A report against last time's. `why` says why there is nothing to compare."""

    last: str
    now: str
    why: str
    note: str
    figures: tuple[tuple[str, tuple[FigureLine, ...]], ...]  # by the heading of the section
    same_figures: int
    texts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # a state in words, and name and place of each text
    count: int


def since_last_view(since: SinceLast, edition: Edition) -> SinceLastView:
    """The figures that changed, in the order of the form, and the texts by what became of them."""
    language = get_language() or "nb"
    names, named = names_by_address(edition, language), headings(edition, language)
    told = [f for f in since.figures if f.change != 0]
    by_section: dict[str, list[FigureLine]] = {}
    for each in told:
        line = _line(each, edition, since.report.id, names, language)
        by_section.setdefault(named.get(each.section, gettext("Annet")), []).append(line)
    texts = tuple(_texts(since, edition, names, named))
    return SinceLastView(
        last=period_words(since.last.period) if since.last else "",
        now=period_words(since.report.period),
        why=_why(since),
        note=since.note.in_language(language) if since.note else "",
        figures=tuple((heading, tuple(lines)) for heading, lines in by_section.items()),
        same_figures=len(since.figures) - len(told),
        texts=texts,
        count=len(told),
    )


def _why(since: SinceLast) -> str:
    if since.last is None:
        return gettext("Dette er den første rapporten i dette skjemaet.")
    return (
        "" if since.comparable else gettext("Skjemaet var et annet, og tallene kan ikke settes ved siden av hverandre.")
    )


def _line(each: FigureSince, edition: Edition, report_id: int, names: Mapping[str, str], language: str) -> FigureLine:
    address = f"figure:{each.codes[0]}"
    page = page_of(edition, each.section)
    return FigureLine(
        label=" + ".join(name_of(names, f"figure:{code}") for code in each.codes),
        href=field_href(report_id, page.code if page else "", address),
        last=_value(each.value_last, each.last),
        now=_value(each.value_now, each.now),
        change=_signed(each.change),
        note=each.note.in_language(language) if each.note else "",
    )


def _value(value: Decimal | None, figures: Iterable[Figure]) -> str:
    """The number, or what stands for one."""
    if value is not None:
        return print_number(value)
    kinds = [content_of_figure(figure).kind for figure in figures]
    said = [word(KINDS, kind) for kind in kinds if kind and kind != Kind.BLANK]
    return ", ".join(dict.fromkeys(said)) or gettext("tomt")


def _signed(change: Decimal | None) -> str:
    if change is None:
        return ""
    return f"{PLUS if change > 0 else MINUS}{print_number(abs(change))}"


STATES = (TextState.UNCHANGED, TextState.NEW, TextState.GONE, TextState.CHANGED)


def _texts(
    since: SinceLast, edition: Edition, names: Mapping[str, str], named: Mapping[str, str]
) -> Iterable[tuple[str, tuple[tuple[str, str], ...]]]:
    words = {
        TextState.UNCHANGED: gettext("Samme tekst som sist"),
        TextState.NEW: gettext("Nye tekster"),
        TextState.GONE: gettext("Besvart sist, ikke nå"),
        TextState.CHANGED: gettext("Skrevet på nytt"),
    }
    for state in STATES:
        found = []
        for text in since.texts:
            if text.state is state:
                page = page_of(edition, text.section)
                address = f"text:{text.code}"
                href = field_href(since.report.id, page.code if page else "", address)
                found.append((named.get(text.code) or name_of(names, address), href))
        if found:
            yield words[state], tuple(found)
