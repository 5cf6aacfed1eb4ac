"""What the buttons of a section do, after what was typed has been saved."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from boso.access.values import Permission
from boso.kernel.errors import NotFound
from boso.kernel.sources import Origin
from boso.reporting.actions.answering import put_content
from boso.reporting.actions.answers import confirm_answer
from boso.reporting.actions.explaining import answer_warning
from boso.reporting.actions.files import add_file, remove_file
from boso.reporting.actions.questions import answer_question
from boso.reporting.actions.rows import add_row, move_row, remove_row
from boso.reporting.queries.rounds_of_reports import closes_at
from boso.reporting.values.fields import Home
from boso.web.forms.answers import pressed
from boso.web.forms.numbers import id_in, number_in
from boso.web.presenters.editor.fields import proposal_source
from boso.web.visitor import visitor_of
from boso.web.work.report.opening import open_editor

FILE = "file:"


def press(request: HttpRequest, report_id: int) -> str:
    """Do what the button says, and take in files that were sent; returns the place on the page to go on from."""
    action, target = pressed(request.POST)
    for name, file in request.FILES.items():
        if name.startswith(FILE) and not isinstance(file, list):
            code, title, content = name.removeprefix(FILE), file.name or "", file.read()
            add_file(report_id=report_id, code=code, name=title, content=content, **how_of(request, report_id))
    if action == "file":
        return f"{FILE}{target}"
    act = _BUTTONS.get(action)
    return act(request, report_id, target) if act else ""


def how_of(request: HttpRequest, report_id: int) -> dict[str, Any]:
    """Who changes the report, when, where, and until when that may be done."""
    visitor = visitor_of(request)
    within = visitor.within(Permission.EDIT_REPORTS)
    closes = closes_at(report_id, within=within)
    return {"actor": visitor.actor, "now": visitor.now, "within": within, "closes": closes}


def _add(request: HttpRequest, report_id: int, table: str) -> str:
    row = add_row(report_id=report_id, table=table, **how_of(request, report_id))
    return f"row-{row}"


def _remove(request: HttpRequest, report_id: int, key: str) -> str:
    home, row = _row(key)
    remove_row(report_id=report_id, home=home, row_id=row, **how_of(request, report_id))
    messages.success(request, gettext("Raden er tatt bort."))
    return request.POST.get("near", "")


def _move(request: HttpRequest, report_id: int, key: str) -> str:
    home, row = _row(key)
    up = pressed(request.POST)[0] == "up"
    move_row(report_id=report_id, home=home, row_id=row, up=up, **how_of(request, report_id))
    return f"row-{row}"


def _take(request: HttpRequest, report_id: int, address: str) -> str:
    """Confirm a proposal: it is stored with where it came from."""
    editor = open_editor(request, report_id)
    proposed = editor.proposals.get(address)
    if proposed is not None:
        source = proposal_source(proposed)
        put_content(
            report_id=report_id,
            address=address,
            content=proposed.content,
            reason=gettext("Forslaget er bekreftet"),
            origin=Origin.CARRIED,
            label=source,
            **how_of(request, report_id),
        )
    return address


def _take_rows(request: HttpRequest, report_id: int, table: str) -> str:
    """Let an empty table begin with the rows of the plan, or of last time."""
    editor = open_editor(request, report_id)
    proposed = editor.rows_proposed.get(table)
    for cells in proposed.rows if proposed else ():
        add_row(
            report_id=report_id,
            table=table,
            cells=dict(cells),
            origin=Origin.CARRIED,
            label=str(proposed.report.period) if proposed else "",
            **how_of(request, report_id),
        )
    return f"table-{table}"


def _confirm(request: HttpRequest, report_id: int, address: str) -> str:
    code, reason = address.removeprefix("figure:"), gettext("Bekreftet i skjemaet")
    confirm_answer(report_id=report_id, code=code, reason=reason, **how_of(request, report_id))
    return address


def _explain(request: HttpRequest, report_id: int, key: str) -> str:
    how = {k: v for k, v in how_of(request, report_id).items() if k != "closes"}
    answer_warning(report_id=report_id, key=key, reason=request.POST.get(f"reason!{key}", ""), **how)
    return request.POST.get(f"place!{key}", "")


def _reply(request: HttpRequest, report_id: int, target: str) -> str:
    """Answer a question of the region, after what was typed in the section has been saved; then back to the top, where
    it is said that it was stored and how many are left."""
    how = {k: v for k, v in how_of(request, report_id).items() if k != "closes"}
    number = number_in(target) or 0
    answer_question(report_id=report_id, number=number, text=request.POST.get(f"say:{number}", ""), **how)
    left = sum(q.is_open for q in open_editor(request, report_id).questions)
    said = ngettext(
        "Husbanken venter på svar på %(n)s spørsmål til.", "Husbanken venter på svar på %(n)s spørsmål til.", left
    )
    messages.success(request, " ".join([gettext("Svaret er lagret."), said % {"n": left} if left else ""]).strip())
    return ""


def _drop_file(request: HttpRequest, report_id: int, file: str) -> str:
    if id_in(file):
        remove_file(report_id=report_id, file_id=id_in(file), **how_of(request, report_id))
    return ""


def _row(key: str) -> tuple[Home, int]:
    home, _, row = key.partition(":")
    if home not in (Home.MONEY, Home.ROW) or not id_in(row):
        raise NotFound(gettext("Skjemaet har ingen slik rad."))
    return Home(home), id_in(row)


_BUTTONS: Mapping[str, Callable[[HttpRequest, int, str], str]] = {
    "add": _add,
    "remove": _remove,
    "up": _move,
    "down": _move,
    "take": _take,
    "rows": _take_rows,
    "confirm": _confirm,
    "explain": _explain,
    "dropfile": _drop_file,
    "reply": _reply,
    "keep": lambda _request, _report_id, address: address,
}
