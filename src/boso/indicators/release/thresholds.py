"""What is a small count, as dated data (`disclosure.yaml`), and which figures it is asked of."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import cast

from boso.indicators.definitions import catalogue
from boso.kernel.errors import Invalid
from boso.questionnaires.placed_yaml import Block, read_yaml
from boso.questionnaires.validating import check_schema

FILE = Path(__file__).parent / "disclosure.yaml"
SCHEMA = Path(__file__).parent / "disclosure.schema.json"


@dataclass(frozen=True, slots=True)
class Rule:
    """From a year on: counts from 1 to `threshold` are small; a median or range needs `fewest` municipalities."""

    first_year: int
    threshold: int
    fewest: int

    def small(self, value: Decimal) -> bool:
        """A count that may single somebody out. Zero is none; nobody is behind it."""
        return 0 < abs(value) <= self.threshold


@cache
def read_rules(path: Path = FILE) -> tuple[Rule, ...]:
    """The rules of a file, oldest first. Raises `Invalid` with file and line."""
    content = read_yaml(path)
    check_schema(content, SCHEMA)
    entries = cast(list[Block], content["rules"])
    rules = tuple(Rule(*(cast(int, entry[key]) for key in ("from", "threshold", "fewest"))) for entry in entries)
    for entry, before, after in zip(entries[1:], rules, rules[1:], strict=False):
        if after.first_year <= before.first_year:
            raise Invalid(f"{entry.lines['from']}: the rules stand by year, oldest first, each year once.")
    return rules


@cache
def rule_of(year: int) -> Rule:
    """The rule for figures of a year."""
    rules = read_rules()
    return next((rule for rule in reversed(rules) if rule.first_year <= year), rules[0])


@cache
def protects(code: str) -> bool:
    """Whether small values of a code are protected: counts of people, and any code that nobody has thought of."""
    found = catalogue().indicators.get(code)
    return found is None or found.counts_people


def small(code: str, year: int, value: Decimal) -> bool:
    """Whether a number under a code and year is a small count."""
    return protects(code) and rule_of(year).small(value)


FEWEST = max(rule.fewest for rule in read_rules())  # a median or range of fewer tells what a single one answered
