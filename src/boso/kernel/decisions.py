"""Who acts, and the answer to "may I?"."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The one who does something: a person with an account, or the system itself (`system`)."""

    id: str
    name: str


SYSTEM = Actor(id="system", name="boso")


@dataclass(frozen=True, slots=True)
class Decision:
    """May it be done? `reason` is a code of a text that explains a no; it serves guard, button and tooltip alike."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(True)


def no(reason: str) -> Decision:
    """A refusal with its reason."""
    return Decision(False, reason)
