"""A workbook that came back, as values: what it would change, and how each change stands against the report now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from boso.kernel.findings import Finding
from boso.reporting.values.differing import FieldChange, What
from boso.reporting.values.fields import EMPTY, Content


class OfferState(StrEnum):
    """How a change stands against the report as it is now."""

    READY = "ready"  # nobody else has touched it
    ASKED = "asked"  # it was read from something doubtful; a person looks before it is taken
    CLASH = "clash"  # somebody has changed the same since the workbook was made
    CLOSED = "closed"  # the report cannot be changed there now
    GONE = "gone"  # the row is not there any more
    DONE = "done"  # the report says the same already


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedChange:
    """One answer, or one whole row, that differs from what the workbook was made with.

    `base` are the marks of what stood there then: of the field, or of each column of the row.
    """

    number: int
    what: What
    address: str  # of a whole row without a column: "money:12", "new:activities:1"
    table: str = ""
    mine: Content = EMPTY
    cells: Mapping[str, Content] = field(default_factory=dict)
    base: Mapping[str, str] = field(default_factory=dict)
    why: str = ""  # "formula", "both" or "unread": asked about
    sheet: str = ""
    cell: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "number": self.number,
            "what": self.what.value,
            "address": self.address,
            "table": self.table,
            "mine": plain(self.mine),
            "cells": {column: plain(content) for column, content in self.cells.items()},
            "base": dict(self.base),
            "why": self.why,
            "sheet": self.sheet,
            "cell": self.cell,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "UploadedChange":
        """What `as_json` wrote."""
        return cls(
            **{
                **stored,
                "what": What(stored["what"]),
                "mine": Content(*stored["mine"]),
                "cells": {column: Content(*content) for column, content in stored["cells"].items()},
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A change as it is offered: beside what stands there now. `seen` is the mark of what stands there."""

    change: UploadedChange
    state: OfferState
    shown: FieldChange
    seen: str

    @property
    def open(self) -> bool:
        """It can be taken."""
        return self.state in (OfferState.READY, OfferState.ASKED, OfferState.CLASH)


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadRow:
    """A workbook that came back, in a list."""

    id: int
    report_id: int
    name: str
    version: int
    made: datetime
    at: datetime
    by: str
    changes: int
    taken: int
    taken_at: datetime | None
    taken_by: str
    undone_at: datetime | None
    undone_by: str

    @property
    def can_be_undone(self) -> bool:
        """Something of it stands in the report."""
        return self.taken > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadView:
    """A workbook that came back, with its changes against the report now, and what reading it had to say."""

    row: UploadRow
    offers: tuple[Offer, ...]
    findings: tuple[Finding, ...]

    @property
    def open(self) -> tuple[Offer, ...]:
        """What can be taken."""
        return tuple(offer for offer in self.offers if offer.open)


def plain(content: Content) -> list[str]:
    """A content as JSON holds it."""
    return [content.kind, content.value, content.expected]
