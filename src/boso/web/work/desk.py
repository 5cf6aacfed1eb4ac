"""The contact's desk: the region's overview of a year, chosen and sorted by its address, and as files."""

from collections.abc import Iterable
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from boso.access.values import Permission
from boso.kernel.errors import NotFound
from boso.places.queries import get_region, list_regions
from boso.publishing.writers.csv_table import write_grid
from boso.publishing.writers.long_table import write_lines, write_sheet
from boso.reporting.queries.desk import get_desk
from boso.reporting.queries.exporting import list_delivered, read_delivered
from boso.reporting.rules.desk import EXCUSED, Choice, Order, chosen
from boso.reporting.rules.signing import Waiting
from boso.reporting.values import Status
from boso.reporting.values.contact import Desk, DeskRow
from boso.web.document_files import FORMATS, attached, file_of
from boso.web.presenters import answers_file, desk_file
from boso.web.presenters import desk as presenter
from boso.web.visitor import Visitor, visitor_of

LONGEST_SEARCH = 60
BY_ORDER = {order.value: order for order in Order}


@dataclass(frozen=True, slots=True)
class Shown:
    """The overview, what was chosen of it, and the rows that fit."""

    desk: Desk
    choice: Choice
    rows: tuple[DeskRow, ...]


@require_GET
def show(request: HttpRequest, region: str) -> HttpResponse:
    """The overview of a region that the visitor follows."""
    visitor, shown = visitor_of(request), _shown(request, region)
    page = {
        "page": presenter.page(shown.desk, shown.rows, shown.choice, today=visitor.today),
        "regions": regions_of(visitor, here=shown.desk.region.code),
    }
    return render(request, "web/inside/desk.html", page)


@require_GET
def download(request: HttpRequest, region: str, kind: str) -> HttpResponse:
    """The same rows as a file. Raises NotFound for a format there is not."""
    if kind not in ("csv", "xlsx"):
        raise NotFound
    shown = _shown(request, region)
    stem = f"leveringer-{shown.desk.region.code}-{shown.desk.year}"
    if kind == "csv":
        return attached(write_grid(desk_file.table(shown.desk, shown.rows)), "text/csv; charset=utf-8", f"{stem}.csv")
    made = visitor_of(request).today
    return file_of(desk_file.publication(shown.desk, shown.rows, made=made), kind, stem)


@require_GET
def answers(request: HttpRequest, region: str, kind: str) -> HttpResponseBase:
    """All that the reports of the same rows answer, as they were delivered last: a row an answer. Written to the disk
    and sent from there, however many there are. Raises NotFound for a format there is not.
    """
    if kind not in ("csv", "xlsx"):
        raise NotFound
    visitor, shown = visitor_of(request), _shown(request, region)
    within = visitor.within(Permission.REVIEW_REPORTS)
    asked = [cell.report_id for row in shown.rows for cell in row.cells.values() if cell.report_id is not None]
    reports = list_delivered(within, reports=asked)
    language = get_language() or "nb"
    file = TemporaryFile()  # noqa: SIM115 -- the answer closes it when it is sent
    _write_answers(answers_file.rows(read_delivered(reports, within=within), language), file, kind)
    file.seek(0)
    name = f"svar-{shown.desk.region.code}-{shown.desk.year}.{kind}"
    content_type = "text/csv; charset=utf-8" if kind == "csv" else FORMATS[kind].type
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)


def _write_answers(rows: Iterable[tuple[answers_file.Cell, ...]], file: IO[bytes], kind: str) -> None:
    heads = answers_file.heads()
    if kind == "csv":
        write_lines([label for label, _width in heads], rows, file)
        return
    cut = gettext(" … (for langt for Excel; hele teksten står i CSV-filen)")
    write_sheet(heads, rows, file, name=gettext("Svar"), cut=cut)


def regions_of(visitor: Visitor, *, here: str = "") -> list[presenter.Option]:
    """The regions whose municipalities the visitor follows, the real ones first."""
    ids = visitor.regions(Permission.REVIEW_REPORTS)
    rows = [r for invented in (False, True) for r in list_regions(invented=invented) if r.id in ids]
    return [
        presenter.Option(value=r.code, label=r.name, chosen=r.code == here, href=presenter.region_href(r.code))
        for r in rows
    ]


def choice_of(sent: QueryDict) -> Choice:
    """What the address chooses; what it says that cannot be chosen is left out."""
    state, waits, intake = sent.get("status", ""), sent.get("venter", ""), sent.get("pulje", "")
    return Choice(
        state=state if state in set(Status) | {EXCUSED} else "",
        waits=waits if waits in set(Waiting) else "",
        late=sent.get("sen") == "1",
        intake=int(intake) if intake.isdecimal() and len(intake) < 4 else None,
        text=sent.get("q", "").strip()[:LONGEST_SEARCH],
        order=BY_ORDER.get(sent.get("sorter", ""), Order.NAME),
        backwards=sent.get("snu") == "1",
    )


def _shown(request: HttpRequest, region: str) -> Shown:
    visitor = visitor_of(request)
    year = request.GET.get("ar", "")
    desk = get_desk(
        get_region(region),
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        within=visitor.within(Permission.REVIEW_REPORTS),
        now=visitor.now,
    )
    choice = choice_of(request.GET)
    return Shown(desk, choice, chosen(desk.rows, choice))
