"""Findings: what a check, a reader or a rule has to say. They carry codes and facts; texts are looked up later."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from boso.kernel.sources import Place


class Severity(StrEnum):
    """`fatal` stops reading and later checks, `error` blocks delivery, `warning` wants a reason, `info` only tells."""

    FATAL = "fatal"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def blocks(self) -> bool:
        """A report with a finding of this severity cannot be delivered."""
        return self in (Severity.FATAL, Severity.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a person should know. `params` holds what was found and what was expected, for the message.

    The message itself is data of the rule (`questionnaires`), in nb, nn and en, with `{name}` for each parameter.
    """

    code: str
    severity: Severity
    place: Place = field(default_factory=Place)
    params: Mapping[str, object] = field(default_factory=dict)
