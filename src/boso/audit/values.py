"""What the audit log tells: who did what, to which thing, when and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act. `scope` says whom it concerns, as text (`municipality:12`, `region:1`, `programme`).

    Actor, subject and scope are text, not references: the log outlives what it speaks of.
    """

    at: datetime
    actor_id: str
    actor_name: str
    act: str
    subject_type: str
    subject_id: str
    scope: str
    reason: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


def municipality_scope(municipality_id: int) -> str:
    """The scope of what concerns one municipality."""
    return f"municipality:{municipality_id}"


def region_scope(region_id: int) -> str:
    """The scope of what concerns one region."""
    return f"region:{region_id}"


PROGRAMME_SCOPE = "programme"
