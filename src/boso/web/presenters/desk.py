"""The region's overview as a page: one row a municipality, one cell a round."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from boso.kernel.dates import print_date_short
from boso.reporting.rules.desk import EXCUSED, Choice, Order, share_answered, state_of, waiting_of
from boso.reporting.rules.meetings import is_overdue
from boso.reporting.rules.signing import Waiting
from boso.reporting.values import Status
from boso.reporting.values.contact import Desk, DeskRow, RoundCell
from boso.web.presenters.delivery import days_words
from boso.web.presenters.receipts import expected_words
from boso.web.presenters.reports import STATE_COLOURS
from boso.web.presenters.review_words import answer_by_words
from boso.web.presenters.rounds import title_of
from boso.web.presenters.signing_words import WHO
from boso.web.words import REPORT_STATES, word

# Beside its words every state has a sign, so that it can be told without colour and across a long list.
SIGNS: Mapping[str, str] = {
    EXCUSED: "–", Status.NOT_STARTED: "○", Status.UNDER_WAY: "◔", Status.READY: "◑", Status.APPROVED: "◕",
    Status.ASKED_BACK: "↩", Status.WITHDRAWN: "↩", Status.DELIVERED: "●", Status.DELIVERED_AGAIN: "●",
    Status.UNDER_REVIEW: "●", Status.ACCEPTED: "✓", Status.PUBLISHED: "✓", Status.UNPUBLISHED: "✓",
}  # fmt: skip
HEADS: Mapping[Order, str | Promise] = {
    Order.NAME: _("Kommune"),
    Order.LATE: _("Frist"),
    Order.DONE: _("Besvart"),
    Order.PROMISED: _("Ettersendes"),
    Order.ASKED: _("Spørsmål"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing to choose."""

    value: str
    label: str
    chosen: bool
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A way to sort: its words, where it leads, and whether and how the rows are sorted by it now."""

    label: str
    href: str
    sorted: str  # ascending, descending or none


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A municipality in a round."""

    href: str
    sign: str
    state: str
    colour: str
    days: str
    late: bool
    said: str  # whom it waits for, how much is answered, or why it is excused


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenView:
    """What is open with a municipality beside its rounds; what is not is blank."""

    promised: str
    overdue: bool
    asked: str
    agreed: str
    meeting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A municipality in the overview; a None among the cells is a round it was not asked in."""

    name: str
    href: str
    number: str
    cells: tuple[tuple[str, CellView | None, str], ...]  # each with the title of its round, and its state as drawn
    open: SafeString  # what is open with it beside the rounds, as drawn
    pinned: tuple[str, ...]
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """The overview. `total` is how many there are before anything is chosen away."""

    region: str
    code: str
    invented: bool
    year: int
    rounds: tuple[tuple[str, str, str], ...]  # title, deadline, address
    heads: Mapping[str, Head]
    rows: tuple[LineView, ...]
    total: int
    states: tuple[Option, ...]
    waits: tuple[Option, ...]
    intakes: tuple[Option, ...]
    years: tuple[Option, ...]
    files: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]  # files with all that was delivered by those shown
    choice: Choice
    chosen: bool


@dataclass(slots=True)
class _Drawing:
    """Cells that say the same are drawn once: of a thousand there are some dozens."""

    drawn: dict[tuple[object, ...], tuple[CellView, SafeString]] = field(default_factory=dict)
    open: dict[OpenView, SafeString] = field(default_factory=dict)

    def __call__(self, cell: RoundCell) -> tuple[CellView, SafeString]:
        """A cell in words, and its state with its sign and days as they are shown."""
        says = (
            cell.status,
            cell.excused,
            cell.historical,
            cell.days,
            cell.late_by,
            cell.delivered_at is None,
            cell.answer_by,
        )
        key = (*says, cell.answered, cell.asked)
        if key not in self.drawn:
            view = cell_view(cell)
            self.drawn[key] = view, render_to_string("web/inside/desk_state.html", {"cell": view})
        view, shown = self.drawn[key]
        return replace(view, href=report_href(cell)), shown

    def beside(self, row: DeskRow, today: date) -> SafeString:
        """What is open with a municipality, as the last cells of its row."""
        view = OpenView(
            promised=_promised(row),
            overdue=row.promised is not None and is_overdue(row.promised.first, today),
            asked=_asked(row),
            agreed=str(row.follow_ups) if row.follow_ups else "",
            meeting=_day(row.meeting) if row.meeting else "",
        )
        if view not in self.open:
            self.open[view] = render_to_string("web/inside/desk_open.html", {"row": view})
        return self.open[view]


def page(desk: Desk, rows: Sequence[DeskRow], choice: Choice, *, today: date) -> DeskPage:
    """Everything the page shows. `rows` are those chosen, in their order."""
    titles = {r.id: title_of(r.edition, r.period) for r in desk.rounds}
    cells, drawing = [cell for row in desk.rows for cell in row.cells.values()], _Drawing()
    return DeskPage(
        region=desk.region.name,
        code=desk.region.code,
        invented=desk.region.invented,
        year=desk.year,
        rounds=tuple((titles[r.id], _day(r.dates.deadline.date()), reverse("round", args=[r.id])) for r in desk.rounds),
        heads={order.name: _head(desk, choice, order) for order in Order},
        rows=tuple(_line(desk, titles, row, drawing, today) for row in rows),
        total=len(desk.rows),
        states=tuple(_options({state_of(c) for c in cells}, (*Status, EXCUSED), choice.state, state_words)),
        waits=tuple(_options({waiting_of(c) for c in cells}, _WAITED_FOR, choice.waits, _who)),
        intakes=tuple(
            Option(value=str(n), label=gettext("Pulje %(n)s") % {"n": n}, chosen=choice.intake == n)
            for n in sorted({r.intake for r in desk.rows if r.intake is not None})
        ),
        years=tuple(
            Option(value=str(y), label=str(y), chosen=y == desk.year, href=_address(desk, choice, year=y))
            for y in desk.years
        ),
        files=_files(desk, choice, "desk_file"),
        answers=_files(desk, choice, "desk_answers"),
        choice=choice,
        chosen=replace(choice, order=Order.NAME, backwards=False) != Choice(),
    )


def state_words(state: str) -> str:
    """A state of the overview in words."""
    return gettext("Fritatt") if state == EXCUSED else word(REPORT_STATES, state)


def region_href(code: str) -> str:
    """The overview of a region."""
    return reverse("desk", args=[code])


_WAITED_FOR = tuple(w for w in Waiting if w is not Waiting.NOBODY)


def _who(waiting: str) -> str:
    text = word(WHO, waiting)
    return text[:1].upper() + text[1:]


def _options(found: set[str], order: Iterable[str], chosen: str, words: Callable[[str], str]) -> Iterable[Option]:
    return (Option(value=v, label=words(v), chosen=v == chosen) for v in order if v in found or v == chosen)


def _files(desk: Desk, choice: Choice, page: str) -> tuple[tuple[str, str], ...]:
    kinds = (("xlsx", "Excel"), ("csv", "CSV"))
    return tuple((name, _address(desk, choice, path=reverse(page, args=[desk.region.code, k]))) for k, name in kinds)


def _address(desk: Desk, choice: Choice, *, year: int = 0, path: str = "") -> str:
    """The overview, or a file at this path, with what was chosen."""
    told: dict[str, object] = {
        "ar": year or (desk.year if desk.years and desk.year != desk.years[0] else ""),
        "status": choice.state,
        "venter": choice.waits,
        "sen": "1" if choice.late else "",
        "pulje": choice.intake or "",
        "q": choice.text,
        "sorter": "" if choice.order is Order.NAME else choice.order.value,
        "snu": "1" if choice.backwards else "",
    }
    query = urlencode({name: value for name, value in told.items() if value})
    path = path or region_href(desk.region.code)
    return f"{path}?{query}" if query else path


def _head(desk: Desk, choice: Choice, order: Order) -> Head:
    here = choice.order is order
    turned = replace(choice, order=order, backwards=here and not choice.backwards)
    way = ("descending" if choice.backwards else "ascending") if here else "none"
    return Head(label=str(HEADS[order]), href=_address(desk, turned), sorted=way)


def _line(desk: Desk, titles: Mapping[int, str], row: DeskRow, drawing: _Drawing, today: date) -> LineView:
    places = _places(desk.region.code)
    asked = [(titles[r.id], row.cells.get(r.id)) for r in desk.rounds]
    cells = tuple((title, *(drawing(cell) if cell else (None, ""))) for title, cell in asked)
    return LineView(
        name=row.name,
        href=places.replace("/-/", f"/{row.slug}/"),
        number=row.number,
        cells=cells,
        open=drawing.beside(row, today),
        pinned=row.pinned,
        notes=ngettext("%(n)s notat", "%(n)s notater", row.notes) % {"n": row.notes} if row.notes else "",
    )


def cell_view(cell: RoundCell) -> CellView:
    """A municipality in a round."""
    state, share, waits = state_of(cell), share_answered(cell), waiting_of(cell)
    who = "" if waits is Waiting.NOBODY else word(WHO, waits)
    done = "" if share is None else gettext("%(n)s %% besvart") % {"n": round(100 * share)}
    answers = answer_by_words(cell.answer_by) if cell.answer_by else ""
    waiting = gettext("venter på %(who)s") % {"who": who} if who else ""
    return CellView(
        href=report_href(cell),
        sign=SIGNS.get(state, ""),
        state=state_words(state),
        colour="neutral" if cell.excused else STATE_COLOURS.get(cell.status, "neutral"),
        days=_days(cell),
        late=bool(cell.days is not None and cell.days < 0),
        said=" · ".join(part for part in (answers, waiting, done, cell.excused) if part),
    )


def report_href(cell: RoundCell) -> str:
    """Where the contact goes on with a report: its review once it is delivered, how far it has come before that."""
    if cell.report_id is None or cell.status is Status.NOT_STARTED:
        return ""
    before, after = _around("review" if cell.delivered_at else "deliver")
    return f"{before}{cell.report_id}{after}"


@cache
def _around(name: str) -> tuple[str, str]:
    """The address of a page of a report before and after its number: a thousand of them are put together from it."""
    before, _number, after = reverse(name, args=[0]).partition("0")
    return before, after


@cache
def _places(region: str) -> str:
    """The page of a municipality of the region, with a dash for its name."""
    return reverse("contact_municipality", args=[region, "-"])


def _days(cell: RoundCell) -> str:
    if cell.days is not None:
        return days_words(cell.days)
    if cell.delivered_at is None:
        return ""
    if cell.late_by and cell.answer_by:
        text = ngettext("levert %(n)s virkedag for sent", "levert %(n)s virkedager for sent", cell.late_by)
        return text % {"n": cell.late_by}
    if cell.late_by:
        return ngettext("%(n)s virkedag for sent", "%(n)s virkedager for sent", cell.late_by) % {"n": cell.late_by}
    return gettext("levert i tide") if cell.answer_by else gettext("i tide")


def _promised(row: DeskRow) -> str:
    if row.promised is None:
        return ""
    first = expected_words(row.promised.first, get_language() or "nb")
    told = {"n": row.promised.count, "day": first}
    return ngettext("%(n)s tall, %(day)s", "%(n)s tall, %(day)s", row.promised.count) % told


def _asked(row: DeskRow) -> str:
    parts = []
    if row.questions:
        parts.append(ngettext("%(n)s uten svar", "%(n)s uten svar", row.questions) % {"n": row.questions})
    if row.fields:
        parts.append(ngettext("%(n)s felt etterspurt", "%(n)s felter etterspurt", row.fields) % {"n": row.fields})
    if row.answers:
        parts.append(ngettext("%(n)s svar å se på", "%(n)s svar å se på", row.answers) % {"n": row.answers})
    return ", ".join(parts)


def _day(day: date) -> str:
    return print_date_short(day)
