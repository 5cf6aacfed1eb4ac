"""The form that a report or a round is in: the edition and revision it was opened with, ever after."""

from typing import Protocol

from boso.questionnaires.loading import load
from boso.questionnaires.values import Edition
from boso.reporting.values import EditionPin


class Pinned(Protocol):
    """Something in an edition, as others see it: a report, a round, a notice."""

    @property
    def edition(self) -> EditionPin: ...


class Stored(Protocol):
    """The same as it is stored."""

    template: str
    edition: str
    revision: int
    digest: str


def edition_of(pinned: Pinned) -> Edition:
    """The edition and revision something is in."""
    return edition_at(pinned.edition)


def edition_at(pin: EditionPin) -> Edition:
    """The edition and revision a pin names."""
    return load(f"{pin.address}@{pin.revision}")


def pin_of(stored: Stored) -> EditionPin:
    """What names the edition of something stored."""
    return EditionPin(template=stored.template, name=stored.edition, revision=stored.revision, digest=stored.digest)
