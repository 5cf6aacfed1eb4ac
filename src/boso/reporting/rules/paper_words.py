"""The words of a report on paper, in bokmål, nynorsk and English. Pure."""

from functools import cache
from pathlib import Path

import yaml

from boso.kernel.figures import Kind
from boso.kernel.number_printing import WORDS

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
