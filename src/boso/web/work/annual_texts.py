"""What municipalities wrote about learning and barriers: which themes it is about, and letting it out to the public."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from boso.access.values import Permission
from boso.indicators.release.thresholds import rule_of
from boso.kernel.errors import BosoError, NotFound
from boso.kernel.findings import Finding
from boso.reporting.actions import release_texts, tag_text, untag_text, withdraw_texts
from boso.reporting.queries import list_release_findings, list_tagged
from boso.reporting.release_checks import in_words, key_of
from boso.reporting.themes import themes
from boso.reporting.values.texts import TaggedText
from boso.web.middleware.errors import status_of
from boso.web.visitor import Visitor, visitor_of
from boso.web.work.annual import Workshop, workshop_of

KEYS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A theme as it is chosen: its key on the keyboard, its name and meaning, and whether it is found."""

    key: str
    code: str
    name: str
    meaning: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the one who lets a text out must answer: the finding in words, and the reason given so far."""

    key: str
    words: str
    blocks: bool
    reason: str


@require_http_methods(["GET", "POST"])
def show_tagging(request: HttpRequest, region: str, year: int) -> HttpResponse:
    """One answer at a time, with the themes to choose among; those that nobody has looked at come first."""
    workshop, visitor = workshop_of(request, region, year), visitor_of(request)
    answers = _answers(visitor, workshop)
    if request.method == "POST":
        text = _named(answers, request.POST.get("text", ""))
        _tag(text, set(request.POST.getlist("themes")), visitor)
        following = _after(text, answers)
        return redirect(f"{request.path}?tekst={workshop.language}" + (f"&svar={following.id}" if following else ""))
    wish = request.GET.get("svar", "")
    waiting = next((answer for answer in answers if not answer.themes), None)
    shown = _named(answers, wish) if wish else waiting or next(iter(answers), None)
    page = {
        "workshop": workshop,
        "answers": answers,
        "shown": shown,
        "place": answers.index(shown) + 1 if shown else 0,
        "done": sum(bool(answer.themes) for answer in answers),
        "choices": _choices(shown) if shown else [],
    }
    return render(request, "web/inside/annual_tagging.html", page)


@require_http_methods(["GET", "POST"])
def show_texts(request: HttpRequest, region: str, year: int) -> HttpResponse:
    """The answers one by one with what must be decided before they go out."""
    workshop = workshop_of(request, region, year)
    if request.method == "GET":
        return _texts_page(request, workshop)
    visitor = visitor_of(request)
    text = _named(_answers(visitor, workshop), request.POST.get("text", ""))
    try:
        said = _withdraw(request, text) if request.POST.get("do") == "withdraw" else _release(request, text)
    except NotFound:
        raise
    except BosoError as fault:
        refused = (text.id, gettext(str(fault)))
        return _texts_page(request, workshop, refused=refused, status=status_of(fault))
    messages.success(request, said)
    return redirect(f"{request.path}?tekst={workshop.language}#svar-{text.id}")


def _release(request: HttpRequest, text: TaggedText) -> str:
    visitor = visitor_of(request)
    release_texts(
        report_id=text.report_id,
        codes=[text.code],
        answers=_reasons(request),
        threshold=rule_of(text.period.year).threshold,
        actor=visitor.actor,
        now=visitor.now,
        within=visitor.within(Permission.EDIT_ANNUAL_REPORT),
    )
    return gettext("Svaret fra %s er frigitt.") % text.name


def _withdraw(request: HttpRequest, text: TaggedText) -> str:
    visitor = visitor_of(request)
    withdraw_texts(
        report_id=text.report_id,
        codes=[text.code],
        reason=request.POST.get("why", ""),
        actor=visitor.actor,
        now=visitor.now,
        within=visitor.within(Permission.EDIT_ANNUAL_REPORT),
    )
    return gettext("Svaret fra %s er trukket tilbake.") % text.name


def _texts_page(
    request: HttpRequest, workshop: Workshop, *, refused: tuple[int, str] = (0, ""), status: int = 200
) -> HttpResponse:
    visitor = visitor_of(request)
    within = visitor.within(Permission.EDIT_ANNUAL_REPORT)
    answers = _answers(visitor, workshop)
    threshold = rule_of(workshop.year).threshold
    reports = {answer.report_id for answer in answers}
    findings = {each: list_release_findings(each, threshold=threshold, within=within) for each in sorted(reports)}
    reasons = _reasons(request)
    rows = [
        {
            "text": answer,
            "questions": _questions(findings[answer.report_id].get(answer.code, ()), reasons),
            "refusal": refused[1] if refused[0] == answer.id else "",
        }
        for answer in answers
    ]
    page = {
        "workshop": workshop,
        "waiting": [row for row, answer in zip(rows, answers, strict=True) if not answer.released],
        "out": [row for row, answer in zip(rows, answers, strict=True) if answer.released],
    }
    return render(request, "web/inside/annual_texts.html", page, status=status)


def _questions(findings: Sequence[Finding], reasons: dict[str, str]) -> list[Question]:
    language = get_language() or "nb"
    return [
        Question(
            key=key_of(finding),
            words=in_words(finding, language),
            blocks=finding.severity.blocks,
            reason=reasons.get(key_of(finding), ""),
        )
        for finding in {key_of(finding): finding for finding in findings}.values()
    ]


def _reasons(request: HttpRequest) -> dict[str, str]:
    """The reasons by what they answer; field and answer stand in two lists of one order."""
    return dict(zip(request.POST.getlist("asked"), request.POST.getlist("reason"), strict=False))


def _answers(visitor: Visitor, workshop: Workshop) -> list[TaggedText]:
    within = visitor.within(Permission.EDIT_ANNUAL_REPORT)
    code, invented = workshop.region.code, workshop.region.invented
    return list_tagged(within, year=workshop.year, region=code, invented=invented)


def _named(answers: Sequence[TaggedText], sent: str) -> TaggedText:
    found = next((answer for answer in answers if str(answer.id) == sent), None)
    if found is None:
        raise NotFound
    return found


def _after(text: TaggedText, answers: Sequence[TaggedText]) -> TaggedText | None:
    """The next that nobody has looked at, from here and then from the start; else the next of all."""
    place = [answer.id for answer in answers].index(text.id)
    following = [*answers[place + 1 :], *answers[:place]]
    return next((answer for answer in following if not answer.themes), following[0] if following else None)


def _tag(text: TaggedText, wanted: set[str], visitor: Visitor) -> None:
    who = {"actor": visitor.actor, "now": visitor.now, "within": visitor.within(Permission.EDIT_ANNUAL_REPORT)}
    for code in sorted(wanted - set(text.themes)):
        tag_text(text_id=text.id, theme_code=code, **who)  # type: ignore[arg-type]
    for code in sorted(set(text.themes) - wanted):
        untag_text(text_id=text.id, theme_code=code, **who)  # type: ignore[arg-type]


def _choices(text: TaggedText) -> list[Choice]:
    language = get_language() or "nb"
    return [
        Choice(
            key=key,
            code=theme.code,
            name=theme.name.in_language(language),
            meaning=theme.meaning.in_language(language),
            chosen=theme.code in text.themes,
        )
        for key, theme in zip(KEYS, themes().values(), strict=False)
    ]
