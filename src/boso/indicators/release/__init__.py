"""The one gate that figures pass on their way to the public. What it protects and what not: docs/DISCLOSURE.md."""

from boso.indicators.release.figures import (
    Spread,
    added,
    bound,
    change,
    computed,
    hidden,
    marked,
    own,
    rate,
    spread,
    wordless,
)
from boso.indicators.release.figures import money as released_money
from boso.indicators.release.thresholds import read_rules, rule_of, small

FEWEST = max(rule.fewest for rule in read_rules())  # a median or range of fewer tells what a single one answered

__all__ = [
    "FEWEST",
    "Spread",
    "added",
    "bound",
    "change",
    "computed",
    "hidden",
    "marked",
    "own",
    "rate",
    "released_money",
    "rule_of",
    "small",
    "spread",
    "wordless",
]
