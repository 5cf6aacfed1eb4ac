"""What city districts say below a central report: the parts of its figures, one by one as they are typed, and that they
are done. No save overwrites what its sender had not seen."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import BosoError, Denied, NotFound
from boso.kernel.figures import Kind
from boso.kernel.sources import Origin
from boso.places import rls
from boso.places.models import District
from boso.questionnaires.values import FieldType
from boso.reporting.actions.answering import put_into, refuse_too_long
from boso.reporting.actions.events import record_act
from boso.reporting.actions.noticing import people_of_districts, tell
from boso.reporting.actions.opened import Opened, opened_for_answers
from boso.reporting.contents import NUMBERS, content_of
from boso.reporting.models import DistrictAnswer, DistrictStanding, SavedField
from boso.reporting.queries.contents import get_content
from boso.reporting.queries.districts import content_of_part, list_part_history, list_parts
from boso.reporting.queries.reports import report_row
from boso.reporting.rules.answering import read_typed
from boso.reporting.rules.asking import asked_by
from boso.reporting.rules.districts import blank_parts
from boso.reporting.rules.working_days import day_in_oslo
from boso.reporting.values.delivering import SumSeen
from boso.reporting.values.fields import Address, Clash, Content, Home, Saved, Typed


class SumsChanged(BosoError):
    """Parts or totals are others than whoever confirmed the sums had seen; `codes` says of which figures."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(_("Tall er endret siden du åpnet siden. Ingenting er lagret."))
        self.codes = tuple(codes)


class PartsBlank(BosoError):
    """A district says that its parts are done, and some were not given; `codes` by the page of the form."""

    def __init__(self, codes: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(_("Noen tall er ikke ført inn. Se over dem, og meld fra likevel hvis det er meningen."))
        self.codes = codes


@transaction.atomic
def save_part(
    *,
    report_id: int,
    district_id: int,
    address: str,
    typed: Typed,
    version: int,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    closes: datetime | None = None,
) -> Saved | Clash:
    """Store the part of one figure, when it still is as the sender saw it; sent again it is stored once.

    Raises NotFound for a figure, district or report that is not there, Denied where it may not be changed.
    """
    with opened_for_answers(report_id, actor=actor, now=now, within=within, closes=closes) as opened:
        if opened.report.current_version != version:
            raise Denied(_("Rapporten har fått en ny versjon. Last siden på nytt og se om svaret skal endres der."))
        _refuse_done(opened, district_id)
        return _save(opened, district_id, address, typed, actor=actor, now=now)


@transaction.atomic
def save_parts(
    *,
    report_id: int,
    district_id: int,
    typed: Mapping[str, Typed],
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    closes: datetime | None = None,
) -> tuple[list[Clash], dict[str, str]]:
    """Store the parts of a form that was sent whole. What could not be stored comes back: clashes with other people,
    and by address why the rest was refused."""
    clashes: list[Clash] = []
    refused: dict[str, str] = {}
    with opened_for_answers(report_id, actor=actor, now=now, within=within, closes=closes) as opened:
        _refuse_done(opened, district_id)
        for address, each in typed.items():
            try:
                outcome = _save(opened, district_id, address, each, actor=actor, now=now)
            except BosoError as fault:
                refused[address] = str(fault)
                continue
            if isinstance(outcome, Clash):
                clashes.append(outcome)
    return clashes, refused


@transaction.atomic
def restore_part(
    *,
    report_id: int,
    district_id: int,
    address: str,
    step_id: int,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    closes: datetime | None = None,
) -> None:
    """Let the part of a figure be again what it was at a step of its history: a new change, with who and why.

    Raises NotFound for a step that is not of this part, else as `save_part`.
    """
    reason = _("Hentet fram igjen fra historien")
    with opened_for_answers(report_id, actor=actor, now=now, within=within, closes=closes, reason=reason) as opened:
        _refuse_done(opened, district_id)
        _type, code = _asked(opened, address)
        _district(opened, district_id)
        history = list_part_history(report_row(opened.report), district_id, code, within=within)
        wanted = next((step.content for step in history if step.id == step_id), None)
        if wanted is None:
            raise NotFound(_("Det finnes ikke noe slikt svar i historien."))
        row = DistrictAnswer.objects.filter(**_of(opened, district_id), code=code).first()
        if wanted != content_of_part(row):
            _keep(opened, district_id, code, row, wanted, token="", actor=actor, now=now)


@transaction.atomic
def stand(
    *,
    report_id: int,
    district_id: int,
    done: bool,
    although_blank: bool = False,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    closes: datetime | None = None,
) -> None:
    """Say that the parts of a district are done, or open them again. Saying it again changes nothing.

    Raises PartsBlank where figures were not given, unless that is meant (`although_blank`).
    """
    with opened_for_answers(report_id, actor=actor, now=now, within=within, closes=closes) as opened:
        district = _district(opened, district_id)
        of = _of(opened, district_id)
        standing = DistrictStanding.objects.filter(**of).first() or DistrictStanding(**of, done=False)
        if standing.done == done:
            return
        readable = DistrictAnswer.objects.filter(**of).exclude(kind=Kind.TEXT_INSTEAD)
        given = set(readable.values_list("code", flat=True))
        blank = blank_parts(opened.edition, given, pages=opened.pages)
        if done and blank and not although_blank:
            raise PartsBlank(blank)
        standing.done, standing.actor_id, standing.actor_name, standing.at = done, actor.id, actor.name, now
        standing.save()
        act = "district_done" if done else "district_opened"
        record_act(act, opened.report, actor=actor, now=now, facts={"district": district_id})
        _tell(act, opened, district, actor=actor, now=now)


@transaction.atomic
def take_sums(
    *,
    report_id: int,
    seen: Mapping[str, SumSeen],
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    closes: datetime | None = None,
) -> None:
    """Let figures of the report, by code, be the sum of their parts: all of them, or none. Sent again: no change.

    Raises SumsChanged where a sum or a total is another than was seen, NotFound, Denied where one may not be changed.
    """
    reason, label = _("Summen av bydelene er bekreftet"), _("Summen av bydelene")
    with opened_for_answers(report_id, actor=actor, now=now, within=within, closes=closes, reason=reason) as opened:
        sums = {row.code: row.sum for row in list_parts(get_content(report_id, within=within), within=within)}
        changed, taken = [], {}
        for code, each in seen.items():
            address, mine = Address(Home.FIGURE, code), Content(Kind.NUMBER.value, each.sum)
            before = content_of(opened.find(address), address)
            if not each.sum or each.sum != sums.get(code) or before.mark not in (each.mark, mine.mark):
                changed.append(code)
            elif before != mine:
                taken[address] = mine
        if changed:
            raise SumsChanged(changed)
        for address, mine in taken.items():
            put_into(opened, address, mine, origin=Origin.COMPUTED, label=label, actor=actor, now=now)


def _save(
    opened: Opened, district_id: int, address: str, typed: Typed, *, actor: Actor, now: datetime
) -> Saved | Clash:
    type, code = _asked(opened, address)
    _district(opened, district_id)
    row = DistrictAnswer.objects.filter(**_of(opened, district_id), code=code).first()
    before = content_of_part(row)
    refuse_too_long(typed.text)
    mine = read_typed(type, typed, before)
    if mine == before or mine.mark == typed.seen:
        return Saved(address=address, type=type, content=before, changed=False)
    if typed.seen != before.mark:
        last = SavedField.objects.filter(**opened.version, address=_saved_as(district_id, code)).first()
        if last is None or last.token not in typed.earlier or last.mark != before.mark:
            known = last if last is not None and last.mark == before.mark else None
            who, at = (known.actor_name, known.at) if known else ("", None)
            return Clash(address=address, type=type, mine=mine, theirs=before, who=who, at=at)
    _keep(opened, district_id, code, row, mine, token=typed.token, actor=actor, now=now)
    return Saved(address=address, type=type, content=mine, changed=True)


def _keep(
    opened: Opened,
    district_id: int,
    code: str,
    row: DistrictAnswer | None,
    content: Content,
    *,
    token: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Store a part, and who saved it last."""
    _put(opened, district_id, code, row, content)
    SavedField.objects.update_or_create(
        **opened.version,
        address=_saved_as(district_id, code),
        defaults={"token": token, "mark": content.mark, "actor_id": actor.id, "actor_name": actor.name, "at": now},
    )


def _saved_as(district_id: int, code: str) -> str:
    return f"district:{district_id}:{code}"


def _put(opened: Opened, district_id: int, code: str, row: DistrictAnswer | None, content: Content) -> None:
    """A part taken away is gone, and stands in the history."""
    if content.empty:
        if row is not None:
            row.delete()
        return
    kept = row or DistrictAnswer(**_of(opened, district_id), code=code)
    number = content.kind in NUMBERS
    kept.kind, kept.expected = content.kind, content.expected
    kept.value = Decimal(content.value) if number else None
    kept.raw = "" if number else content.value
    kept.save()


def _asked(opened: Opened, address: str) -> tuple[FieldType, str]:
    """The type and code of a figure that the form asks. Raises NotFound, and Denied where it stays as delivered."""
    asked, known = asked_by(opened.edition).get(address), Address.read(address)
    if asked is None or known is None or known.home is not Home.FIGURE:
        raise NotFound(_("Skjemaet spør ikke om dette."))
    opened.refuse_closed(address)
    return asked.type, known.code


def _district(opened: Opened, district_id: int) -> District:
    found = District.objects.filter(pk=district_id, municipality=opened.report.municipality_id).first()
    if found is None:
        raise NotFound(_("Kommunen har ingen slik bydel."))
    return found


def _tell(act: str, opened: Opened, district: District, *, actor: Actor, now: datetime) -> None:
    """The municipality is told that a district is done; the district's people that theirs is open again."""
    tell(
        act,
        opened.report,
        actor=actor,
        now=now,
        occasion=f"{district.pk}:{now.isoformat()}",
        address=district.slug,
        named=people_of_districts(opened.report, on=day_in_oslo(now), district_id=district.pk),
    )


def _refuse_done(opened: Opened, district_id: int) -> None:
    if DistrictStanding.objects.filter(**_of(opened, district_id), done=True).exists():
        raise Denied(_("Bydelen har meldt at tallene er ferdige. Åpne dem igjen for å endre noe."))


def _of(opened: Opened, district_id: int) -> dict[str, Any]:
    return {**opened.version, "district_id": district_id}
