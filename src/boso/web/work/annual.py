"""The annual report's workshop: its years, its chapters, and the texts that editors write."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from boso.access.values import Permission, Scope
from boso.kernel.errors import Invalid, NotFound
from boso.places.queries import get_region, list_regions
from boso.places.values import RegionRow
from boso.publishing.actions import Saved, restore_text, save_text
from boso.publishing.annual.cells import cells
from boso.publishing.annual.chapters import Chapter, chapter_of, chapters, get_chapter
from boso.publishing.annual.loading import load_annual
from boso.publishing.annual.rows import LANGUAGES, TextRow
from boso.publishing.annual.values import AnnualValues
from boso.publishing.queries import changes_since, list_releases, list_texts, list_versions, list_years
from boso.reporting.queries import list_tagged
from boso.web.forms.numbers import number_in
from boso.web.presenters import annual as presenter
from boso.web.presenters.word_marks import marked
from boso.web.visitor import visitor_of

YEARS_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """An annual report in the making: whose, when, and the language its texts are written in."""

    region: RegionRow
    year: int
    language: str

    @property
    def href(self) -> str:
        """The address of its overview."""
        return f"{reverse('annual_report', args=[self.region.code, self.year])}?tekst={self.language}"


def workshop_of(request: HttpRequest, region: str, year: int) -> Workshop:
    """The annual report that the address names, with the language of texts that was chosen."""
    wish = request.POST.get("tekst") or request.GET.get("tekst") or get_language() or ""
    return Workshop(region=get_region(region), year=year, language=wish if wish in LANGUAGES else LANGUAGES[0])


def values_of(workshop: Workshop) -> AnnualValues:
    """Its figures as anyone may see them, also while no report of the year can be shown. Raises Invalid, saying what is
    missing, where nobody takes part in the year."""
    try:
        return load_annual(workshop.region, workshop.year, language=workshop.language, begun=True)
    except NotFound as nothing:
        raise Invalid(str(nothing)) from nothing


@require_GET
def show_home(request: HttpRequest) -> HttpResponse:
    """The regions whose annual report one writes."""
    visitor = visitor_of(request)
    mine = [
        region
        for region in [*list_regions(), *list_regions(invented=True)]
        if visitor.can(Permission.EDIT_ANNUAL_REPORT, Scope(region_id=region.id))
    ]
    years = range(visitor.today.year, visitor.today.year - YEARS_SHOWN, -1)
    page = [{"region": region, "years": _years(region, list(years))} for region in mine]
    return render(request, "web/inside/annual_home.html", {"regions": page})


@require_GET
def show_all(request: HttpRequest, region: str) -> HttpResponse:
    """The years of a region."""
    found = get_region(region)
    today = visitor_of(request).today
    years = list(range(today.year, today.year - YEARS_SHOWN, -1))
    return render(
        request, "web/inside/annual_home.html", {"regions": [{"region": found, "years": _years(found, years)}]}
    )


def _years(region: RegionRow, years: list[int]) -> list[dict[str, object]]:
    known = list_years(region.code)
    wanted = sorted({*years, *known}, reverse=True)
    return [{"year": year, "release": next(iter(known.get(year, [])), None)} for year in wanted]


@require_GET
def show(request: HttpRequest, region: str, year: int) -> HttpResponse:
    """One annual report: its chapters, what is missing, its releases."""
    workshop = workshop_of(request, region, year)
    values = values_of(workshop)
    texts, releases = list_texts(workshop.region.code, year), list_releases(workshop.region.code, year)
    lines = presenter.chapter_lines(texts[workshop.language])
    within, invented = visitor_of(request).within(Permission.EDIT_ANNUAL_REPORT), workshop.region.invented
    answers = list_tagged(within, year=year, region=workshop.region.code, invented=invented)
    changed = changes_since(workshop.region.code, year, releases[0].number, cells(values)) if releases else ()
    page = {
        "workshop": workshop,
        "values": values,
        "lines": lines,
        "languages": [(code, name, _written(texts[code])) for code, name in presenter.LANGUAGES],
        "missing": presenter.missing(values, lines, releases, answers),
        "releases": releases,
        "changed": presenter.changes(changed, releases[0].number) if changed else "",
        "changed_count": len(changed),
    }
    return render(request, "web/inside/annual_report.html", page)


def _written(texts: dict[str, TextRow]) -> int:
    return sum(bool(row.text) for row in texts.values())


@require_http_methods(["GET", "POST"])
def show_chapter(request: HttpRequest, region: str, year: int, code: str) -> HttpResponse:
    """A chapter: what is assembled as it will print, and the editor's text beside it."""
    workshop, chapter = workshop_of(request, region, year), get_chapter(code)
    if request.method == "GET":
        return _chapter(request, workshop, chapter)
    slot = request.POST.get("slot", "")
    if slot not in chapter.slots:
        raise NotFound
    written = {
        "slot": slot,
        "text": request.POST.get("text", ""),
        "based_on": number_in(request.POST.get("based_on")) or 0,
    }
    if request.POST.get("do") == "insert":
        return _chapter(request, workshop, chapter, written={**written, "text": _with_mark(request, workshop)})
    if request.POST.get("do") == "preview":
        return _chapter(request, workshop, chapter, written={**written, "preview": True})
    return _save(request, workshop, chapter, written)


def _save(request: HttpRequest, workshop: Workshop, chapter: Chapter, written: dict[str, object]) -> HttpResponse:
    visitor = visitor_of(request)
    try:
        saved = save_text(
            region=workshop.region,
            year=workshop.year,
            language=workshop.language,
            slot=str(written["slot"]),
            text=str(written["text"]),
            based_on=int(str(written["based_on"])),
            actor=visitor.actor,
            now=visitor.now,
        )
    except Invalid as fault:
        return _chapter(request, workshop, chapter, written={**written, "refusal": gettext(str(fault))}, status=422)
    if not saved.stored:
        return _chapter(request, workshop, chapter, written=_meanwhile(saved, written), status=409)
    messages.success(request, gettext("Teksten er lagret."))
    return redirect(f"{request.path}?tekst={workshop.language}#{written['slot']}")


def _meanwhile(saved: Saved, written: dict[str, object]) -> dict[str, object]:
    """Both texts are shown; saving again is then a choice made with both in sight."""
    difference = marked(saved.text.text, str(written["text"]))
    return {**written, "based_on": saved.text.number, "other": saved.text, "difference": difference}


def _with_mark(request: HttpRequest, workshop: Workshop) -> str:
    """Without a script the mark comes last in the text, and is moved from there."""
    sent = request.POST
    mark = f"[[tall: {sent.get('who', 'region')} {sent.get('which', '')} {sent.get('when') or workshop.year}]]"
    return f"{sent.get('text', '').rstrip()} {mark}".strip()


def _chapter(
    request: HttpRequest,
    workshop: Workshop,
    chapter: Chapter,
    *,
    written: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    values, language = values_of(workshop), workshop.language
    texts = list_texts(workshop.region.code, workshop.year)[language]
    found = chapters()
    place = found.index(chapter)
    page = {
        "workshop": workshop,
        "chapter": chapter,
        "title": chapter.title(language),
        "about": chapter.about(get_language() or "nb"),
        "slots": [_slot(slot, written, values, language) for slot in presenter.slots(chapter, texts, language)],
        "assembled": presenter.assembled(chapter, values, language) if chapter.part else "",
        "languages": presenter.LANGUAGES,
        "before": found[place - 1] if place else None,
        "after": found[place + 1] if place + 1 < len(found) else None,
        "who": presenter.who(values),
        "which": presenter.which(get_language() or "nb"),
        "when": sorted(values.figures.years, reverse=True),
    }
    return render(request, "web/inside/annual_chapter.html", page, status=status)


def _slot(
    slot: presenter.Slot, written: dict[str, object] | None, values: AnnualValues, language: str
) -> dict[str, object]:
    """A place with the text that stands, or the one that was sent and is not stored."""
    sent = written if written and written["slot"] == slot.name else {}
    text = str(sent.get("text", slot.text.text))
    shown = presenter.printed(text, values, language) if text else ""
    return {"slot": slot, "text": text, "based_on": slot.text.number, **sent, "printed": shown}


@require_http_methods(["GET", "POST"])
def show_versions(request: HttpRequest, region: str, year: int, slot: str) -> HttpResponse:
    """All that a text has been, and the way back to an earlier one."""
    workshop, chapter = workshop_of(request, region, year), chapter_of(slot)
    if request.method == "POST":
        visitor = visitor_of(request)
        restore_text(
            region=workshop.region,
            year=year,
            language=workshop.language,
            slot=slot,
            number=number_in(request.POST.get("number")) or 0,
            actor=visitor.actor,
            now=visitor.now,
        )
        messages.success(request, gettext("Den tidligere teksten gjelder igjen."))
        return redirect(f"{request.path}?tekst={workshop.language}")
    rows = list_versions(workshop.region.code, year, workshop.language, slot)
    page = {
        "workshop": workshop,
        "chapter": chapter,
        "title": chapter.title(get_language() or "nb"),
        "versions": presenter.versions(rows),
    }
    return render(request, "web/inside/annual_versions.html", page)
