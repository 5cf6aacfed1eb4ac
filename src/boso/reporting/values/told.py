"""A report's answers in one flat shape, without ids: what a document of it must say, and what is read back from one."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in a field: its kind, its value as plain text, when it is expected, what day it speaks of, and
    whether somebody has confirmed it. Values are those of `reporting.values.fields.Content`."""

    kind: str = "blank"
    value: str = ""
    expected: str = ""
    as_of: str = ""
    certain: bool = True

    @property
    def nothing(self) -> bool:
        """Nothing was answered, and nobody is asked."""
        return self == NOTHING


NOTHING = Said()


@dataclass(frozen=True, slots=True)
class ToldTable:
    """A table of the municipality's own in place of the form's."""

    type: str
    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ToldFile:
    """A file that was handed in: under which question, and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All answers of a report by key; what is blank is left out.

    Keys: `figure:CODE`, `text:CODE`, `field:CODE`, `tick:ACTOR`, `comment:CODE` (on a figure),
    `money:BLOCK:INDEX:COLUMN`, `row:TABLE:INDEX:COLUMN`; INDEX counts rows from 0 in their order. `rows` is how many
    rows a table has (`money:years`, `row:goals`); `planned` and `doubtful` are the rows (`money:years:2`) that tell
    what is planned, and that nobody has confirmed.
    """

    answers: Mapping[str, Said] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    planned: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    tables: tuple[ToldTable, ...] = ()
    files: tuple[ToldFile, ...] = ()
