"""Every indicator as the page of definitions tells it: what it means, how it is worked out, which forms ask for it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from boso.indicators.definitions import POPULATION, Definition, Moment, carried_by, catalogue
from boso.questionnaires.loading import all_editions
from boso.web.words import UNITS, word

MOMENTS: Mapping[str, str | Promise] = {
    Moment.START: _("1. januar i året"),
    Moment.END: _("31. desember i året"),
    Moment.JANUARY: _("januar etter året"),
    Moment.YEAR: _("gjennom året"),
}
SIGNS = {"*": "×", "/": "÷", "-": "−"}
_PIECE = re.compile(r"[A-Za-z_][\w.]*|[^A-Za-z_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a formula: another indicator by name, or what stands between two."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class FormLink:
    """A form that asks for the figure."""

    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionView:
    """An indicator."""

    code: str
    name: str
    meaning: str
    unit: str
    moment: str
    formula: tuple[Piece, ...]
    forms: tuple[FormLink, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """The indicators of a theme."""

    code: str
    name: str
    definitions: tuple[DefinitionView, ...]


def themes() -> list[Theme]:
    """All indicators by theme, in the order of the catalogue."""
    language = get_language() or "nb"
    known = catalogue()
    return [
        Theme(
            code,
            words.in_language(language),
            tuple(_definition(d, language) for d in known.indicators.values() if d.theme == code),
        )
        for code, words in known.themes.items()
    ]


def _definition(each: Definition, language: str) -> DefinitionView:
    return DefinitionView(
        code=each.code,
        name=each.name.in_language(language),
        meaning=each.meaning.in_language(language),
        unit=word(UNITS, each.unit),
        moment=word(MOMENTS, each.time),
        formula=tuple(_pieces(each.written, language)),
        forms=tuple(_forms(each, language)),
    )


def _pieces(written: str, language: str) -> Iterator[Piece]:
    known = catalogue().indicators
    for text in _PIECE.findall(written):
        if text in known:
            yield Piece(known[text].name.in_language(language), f"#{text}")
        elif text == POPULATION:
            yield Piece(gettext("folketall"))
        else:
            yield Piece("".join(SIGNS.get(sign, sign) for sign in text))


def _forms(each: Definition, language: str) -> Iterator[FormLink]:
    carried = set(carried_by(each))
    for edition in all_editions():
        if edition.address in carried:
            year = edition.name[:4]
            href = reverse("form", kwargs={"template": edition.template, "year": year})
            yield FormLink(f"{edition.title.in_language(language)} {year}", href)
