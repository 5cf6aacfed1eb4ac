"""The parts pages are made of."""

from datetime import date, datetime

from django import template
from django.template import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from boso.kernel.dates import PartialDate, print_date
from boso.kernel.findings import Severity
from boso.web.presenters.figures import FigureView

register = template.Library()

ABOUT = (
    ("about", _("Om tallene")),
    ("definitions", _("Definisjoner")),
    ("accessibility", _("Tilgjengelighet")),
    ("privacy", _("Personvern")),
)
COLOURS = {
    Severity.FATAL.value: "danger",
    Severity.ERROR.value: "danger",
    Severity.WARNING.value: "warning",
    Severity.INFO.value: "info",
}


@register.inclusion_tag("web/parts/figure.html")
def figure(figure: FigureView) -> dict[str, object]:
    """A figure by itself: name, number with unit and year, its kind in words, and where it comes from."""
    return {"figure": figure}


@register.inclusion_tag("web/parts/figure_cell.html")
def figure_cell(figure: FigureView | None) -> dict[str, object]:
    """A figure in a table; its way down is a link. None is a cell that nothing was asked for."""
    return {"figure": figure}


@register.inclusion_tag("web/parts/empty.html")
def empty(text: str, href: str = "", link: str = "") -> dict[str, object]:
    """An empty place: what is missing, and what to do next."""
    return {"text": text, "href": href, "link": link}


@register.inclusion_tag("web/parts/about_pages.html", takes_context=True)
def about_pages(context: Context) -> dict[str, object]:
    """The pages about boso, the one that is open marked."""
    pages = [(reverse(name), label) for name, label in ABOUT]
    return {"pages": pages, "here": context["request"].path}


@register.simple_tag(takes_context=True)
def text_of_block(context: Context, name: str) -> SafeString:
    """What a block of the page says, once more: a title is written in one place and told in several."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return mark_safe(" ".join(block.nodelist.render(context).split())) if block else mark_safe("")  # noqa: S308


@register.filter
def severity_colour(severity: str) -> str:
    """The design system's colour for a severity; its word always stands beside it."""
    return COLOURS.get(severity, "neutral")


@register.filter
def day(value: date) -> str:
    """A day in words, in the reader's language."""
    return print_date(value, get_language() or "nb")


@register.filter
def expected(iso: str) -> str:
    """A date as far as it is known ("2014-06"), in words; what is no date stays as it is."""
    parts = iso.split("-")
    if not iso or not all(part.isdecimal() for part in parts):
        return iso
    return print_date(PartialDate(*(int(part) for part in parts)), get_language() or "nb")


@register.filter
def moment(value: datetime) -> str:
    """A day in words with the time of it, as clocks show it in Norway."""
    local = timezone.localtime(value)
    return f"{day(local.date())} {local:%H:%M}"
