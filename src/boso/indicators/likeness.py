"""Municipalities that are alike in the manner of KOSTRA: a likeness by a stated rule (`likeness.yaml`), not the
grouping that Statistics Norway makes."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from boso.questionnaires.values import Words

FILE = Path(__file__).parent / "likeness.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A group: the towns named, or all from a number of inhabitants. `name` goes on from "municipalities …"."""

    code: str
    name: Words
    towns: frozenset[str] = frozenset()
    least: int | None = None

    def holds(self, slug: str, persons: int | None) -> bool:
        """Whether a municipality belongs here, where none of the groups before has it."""
        return slug in self.towns or (self.least is not None and persons is not None and persons >= self.least)


@cache
def groups() -> tuple[Alike, ...]:
    """The groups in the order in which they are asked."""
    read = yaml.safe_load(FILE.read_text("utf-8"))["groups"]
    return tuple(
        Alike(
            code=each["code"],
            name=Words(**each["name"]),
            towns=frozenset(each.get("towns", ())),
            least=each.get("from"),
        )
        for each in read
    )


def alike(slug: str, persons: int | None) -> Alike | None:
    """The group of a municipality with this many inhabitants; None where they are not known and it is not named."""
    return next((group for group in groups() if group.holds(slug, persons)), None)


def named(code: str) -> Alike:
    """The group of that code, which `alike` gave; any other is a fault of the caller."""
    return next(group for group in groups() if group.code == code)
