"""The parts pages are made of."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from boso.kernel.dates import print_date
from boso.kernel.findings import Severity
from boso.web.presenters.figures import FigureView

register = template.Library()

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


@register.filter
def severity_colour(severity: str) -> str:
    """The design system's colour for a severity; its word always stands beside it."""
    return COLOURS.get(severity, "neutral")


@register.filter
def day(value: date) -> str:
    """A day in words, in the reader's language."""
    return print_date(value, get_language() or "nb")


@register.filter
def moment(value: datetime) -> str:
    """A day in words with the time of it, as clocks show it in Norway."""
    local = timezone.localtime(value)
    return f"{day(local.date())} {local:%H:%M}"
