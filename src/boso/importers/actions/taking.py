"""What a person takes of a workbook that came back is stored as if typed, in one transaction; and taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from boso.audit.actions import record
from boso.audit.values import municipality_scope
from boso.importers.models import WorkbookUpload
from boso.importers.queries.uploads import offers_for
from boso.importers.uploads import Offer, plain
from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.kernel.sources import Origin
from boso.places import rls
from boso.reporting.actions.answering import put_content
from boso.reporting.actions.rows import add_row, remove_row
from boso.reporting.models import Report
from boso.reporting.queries.editing import get_draft
from boso.reporting.rules.drafts import Draft
from boso.reporting.values.differing import What
from boso.reporting.values.fields import Address, Content, Home


@dataclass(frozen=True, slots=True)
class Taken:
    """How many changes were stored, and how many were not because somebody had changed the same again."""

    stored: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hand:
    """Who stores, where, when and until when."""

    report_id: int
    actor: Actor
    now: datetime
    within: rls.type_of_scope
    closes: datetime | None

    def of(self, reason: str, label: str) -> dict[str, Any]:
        """What the editor's own saving asks for."""
        return {**self.plain, "reason": reason, "origin": Origin.TYPED, "label": label}

    @property
    def plain(self) -> dict[str, Any]:
        """The same without a reason."""
        return {
            "report_id": self.report_id,
            "actor": self.actor,
            "now": self.now,
            "within": self.within,
            "closes": self.closes,
        }


@transaction.atomic
def take_workbook(
    *,
    report_id: int,
    upload_id: int,
    chosen: dict[int, str],
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    closes: datetime | None = None,
) -> Taken:
    """Store the chosen changes: by number, with the mark of what stood there when the person chose (`Offer.seen`).

    All or nothing, but for what was changed again in the meantime: that is left and counted. Raises Invalid where
    nothing is chosen, Denied where the report may not be changed or has a newer version, NotFound outside.
    """
    if not chosen:
        raise Invalid(_("Velg minst én endring."))
    hand = _Hand(report_id=report_id, actor=actor, now=now, within=within, closes=closes)
    with rls.scope(within):
        upload = _locked(report_id, upload_id, within)
        offers = offers_for(upload, within=within)
        wanted = [o for o in offers if o.change.number in chosen and o.open]
        fresh = [o for o in wanted if o.seen == chosen[o.change.number]]
        upload.taken = [*upload.taken, *(_store(offer, upload, hand) for offer in fresh)]
        if fresh:
            upload.taken_at, upload.taken_by_name = now, actor.name
            upload.undone_at, upload.undone_by_name = None, ""
            upload.save()
            _record("workbook_taken", upload, hand, changes=len(fresh))
        return Taken(len(fresh), len(wanted) - len(fresh))


@transaction.atomic
def undo_workbook(
    *,
    report_id: int,
    upload_id: int,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    closes: datetime | None = None,
) -> Taken:
    """Take back all that was taken of a workbook; what somebody has changed since stays and is counted."""
    hand = _Hand(report_id=report_id, actor=actor, now=now, within=within, closes=closes)
    with rls.scope(within):
        upload = _locked(report_id, upload_id, within)
        draft = get_draft(report_id, within=within)
        reason = _("Arbeidsboken %(file)s ble angret") % {"file": upload.name}
        done = [_take_back(step, draft, reason, hand) for step in reversed(upload.taken)]
        if done:
            upload.taken, upload.undone_at, upload.undone_by_name = [], now, actor.name
            upload.save()
            _record("workbook_undone", upload, hand, changes=sum(done))
        return Taken(sum(done), len(done) - sum(done))


def _locked(report_id: int, upload_id: int, within: rls.type_of_scope) -> WorkbookUpload:
    """The upload, its report locked to the end of the transaction. Raises Denied for one of an older version."""
    found = rls.narrowed(Report.objects.select_for_update(no_key=True).filter(pk=report_id), within).order_by("pk")
    report = found.first()
    upload = WorkbookUpload.objects.select_for_update().filter(pk=upload_id, report=report_id).order_by("pk").first()
    if report is None or upload is None:
        raise NotFound(_("Det finnes ingen slik arbeidsbok."))
    if report.current_version != upload.version:
        raise Denied(_("Rapporten har fått en ny versjon siden arbeidsboken ble laget. Hent en ny arbeidsbok."))
    return upload


def _store(offer: Offer, upload: WorkbookUpload, hand: _Hand) -> dict[str, Any]:
    """Store one change; returns the step by which it is taken back."""
    change = offer.change
    label = _("Arbeidsbok %(file)s") % {"file": upload.name}
    reason = _("Hentet fra arbeidsboken %(file)s") % {"file": upload.name}
    if change.what is What.ADDED and change.table and change.cells:
        row = add_row(table=change.table, cells=dict(change.cells), label=label, origin=Origin.TYPED, **hand.plain)
        return {"added": row, "table": change.table, "cells": {c: plain(v) for c, v in change.cells.items()}}
    if change.what is What.REMOVED and change.table:
        home, _colon, rest = change.address.partition(":")
        remove_row(home=Home(home), row_id=int(rest), **hand.plain)
        return {"removed": change.table, "cells": {c: plain(v) for c, v in offer.shown.cells}}
    put_content(address=change.address, content=change.mine, **hand.of(reason, label))
    return {"address": change.address, "before": plain(offer.shown.before), "after": change.mine.mark}


def _take_back(step: dict[str, Any], draft: Draft, reason: str, hand: _Hand) -> bool:
    """Undo one step; False where somebody has changed the same since."""
    if "removed" in step:
        cells = {column: Content(*content) for column, content in step["cells"].items()}
        add_row(table=step["removed"], cells=cells, origin=Origin.TYPED, label=reason, **hand.plain)
        return True
    if "added" in step:
        return _remove_added(step, draft, hand)
    if draft.at(step["address"]).content.mark != step["after"]:
        return False
    before = Content(*step["before"])
    put_content(address=step["address"], content=before, **hand.of(reason, reason))
    return True


def _remove_added(step: dict[str, Any], draft: Draft, hand: _Hand) -> bool:
    for home in (Home.MONEY, Home.ROW):
        cells = {c: draft.at(Address(home, str(step["added"]), c)).content for c in step["cells"]}
        if all(cells[c] == Content(*content) for c, content in step["cells"].items()):
            remove_row(home=home, row_id=step["added"], **hand.plain)
            return True
    return False


def _record(act: str, upload: WorkbookUpload, hand: _Hand, **facts: object) -> None:
    record(
        actor=hand.actor,
        now=hand.now,
        act=act,
        subject_type="report",
        subject_id=upload.report_id,
        scope=municipality_scope(upload.municipality_id),
        facts={"file": upload.name, "version": upload.version, **facts},
    )
