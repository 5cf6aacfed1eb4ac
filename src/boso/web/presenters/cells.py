"""Very many figures in one table: each cell as `parts/figure_cell.html` writes it, the plain ones without the template.

A comparison may have thousands of cells. A plain number is written here in one line of text; every other cell comes
from the template, once for all that look alike. A test holds the two to the same.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from html import escape

from django.template.loader import render_to_string
from django.utils.translation import get_language

from boso.kernel.figures import Figure, Kind, rounded
from boso.kernel.number_printing import print_number
from boso.web.presenters.figures import view

HREF = "#way-down"
KEPT = 4096


def cell_writer(decimals: int) -> Callable[[Figure, str], str]:
    """A function that writes a figure, and the way down from it where there is one, as the content of a cell."""
    language = get_language() or "nb"

    def write(figure: Figure, href: str) -> str:
        if figure.kind is Kind.NUMBER and figure.certain and not figure.as_published and href:
            return f'<a class="way-down" href="{href}">{_number(figure.number, decimals)}</a>'
        return _other(figure, decimals, language, bool(href)).replace(HREF, href)

    return write


@lru_cache(maxsize=KEPT)
def _number(value: Decimal, decimals: int) -> str:
    """A plain number as it is printed; most of them come many times."""
    return print_number(value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


@lru_cache(maxsize=KEPT)
def _other(figure: Figure, decimals: int, language: str, leads: bool) -> str:
    """Any other cell, with a mark where its address goes. `language` keeps the words of each language apart."""
    del language
    shown = view(rounded(figure, decimals), href=HREF if leads else "")
    return render_to_string("web/parts/figure_cell.html", {"figure": shown}).strip()


def address(text: str) -> str:
    """An address as it may stand in a page."""
    return escape(text)
