"""Where a figure, a text or a finding comes from: a place in a file, and the source as a whole."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a source. Only what the format has is set.

    txt: `page` as printed, `start` and `end` in code points of the whole file (end exclusive); PDF adds `bbox`
    (x0, top, x1, bottom in points) and counts pages from 1; DOCX: `table`, `row`, `column` or `paragraph`, from 0;
    XLSX: `sheet` and `cell`. `field` names a question or indicator of a form, `section` its section.
    """

    page: int | None = None
    start: int | None = None
    end: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    cell: str | None = None
    section: str | None = None
    field: str | None = None

    def as_json(self) -> dict[str, object]:
        """Only the parts that are set."""
        return {key: value for key in self.__slots__ if (value := getattr(self, key)) is not None}


class Origin(StrEnum):
    """By which way a figure came into the system."""

    TYPED = "typed"
    IMPORTED = "imported"
    REGISTER = "register"
    CARRIED = "carried"
    COMPUTED = "computed"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The origin of a value: the way it came, a label a person understands, and the place if it has one."""

    origin: Origin
    label: str
    place: Place | None = None
    reference: str = ""
