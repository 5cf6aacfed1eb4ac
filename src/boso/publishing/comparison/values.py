"""What a comparison is made of: what was chosen, and the figures loaded for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urlencode

from boso.indicators.comparison import Matrix, Member

MOST_INDICATORS = 8
MOST_YEARS = 15


class Remark(NamedTuple):
    """Something to say about a choice: the key of the sentence, and what goes into it."""

    key: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Municipalities that can be chosen together. `kind` is one of all, region, intake, size, own; `name` what tells
    this group from others of its kind: a region's name, "øst 1", "20000-49999"."""

    key: str
    kind: str
    name: str
    invented: bool
    region: str = ""
    intake: int | None = None
    band: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody asked to see. `order` is the year whose figures the rows are sorted by; None: by name. `own` is a
    list of one's own where the group is that, else those (slugs) to be marked among the others."""

    codes: tuple[str, ...]
    years: tuple[int, ...]
    group: str
    own: tuple[str, ...] = ()
    per_1000: bool = False
    order: int | None = None

    def sorted_by(self, year: int | None) -> "Choice":
        """The same with its rows in another order."""
        return replace(self, order=year)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonValues:
    """Everything a comparison says. `titles` names the forms its figures come from, or that do not ask."""

    choice: Choice
    group: Group
    members: tuple[Member, ...]
    matrices: Mapping[str, Matrix]
    titles: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[int, str] = field(default_factory=dict)  # municipality numbers, in files alone


def query_of(choice: Choice, addresses: Mapping[str, str]) -> str:
    """The choice as the end of an address, as short as it can be said; `addresses` names the indicators."""
    pairs = [("tall", ",".join(addresses[code] for code in choice.codes)), ("ar", years_said(choice.years))]
    pairs.append(("gruppe", choice.group))
    if choice.own:
        pairs.append(("kommune", ",".join(choice.own)))
    if choice.per_1000:
        pairs.append(("per", "1000"))
    if choice.order is not None:
        pairs.append(("sorter", str(choice.order)))
    return urlencode(pairs, safe=",")


def years_said(years: tuple[int, ...]) -> str:
    """Years in short: "2009-2011,2013"."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
