"""Handing over: everything a new leader needs on one page, taken over with one act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from boso.access.actions import take_over
from boso.access.queries import list_members_over_time
from boso.access.values import Permission
from boso.audit.queries import list_for_scopes
from boso.audit.values import municipality_scope
from boso.importers.proposals import ImportState
from boso.importers.queries import list_imports
from boso.kernel.errors import NotFound
from boso.places.queries import get_municipality
from boso.reporting.queries import count_doubtful, list_reports
from boso.reporting.queries.delivering import readiness
from boso.reporting.queries.editing import list_assignments
from boso.web.presenters import handover as presenter
from boso.web.presenters import importing, log, managing
from boso.web.visitor import visitor_of

NEWEST = 20  # of the history


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """What is open, promised, in doubt and waiting, who is who, and what was done last."""
    visitor, place = visitor_of(request), get_municipality(slug)
    if place.id not in visitor.within(Permission.MANAGE_PEOPLE):
        raise NotFound(gettext("Stedet finnes ikke, eller du styrer ikke tilgang der."))
    within = frozenset({place.id})
    scope = managing.scope_of(place)
    if request.method == "POST":
        take_over(scope=scope, actor=visitor.actor, now=visitor.now)
        messages.success(request, gettext("Det er notert at du har overtatt."))
        return redirect("handover", slug)
    reports = [report for report in list_reports(within) if not report.historical]
    names = {municipality_scope(place.id): place.name}
    page = {
        "place": place,
        "may_take": managing.leads(visitor.held, scope, on=visitor.today),
        "reports": presenter.open_reports(reports, count_doubtful(within)),
        "promised": [
            each
            for report in reports
            for each in presenter.promised(report, readiness(report.id, within=within, now=visitor.now).promises)
        ],
        "imports": [importing.line(row, None) for row in list_imports(within) if row.state is ImportState.PROPOSED],
        "asked": [each for each in list_assignments(within) if not each.done],
        "people": [
            managing.member(row, (), scope, last=False, on=visitor.today) for row in list_members_over_time(scope)
        ],
        "history": log.lines(list_for_scopes([municipality_scope(place.id)], limit=NEWEST), names),
    }
    return render(request, "web/inside/handover.html", page)
