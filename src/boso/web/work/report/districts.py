"""The parts of city districts below a central report: all beside each other, and one district's to fill in."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_POST

from boso.access.values import Permission
from boso.kernel.errors import BosoError
from boso.places.values import DistrictRow
from boso.reporting.actions.districts import PartsBlank, SumsChanged, save_part, save_parts, stand
from boso.reporting.actions.districts import take_sums as take_sums_of_parts
from boso.reporting.editions import edition_of
from boso.reporting.queries.contents import get_content
from boso.reporting.queries.districts import (
    districts_of,
    drafts_of_districts,
    get_district,
    list_parts,
    list_standings,
)
from boso.reporting.queries.editing import Drafts
from boso.reporting.queries.reports import get_report
from boso.reporting.queries.reviewing import open_pages_of
from boso.reporting.queries.rounds_of_reports import closes_at, closes_for
from boso.reporting.rules.answering import can_answer
from boso.reporting.rules.drafts import Draft, draft_of
from boso.reporting.values import ReportRow
from boso.reporting.values.fields import Clash
from boso.web.forms.answers import pressed, sums_in, typed_field, typed_in
from boso.web.middleware.errors import status_of
from boso.web.owners import scope_of_district
from boso.web.presenters import districts as presenter
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.editor.words import WHY_CLOSED
from boso.web.visitor import Visitor, visitor_of
from boso.web.words import word
from boso.web.work.report.buttons import how_of
from boso.web.work.report.field import answered
from boso.web.work.report.opening import why_closed


@require_GET
def overview(request: HttpRequest, report_id: int) -> HttpResponse:
    """Figures by district, what they add up to, what does not tie; for a district's own people the way to theirs."""
    return _overview(request, report_id)


def _overview(request: HttpRequest, report_id: int, *, status: int = 200) -> HttpResponse:
    visitor = visitor_of(request)
    report = get_report(report_id, within=visitor.within(Permission.READ_DISTRICTS))
    standings = list_standings(report, within=[report.municipality_id])
    central = report.municipality_id in visitor.within(Permission.READ_REPORTS)
    mine = [d for d in districts_of(report) if visitor.can(Permission.READ_DISTRICTS, scope_of_district(report, d))]
    edition, language = edition_of(report), get_language() or "nb"
    page: dict[str, Any] = {
        "report": report,
        "title": presenter.title(report, edition, language),
        "districts": presenter.lines(report, mine, standings, edition),
        "central": central,
    }
    if central:
        content = get_content(report_id, within=[report.municipality_id])
        parts = list_parts(content, within=[report.municipality_id])
        drafts = drafts_of_districts(report, within=[report.municipality_id])
        writes = not why_closed(visitor, report, frozenset({report.municipality_id}))
        given = [drafts.get(d.slug) for d in mine]
        groups = presenter.groups(parts, draft_of(content), given, edition, language)
        page |= {
            "names": [d.name for d in mine],
            "groups": groups,
            "untied": sum(row.ties is False for row in parts),
            "fillable": sum(bool(row.proposed) and not row.answered for _heading, rows in groups for row in rows),
            "writes": writes,
        }
    return render(request, "web/inside/districts.html", page, status=status)


@require_POST
def take_sums(request: HttpRequest, report_id: int) -> HttpResponse:
    """Let a figure of the report be the sum of its parts; or all that nobody has answered yet."""
    how = how_of(request, report_id)
    action, code = pressed(request.POST)
    seen = sums_in(request.POST, code if action == "sum" else "")
    if not seen:
        return redirect("districts", report_id)
    try:
        take_sums_of_parts(report_id=report_id, seen=seen, **how)
    except SumsChanged as fault:
        edition = edition_of(get_report(report_id, within=how["within"]))
        messages.error(request, presenter.changed(fault.codes, edition, get_language() or "nb"))
        return _overview(request, report_id, status=409)
    messages.success(request, presenter.taken(len(seen)))
    return redirect("districts", report_id)


@require_GET
def show(request: HttpRequest, report_id: int, district: str) -> HttpResponse:
    """The parts of one district."""
    report, row = found(request, report_id, district)
    return _page(request, report, row, _editor(request, report, row))


@require_POST
def save(request: HttpRequest, report_id: int, district: str) -> HttpResponse:
    """Save the parts that were typed. What could not be stored stands in its field as typed."""
    report, row = found(request, report_id, district)
    typed = typed_in(request.POST)
    clashes: list[Clash] = []
    refused: dict[str, str] = {}
    refusal, status = "", 422
    try:
        clashes, refused = save_parts(
            report_id=report_id, district_id=row.id, typed=typed, **how_of_district(request, report_id)
        )
    except BosoError as fault:
        refusal, status = gettext(str(fault)), status_of(fault)
    if not (clashes or refused or refusal):
        messages.success(request, gettext("Lagret."))
        return redirect("district", report_id, district)
    left = {c.address for c in clashes} | refused.keys()
    editor = replace(
        _editor(request, report, row),
        typed={a: t for a, t in typed.items() if a in left or refusal},
        refused={address: gettext(why) for address, why in refused.items()},
        clashes={c.address: c for c in clashes},
    )
    return _page(request, report, row, editor, refusal=refusal, status=409 if clashes and not refusal else status)


@require_POST
def save_one(request: HttpRequest, report_id: int, district: str) -> JsonResponse:
    """Save the part of one figure, as the page sends it by itself; answered as a field of the report is."""
    _report, row = found(request, report_id, district)
    address = request.POST.get("address", "")
    return answered(
        request,
        lambda version: save_part(
            report_id=report_id,
            district_id=row.id,
            address=address,
            typed=typed_field(request.POST, address),
            version=version,
            **how_of_district(request, report_id),
        ),
    )


@require_POST
def say(request: HttpRequest, report_id: int, district: str) -> HttpResponse:
    """Say that the parts are done, or open them again. What was not given is shown first, and may be meant so."""
    report, row = found(request, report_id, district)
    done, meant = request.POST.get("done") == "1", request.POST.get("confirmed") == "yes"
    try:
        stand(
            report_id=report_id,
            district_id=row.id,
            done=done,
            although_blank=meant,
            **how_of_district(request, report_id),
        )
    except PartsBlank as fault:
        return _page(request, report, row, _editor(request, report, row), blank=fault.codes)
    except BosoError as fault:
        refusal = gettext(str(fault))
        return _page(request, report, row, _editor(request, report, row), refusal=refusal, status=status_of(fault))
    text = gettext("Tallene er meldt ferdige.") if done else gettext("Tallene er åpnet igjen.")
    messages.success(request, text)
    return redirect("district", report_id, district)


def found(request: HttpRequest, report_id: int, slug: str) -> tuple[ReportRow, DistrictRow]:
    """The report and the district that the address names. Raises NotFound for what lies outside."""
    report = get_report(report_id, within=visitor_of(request).within(Permission.READ_DISTRICTS))
    return report, get_district(report, slug)


def how_of_district(request: HttpRequest, report_id: int) -> dict[str, Any]:
    """Who changes the parts, when, where, and until when that may be done."""
    visitor = visitor_of(request)
    within = visitor.within(Permission.EDIT_DISTRICTS)
    return {
        "actor": visitor.actor,
        "now": visitor.now,
        "within": within,
        "closes": closes_at(report_id, within=within),
    }


def _editor(request: HttpRequest, report: ReportRow, district: DistrictRow) -> Editor:
    """The parts of the district as the fields of a report of its own."""
    visitor, within = visitor_of(request), frozenset({report.municipality_id})
    own = drafts_of_districts(report, within=within).get(district.slug) or Draft(content=presenter.nothing(report))
    closed = why_closed_to(visitor, report, district)
    return Editor(
        edition=edition_of(report),
        drafts=Drafts(own=own, last=None, plan=None),
        language=get_language() or "nb",
        today=visitor.today,
        editable=not closed,
        talks=False,
        me=visitor.actor.id,
        closed=word(WHY_CLOSED, closed) if closed else "",
        asked_pages=open_pages_of(report, within=within),
    )


def why_closed_to(visitor: Visitor, report: ReportRow, district: DistrictRow) -> str:
    """Why the visitor may change nothing; empty where they may."""
    if not visitor.can(Permission.EDIT_DISTRICTS, scope_of_district(report, district)):
        return "reader"
    within = frozenset({report.municipality_id})
    closes = closes_for(report, within=within)
    decision = can_answer(report.status, historical=report.historical, closes=closes, now=visitor.now)
    standing = list_standings(report, within=within).get(district.slug)
    return decision.reason or ("district_done" if standing and standing.done else "")


def _page(
    request: HttpRequest,
    report: ReportRow,
    district: DistrictRow,
    editor: Editor,
    *,
    refusal: str = "",
    blank: Mapping[str, tuple[str, ...]] | None = None,
    status: int = 200,
) -> HttpResponse:
    visitor, within = visitor_of(request), frozenset({report.municipality_id})
    central = report.municipality_id in visitor.within(Permission.READ_REPORTS)
    whole = draft_of(get_content(report.id, within=within)) if central else None
    standing = list_standings(report, within=within).get(district.slug)
    page = {
        "report": report,
        "title": presenter.title(report, editor.edition, editor.language),
        "district": district,
        "editor": editor,
        "pages": presenter.pages(editor, whole),
        "central": central,
        "standing": standing,
        "may_say": why_closed_to(visitor, report, district) in ("", "district_done"),
        "refusal": refusal,
        "blank": presenter.blank(blank or {}, editor.edition, editor.language),
        "blank_count": sum(map(len, (blank or {}).values())),
    }
    return render(request, "web/inside/district.html", page, status=status)
