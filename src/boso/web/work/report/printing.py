"""The report on paper: filled in as it stands, or blank to be filled in by hand."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boso.reporting.rules.asking import pages_of
from boso.reporting.rules.drafts import Draft
from boso.web.presenters.editor import overview
from boso.web.presenters.editor.tables import block
from boso.web.work.report.opening import open_editor


@require_GET
def show(request: HttpRequest, report_id: int) -> HttpResponse:
    """The whole report on one page; `?tomt=1` without the answers."""
    blank = request.GET.get("tomt") == "1"
    editor = replace(open_editor(request, report_id), editable=False)
    report = editor.drafts.own.content.report
    title = overview.title_of(editor)
    if blank:
        empty = Draft(content=replace(editor.drafts.own.content, money=(), rows=(), files=()))
        editor = replace(editor, drafts=replace(editor.drafts, own=empty))
    page = {
        "report": report,
        "title": title,
        "blank": blank,
        "lines": "abcdefgh",
        "blocks": [block(s, editor, first=False) for p in pages_of(editor.edition) for s in p.sections],
    }
    return render(request, "web/inside/editor/print.html", page)
