"""The themes an editor may find in answers, and the questions they are looked for in: data of `files/themes.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, cast

from boso.kernel.errors import Invalid, NotFound
from boso.questionnaires.crosswalks import crosswalk
from boso.questionnaires.loading import load, near
from boso.questionnaires.placed_yaml import Block, read_yaml
from boso.questionnaires.validating import check_schema
from boso.questionnaires.values import Words

FILE = Path(__file__).parent / "files" / "themes.yaml"
SCHEMA = Path(__file__).parent / "files" / "themes.schema.json"


class About(StrEnum):
    """What a question asks of: what helped, what stood in the way, or both."""

    LEARNING = "learning"
    BARRIER = "barrier"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme with its name and what belongs under it."""

    code: str
    name: Words
    meaning: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeList:
    """The themes in their order, and the questions of one edition that they are looked for in."""

    themes: Mapping[str, Theme]
    edition: str
    questions: Mapping[str, About]
    also: Mapping[str, Mapping[str, About]]  # by template


def themes() -> Mapping[str, Theme]:
    """The themes by code, in the order of the list."""
    return read_themes().themes


def theme(code: str) -> Theme:
    """The theme of that code. Raises `NotFound`, naming near ones."""
    found = themes().get(code)
    if found is None:
        raise NotFound(f"Det finnes ikke noe tema «{code}»; {near(code, themes())}")
    return found


@cache
def questions_of(edition: str) -> Mapping[str, About]:
    """The questions of an edition (its address) that themes are looked for in, with what they are about."""
    known = read_themes()
    found: dict[str, About] = {}
    for code, about in known.questions.items():
        for counterpart in _counterparts(known.edition, edition, code):
            found[counterpart] = about if found.get(counterpart, about) is about else About.BOTH
    return {**found, **known.also.get(edition.partition("/")[0], {})}


def _counterparts(start: str, goal: str, code: str) -> tuple[str, ...]:
    if load(start).address == load(goal).address:
        return (code,)
    try:
        return crosswalk(start, goal).counterparts(code)
    except NotFound:
        return ()


@cache
def read_themes(path: Path = FILE) -> ThemeList:
    """The list of a file. Raises `Invalid` with file, line and what is wrong."""
    content = read_yaml(path)
    check_schema(content, SCHEMA)
    found: dict[str, Theme] = {}
    for entry in cast(list[Block], content["themes"]):
        code = str(entry["code"])
        if code in found:
            raise Invalid(f"{entry.lines['code']}: the theme '{code}' stands twice.")
        found[code] = Theme(code=code, name=_words(entry["name"]), meaning=_words(entry["meaning"]))
    also = cast(dict[str, Any], content.get("also", {}))
    return ThemeList(
        themes=found,
        edition=str(content["from"]),
        questions=_questions(content["questions"]),
        also={template: _questions(entries) for template, entries in also.items()},
    )


def _questions(entries: object) -> dict[str, About]:
    return {str(each["code"]): About(str(each["about"])) for each in cast(list[Block], entries)}


def _words(content: object) -> Words:
    return Words(**cast(dict[str, str], content))
