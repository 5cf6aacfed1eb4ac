"""The region's overview as a table to take along: what the page shows, a column for each thing it says."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import get_language, gettext, ngettext

from boso.kernel.dates import print_date
from boso.publishing.values import Column, Entry, Grid, Publication
from boso.reporting.rules.desk import share_answered, state_of, waiting_of
from boso.reporting.rules.signing import Waiting
from boso.reporting.values.contact import Desk, DeskRow, RoundCell
from boso.web.presenters.desk import state_words
from boso.web.presenters.receipts import expected_words
from boso.web.presenters.rounds import title_of
from boso.web.presenters.signing_words import WHO
from boso.web.words import word


def publication(desk: Desk, rows: Sequence[DeskRow], *, made: date) -> Publication:
    """The same rows as a document of one table, without the region's own notes: a file is easily sent on."""
    grid = table(desk, rows)
    return Publication(
        title=gettext("Leveringer i region %(name)s %(year)s") % {"name": desk.region.name, "year": desk.year},
        subtitle=ngettext("%(n)s kommune", "%(n)s kommuner", len(rows)) % {"n": len(rows)},
        language=get_language() or "nb",
        made=made,
        invented=desk.region.invented,
        blocks=(grid,),
        kind="delivery_overview",
        about={"region": desk.region.code, "year": desk.year},
    )


def table(desk: Desk, rows: Sequence[DeskRow]) -> Grid:
    """What the page shows, a column for each thing it says."""
    titles = {r.id: title_of(r.edition, r.period) for r in desk.rounds}
    heads = [Column(label=gettext("Kommune")), Column(label=gettext("Nummer")), Column(label=gettext("Pulje"))]
    for title in titles.values():
        heads += [
            Column(label=f"{title}: {gettext('status')}"),
            Column(label=f"{title}: {gettext('virkedager for sent')}", numeric=True),
            Column(label=f"{title}: {gettext('venter på')}"),
            Column(label=f"{title}: {gettext('besvart, prosent')}", numeric=True),
            Column(label=f"{title}: {gettext('svar innen')}"),
        ]
    heads += [
        Column(label=gettext("Ettersendes, antall tall"), numeric=True),
        Column(label=gettext("Ettersendes, første dato")),
        Column(label=gettext("Spørsmål uten svar"), numeric=True),
        Column(label=gettext("Svar å se på"), numeric=True),
        Column(label=gettext("Felter Husbanken ber om"), numeric=True),
        Column(label=gettext("Avtalt og ikke gjort"), numeric=True),
        Column(label=gettext("Oppfølgingsmøte")),
    ]
    return Grid(
        caption=gettext("Leveringer %(year)s") % {"year": desk.year},
        columns=tuple(heads),
        rows=tuple(tuple(_entries(desk, row)) for row in rows),
    )


def _entries(desk: Desk, row: DeskRow) -> Iterable[Entry]:
    yield from (Entry(shown=row.name), Entry(shown=row.number), Entry(shown=str(row.intake or "")))
    for each in desk.rounds:
        yield from _of_round(row.cells.get(each.id))
    promised = row.promised
    yield _number(promised.count if promised else None)
    yield Entry(shown=expected_words(promised.first, get_language() or "nb") if promised else "")
    yield from (_number(n or None) for n in (row.questions, row.answers, row.fields, row.follow_ups))
    yield Entry(shown=print_date(row.meeting, get_language() or "nb") if row.meeting else "")


def _of_round(cell: RoundCell | None) -> Iterable[Entry]:
    if cell is None:
        yield from (Entry(shown=""),) * 5
        return
    late = max(0, -cell.days) if cell.days is not None else cell.late_by if cell.delivered_at else None
    share, waits = share_answered(cell), waiting_of(cell)
    yield Entry(shown=state_words(state_of(cell)))
    yield _number(late)
    yield Entry(shown="" if waits is Waiting.NOBODY else word(WHO, waits))
    yield _number(None if share is None else round(100 * share))
    yield Entry(shown=print_date(cell.answer_by, get_language() or "nb") if cell.answer_by else "")


def _number(count: int | None) -> Entry:
    return Entry(shown="" if count is None else str(count), count=count)
