"""Late answers to a delivered report: looked over, sent, and asked for by the region."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from boso.access.values import Permission
from boso.kernel.dates import read_date
from boso.kernel.errors import BosoError, Invalid, NotFound
from boso.kernel.figures import Kind
from boso.kernel.findings import Finding
from boso.questionnaires.checks.messages import message
from boso.reporting.actions.opening_fields import open_for_supplement, take_back_opening
from boso.reporting.actions.supplementing import Unfit, preview, supplement
from boso.reporting.queries.promises import list_promise_history, list_promises
from boso.reporting.queries.supplementing import list_opened, list_supplements
from boso.reporting.values.fields import Typed
from boso.reporting.values.supplementing import OpenState, Previewed
from boso.web.forms.answers import pressed, typed_in
from boso.web.forms.numbers import number_in
from boso.web.middleware.errors import status_of
from boso.web.presenters import supplementing as presenter
from boso.web.presenters.lost_answers import Past, lost_answers
from boso.web.visitor import acting, visitor_of
from boso.web.work.report.opening import open_editor

STANDS = "!stands"  # ticked beside a field: its answer stays as it is
DOES = (("send", Permission.DELIVER_REPORTS), ("open", Permission.REVIEW_REPORTS))


@require_GET
def show(request: HttpRequest, report_id: int) -> HttpResponse:
    """What is waited for, overdue first, each with its field."""
    return _page(request, report_id)


@require_POST
def send(request: HttpRequest, report_id: int) -> HttpResponse:
    """Show what sending would do, or send; nothing that was typed is lost where it cannot be done."""
    typed = typed_in(request.POST)
    seen_version, stands = number_in(request.POST.get("version")) or 0, _standing(request)
    how: dict[str, Any] = {**acting(request, Permission.DELIVER_REPORTS), "version": seen_version, "stands": stands}
    sending = pressed(request.POST)[0] == "send"
    try:
        if not sending:
            seen = preview(report_id=report_id, typed=typed, **how)
            return _page(request, report_id, typed=typed, seen=seen)
        receipt = supplement(report_id=report_id, typed=typed, reason=request.POST.get("reason", ""), **how)
    except NotFound:
        raise
    except Unfit as fault:
        said = {address: gettext(why) for address, why in fault.refused.items()}
        return _page(request, report_id, typed=typed, refused=said, refusal=str(fault), status=422)
    except BosoError as fault:
        found = fault.findings if isinstance(fault, Invalid) else ()
        refusal = gettext(str(fault))
        return _page(request, report_id, typed=typed, refusal=refusal, found=found, status=status_of(fault))
    if receipt.version == how["version"] and how["stands"]:
        messages.success(request, gettext("Svaret er sendt til Husbanken. Tallene i rapporten står som før."))
        return redirect("supplement", report_id)
    messages.success(request, gettext("Sendt. Versjon %(n)s er levert.") % {"n": receipt.version})
    return redirect("receipt", report_id)


@require_POST
def ask(request: HttpRequest, report_id: int) -> HttpResponse:
    """Open a field for the municipality, with why and until when; or take that back."""
    how = acting(request, Permission.REVIEW_REPORTS)
    action, target = pressed(request.POST)
    try:
        if action == "take_back":
            take_back_opening(report_id=report_id, number=number_in(target) or 0, **how)
            messages.success(request, gettext("Feltet er ikke lenger åpent."))
        else:
            address, reason = request.POST.get("felt", ""), request.POST.get("why", "")
            if not address:
                raise Invalid(gettext("Velg feltet kommunen skal fylle ut."))
            due = _due(request.POST.get("due", ""))
            open_for_supplement(report_id=report_id, address=address, reason=reason, due=due, **how)
            messages.success(request, gettext("Feltet er åpnet, og kommunen har fått beskjed."))
    except NotFound:
        raise
    except BosoError as fault:
        return _page(request, report_id, opening=gettext(str(fault)), status=status_of(fault))
    return redirect("supplement", report_id)


def _page(
    request: HttpRequest,
    report_id: int,
    *,
    typed: Mapping[str, Typed] | None = None,
    refused: Mapping[str, str] | None = None,
    refusal: str = "",
    opening: str = "",
    found: tuple[Finding, ...] = (),
    seen: Previewed | None = None,
    status: int = 200,
) -> HttpResponse:
    visitor = visitor_of(request)
    within = visitor.within(Permission.READ_REPORTS)
    shown_typed = {address: _as_number(each) for address, each in (typed or {}).items()}
    opened = open_editor(request, report_id, typed=shown_typed, refused=refused)
    owner = opened.drafts.own.content.report.municipality_id
    may = frozenset(what for what, permission in DOES if owner in visitor.within(permission))
    editor = replace(opened, editable="send" in may, proposals={}, rows_proposed={})
    past = Past(
        opened=list_opened(within, reports=[report_id], only_open=False),
        history=list_promise_history(report_id, within=within),
    )
    waiting = presenter.Waiting(
        editor=editor,
        promises=list_promises(within, today=visitor.today, reports=[report_id]),
        opened=[row for row in past.opened if row.state is OpenState.OPEN],
        history=past.history,
        supplements=list_supplements(report_id, within=within),
        stands=_standing(request),
    )
    page = presenter.page(waiting, may, seen=seen, chosen=request.POST.get("felt", ""))
    shown = {
        "editor": editor,
        "report": editor.drafts.own.content.report,
        "page": page,
        "lost": list(lost_answers(typed or {}, [late.field.address for late in page.late], past, editor)),
        "refusal": refusal,
        "opening": opening,
        "found": [message(f, editor.language) for f in found],
        "sent": request.POST,
    }
    return render(request, "web/inside/supplement.html", shown, status=status)


def _standing(request: HttpRequest) -> frozenset[str]:
    return frozenset(name.removesuffix(STANDS) for name in request.POST if name.endswith(STANDS))


def _as_number(typed: Typed) -> Typed:
    """A number typed where a promise stood keeps it: nothing comes later any more."""
    return replace(typed, kind=Kind.NUMBER.value, expected="") if typed.text and typed.kind == Kind.PENDING else typed


def _due(written: str) -> date | None:
    value = read_date(written.strip()).value if written.strip() else None
    if written.strip() and (value is None or value.day is None or value.first is None):
        raise Invalid(gettext("Skriv en dato, for eksempel 19.02.2014."))
    return value.first if value else None
