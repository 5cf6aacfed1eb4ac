"""The words by which documents of boso are told, in all languages."""

import re
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from boso.indicators.definitions import catalogue

NUMBERED = re.compile(r"\[\s*U\s*\+((?:\s*[0-9A-F]){4,6})\s*\]")  # a line may break anywhere in it
SURROGATES = (0xD800, 0xDFFF)
UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn")  # no two programs keep these alike
LANGUAGES = ("nb", "nn", "en")


@cache
def words() -> dict[str, Any]:
    """The words of `words.yaml`."""
    read: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))
    return read


@cache
def titles() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Kind, language and pattern of every title there is."""
    return tuple(
        (kind, language, _pattern(text[language])) for kind, text in words()["titles"].items() for language in text
    )


def _pattern(text: str) -> re.Pattern[str]:
    escaped = re.escape(text).replace(r"\{year\}", r"(?P<year>\d{4})").replace(r"\{name\}", "(?P<name>.+)")
    return re.compile(escaped)


def kind_in_words(kind: str, language: str) -> str:
    """The kind of document for a person."""
    kinds = words()["kinds"]
    return str(kinds.get(kind, kinds["document"])[language])


def restored(text: str) -> str:
    """The text with signs that the type lacked, and that were told by their numbers, put back; gaps made single."""
    seen = "".join(c for c in text if unicodedata.category(c) not in UNSEEN or c.isspace())
    return " ".join(NUMBERED.sub(_sign, seen).split())


def _sign(found: re.Match[str]) -> str:
    number = int("".join(found[1].split()), 16)
    return chr(number) if number <= sys.maxunicode and not SURROGATES[0] <= number <= SURROGATES[1] else found[0]


def without_gaps(text: str) -> str:
    """The text by which two ways of setting the same words are told to be the same: line breaks move, words do not."""
    composed = unicodedata.normalize("NFC", restored(text))
    return "".join(c for c in composed if not c.isspace() and unicodedata.category(c) not in UNSEEN)


@cache
def codes_by_name() -> dict[str, str]:
    """The code of an indicator by the name it is printed with, in any language; names that two share tell nothing."""
    found: dict[str, str | None] = {}
    for code, definition in catalogue().indicators.items():
        for name in {definition.name.in_language(language) for language in LANGUAGES}:
            key = without_gaps(name)
            found[key] = code if found.get(key, code) == code else None
    return {name: code for name, code in found.items() if code}
