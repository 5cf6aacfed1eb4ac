"""Texts of municipalities with their themes: those that a person let out, and those an editor may tag."""

from dataclasses import dataclass
from datetime import datetime

from boso.kernel.periods import ReportPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedText:
    """A text anyone may read, as it was when a person released it. `municipality` is the slug, `name` as in the year.

    `about` says what its question asks of (learning, barrier, both), empty for any other; `edition` is the address.
    """

    id: int
    report_id: int
    municipality: str
    name: str
    region: str
    invented: bool
    template: str
    edition: str
    period: ReportPeriod
    code: str
    text: str
    about: str
    themes: tuple[str, ...]
    released_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesTold:
    """The released answers on learning and barriers in a region and year: by theme, those without one, and how many
    answers of published reports nobody has released."""

    by_theme: dict[str, tuple[ReleasedText, ...]]
    untagged: tuple[ReleasedText, ...]
    unreleased: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedText:
    """An answer on learning or barriers, for those inside, with the themes found in it; without any, nobody has looked.

    `released` says that the text stands as it is in public.
    """

    id: int
    report_id: int
    municipality: str
    name: str
    edition: str
    period: ReportPeriod
    code: str
    text: str
    about: str
    themes: tuple[str, ...]
    certain: bool
    released: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRow:
    """A release of a text, for those inside: who let it out and when, and who took it back and why."""

    code: str
    number: int
    version: int
    text: str
    actor_name: str
    at: datetime
    withdrawn_at: datetime | None
    withdrawn_by_name: str
    why: str

    @property
    def stands(self) -> bool:
        """It has not been withdrawn."""
        return self.withdrawn_at is None
