"""The words of a report on paper, in bokmål, nynorsk and English. Pure."""

from functools import cache
from pathlib import Path

import yaml

from boso.kernel.figures import Kind
from boso.kernel.number_printing import WORDS
from boso.kernel.periods import ReportPeriod
from boso.questionnaires.values import Edition

WORDS_FILE = Path(__file__).parents[1] / "files/paper.yaml"
LANGUAGES = ("nb", "nn", "en")
PLAIN_KINDS = ("text", "number", "date", "list")
NAMED_HERE = ("text", "number", "date", "list", "approximate", "tentative", "suppressed")


@cache
def _all() -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = yaml.safe_load(WORDS_FILE.read_text("utf-8"))
    return read


def word(name: str, language: str, /, **parts: object) -> str:
    """A word or a sentence with its parts filled in."""
    return _all()[name][language].format(**parts) if parts else _all()[name][language]


def kind_word(kind: str, language: str) -> str:
    """The word for a kind of answer; a kind that is not known is its own word."""
    if kind in NAMED_HERE:
        return word(f"kind_{kind}", language)
    return WORDS[Kind(kind)][language] if kind in set(Kind) else kind


@cache
def kinds_by_word(language: str) -> dict[str, str]:
    """Each kind by its word."""
    return {kind_word(kind, language): kind for kind in (*Kind, *PLAIN_KINDS)}


def form_words(edition: Edition, language: str) -> str:
    """A form and which it is of its name, so that nobody else's is called the same: "Årsrapport, utgave 2013"."""
    year = edition.address.partition("/")[2]
    form = word("form_said", language, title=edition.title.in_language(language), year=year)
    again = edition.revision > 1
    return word("form_printed_again", language, form=form, printing=edition.revision) if again else form


def period_words(period: ReportPeriod, language: str) -> str:
    """ "2013", "1. halvår 2013"."""
    return word("half", language, half=period.half, year=period.year) if period.half else str(period.year)
