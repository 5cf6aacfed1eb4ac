"""Signing and delivering a report: one list of what is left, the steps, and one button for each person."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from boso.access.values import Permission
from boso.kernel.dates import DateProblem, read_date
from boso.kernel.errors import BosoError, Invalid, NotFound
from boso.reporting.actions import delivering, signing
from boso.reporting.actions.explaining import answer_warning
from boso.reporting.editions import edition_of
from boso.reporting.queries import get_report
from boso.reporting.queries.delivering import get_delivery, list_deliveries, readiness
from boso.reporting.queries.reviewing import list_questions
from boso.reporting.queries.rounds_of_reports import answer_day
from boso.reporting.rules.signing import Act, Right
from boso.reporting.rules.supplementing import can_supplement
from boso.reporting.values import ReportRow, Status
from boso.reporting.values.reviewing import QuestionState
from boso.web.document_files import file_of
from boso.web.forms.numbers import number_in
from boso.web.middleware.errors import status_of
from boso.web.presenters import delivery as presenter
from boso.web.presenters import receipts
from boso.web.presenters.report_document import file_name
from boso.web.visitor import Visitor, acting, visitor_of

RIGHTS = (
    (Right.EDIT, Permission.EDIT_REPORTS),
    (Right.APPROVE, Permission.APPROVE_REPORTS),
    (Right.DELIVER, Permission.DELIVER_REPORTS),
)
DONE = {
    Act.MARK_READY: _("Rapporten er meldt klar. Programansvarlig kan godkjenne den."),
    Act.APPROVE: _("Rapporten er godkjent. Den kan leveres."),
    Act.DECLINE: _("Rapporten er sendt tilbake til den som skriver."),
    Act.REOPEN: _("Rapporten er åpnet igjen."),
    Act.WITHDRAW: _("Rapporten er trukket tilbake. Kvitteringen for det som ble levert, står fortsatt."),
}


@require_GET
def show(request: HttpRequest, report_id: int) -> HttpResponse:
    """What is left, who does the next step, and what has happened."""
    return _page(request, report_id)


def step(act: Act) -> Callable[..., HttpResponse]:
    """The page that takes one step and comes back."""

    @require_POST
    def take(request: HttpRequest, report_id: int) -> HttpResponse:
        def act_on() -> str:
            signing.take_step(report_id=report_id, act=act, reason=request.POST.get("reason", ""), **acting(request))
            messages.success(request, str(DONE[act]))
            return "deliver"

        return _done(request, report_id, act_on)

    return take


@require_POST
def send(request: HttpRequest, report_id: int) -> HttpResponse:
    """Deliver, and show the receipt; a second click shows the same one."""

    def deliver() -> str:
        delivering.deliver(report_id=report_id, **acting(request))
        return "receipt"

    return _done(request, report_id, deliver)


@require_POST
def nothing(request: HttpRequest, report_id: int) -> HttpResponse:
    """Deliver that there is nothing to report."""

    def deliver() -> str:
        delivering.deliver_nothing(
            report_id=report_id, confirmed=request.POST.get("confirmed") == "yes", **acting(request)
        )
        return "receipt"

    return _done(request, report_id, deliver)


@require_POST
def steering(request: HttpRequest, report_id: int) -> HttpResponse:
    """Record, or take away, a day on which a steering group considered the report."""

    def record() -> str:
        wrong = request.POST.get("remove", "")
        if wrong:
            signing.remove_steering_date(report_id=report_id, day=_day(wrong), **acting(request))
            messages.success(request, gettext("Datoen er tatt bort."))
        else:
            signing.record_steering_date(report_id=report_id, day=_day(request.POST.get("day", "")), **acting(request))
            messages.success(request, gettext("Datoen er ført inn."))
        return "deliver"

    return _done(request, report_id, record)


@require_POST
def reason(request: HttpRequest, report_id: int) -> HttpResponse:
    """Store the reason for one warning."""

    def answer() -> str:
        answer_warning(
            report_id=report_id,
            key=request.POST.get("key", ""),
            reason=request.POST.get("reason", ""),
            **acting(request),
        )
        messages.success(request, gettext("Grunnen er lagret."))
        return "deliver"

    return _done(request, report_id, answer)


@require_GET
def receipt(request: HttpRequest, report_id: int) -> HttpResponse:
    """The receipt of what was delivered last, or of an earlier version."""
    within = visitor_of(request).within(Permission.READ_REPORTS)
    report = get_report(report_id, within=within)
    row = get_delivery(report_id, within=within, version=number_in(request.GET.get("versjon")))
    page = {
        "report": report,
        "page": receipts.page(report, row),
        "late": row.version == report.version and bool(can_supplement(report.status, historical=report.historical)),
        "others": [r for r in list_deliveries(report_id, within=within) if r.version != row.version],
    }
    return render(request, "web/inside/receipt.html", page)


@require_GET
def receipt_file(request: HttpRequest, report_id: int) -> HttpResponse:
    """The receipt as a PDF."""
    within = visitor_of(request).within(Permission.READ_REPORTS)
    report = get_report(report_id, within=within)
    row = get_delivery(report_id, within=within, version=number_in(request.GET.get("versjon")))
    receipt = receipts.publication(receipts.page(report, row), made=visitor_of(request).today)
    kind = edition_of(report).document_type
    return file_of(receipt, "pdf", file_name(report, kind, row.version, about=gettext("kvittering")))


def _done(request: HttpRequest, report_id: int, act: Callable[[], str]) -> HttpResponse:
    """Act and go on; where it could not be done, the page says why and nothing that was typed is lost."""
    try:
        page = act()
    except NotFound:
        raise
    except BosoError as fault:
        return _page(request, report_id, refusal=gettext(str(fault)), status=status_of(fault))
    return redirect(page, report_id)


def _page(request: HttpRequest, report_id: int, *, refusal: str = "", status: int = 200) -> HttpResponse:
    visitor = visitor_of(request)
    ready = readiness(report_id, within=visitor.within(Permission.READ_REPORTS), now=visitor.now)
    rights = _rights(visitor, ready.report.municipality_id)
    page = {
        "report": ready.report,
        "page": presenter.page(ready, rights, now=visitor.now, back=_back(ready.report, visitor)),
        "rights": {right.value for right in rights},
        "refusal": refusal,
        "typed": request.POST if status != 200 else {},
    }
    return render(request, "web/inside/delivery.html", page, status=status)


def _back(report: ReportRow, visitor: Visitor) -> presenter.AskedBack | None:
    """What the region waits for, where the report was asked back."""
    if report.status is not Status.ASKED_BACK:
        return None
    within = visitor.within(Permission.READ_REPORTS)
    waiting = list_questions(within, reports=[report.id], states=[QuestionState.OPEN])
    return presenter.AskedBack(questions=len(waiting), by=answer_day(report, within=within))


def _rights(visitor: Visitor, municipality_id: int) -> frozenset[Right]:
    return frozenset(right for right, permission in RIGHTS if municipality_id in visitor.within(permission))


def _day(written_day: str) -> date:
    reading = read_date(written_day)
    if reading.problem in (DateProblem.NO_SUCH_DAY, DateProblem.NO_SUCH_MONTH):
        raise Invalid(gettext("Datoen %(date)s finnes ikke.") % {"date": written_day})
    if reading.value is None or reading.value.day is None or reading.value.year is None:
        raise Invalid(gettext("Skriv datoen som 14.02.2014."))
    return date(reading.value.year, reading.value.month or 1, reading.value.day)
