"""The audit log, for those it concerns: filtered, page by page, and as a file."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boso.access.values import WHOLE_PROGRAMME, Permission
from boso.audit.queries import list_acts, search
from boso.audit.values import Entry
from boso.kernel.dates import read_date
from boso.web.presenters import log as presenter
from boso.web.visitor import Visitor, visitor_of

A_PAGE = 50
A_FILE = 20_000
LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What part of the log is asked for. What cannot be understood asks for nothing."""

    act: str
    actor: str
    since: date | None
    until: date | None
    page: int

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """Out of the address."""
        given = request.GET
        page = given.get("side", "")
        number = int(page) if page.isascii() and page.isdecimal() and len(page) <= len(str(LAST_PAGE)) else 1
        actor = given.get("hvem", "").replace("\0", "").strip()
        return cls(
            given.get("hva", "").replace("\0", ""),
            actor,
            _day(given.get("fra", "")),
            _day(given.get("til", "")),
            max(number, 1),
        )

    def query(self, page: int | None = None) -> str:
        """The same as the tail of an address, for a page or for the file."""
        days = {
            "fra": self.since.isoformat() if self.since else "",
            "til": self.until.isoformat() if self.until else "",
        }
        pairs = {"hva": self.act, "hvem": self.actor, **days, "side": str(page) if page else ""}
        return "?" + urlencode({key: value for key, value in pairs.items() if value})


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """One page of the log."""
    visitor, asked = visitor_of(request), Asked.of(request)
    names = _scopes(visitor)
    found = _search(names, asked, first=(asked.page - 1) * A_PAGE, limit=A_PAGE + 1)
    page = {
        "lines": presenter.lines(found[:A_PAGE], names),
        "acts": sorted(((code, presenter.act(code)) for code in list_acts(names)), key=lambda pair: pair[1]),
        "asked": asked,
        "where": sorted(names.values()),
        "newer": asked.query(asked.page - 1) if asked.page > 1 else "",
        "older": asked.query(asked.page + 1) if len(found) > A_PAGE else "",
        "file": asked.query(),
    }
    return render(request, "web/inside/log.html", page)


@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """The same part as a file, at most so many of the newest lines."""
    names = _scopes(visitor_of(request))
    found = _search(names, Asked.of(request), first=0, limit=A_FILE)
    content = presenter.as_csv(presenter.lines(found, names))
    headers = {"Content-Disposition": 'attachment; filename="logg.csv"'}
    return HttpResponse(content.encode(), content_type="text/csv; charset=utf-8", headers=headers)


def _search(names: dict[str, str], asked: Asked, *, first: int, limit: int) -> list[Entry]:
    return search(
        names, act=asked.act, actor=asked.actor, since=asked.since, until=asked.until, first=first, limit=limit
    )


def _scopes(visitor: Visitor) -> dict[str, str]:
    """Whose log one may read: of one's municipalities and regions, and of the programme for those who run it."""
    return presenter.scopes(
        visitor.within(Permission.READ_LOG),
        visitor.regions(Permission.READ_LOG),
        programme=bool(visitor.can(Permission.READ_LOG, WHOLE_PROGRAMME)),
    )


def _day(text: str) -> date | None:
    read = read_date(text.strip()).value if text.strip() else None
    if read is None or not (read.year and read.month and read.day):
        return None
    return date(read.year, read.month, read.day)
