"""What the figures of a document mean: name, meaning, unit, and how a figure that is worked out is made."""

import re
from collections.abc import Iterable, Mapping

from boso.indicators.definitions import POPULATION, Definition, catalogue, definition
from boso.publishing.words import word

CODE = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")
SIGNS = str.maketrans({"*": "×", "-": "−"})


def definitions_of(
    codes: Iterable[str], language: str, *, units: Mapping[str, str] | None = None
) -> tuple[tuple[str, str], ...]:
    """Name and explanation of each indicator, in the order given; `units` where one is shown by another than its own.

    A code that is no indicator is left out.
    """
    wanted = [definition(code) for code in dict.fromkeys(codes) if code in catalogue().indicators]
    own = units or {}
    return tuple(
        (each.name.in_language(language), _explained(each, own.get(each.code) or unit_said(each, language), language))
        for each in wanted
    )


def unit_said(wanted: Definition, language: str) -> str:
    """What the figures of an indicator count, in words."""
    return word(f"compare_unit_{wanted.unit}", language)


def _explained(wanted: Definition, unit: str, language: str) -> str:
    parts = [wanted.meaning.in_language(language), word("definition_unit", language, unit=unit)]
    if wanted.written:
        parts.append(word("definition_formula", language, formula=formula_said(wanted, language)))
    return " ".join(parts)


def formula_said(wanted: Definition, language: str) -> str:
    """The formula of an indicator with the names of what it is made of instead of their codes."""

    def named(found: re.Match[str]) -> str:
        if found[0] == POPULATION:
            return word("definition_population", language)
        return f"«{definition(found[0]).name.in_language(language)}»"

    pieces, at = [], 0
    for found in CODE.finditer(wanted.written):
        pieces += [wanted.written[at : found.start()].translate(SIGNS), named(found)]
        at = found.end()
    return "".join([*pieces, wanted.written[at:].translate(SIGNS)])
