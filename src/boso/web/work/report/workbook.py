"""The workbook of a report: fetched, filled in elsewhere, sent back, and taken in change by change."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from boso.access.values import Permission
from boso.importers.actions.taking import Taken, take_workbook, undo_workbook
from boso.importers.actions.uploading import receive_workbook
from boso.importers.queries.uploads import list_uploads, view_upload
from boso.kernel.errors import BosoError, NotFound
from boso.publishing.workbooks.writing import write_workbook
from boso.reporting.rules.supplementing import can_supplement
from boso.reporting.workbooks.sealing import sealed
from boso.web.document_files import disposition
from boso.web.forms.uploading import uploaded
from boso.web.forms.workbooks import WorkbookForm, chosen_in
from boso.web.middleware.errors import status_of
from boso.web.presenters.editor.overview import title_of
from boso.web.presenters.editor.words import WHY_CLOSED
from boso.web.presenters.report_document import file_name
from boso.web.presenters.workbooks import filled_workbook, upload_page
from boso.web.visitor import visitor_of
from boso.web.words import word
from boso.web.work.report.buttons import how_of
from boso.web.work.report.opening import closed_for_all, open_editor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def show(request: HttpRequest, report_id: int) -> HttpResponse:
    """How to work with the report in a spreadsheet, and the workbooks that came back."""
    return _page(request, report_id, WorkbookForm())


@require_GET
def download(request: HttpRequest, report_id: int) -> HttpResponse:
    """The workbook, filled with what stands in the report now."""
    visitor = visitor_of(request)
    editor = open_editor(request, report_id)
    report = editor.drafts.own.content.report
    closed = closed_for_all(visitor, report, visitor.within(Permission.READ_REPORTS))
    workbook = filled_workbook(editor, made=timezone.localtime(visitor.now), closed=closed)
    name = file_name(report, editor.edition.document_type, report.version, about=gettext("arbeidsbok"))
    headers = {
        "Content-Disposition": disposition(f"{name}.xlsx"),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(write_workbook(sealed(workbook, settings.SECRET_KEY)), content_type=XLSX, headers=headers)


@require_POST
def upload(request: HttpRequest, report_id: int) -> HttpResponse:
    """Read a workbook that was filled in, and go on to what it would change."""
    form = WorkbookForm(request.POST, request.FILES)
    visitor = visitor_of(request)
    if not form.is_valid():
        return _page(request, report_id, form, status=422)
    file = form.cleaned_data["file"]
    try:
        with uploaded(file) as path:
            found = receive_workbook(
                report_id=report_id,
                path=path,
                name=file.name,
                actor=visitor.actor,
                now=visitor.now,
                within=visitor.within(Permission.EDIT_REPORTS),
            )
    except NotFound:
        raise
    except BosoError as fault:
        form.add_error("file", gettext(str(fault)))
        return _page(request, report_id, form, status=422)
    return redirect("workbook_changes", report_id, found)


@require_GET
def changes(request: HttpRequest, report_id: int, upload_id: int) -> HttpResponse:
    """What a workbook would change, cell by cell."""
    return _changes(request, report_id, upload_id)


@require_POST
def take(request: HttpRequest, report_id: int, upload_id: int) -> HttpResponse:
    """Store the changes that are ticked."""
    try:
        how = how_of(request, report_id)
        done = take_workbook(report_id=report_id, upload_id=upload_id, chosen=chosen_in(request.POST), **how)
    except NotFound:
        raise
    except BosoError as fault:
        return _changes(request, report_id, upload_id, refusal=gettext(str(fault)), status=status_of(fault))
    if done.stored:
        text = ngettext("%(n)s endring er tatt inn.", "%(n)s endringer er tatt inn.", done.stored)
        messages.success(request, text % {"n": done.stored})
    _tell_left(request, done)
    return redirect("workbook_changes", report_id, upload_id)


@require_POST
def undo(request: HttpRequest, report_id: int, upload_id: int) -> HttpResponse:
    """Let all that was taken be again what it was."""
    try:
        done = undo_workbook(report_id=report_id, upload_id=upload_id, **how_of(request, report_id))
    except NotFound:
        raise
    except BosoError as fault:
        return _changes(request, report_id, upload_id, refusal=gettext(str(fault)), status=status_of(fault))
    if done.stored:
        text = ngettext("%(n)s endring er angret.", "%(n)s endringer er angret.", done.stored)
        messages.success(request, text % {"n": done.stored})
    _tell_left(request, done)
    return redirect("workbook_changes", report_id, upload_id)


def _tell_left(request: HttpRequest, done: Taken) -> None:
    if done.left:
        text = ngettext(
            "%(n)s svar er endret av andre i mellomtiden og står som det er.",
            "%(n)s svar er endret av andre i mellomtiden og står som de er.",
            done.left,
        )
        messages.warning(request, text % {"n": done.left})


def _page(request: HttpRequest, report_id: int, form: WorkbookForm, *, status: int = 200) -> HttpResponse:
    editor = open_editor(request, report_id)
    visitor = visitor_of(request)
    within = visitor.within(Permission.READ_REPORTS)
    report = editor.drafts.own.content.report
    shut = closed_for_all(visitor, report, within)
    shown = {
        "editor": editor,
        "report": report,
        "shut": word(WHY_CLOSED, shut) if shut else "",
        "late": editor.talks and can_supplement(report.status, historical=report.historical),
        "title": title_of(editor),
        "form": form,
        "uploads": list_uploads(report_id, within=within) if editor.talks else [],
    }
    return render(request, "web/inside/editor/workbook.html", shown, status=status)


def _changes(
    request: HttpRequest, report_id: int, upload_id: int, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    view = view_upload(upload_id, report_id=report_id, within=visitor_of(request).within(Permission.EDIT_REPORTS))
    editor = open_editor(request, report_id)
    report = editor.drafts.own.content.report
    shown = {
        "editor": editor,
        "report": report,
        "title": title_of(editor),
        "upload": view.row,
        "older": view.row.version != report.version,
        "page": upload_page(view, editor.edition),
        "refusal": refusal,
    }
    return render(request, "web/inside/editor/workbook_changes.html", shown, status=status)
