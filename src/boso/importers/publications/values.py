"""A document that boso wrote, read back: what it is, and every figure with its kind, as the visible cells say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from boso.importers.values import Candidate
from boso.kernel.figures import Figure
from boso.kernel.findings import Finding
from boso.kernel.sources import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCell:
    """A visible cell: its text, and the kind that stands in the column beside it where there is one."""

    text: str
    place: Place
    kind: str = ""
    changed: bool = False  # tracked changes: what is visible may not be what was meant


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTable:
    """A visible table: its caption, the heads of its columns, and its rows, the first cell of each its head."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[SeenCell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """A figure of a table: where in the document it stands, in words and as a place, and what it says.

    `figure.certain` is false where a person is asked: the document says it is doubtful, or it was changed after boso
    wrote it; `candidates` are then the visible value and the one of the document's own data.
    """

    table: str
    row: str
    column: str
    figure: Figure
    shown: str
    place: Place
    code: str | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPublication:
    """What was understood. `about` holds municipality or region, and year, as far as known; `own_data` tells whether
    the document still carries its own data or was read from what is visible alone."""

    file: str
    kind: str
    title: str
    language: str
    identifier: str | None
    about: Mapping[str, object]
    own_data: bool
    figures: tuple[PublishedFigure, ...]
    findings: tuple[Finding, ...] = field(default=())
