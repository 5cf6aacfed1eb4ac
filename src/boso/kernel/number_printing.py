"""Numbers as boso prints them: no-break space for thousands, decimal comma – in all languages, so that what is
printed can be read back and a figure looks the same on every page."""

from decimal import Decimal

from boso.kernel.dates import print_date, read_date
from boso.kernel.figures import Figure, Kind

GAP = "\u00a0"
MINUS = "\u2212"

WORDS: dict[Kind, dict[str, str]] = {
    Kind.APPROXIMATE: {"nb": "ca.", "nn": "ca.", "en": "approx."},
    Kind.PROVISIONAL: {"nb": "foreløpig", "nn": "førebels", "en": "provisional"},
    Kind.BLANK: {"nb": "ikke besvart", "nn": "ikkje svart", "en": "not answered"},
    Kind.DASH: {"nb": "– (ikke oppgitt)", "nn": "– (ikkje oppgitt)", "en": "– (not given)"},
    Kind.NOT_REGISTERED: {"nb": "registreres ikke", "nn": "registrerast ikkje", "en": "not registered"},
    Kind.UNCLEAR_QUESTION: {
        "nb": "spørsmålet er for upresist",
        "nn": "spørsmålet er for upresist",
        "en": "the question is too vague",
    },
    Kind.PENDING: {"nb": "ettersendes", "nn": "ettersendast", "en": "to follow"},
    Kind.NOT_APPLICABLE: {"nb": "ikke aktuelt", "nn": "ikkje aktuelt", "en": "not applicable"},
    Kind.TEXT_INSTEAD: {
        "nb": "tekst i stedet for tall",
        "nn": "tekst i staden for tal",
        "en": "text instead of a number",
    },
    Kind.SUPPRESSED: {"nb": ":", "nn": ":", "en": ":"},
    Kind.LOST_IN_SOURCE: {"nb": "uleselig i kilden", "nn": "uleseleg i kjelda", "en": "unreadable in the source"},
    Kind.ABSENT: {"nb": "ikke levert", "nn": "ikkje levert", "en": "not delivered"},
}
HIDDEN = {"nb": "skjult: få tilfeller", "nn": "skjult: få tilfelle", "en": "hidden: few cases"}
AS_PUBLISHED = {
    "nb": "slik kommunen selv publiserte det",
    "nn": "slik kommunen sjølv publiserte det",
    "en": "as the municipality itself published it",
}
CURRENCY = {"nb": "kr", "nn": "kr", "en": "kr"}


def print_number(value: Decimal | int, language: str = "nb") -> str:
    """ "1 234 567,5" with no-break spaces and a true minus sign; no trailing zeros. The same in all languages."""
    del language
    plain = f"{abs(Decimal(value)):f}"
    whole, _, decimals = plain.partition(".")
    grouped = f"{int(whole):,}".replace(",", GAP)
    decimals = decimals.rstrip("0")
    sign = MINUS if value < 0 else ""
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


def print_money(value: Decimal | int, language: str = "nb") -> str:
    """ "30 000 kr"."""
    return f"{print_number(value, language)}{GAP}{CURRENCY.get(language, 'kr')}"


def print_percent(value: Decimal | int, language: str = "nb") -> str:
    """ "6,25 %"; the value is in per cent, not a share of one."""
    return f"{print_number(value, language)}{GAP}%"


def print_figure(figure: Figure, language: str = "nb", *, money: bool = False) -> str:
    """A figure as domain chapter 9 shows it: its number with what qualifies it, or why there is none."""
    if figure.value is None:
        return _without_value(figure, language)
    shown = print_money(figure.value, language) if money else print_number(figure.value, language)
    if figure.kind is Kind.APPROXIMATE:
        return f"{_word(Kind.APPROXIMATE, language)}{GAP}{shown}"
    if figure.kind is Kind.TENTATIVE:
        return f"({shown})"
    if figure.kind is Kind.PROVISIONAL:
        return f"{shown} ({_word(Kind.PROVISIONAL, language)})"
    return shown


def explain(figure: Figure, language: str = "nb") -> str:
    """What disclosure control did with a figure, in words: hidden, or small and shown; empty for any other."""
    if figure.kind is Kind.SUPPRESSED:
        return HIDDEN.get(language, HIDDEN["nb"])
    return AS_PUBLISHED.get(language, AS_PUBLISHED["nb"]) if figure.as_published else ""


def _without_value(figure: Figure, language: str) -> str:
    word = _word(figure.kind, language)
    if figure.kind is Kind.PENDING and figure.expected:
        return f"{word} ({print_expected(figure.expected, language)})"
    if figure.kind is Kind.UNCLEAR_QUESTION:
        return figure.comment or word
    if figure.kind is Kind.TEXT_INSTEAD:
        return " ".join(figure.raw.split()) or word
    return word


def print_expected(expected: str, language: str = "nb") -> str:
    """When a pending figure comes, in words: an ISO date or month as text, anything else as it stands."""
    reading = read_date(expected)
    return print_date(reading.value, language) if reading.value else expected


def _word(kind: Kind, language: str) -> str:
    texts = WORDS[kind]
    return texts.get(language, texts["nb"])
