"""An annual report as it is kept: editors' texts, data releases with what changed between them, and publications."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from boso.places.values import RegionRow
from boso.publishing.annual.cells import SHORT
from boso.publishing.values import Publication
from boso.publishing.words import word

FILES = ("pdf", "docx", "xlsx", "json")
LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """A version of an editor's text. `number` 0 is the text that nobody has written yet."""

    slot: str
    language: str
    number: int
    text: str
    at: datetime | None = None
    actor_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What stood in a cell: its kind, and the digits when it held a number that anyone may see."""

    kind: str
    value: str | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell that is not what it was. `municipality` and `name` are empty for the region's sum; a side may be None."""

    municipality: str
    name: str
    code: str
    year: int
    before: State | None
    after: State | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRow:
    """A data release. `published` are the languages in which the public may read it now."""

    id: int
    region: RegionRow
    year: int
    number: int
    identifier: str
    digest: str
    reason: str
    at: datetime
    actor_name: str
    changes: tuple[CellChange, ...] = ()
    texts: Mapping[str, int] = field(default_factory=dict)  # version by "language:slot"
    published: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """Its name in addresses, for ever."""
        return slug_of(self.region.code, self.year, self.number)

    @property
    def short(self) -> str:
        """The identifier as it is printed."""
        return self.identifier[:SHORT]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRow:
    """A release that anyone may read. `superseded_by` is the address name of a later published one, or empty."""

    slug: str
    region: RegionRow
    year: int
    release: int
    identifier: str
    languages: tuple[str, ...]
    frozen_at: datetime
    published_at: datetime
    reason: str = ""
    superseded_by: str = ""
    files: tuple[str, ...] = FILES

    @property
    def short(self) -> str:
        """The identifier as it is printed."""
        return self.identifier[:SHORT]

    @property
    def invented(self) -> bool:
        """It is about municipalities that do not exist."""
        return self.region.invented

    def title(self, language: str) -> str:
        """The title of the document."""
        return word("annual_title", language, name=self.region.name, year=self.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published release with its document in a language, and the cells that differ from the release before."""

    row: PublishedRow
    language: str
    document: Publication
    changes: tuple[CellChange, ...] = ()
    previous: str = ""  # the address name of the release before, where it is published


def slug_of(region: str, year: int, number: int) -> str:
    """The name of a release in addresses: region, year, number."""
    return f"{region}-{year}-{number}"


def parse_slug(slug: str) -> tuple[str, int, int] | None:
    """Region's code, year and number out of such a name; None for any other text."""
    region, _, rest = slug.rpartition("-")
    region, _, year = region.rpartition("-")
    if not (region and year.isdecimal() and rest.isdecimal() and slug_of(region, int(year), int(rest)) == slug):
        return None
    return region, int(year), int(rest)
