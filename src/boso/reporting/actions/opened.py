"""A report opened for change: locked, its edition at hand, its fields found by address, and who changes it noted."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pghistory
from django.db.models import Max, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, NotFound
from boso.places import rls
from boso.places.reading import Ask, read
from boso.questionnaires.values import Edition, FieldType, Table
from boso.reporting.actions.events import add_event
from boso.reporting.contents import put
from boso.reporting.editions import edition_at, pin_of
from boso.reporting.models import Answer, EconomyRow, FieldAnswer, FormRow, PartnerTick, Report, TextAnswer
from boso.reporting.models.answers import Sourced
from boso.reporting.queries.reports import in_reach
from boso.reporting.queries.reviewing import pages_open_in
from boso.reporting.rules.answering import can_answer
from boso.reporting.rules.asking import asked_by, money_table, pages_of, type_in_row
from boso.reporting.rules.economy import COMPUTED
from boso.reporting.rules.reviewing import places_of
from boso.reporting.values import Block, EventKind, Status
from boso.reporting.values.fields import Address, Content, Home

BY_HAND = "Ført inn for hånd"
KEYS = {Home.FIGURE: "code", Home.TEXT: "code", Home.FIELD: "code", Home.TICK: "actor"}
MODELS: dict[Home, type[Sourced]] = {
    Home.FIGURE: Answer,
    Home.TEXT: TextAnswer,
    Home.FIELD: FieldAnswer,
    Home.TICK: PartnerTick,
    Home.MONEY: EconomyRow,
    Home.ROW: FormRow,
}
REFUSALS = {
    "historical": "Dette er en historisk rapport. Den endres bare ved å rette enkeltsvar.",
    "marked_ready": "Rapporten er meldt klar. Åpne den igjen på siden «Lever» for å endre noe.",
    "already_delivered": "Rapporten er levert. Svar endres nå bare i en ny versjon.",
    "withdrawn": "Rapporten er trukket tilbake. Åpne den igjen på siden «Lever» for å endre noe.",
    "closed": "Fristen for endringer er ute. Be Husbanken om utsettelse; det du har skrevet, er ikke borte.",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A locked report in its open version, with its edition."""

    report: Report
    edition: Edition
    pages: frozenset[str] | None = None  # where answers may change: those asked about; None: everywhere

    def refuse_closed(self, place: str) -> None:
        """Raises Denied for what stands on a page that was delivered and not asked about. `place` as in `places_of`."""
        if self.pages is not None:
            refuse_pages_not_asked(self.edition, self.pages, {places_of(self.edition).get(place, "")})

    def find(self, address: Address) -> Sourced | None:
        """The row that keeps the field now; None where nothing is stored."""
        report, key = self.report, KEYS.get(address.home, "id")
        of_version = [report.municipality_id, report.pk, report.current_version]
        where = f"WHERE municipality_id = %s AND report_id = %s AND version = %s AND {key} = %s"
        wanted = address.row if address.home.in_rows else address.code
        (found,) = read(Ask(MODELS[address.home], where, [*of_version, wanted]))
        return next(iter(found), None)

    @property
    def version(self) -> dict[str, Any]:
        """The open version, as the columns of its rows name it."""
        report = self.report
        return {"municipality_id": report.municipality_id, "report_id": report.pk, "version": report.current_version}

    def rows(self, home: Home) -> "QuerySet[Any]":
        """The stored rows of one kind, in the open version."""
        return MODELS[home]._default_manager.filter(**self.version)

    def new(self, home: Home, **columns: object) -> Sourced:
        """A row not yet stored."""
        return MODELS[home](**self.version, **columns)


@contextmanager
def opened_for_answers(
    report_id: int, *, actor: Actor, now: datetime, within: rls.type_of_scope, closes: datetime | None, reason: str = ""
) -> Iterator[Opened]:
    """The report, locked to the end of the transaction; who and why goes with each row into its history.

    Raises NotFound for one outside and Denied where fields may not be changed. A report not started is under way from
    then on.
    """
    with rls.scope(within):
        (found,) = read(Ask(Report, "WHERE id = %s FOR NO KEY UPDATE", [report_id]))
        report = in_reach(found, within)
        status = Status(report.status)
        decision = can_answer(status, historical=report.historical, closes=closes, now=now)
        if not decision:
            raise Denied(_(REFUSALS[decision.reason]))
        context = {"actor_id": actor.id, "actor_name": actor.name, "reason": reason, "at": now.isoformat()}
        with pghistory.context(**context):
            edition = edition_at(pin_of(report))
            yield Opened(report, edition, pages_open_in(report, edition))
            if status is Status.NOT_STARTED:
                add_event(report, EventKind.STARTED, actor=actor, now=now)


def refuse_pages_not_asked(edition: Edition, asked: frozenset[str], changed: Collection[str]) -> None:
    """Raises Denied when pages change that the region has not asked about: those stay as they were delivered."""
    if set(changed) <= asked:
        return
    language = get_language() or "nb"
    names = [page.head.heading.in_language(language) for page in pages_of(edition) if page.code in asked]
    raise Denied(
        _("Husbanken har spurt om: %(asked)s. Resten av rapporten står som den ble levert, og kan ikke endres nå.")
        % {"asked": ", ".join(names) or "–"}
    )


def type_of(opened: Opened, address: Address, row: Sourced | None) -> FieldType:
    """What the form asks at an address that may change. Raises NotFound where it asks nothing, or the row is gone, and
    Denied where the answer stays as it was delivered."""
    table = table_of(opened, row)
    if table is not None or not address.home.in_rows:
        opened.refuse_closed(f"table:{table.code}" if table else str(address))
    if address.home.in_rows:
        type = None if table is None or is_computed(row, address.column) else type_in_row(table, address.column)
    else:
        asked = asked_by(opened.edition).get(str(address))
        type = asked.type if asked else None
    if type is None:
        gone = address.home.in_rows and row is None
        raise NotFound(_("Raden er tatt bort av noen andre.") if gone else _("Skjemaet spør ikke om dette."))
    return type


def is_computed(row: Sourced | None, column: str) -> bool:
    """A cell of a money table that is worked out from the others; nobody types it."""
    if not isinstance(row, EconomyRow):
        return False
    return row.block == Block.SUM or (row.block == Block.ACTIVITIES and column in COMPUTED)


def table_of(opened: Opened, row: Sourced | None) -> Table | None:
    """The table of the form that a stored row stands in."""
    if isinstance(row, FormRow):
        return opened.edition.table(row.table)
    return money_table(opened.edition, row.block) if isinstance(row, EconomyRow) else None


def store(
    opened: Opened, address: Address, row: Sourced | None, content: Content, *, type: FieldType, label: str, origin: str
) -> Sourced | None:
    """Put a content where it belongs: a row made, changed, or, for a tick taken away, removed."""
    if address.home is Home.TICK and content.empty:
        if row is not None:
            row.delete()
        return None
    kept = row or opened.new(address.home, **{KEYS[address.home]: address.code})
    put(kept, content, column=address.column, type=type, raw=content.value)
    kept.certain, kept.origin, kept.source_label = True, origin, label
    kept.place, kept.reference = None, ""
    kept.save()
    return kept


def next_position(opened: Opened, home: Home, **of: object) -> int:
    """The place after the last row of a table."""
    last = opened.rows(home).filter(**of).aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1
