"""What the page on method explains: each thing that may stand in a cell, and what it means for sums."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language

from boso.kernel.figures import Figure, Kind
from boso.kernel.number_printing import print_figure
from boso.web.presenters.figures import KIND_WORDS


@dataclass(frozen=True, slots=True)
class KindView:
    """How a kind of answer looks, what it means, and whether it is added up."""

    shown: str
    meaning: str
    in_sums: bool


def kinds() -> list[KindView]:
    """Every kind but the plain number, with an example."""
    return [_kind(kind) for kind in Kind if kind is not Kind.NUMBER]


def _kind(kind: Kind) -> KindView:
    example = Figure(kind=kind, value=Decimal(60) if kind.has_value else None)
    return KindView(print_figure(example, get_language() or "nb"), str(KIND_WORDS[kind]), kind.in_sums)
