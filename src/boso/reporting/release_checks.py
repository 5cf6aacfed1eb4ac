"""What a text is looked through for before a person lets it out: contact details, small counts, names.

A help for the one who decides, no proof: what it does not find may still tell about somebody.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from boso.kernel.findings import Finding, Severity
from boso.kernel.masking import contacts_in
from boso.kernel.sources import Place
from boso.kernel.text import folded
from boso.questionnaires.placed_yaml import read_yaml
from boso.questionnaires.values import Words

FILE = Path(__file__).parent / "files" / "release_checks.yaml"
IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{6}[ ]?\d{5}(?!\d)")
NAME = re.compile(r"\b[A-ZÆØÅ][a-zæøåéü]+(?:[ -][A-ZÆØÅ][a-zæøåéü]+)+")
WORDS_BETWEEN = 2  # "4 begjært utkastet", "to av våre familier"


@dataclass(frozen=True, slots=True)
class Checks:
    """The words the checks go by, and what each finding says."""

    margin: int
    people: tuple[str, ...]
    numbers: Mapping[str, int]
    known: frozenset[str]
    says: Mapping[str, Words]
    refused: frozenset[str]


def text_findings(text: str, *, threshold: int, known: Collection[str] = ()) -> tuple[Finding, ...]:
    """What to decide on before the text goes out, in the order it stands. `known` are names of places.

    An error must be taken out of the text; a warning is answered with a reason, by its `key`. The same words in one
    text are found once.
    """
    found = {key_of(finding): finding for finding in sorted(_found(text, threshold, known), key=_place)}
    return tuple(found.values())


def key_of(finding: Finding) -> str:
    """What a reason is given for: the kind and the words, wherever they stand."""
    return f"{finding.code}:{folded(str(finding.params['found']))}"


def in_words(finding: Finding, language: str = "nb") -> str:
    """The finding as a sentence: what was found, and what to do."""
    return checks().says[finding.code].in_language(language).format(found=finding.params["found"])


def _found(text: str, threshold: int, known: Collection[str]) -> Iterator[Finding]:
    for start, end in contacts_in(text):
        yield _finding("contact", text, start, end)
    for match in IDENTITY_NUMBER.finditer(text):
        yield _finding("identity_number", text, *match.span())
    for match in _counts().finditer(text):
        if 1 <= _value(match["number"]) <= threshold + checks().margin:
            yield _finding("small_count", text, *match.span())
    for match in _families().finditer(text):
        yield _finding("family_size", text, *match.span())
    words = checks().known | {word for name in known for word in name.split()}
    for match in NAME.finditer(text):
        if not words & set(re.split(r"[ -]", match.group())):
            yield _finding("name", text, *match.span())


def _finding(code: str, text: str, start: int, end: int) -> Finding:
    severity = Severity.ERROR if code in checks().refused else Severity.WARNING
    return Finding(
        code=code, severity=severity, place=Place(start=start, end=end), params={"found": text[start:end].strip()}
    )


def _place(finding: Finding) -> tuple[int, int]:
    return finding.place.start or 0, finding.place.end or 0


def _value(written: str) -> int:
    return int(written) if written.isdecimal() else checks().numbers[written.casefold()]


@cache
def _counts() -> re.Pattern[str]:
    """A number, at most a few words, and a word for those who are counted."""
    numbers = "|".join(map(re.escape, checks().numbers))
    people = "|".join(map(re.escape, checks().people))
    between = rf"(?:[^\W\d]+[ ]){{0,{WORDS_BETWEEN}}}"
    return re.compile(rf"(?<![\w.,])(?P<number>\d{{1,3}}|{numbers})[ ]+{between}(?:{people})\w*", re.IGNORECASE)


@cache
def _families() -> re.Pattern[str]:
    """A family of a size, or with so many children."""
    numbers = "|".join(map(re.escape, checks().numbers))
    return re.compile(rf"\bfamili\w*[ ]+(?:på|med)[ ]+(?:\d{{1,2}}|{numbers})\b", re.IGNORECASE)


@cache
def checks() -> Checks:
    """The words of `files/release_checks.yaml`."""
    content = cast(dict[str, Any], read_yaml(FILE))
    findings = cast(dict[str, Any], content["findings"])
    return Checks(
        margin=content["margin"],
        people=tuple(content["people"]),
        numbers=dict(content["numbers"]),
        known=frozenset(content["known"]),
        says={code: Words(nb=f["nb"], nn=f["nn"], en=f["en"]) for code, f in findings.items()},
        refused=frozenset(code for code, f in findings.items() if f["refused"]),
    )
