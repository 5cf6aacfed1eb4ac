"""Letting an accepted report out: which of its texts, and what must be decided about them first."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from boso.access.values import Permission
from boso.indicators.release.thresholds import rule_of
from boso.kernel.errors import BosoError, NotFound
from boso.kernel.masking import masked
from boso.reporting.actions.concluding import publish
from boso.reporting.editions import edition_of
from boso.reporting.queries import get_content, list_release_findings, list_releases
from boso.reporting.release_checks import in_words, key_of
from boso.reporting.rules.asking import asked_by
from boso.reporting.rules.reviewing import ReviewAct, can_review
from boso.reporting.values import ReportContent
from boso.web.forms.reviewing import based_on
from boso.web.middleware.errors import status_of
from boso.web.presenters.field_names import headings, name_of, names_by_address
from boso.web.presenters.reports import period_words
from boso.web.presenters.review import is_newer
from boso.web.visitor import acting, visitor_of
from boso.web.work.review import said_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something found in a text: it stops the text, or wants a reason."""

    key: str
    words: str
    stops: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChoice:
    """A text that may go out, as it would stand in public."""

    code: str
    name: str
    text: str
    chosen: bool
    out: bool  # it stands in public now
    masked: bool
    stopped: bool
    decisions: tuple[Decision, ...]


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, report_id: int) -> HttpResponse:
    """The texts of the report with what must be decided about each, and the button that lets the report out."""
    if request.method == "GET":
        return _page(request, report_id)
    try:
        new = publish(
            report_id=report_id,
            codes=request.POST.getlist("code"),
            answers=_reasons(request),
            threshold=_threshold(request, report_id),
            based_on=based_on(request.POST),
            **acting(request),
        )
    except NotFound:
        raise
    except BosoError as fault:
        return _page(request, report_id, refusal=said_in_words(fault), status=status_of(fault))
    messages.success(request, gettext("Rapporten er publisert. Nye tekster ute: %(n)s.") % {"n": len(new)})
    return redirect("review", report_id)


def _page(request: HttpRequest, report_id: int, *, refusal: str = "", status: int = 200) -> HttpResponse:
    visitor = visitor_of(request)
    within = visitor.within(Permission.READ_REPORTS)
    content = get_content(report_id, within=within)
    report = content.report
    edition = edition_of(report)
    language = get_language() or "nb"
    page = {
        "report": report,
        "title": f"{edition.title.in_language(language)} {period_words(report.period)}",
        "can": bool(can_review(ReviewAct.PUBLISH, report.status, historical=report.historical, newer=is_newer(report))),
        "texts": _choices(request, content, language, sent=status != 200),
        "based_on": len(content.events),
        "refusal": refusal,
    }
    return render(request, "web/inside/review_publish.html", page, status=status)


def _choices(request: HttpRequest, content: ReportContent, language: str, *, sent: bool) -> list[TextChoice]:
    report = content.report
    within = visitor_of(request).within(Permission.READ_REPORTS)
    edition = edition_of(report)
    threshold = rule_of(report.period.year).threshold
    findings = list_release_findings(report.id, threshold=threshold, within=within, newest=True)
    out = {row.code: row.text for row in list_releases(report.id, within=within) if row.withdrawn_at is None}
    names, parts = names_by_address(edition, language), headings(edition, language)
    reasons, wanted = _reasons(request), set(request.POST.getlist("code")) if sent else set(out)
    order = [asked.address.code for asked in asked_by(edition).values()]
    choices = []
    for code, row in sorted(content.texts.items(), key=lambda item: order.index(item[0]) if item[0] in order else -1):
        if not row.text:
            continue
        text = masked(row.text)
        decisions = {
            key_of(f): Decision(
                key=key_of(f), words=in_words(f, language), stops=f.severity.blocks, reason=reasons.get(key_of(f), "")
            )
            for f in findings.get(code, ())
        }
        choices.append(
            TextChoice(
                code=code,
                name=parts.get(code) or name_of(names, f"text:{code}"),
                text=text,
                chosen=code in wanted,
                out=out.get(code) == text,
                masked=text != row.text,
                stopped=any(d.stops for d in decisions.values()),
                decisions=tuple(decisions.values()),
            )
        )
    return choices


def _threshold(request: HttpRequest, report_id: int) -> int:
    """The largest small count of the report's year."""
    within = visitor_of(request).within(Permission.READ_REPORTS)
    return rule_of(get_content(report_id, within=within).report.period.year).threshold


def _reasons(request: HttpRequest) -> dict[str, str]:
    """The reasons by what they answer; field and answer stand in two lists of one order. An empty one answers nothing
    that another text has a reason for."""
    pairs = zip(request.POST.getlist("asked"), request.POST.getlist("reason"), strict=False)
    return dict(sorted(pairs, key=lambda pair: bool(pair[1].strip())))
