"""Municipalities side by side: what was chosen stands in the address, so that it can be kept, sent and printed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from boso.kernel.errors import NotFound
from boso.publishing.comparison.choosing import addresses
from boso.publishing.comparison.composing import comparison
from boso.publishing.comparison.loading import load_comparison
from boso.publishing.comparison.table_file import write_csv
from boso.publishing.comparison.values import ComparisonValues, query_of
from boso.publishing.comparison.wording import remark_said
from boso.web.document_files import FORMATS, attached, file_of
from boso.web.presenters import choosing
from boso.web.presenters import comparison as presenter
from boso.web.visitor import visitor_of

TABLE = ("csv", "CSV", "text/csv; charset=utf-8")


def show(request: HttpRequest) -> HttpResponse:
    """The page. A form that was sent with its fields one by one is led to the short address of the same choice."""
    language = _language()
    values, found, years, remarks = load_comparison(dict(request.GET.lists()), language=language)
    query = query_of(values.choice, addresses())
    if _sent_by_form(request) and not remarks:
        return redirect(f"{request.path}?{query}")
    page = {
        "values": values,
        "form": choosing.form(values, found, years),
        "indicators": _indicators(values),
        "remarks": [remark_said(remark, language) for remark in remarks],
        "files": [(f"{reverse('comparison_file', args=[kind])}?{query}", name) for kind, name in _kinds()],
        "by_name": f"?{query_of(values.choice.sorted_by(None), addresses())}",
        "invented": values.group.invented,
        "first_visit": not request.GET,
    }
    return render(request, "web/public/comparison.html", page)


def download(request: HttpRequest, kind: str) -> HttpResponse:
    """Exactly what is chosen, as a file."""
    if kind not in dict(_kinds()):
        raise NotFound
    language = _language()
    values, *_ = load_comparison(dict(request.GET.lists()), language=language, files=True)
    stem = f"sammenligning-{values.choice.group}"
    if kind == TABLE[0]:
        return attached(write_csv(values, language), TABLE[2], f"{stem}.{kind}")
    return file_of(comparison(values, language=language, made=visitor_of(request).today), kind, stem)


def _indicators(values: ComparisonValues) -> list[presenter.IndicatorView]:
    choice, names = values.choice, addresses()
    href = {year: f"?{query_of(choice.sorted_by(year), names)}" for year in choice.years}
    return [presenter.indicator(matrix, values, names[code], href) for code, matrix in values.matrices.items()]


def _sent_by_form(request: HttpRequest) -> bool:
    """A form says the same key several times; an address says it once, with commas."""
    return "vis" in request.GET


def _kinds() -> list[tuple[str, str]]:
    named = {kind: each.name for kind, each in FORMATS.items()} | {TABLE[0]: TABLE[1]}
    return [(kind, named[kind]) for kind in ("xlsx", "csv", "pdf", "docx", "json")]


def _language() -> str:
    return get_language() or "nb"
