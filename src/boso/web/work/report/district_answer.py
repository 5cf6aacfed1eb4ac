"""One part that a city district gave: what it was before, and the way back to that."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_POST

from boso.kernel.errors import BosoError, NotFound
from boso.reporting.actions.districts import restore_part
from boso.reporting.editions import edition_of
from boso.reporting.queries.districts import list_part_history
from boso.reporting.rules.asking import asked_by
from boso.reporting.values.fields import Address, Home
from boso.web.middleware.errors import status_of
from boso.web.presenters import districts as presenter
from boso.web.presenters.editor.about import steps_shown
from boso.web.presenters.labels import labels_of
from boso.web.visitor import visitor_of
from boso.web.work.report.districts import found, how_of_district, why_closed_to

MOST_DIGITS = 17


@require_GET
def show(request: HttpRequest, report_id: int, district: str) -> HttpResponse:
    """The history of the part at `felt`."""
    return _page(request, report_id, district)


@require_POST
def restore(request: HttpRequest, report_id: int, district: str) -> HttpResponse:
    """Let the part be again what it was before."""
    _report, row = found(request, report_id, district)
    address, step = request.POST.get("felt", ""), request.POST.get("step", "")
    try:
        restore_part(
            report_id=report_id,
            district_id=row.id,
            address=address,
            step_id=int(step) if step.isdecimal() and len(step) < MOST_DIGITS else 0,
            **how_of_district(request, report_id),
        )
    except NotFound:
        raise
    except BosoError as fault:
        return _page(request, report_id, district, refusal=gettext(str(fault)), status=status_of(fault))
    messages.success(request, gettext("Svaret er hentet fram igjen."))
    return redirect(f"{reverse('district', args=[report_id, district])}#{address}")


def _page(request: HttpRequest, report_id: int, district: str, *, refusal: str = "", status: int = 200) -> HttpResponse:
    report, row = found(request, report_id, district)
    edition, language = edition_of(report), get_language() or "nb"
    at = request.POST.get("felt", "") or request.GET.get("felt", "")
    asked, address = asked_by(edition).get(at), Address.read(at)
    if asked is None or address is None or address.home is not Home.FIGURE:
        raise NotFound(gettext("Skjemaet spør ikke om dette."))
    history = list_part_history(report, row.id, address.code, within=[report.municipality_id])
    page = {
        "report": report,
        "title": presenter.title(report, edition, language),
        "district": row,
        "address": at,
        "label": labels_of(edition, language)[address.code].whole,
        "steps": steps_shown(history, asked.type),
        "editable": not why_closed_to(visitor_of(request), report, row),
        "refusal": refusal,
    }
    return render(request, "web/inside/district_answer.html", page, status=status)
