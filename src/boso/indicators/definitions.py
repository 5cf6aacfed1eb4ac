"""What is counted, and how: the indicators as data, from `definitions.yaml`, checked with the line of a mistake."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, cast

from boso.indicators.formulas import Formula, codes_of, filled_in, parse
from boso.kernel.errors import Invalid, NotFound
from boso.questionnaires.crosswalks import crosswalk
from boso.questionnaires.loading import all_editions, near
from boso.questionnaires.parts import answer_codes
from boso.questionnaires.placed_yaml import Block, read_yaml
from boso.questionnaires.validating import check_schema
from boso.questionnaires.values import Edition, Words

FILE = Path(__file__).parent / "definitions.yaml"
SCHEMA = Path(__file__).parent / "definitions.schema.json"
POPULATION = "population"
COMPUTED_UNITS = frozenset({"percent", "per_1000", "ratio"})


class Moment(StrEnum):
    """What time an indicator speaks of. A status of one day is never added up over years."""

    START = "start"
    END = "end"
    JANUARY = "january"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """An indicator. `formula` is over reported codes only, or None for a figure that is reported itself.

    `forms` says under which code a template carries the figure, where that is not the indicator's own. `people` is set
    for a reported count of people or households.
    """

    code: str
    theme: str
    unit: str
    time: Moment
    name: Words
    meaning: Words
    formula: Formula | None = None
    written: str = ""
    per_1000: bool = False
    decimals: int = 0
    forms: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ("report",)
    people: bool = False

    @property
    def inputs(self) -> tuple[str, ...]:
        """The codes of the figures it is made of; its own for a figure that is reported."""
        return (self.code,) if self.formula is None else codes_of(self.formula)

    @property
    def counts_people(self) -> bool:
        """A count that may single somebody out, and so falls under the rule of small counts, as do its shares."""
        return self.people or any(definition(code).people for code in self._reported())

    @property
    def adds_up(self) -> bool:
        """Figures of several municipalities may be added; a share or a ratio is made anew from their sums."""
        return self.unit not in COMPUTED_UNITS

    def _reported(self) -> Iterator[str]:
        return (code for code in self.inputs if code not in (self.code, POPULATION))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All indicators by code, and their themes, in the order of the file."""

    themes: Mapping[str, Words]
    indicators: Mapping[str, Definition]


def catalogue() -> Catalogue:
    """The indicators of the house."""
    return read_catalogue(FILE)


def definition(code: str) -> Definition:
    """The indicator of that code. Raises `NotFound`, naming near codes."""
    found = catalogue().indicators.get(code)
    if found is None:
        raise NotFound(f"There is no indicator '{code}'; {near(code, catalogue().indicators)}")
    return found


@cache
def read_catalogue(path: Path) -> Catalogue:
    """The indicators of a file. Raises `Invalid` with file, line and what is wrong."""
    content = read_yaml(path)
    check_schema(content, SCHEMA)
    themes = {str(name): _words(words) for name, words in cast(Block, content["themes"]).items()}
    entries = cast(list[Block], content["indicators"])
    _check_entries(entries, themes)
    formulas = _formulas(entries)
    made = (_definition(entry, formulas.get(str(entry["code"]))) for entry in entries)
    return Catalogue(themes, {indicator.code: indicator for indicator in made})


def _check_entries(entries: list[Block], themes: Mapping[str, Words]) -> None:
    seen: set[object] = set()
    for entry in entries:
        if entry["code"] in seen:
            raise Invalid(f"{entry.lines['code']}: the code '{entry['code']}' is used twice.")
        if entry["theme"] not in themes:
            raise Invalid(f"{entry.lines['theme']}: there is no theme '{entry['theme']}'; {near('', themes)}")
        if ("formula" in entry) == ("people" in entry):
            raise Invalid(
                f"{entry.lines['code']}: '{entry['code']}' needs either a 'formula' or 'people' (true for a count of "
                "people or households, whose small counts are protected)."
            )
        seen.add(entry["code"])


def carried_by(wanted: Definition, editions: tuple[Edition, ...] | None = None) -> tuple[str, ...]:
    """The addresses of the editions whose reports can give the indicator."""
    if editions is None and wanted is catalogue().indicators.get(wanted.code):
        return _carried(wanted.code)
    given = all_editions() if editions is None else editions
    return tuple(edition.address for edition in given if _carries(wanted, edition))


@cache
def _carried(code: str) -> tuple[str, ...]:
    """The same for an indicator of the catalogue, worked out once: editions and catalogue are files."""
    return carried_by(definition(code), all_editions())


def comparability(wanted: Definition, older: str, newer: str) -> tuple[Words, ...] | None:
    """What to know when the indicator is compared between two editions; None where one of them lacks it."""
    if not {older, newer} <= set(carried_by(wanted)):
        return None
    links = crosswalk(older, newer).links
    return tuple(link.note for link in links if link.note and set(link.older) & set(wanted.inputs))


def source_code(code: str, template: str) -> str:
    """Under which code a template carries a figure that indicators use."""
    found = catalogue().indicators.get(code)
    return found.forms.get(template, code) if found else code


def _carries(wanted: Definition, edition: Edition) -> bool:
    carried = answer_codes(edition)
    needed = [code for code in wanted.inputs if code != POPULATION]
    return all(source_code(code, edition.template) in carried for code in needed)


def _formulas(entries: list[Block]) -> dict[str, Formula]:
    """The formula of each computed indicator, over reported codes only."""
    reported = {str(e["code"]): e for e in entries if "formula" not in e}
    whole: dict[str, Formula] = {}
    for entry in (e for e in entries if "formula" in e):
        line = entry.lines["formula"]
        try:
            written = parse(str(entry["formula"]))
        except ValueError as fault:
            raise Invalid(f"{line}: {fault}.") from None
        for code in codes_of(written):
            if code not in reported and code not in whole and code != POPULATION:
                raise Invalid(f"{line}: '{code}' is not defined above; {near(code, [*reported, *whole])}")
        whole[str(entry["code"])] = filled_in(written, whole)
    return whole


def _definition(entry: Block, formula: Formula | None) -> Definition:
    content = cast(dict[str, Any], entry)
    return Definition(
        code=content["code"],
        theme=content["theme"],
        unit=content["unit"],
        time=Moment(content["time"]),
        name=_words(content["name"]),
        meaning=_words(content["meaning"]),
        formula=formula,
        written=content.get("formula", ""),
        per_1000=content.get("per_1000", False),
        decimals=content.get("decimals", 0),
        forms=dict(content.get("from", {})),
        sources=tuple(content.get("sources", ("report",))),
        people=content.get("people", False),
    )


def _words(content: object) -> Words:
    return Words(**cast(dict[str, str], content))
