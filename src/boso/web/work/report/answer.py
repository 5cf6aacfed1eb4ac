"""About one answer or one section: its history, what colleagues said of it, and who was asked for it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from boso.access.queries import get_account, list_members
from boso.access.values import PERMISSIONS, Permission, Scope
from boso.kernel.dates import read_date
from boso.kernel.errors import BosoError, Invalid, NotFound
from boso.places.queries import get_municipality
from boso.reporting.actions.answering import put_content
from boso.reporting.actions.together import add_comment, assign, finish_assignment, resolve_comment
from boso.reporting.queries import get_report
from boso.reporting.queries.editing import list_field_history
from boso.reporting.queries.rounds_of_reports import closes_at
from boso.reporting.rules.asking import pages_of
from boso.reporting.values import ReportRow
from boso.reporting.values.fields import Address
from boso.web.forms.answers import pressed
from boso.web.forms.numbers import number_in
from boso.web.middleware.errors import status_of
from boso.web.presenters.editor import about, pages
from boso.web.visitor import Visitor, acting, visitor_of
from boso.web.work.report.opening import open_editor, refuse_others


@require_GET
def show(request: HttpRequest, report_id: int) -> HttpResponse:
    """The answer at `felt`, or the section at `del`."""
    return _page(request, report_id)


@require_POST
def talk(request: HttpRequest, report_id: int) -> HttpResponse:
    """Say something, settle what was said, ask a colleague, or say that it is done."""
    visitor = visitor_of(request)
    report = get_report(report_id, within=visitor.within(Permission.READ_REPORTS))
    refuse_others(visitor, report.municipality_id)
    action, target = pressed(request.POST)
    try:
        _act(request, report, action, target)
    except NotFound:
        raise
    except BosoError as fault:
        return _page(request, report_id, refusal=gettext(str(fault)), status=status_of(fault))
    return redirect(_back(request, report_id))


@require_POST
def restore(request: HttpRequest, report_id: int) -> HttpResponse:
    """Let a field be again what it was before: a new change, with who and why."""
    visitor = visitor_of(request)
    within = visitor.within(Permission.EDIT_REPORTS)
    address = Address.read(request.POST.get("felt", ""))
    step = request.POST.get("step", "")
    if address is None:
        raise NotFound(gettext("Skjemaet spør ikke om dette."))
    history = list_field_history(report_id, address, within=within)
    wanted = next((s for s in history if str(s.id) == step), None)
    if wanted is None:
        raise NotFound(gettext("Det finnes ikke noe slikt svar i historien."))
    try:
        put_content(
            report_id=report_id,
            address=str(address),
            content=wanted.content,
            reason=gettext("Hentet fram igjen fra historien"),
            actor=visitor.actor,
            now=visitor.now,
            within=within,
            closes=closes_at(report_id, within=within),
        )
    except NotFound:
        raise
    except BosoError as fault:
        return _page(request, report_id, refusal=gettext(str(fault)), status=status_of(fault))
    messages.success(request, gettext("Svaret er hentet fram igjen."))
    return redirect(_back(request, report_id))


def _page(request: HttpRequest, report_id: int, *, refusal: str = "", status: int = 200) -> HttpResponse:
    editor = open_editor(request, report_id)
    sent = request.POST or request.GET
    address, section = sent.get("felt", ""), sent.get("del", "")
    page = pages.page_with(address, editor) or next((p for p in pages_of(editor.edition) if p.code == section), None)
    where = Address.read(address)
    if page is None and where is not None and where.home.in_rows:
        page = about.page_of_row(where, editor)
    if page is None:
        raise NotFound(gettext("Skjemaet spør ikke om dette."))
    visitor = visitor_of(request)
    within = visitor.within(Permission.READ_REPORTS)
    history = list_field_history(report_id, where, within=within) if where else []
    editor = editor.on(page.code)
    shown = {
        "editor": editor,
        "report": editor.drafts.own.content.report,
        "page": about.page(editor, page, where, history),
        "colleagues": _colleagues(visitor, editor.drafts.own.content.report) if editor.talks else [],
        "refusal": refusal,
        "sent": request.POST,
    }
    return render(request, "web/inside/editor/answer.html", shown, status=status)


def _act(request: HttpRequest, report: ReportRow, action: str, target: str) -> None:
    how = acting(request)
    section, address = request.POST.get("del", ""), request.POST.get("felt", "")
    number = number_in(target)
    if action == "say":
        text = request.POST.get("text" if number is None else f"text:{number}", "")
        add_comment(report_id=report.id, section=section, address=address, text=text, thread=number, **how)
    elif action == "settle" and number is not None:
        resolve_comment(report_id=report.id, number=number, **how)
    elif action == "done" and number is not None:
        finish_assignment(report_id=report.id, assignment_id=number, **how)
    elif action == "ask":
        _ask(request, visitor_of(request), report, section, address)


def _ask(request: HttpRequest, visitor: Visitor, report: ReportRow, section: str, address: str) -> None:
    """Ask one of the municipality's own who may fill in."""
    chosen, written = request.POST.get("who", ""), request.POST.get("due", "").strip()
    if chosen not in {str(i) for i, _name in _colleagues(visitor, report)}:
        raise Invalid(gettext("Velg hvem som skal svare."))
    due = read_date(written).value if written else None
    if written and (due is None or due.day is None or due.first is None):
        raise Invalid(gettext("Skriv en dato, for eksempel 19.02.2014."))
    person = get_account(int(chosen))
    assign(
        report_id=report.id,
        section=section,
        address=address,
        account_id=str(person.id),
        name=person.display_name,
        due=due.first if due else None,
        actor=visitor.actor,
        now=visitor.now,
        within=visitor.within(Permission.READ_REPORTS),
    )
    messages.success(request, gettext("%(who)s er spurt.") % {"who": person.display_name})


def _colleagues(visitor: Visitor, report: ReportRow) -> list[tuple[int, str]]:
    """Who may fill in this municipality's reports today."""
    place = get_municipality(report.municipality)
    scope = Scope(municipality_id=place.id, region_id=place.region.id if place.region else None)
    members = list_members(scope, on=visitor.today)
    writers = {
        m.account.id: m.account.display_name for m in members if Permission.EDIT_REPORTS in PERMISSIONS[m.held.role]
    }
    return sorted(writers.items(), key=lambda each: each[1])


def _back(request: HttpRequest, report_id: int) -> str:
    """Where the person came from, if that is a page of ours."""
    wanted = request.POST.get("back", "")
    if wanted.startswith(f"/rapport/{report_id}/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return f"/rapport/{report_id}/"
