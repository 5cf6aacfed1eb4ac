"""Notices as values: what one person is told of, who is told of what, and how often each wants mail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from boso.access.values import Account, Held, Role
from boso.kernel.periods import ReportPeriod
from boso.reporting.values.reports import EditionPin


class Group(StrEnum):
    """What a notice is about, as far as mail goes: each person chooses a rhythm for the first two."""

    MINE = "mine"  # something waits for the reader
    NEWS = "news"  # something happened to a report the reader follows
    ROUND = "round"  # a date of a round: a mail of its own, at once, whatever the reader chose


class Rhythm(StrEnum):
    """How often somebody wants mail."""

    AT_ONCE = "at_once"
    DAILY = "daily"  # on business days
    WEEKLY = "weekly"
    FRONT = "front"  # no mail: on the page of one's work only


class Sees(StrEnum):
    """Who may see a notice, asked when it is made, shown and mailed."""

    READERS = "readers"  # whoever may read the report
    COLLEAGUES = "colleagues"  # those in the municipality who write, approve or deliver it
    REVIEWERS = "reviewers"  # the region
    DISTRICTS = "districts"  # those with a role in a city district of the municipality


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRule:
    """What is told of an event, to whom, in which words and with a link to where.

    `to` are roles held in the municipality or its region; the person an act names stands for `named`. Where that finds
    nobody but whoever acted, `otherwise` is told. `place` is a path with {report}, {section}, {address} and {round}.
    """

    code: str
    event: str
    group: Group
    sees: Sees
    to: frozenset[Role]
    named: bool
    otherwise: frozenset[Role]
    place: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody with a role that reaches the report."""

    account: Account
    held: Held


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """A notice to one person. `day` is the date it speaks of, `at` when it was made."""

    id: int
    code: str
    municipality_id: int
    region_id: int | None
    municipality: str  # name, as in the report's year
    report_id: int
    edition: EditionPin
    period: ReportPeriod
    section: str
    address: str
    day: date | None
    actor_name: str
    at: datetime
    read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A person's rhythm for each group, and when a mail that collects goes: an hour in Oslo, a day of the week."""

    mine: Rhythm = Rhythm.AT_ONCE
    news: Rhythm = Rhythm.DAILY
    hour: int = 8
    weekday: int = 0  # Monday

    def of(self, group: Group) -> Rhythm:
        """The rhythm of a group. Dates of rounds always go at once."""
        return {Group.MINE: self.mine, Group.NEWS: self.news, Group.ROUND: Rhythm.AT_ONCE}[group]


HOURS = range(6, 21)  # never in the night, and so never in an hour that clocks skip or repeat
WEEKDAYS = range(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A notice that has not been mailed, as far as its moment goes."""

    id: int
    group: Group
    at: datetime
