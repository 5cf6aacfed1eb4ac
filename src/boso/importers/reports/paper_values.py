"""A document of boso as it is visible: headings, lines of text, remarks and tables, in order."""

from dataclasses import dataclass

from boso.importers.publications.values import SeenTable
from boso.kernel.sources import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenHeading:
    """A heading of any level."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLines:
    """Lines that a person wrote; an empty one is an empty text. `changed`: by tracked changes."""

    lines: tuple[str, ...]
    place: Place
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenNote:
    """A remark of boso's own, as that a text is not answered."""

    text: str
    place: Place


SeenBlock = SeenHeading | SeenLines | SeenNote | SeenTable


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPaper:
    """All of it; `remarks` counts comments in the margin, which are not read."""

    blocks: tuple[SeenBlock, ...]
    changed: bool = False  # tracked changes somewhere
    remarks: int = 0
