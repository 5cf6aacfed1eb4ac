"""Late answers to a delivered report: a new version opened, filled and closed in one transaction, with its own receipt.

Only what was promised or opened by the region may change. What was delivered before stays as it is, and the public goes
on seeing the version that was published. A field the region opened may also be answered with a comment while it stays
as it is: where nothing else changes, that is an event on the version there is, and no new one.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, Overtaken
from boso.kernel.sources import Origin
from boso.places import rls
from boso.reporting.actions.delivering import close_and_receipt
from boso.reporting.actions.events import add_event, own_report, record_act
from boso.reporting.actions.explaining import LONGEST_REASON, keep_reason
from boso.reporting.actions.opened import BY_HAND, Opened, store
from boso.reporting.actions.rows import settle
from boso.reporting.actions.versions import open_new_version
from boso.reporting.editions import edition_of
from boso.reporting.models import Delivery, OpenedField, Report
from boso.reporting.queries.contents import content_of_report
from boso.reporting.queries.delivering import delivery_row, readiness
from boso.reporting.queries.reports import report_row
from boso.reporting.queries.reviewing import last_event
from boso.reporting.rules.answering import read_typed
from boso.reporting.rules.differing import differences
from boso.reporting.rules.drafts import Draft, draft_of
from boso.reporting.rules.promising import Place, places_in, promises_of
from boso.reporting.rules.supplementing import can_fill, can_supplement, fault_in, moves_promise
from boso.reporting.rules.working_days import day_in_oslo
from boso.reporting.values import EventKind, Status
from boso.reporting.values.delivering import DeliveryRow, Obstacle, Readiness
from boso.reporting.values.fields import Content, Typed
from boso.reporting.values.supplementing import UNCHANGED, Filled, OpenState, Previewed

BLOCKING = frozenset({Obstacle.ERROR, Obstacle.UNREAD, Obstacle.DISTRICTS})
REFUSALS = {
    "historical": "Dette er en historisk rapport. Den endres bare ved å rette enkeltsvar.",
    "asked_back": "Rapporten er sendt tilbake med spørsmål. Fyll ut i rapporten, og lever den på nytt.",
    "not_delivered": "Rapporten er ikke levert. Fyll ut i rapporten; det er bare etter levering noe ettersendes.",
    "never_promised": "Dette feltet er verken lovet til senere eller åpnet av Husbanken. Be Husbanken om å åpne det.",
    "empty": "Skriv tallet, eller velg «kommer senere» og en ny dato.",
    "unread": "Svaret lar seg ikke lese. Skriv tall med sifre, og datoer som 15.03.2014.",
    "no_day": "Skriv datoen tallet kommer, for eksempel 15.03.2014.",
    "past_day": "Dagen er passert. Skriv en dato som kommer.",
    "nothing": "Fyll ut minst ett av feltene.",
    "nothing_opened": "Fyll ut minst ett av feltene, eller kryss av for at et svar Husbanken ber om, står som det er.",
    "both": "Du har både skrevet et nytt svar og krysset av for at det står som det er. Velg ett av dem.",
    "reason_stands": "Skriv i kommentaren hvorfor svaret står som det er.",
    "reason": "Skriv i kommentaren hvorfor et lovet tall kommer senere enn ventet.",
    "reason_opened": "Skriv i kommentaren hva som er endret, og hvorfor.",
    "reason_warned": "Kontrollene har advarsler. Skriv i kommentaren hvorfor tallene er riktige slik de står.",
    "blocked": "Noe må rettes først. Ingenting er sendt; tallene i rapporten står som før.",
}


class Unfit(Invalid):
    """Some fields cannot be taken in as they are: by address, why."""

    def __init__(self, refused: Mapping[str, str]) -> None:
        super().__init__(_("Noen av feltene må rettes først. Ingenting er sendt."))
        self.refused = dict(refused)


class _Undone(Exception):
    """Carries a preview out of the transaction that it undoes."""

    def __init__(self, previewed: Previewed) -> None:
        super().__init__()
        self.previewed = previewed


@transaction.atomic
def supplement(
    *,
    report_id: int,
    typed: Mapping[str, Typed],
    reason: str,
    version: int,
    stands: Collection[str] = (),
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
) -> DeliveryRow:
    """Take in late answers by address and give the receipt of the version they make; sent again, the same receipt.

    `version` is the one the sender saw. `stands` are opened fields whose answer stays as it is, which the reason tells
    why; with nothing else it makes no version, and the receipt is the one there was. A promise may be moved to a new
    day, with a reason. Raises Unfit for fields that are wrong, never promised or not opened; Invalid with findings
    where a check finds an error, and without a reason where one is needed; Overtaken when there is another version,
    Denied in another state, NotFound outside.
    """
    with rls.scope(within):
        report = own_report(report_id, within=within)
        mark = _mark(typed, stands, reason)
        done = _sent_again(report, version, mark, stands, actor)
        if done is not None:
            return delivery_row(done)
        _refuse(report, version)
        before = _draft(report, within)
        filled = _wanted(report, before, typed, stands, now=now)
        if not filled:
            return _let_stand(report, stands, reason.strip(), mark, actor=actor, now=now)
        ready = _fill(report, before, filled, reason.strip(), actor=actor, now=now, within=within)
        _refuse_wrong(ready, filled, stands, _opened(report), reason.strip())
        for warning in (w for w in ready.warnings if not w.answered):
            keep_reason(report, warning.finding, reason.strip(), actor=actor, now=now)
        facts = {**_facts(filled, stands), "mark": mark}
        given = {f.address for f in filled if not moves_promise(f.before, f.after)}
        _finish_opened(report, given | set(stands), actor=actor, now=now)
        return close_and_receipt(
            report, ready, EventKind.SUPPLEMENTED, actor=actor, now=now, reason=reason.strip(), facts=facts
        )


def preview(
    *,
    report_id: int,
    typed: Mapping[str, Typed],
    version: int,
    stands: Collection[str] = (),
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
) -> Previewed:
    """What the same supplement would do; nothing is stored. Raises as `supplement`, but for errors and reasons."""
    try:
        with transaction.atomic(), rls.scope(within):
            report = own_report(report_id, within=within)
            _refuse(report, version)
            before = _draft(report, within)
            filled, still = _wanted(report, before, typed, stands, now=now), tuple(stands)
            if not filled:
                return Previewed(changes=(), errors=(), warnings=(), moved=(), version=version, stands=still)
            ready = _fill(report, before, filled, "", actor=actor, now=now, within=within)
            raise _Undone(replace(_previewed(report, before, filled, ready, within), stands=still))
    except _Undone as undone:
        return undone.previewed


def _previewed(
    report: Report, before: Draft, filled: list[Filled], ready: Readiness, within: rls.type_of_scope
) -> Previewed:
    edition = edition_of(before.content.report)
    return Previewed(
        changes=differences(edition, before, _draft(report, within)),
        errors=tuple(b.finding for b in ready.blockers if b.obstacle in BLOCKING and b.finding),
        warnings=tuple(w.finding for w in ready.warnings if not w.answered),
        moved=tuple(f.address for f in filled if moves_promise(f.before, f.after)),
        version=report.current_version,
    )


def _refuse(report: Report, version: int) -> None:
    decision = can_supplement(Status(report.status), historical=report.historical)
    if not decision:
        raise Denied(_(REFUSALS[decision.reason]))
    if report.current_version != version:
        said = _("Rapporten har fått en ny versjon siden du åpnet siden. Se over, og send på nytt.")
        _number, event = last_event(report.pk)
        if event is None:
            raise Denied(said)
        raise Overtaken(said, act=event.kind.value, who=event.actor_name, at=event.at)


def _draft(report: Report, within: rls.type_of_scope) -> Draft:
    return draft_of(content_of_report(report_row(report), within=within))


def _wanted(
    report: Report, before: Draft, typed: Mapping[str, Typed], stands: Collection[str], *, now: datetime
) -> list[Filled]:
    """What was sent and is new. Raises Unfit, or Invalid where nothing is and nothing stands."""
    places = places_in(edition_of(before.content.report), before)
    promised = {p.address for p in promises_of(edition_of(before.content.report), before)}
    opened = {o.address for o in _opened(report)}
    filled: list[Filled] = []
    refused = {address: _(REFUSALS["never_promised"]) for address in stands if address not in opened}
    for address, each in typed.items():
        place, stood = places.get(address), before.at(address).content
        if place is None:
            refused[address] = _(REFUSALS["never_promised"])
            continue
        mine = read_typed(place.type, each, stood)
        if mine == stood:
            continue
        fault = can_fill(address, promised=promised, opened=opened).reason
        fault = fault or ("both" if address in stands else fault_in(place.type, mine, today=day_in_oslo(now)))
        if fault:
            refused[address] = _(REFUSALS[fault])
        filled.append(Filled(address=address, key=place.key, before=stood, after=mine))
    if refused:
        raise Unfit(refused)
    if not filled and not stands:
        raise Invalid(_(REFUSALS["nothing_opened" if opened else "nothing"]))
    return filled


def _let_stand(
    report: Report, stands: Collection[str], reason: str, mark: str, *, actor: Actor, now: datetime
) -> DeliveryRow:
    """Answer what the region asked for with a comment alone: nothing changes, so the version stays the newest."""
    _refuse_long(reason)
    if not reason:
        raise Invalid(_(REFUSALS["reason_stands"]))
    _finish_opened(report, stands, actor=actor, now=now)
    facts = {"version": report.current_version, **_facts([], stands), UNCHANGED: True, "mark": mark}
    add_event(report, EventKind.SUPPLEMENTED, actor=actor, now=now, reason=reason, facts=facts)
    record_act("report_supplemented", report, actor=actor, now=now, reason=reason, facts=facts)
    return delivery_row(Delivery.objects.get(report=report.pk, version=report.current_version))


def _fill(
    report: Report,
    before: Draft,
    filled: list[Filled],
    reason: str,
    *,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
) -> Readiness:
    """Open the next version and put the late answers in; what the checks say of it then."""
    edition = edition_of(before.content.report)
    open_new_version(report, now=now)
    at = {place.key: place for place in places_in(edition, _draft(report, within)).values()}
    opened = Opened(report, edition)
    with pghistory.context(actor_id=actor.id, actor_name=actor.name, reason=reason, at=now.isoformat()):
        for each in filled:
            _put(opened, at[each.key], each.after, now=now)
    return readiness(report.pk, within=within, now=now)


def _put(opened: Opened, place: Place, content: Content, *, now: datetime) -> None:
    row = opened.find(place.address)
    stored = store(opened, place.address, row, content, type=place.type, label=BY_HAND, origin=Origin.TYPED.value)
    settle(opened, place.address, stored, now=now)


def _refuse_long(reason: str) -> None:
    if len(reason) > LONGEST_REASON:
        raise Invalid(_("Kommentaren er for lang. Skriv den med høyst 2000 tegn."))


def _refuse_wrong(
    ready: Readiness, filled: list[Filled], stands: Collection[str], opened: list[OpenedField], reason: str
) -> None:
    """Raises Invalid where a check finds an error, or a reason is missing."""
    wrong = [b for b in ready.blockers if b.obstacle in BLOCKING]
    if wrong:
        raise Invalid(_(REFUSALS["blocked"]), [b.finding for b in wrong if b.finding])
    _refuse_long(reason)
    if reason:
        return
    if stands:
        raise Invalid(_(REFUSALS["reason_stands"]))
    if any(moves_promise(f.before, f.after) for f in filled):
        raise Invalid(_(REFUSALS["reason"]))
    if {o.address for o in opened} & {f.address for f in filled}:
        raise Invalid(_(REFUSALS["reason_opened"]))
    if any(not w.answered for w in ready.warnings):
        raise Invalid(_(REFUSALS["reason_warned"]), [w.finding for w in ready.warnings if not w.answered])


def _opened(report: Report) -> list[OpenedField]:
    return list(OpenedField.objects.filter(report=report.pk, state=OpenState.OPEN.value).order_by("number"))


def _finish_opened(report: Report, given: Collection[str], *, actor: Actor, now: datetime) -> None:
    """Opened fields that were answered are done with."""
    with pghistory.context(actor_id=actor.id, actor_name=actor.name, at=now.isoformat()):
        for row in _opened(report):
            if row.address in given:
                row.state, row.done_version = OpenState.DONE.value, report.current_version
                row.save(update_fields=["state", "done_version"])


def _facts(filled: list[Filled], stands: Collection[str]) -> dict[str, object]:
    """Which fields came late, which promises were moved from when to when, what stands; never what they say."""
    moved = [f for f in filled if moves_promise(f.before, f.after)]
    return {
        "fields": [f.key for f in filled if f not in moved],
        "moved": [{"key": f.key, "from": f.before.expected, "to": f.after.expected} for f in moved],
        "stands": sorted(stands),
    }


def _mark(typed: Mapping[str, Typed], stands: Collection[str], reason: str) -> str:
    told = [(a, t.text, t.kind, t.expected) for a, t in sorted(typed.items())]
    return sha256(repr((told, sorted(stands), reason.strip())).encode()).hexdigest()


def _sent_again(report: Report, version: int, mark: str, stands: Collection[str], actor: Actor) -> Delivery | None:
    """The receipt of the very same supplement, sent from the same page by the same person: a second click."""
    _number, event = last_event(report.pk)
    if event is None or (event.kind, event.actor_id) != (EventKind.SUPPLEMENTED, actor.id):
        return None
    made = version if event.facts.get(UNCHANGED) else version + 1
    asked_anew = any(row.address in stands for row in _opened(report))
    if event.facts.get("mark") != mark or report.current_version != made or asked_anew:
        return None
    return Delivery.objects.filter(report=report.pk, version=made).first()
