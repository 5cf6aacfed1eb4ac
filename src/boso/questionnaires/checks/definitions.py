"""The rules as data: what each is called, how grave it is, when it holds and what it says. One YAML file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from boso.kernel.errors import Invalid
from boso.kernel.findings import Severity
from boso.kernel.periods import Validity
from boso.questionnaires.placed_yaml import line_of, plain, read_yaml
from boso.questionnaires.values import Words

FILE = Path(__file__).with_name("rules.yaml")
LANGUAGES = ("nb", "nn", "en")
PARTS = ("found", "expected", "remedy")


class Scope(StrEnum):
    """How far a rule looks."""

    FIELD = "field"
    SECTION = "section"
    REPORT = "report"
    SECTIONS = "sections"
    YEARS = "years"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One way a rule may not hold: what was found, what was expected, and what to do, with {name} for parameters.

    `severity` is set where the case is less grave than the rule.
    """

    found: Words
    expected: Words
    remedy: Words
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDefinition:
    """A rule as data. It ends by its validity, which is asked about the last day of the period reported."""

    id: str
    severity: Severity
    scope: Scope
    valid: Validity
    sentence: Words
    cases: Mapping[str, Case]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """All rules in order, what a rule may lack, and the names of fields and columns in messages."""

    rules: Mapping[str, RuleDefinition]
    lacks: Mapping[str, Words]
    names: Mapping[str, Words]


@cache
def rule_book(path: Path = FILE) -> RuleBook:
    """The rules in the file, read once. Raises `Invalid` with file, line and remedy for a mistake in it."""
    root = read_yaml(path)
    try:
        content: Any = plain(root)
        rules = {each["id"]: _rule(each) for each in content["rules"]}
        lacks = {code: _words(words) for code, words in content["lacks"].items()}
        names = {code: _words(words) for code, words in content["names"].items()}
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        line = line_of(root, _path_of_mistake(root))
        raise Invalid(f"{line}: a rule here is not complete ({error}); see the rules around it.") from None
    return RuleBook(rules=rules, lacks=lacks, names=names)


def _rule(raw: Any) -> RuleDefinition:
    return RuleDefinition(
        id=raw["id"],
        severity=Severity(raw["severity"]),
        scope=Scope(raw["scope"]),
        valid=Validity(_day(raw["valid"]["from"]), _day(raw["valid"]["to"])),
        sentence=_words(raw["sentence"]),
        cases={name: _case(case) for name, case in raw["cases"].items()},
    )


def _case(raw: Any) -> Case:
    severity = Severity(raw["severity"]) if "severity" in raw else None
    found, expected, remedy = (_words(raw[part]) for part in PARTS)
    return Case(found=found, expected=expected, remedy=remedy, severity=severity)


def _words(raw: Any) -> Words:
    if set(raw) != set(LANGUAGES):
        raise ValueError(f"a text has {', '.join(raw)} and needs nb, nn and en; a text with a comma needs quotes")
    return Words(**{language: str(raw[language]) for language in LANGUAGES})


def _day(raw: Any) -> date | None:
    if raw is not None and not isinstance(raw, date):
        raise ValueError(f"'{raw}' is no date; write 2012-01-01")
    return raw


def _path_of_mistake(root: Any) -> tuple[str | int, ...]:
    """The first rule that cannot be read, else the file as a whole."""
    rules = root.get("rules")
    for number, raw in enumerate(rules if isinstance(rules, list) else ()):
        try:
            _rule(plain(raw))
        except (KeyError, ValueError, TypeError, AttributeError):
            return ("rules", number)
    return ()
