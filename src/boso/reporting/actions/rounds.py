"""Opening a round: a report for everyone who takes part, once; those who come later; those who need not."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from boso.audit.actions import record
from boso.audit.values import municipality_scope, region_scope
from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.kernel.periods import ReportPeriod
from boso.kernel.text import folded
from boso.places import rls
from boso.places.models import Region
from boso.programme.queries import list_participants
from boso.programme.values import Certainty, ParticipantRow
from boso.questionnaires.values import Edition
from boso.reporting.actions.opening import opened_report
from boso.reporting.actions.reminding import queue_mails
from boso.reporting.editions import edition_at, pin_of
from boso.reporting.models import Invitation, Round
from boso.reporting.queries.rounds import participants_of, round_row
from boso.reporting.rules.rounds import can_open, in_order
from boso.reporting.values.rounds import OpenedRound, RoundDates

REFUSALS = {
    "other_region": "Skjemaet er laget for en annen region. Velg et av regionens egne.",
    "needs_half": "Dette skjemaet fylles ut hvert halvår. Velg hvilket halvår runden gjelder.",
    "needs_no_half": "Dette skjemaet fylles ut én gang i året. Velg hele året.",
    "year_of_form": "Skjemaet er ikke laget for dette året. Velg en annen utgave eller et annet år.",
    "before_period_ends": "Fristen er før året er slutt. Velg en dato etter 31. desember.",
    "new_before_deadline": "Siste dag for nye rapporter kan ikke være før fristen.",
    "edit_before_new": "Siste dag for endringer kan ikke være før siste dag for nye rapporter.",
}


@transaction.atomic
def open_round(
    *, region_id: int, edition: Edition, period: ReportPeriod, dates: RoundDates, actor: Actor, now: datetime
) -> OpenedRound:
    """Open a round and a report for every municipality that surely takes part in its year, and invite them by mail.

    Opening it again makes nothing new but asks those who have come since. Raises Invalid for a form, period or dates
    that do not go together, NotFound for an unknown region.
    """
    region = Region.objects.filter(pk=region_id).first()
    if region is None:
        raise NotFound(_("Det finnes ingen slik region."))
    decision = can_open(edition, period, dates, own_form=_own_form(region, edition))
    if not decision:
        raise Invalid(REFUSALS[decision.reason])
    stored, made = Round.objects.get_or_create(
        region=region,
        template=edition.template,
        year=period.year,
        half=period.half,
        defaults={
            "edition": edition.name,
            "revision": edition.revision,
            "digest": edition.digest,
            "deadline": dates.deadline,
            "last_new": dates.last_new,
            "last_edit": dates.last_edit,
            "opened_at": now,
            "actor_id": actor.id,
            "actor_name": actor.name,
        },
    )
    if made:
        facts = {"template": edition.template, "period": str(period), "deadline": dates.deadline.isoformat()}
        _record("round_opened", stored, actor=actor, now=now, facts=facts)
    certain = [p for p in participants_of(stored) if p.certainty is Certainty.CERTAIN]
    invited = _invite(stored, certain, actor=actor, now=now)
    return OpenedRound(round=round_row(stored), made=made, invited=invited)


@transaction.atomic
def invite(
    *, round_id: int, municipalities: Collection[str], actor: Actor, now: datetime, regions: Collection[int]
) -> tuple[str, ...]:
    """Ask municipalities (slugs) that joined later, or that perhaps take part; the names of those that were new.

    Raises NotFound for a round of another region, Invalid for a municipality that is not the region's.
    """
    stored = locked_round(round_id, regions)
    known = list_participants(region=stored.region.code, invented=stored.region.invented)
    wanted = [p for p in known if p.municipality.slug in municipalities]
    if len(wanted) != len(set(municipalities)):
        raise Invalid(_("Velg kommuner som er med i regionens program."))
    return _invite(stored, wanted, actor=actor, now=now)


@transaction.atomic
def change_dates(
    *, round_id: int, dates: RoundDates, reason: str, actor: Actor, now: datetime, regions: Collection[int]
) -> None:
    """Move the dates of a round, with a reason that goes to those it concerns and stays in the log.

    The same dates again change nothing. Extensions already given stay, if they are later.
    """
    stored = locked_round(round_id, regions)
    before = RoundDates(deadline=stored.deadline, last_new=stored.last_new, last_edit=stored.last_edit)
    if dates == before:
        return
    if not reason.strip():
        raise Invalid("Skriv hvorfor datoene endres.")
    decision = in_order(dates)
    if not decision:
        raise Invalid(REFUSALS[decision.reason])
    stored.deadline, stored.last_new, stored.last_edit = dates.deadline, dates.last_new, dates.last_edit
    stored.save(update_fields=["deadline", "last_new", "last_edit"])
    facts = {"from": before.deadline.isoformat(), "to": dates.deadline.isoformat()}
    _record("round_dates_changed", stored, actor=actor, now=now, reason=reason, facts=facts)
    if dates.deadline != before.deadline:
        queue_mails(stored, "dates_changed", occasion=dates.deadline.isoformat(), now=now, reason=reason.strip())


@transaction.atomic
def excuse(
    *, round_id: int, municipality_id: int, reason: str, actor: Actor, now: datetime, regions: Collection[int]
) -> None:
    """Let a municipality off a round, with a reason. Excusing it again changes nothing.

    Raises Denied when it has delivered, Invalid without a reason.
    """
    if not reason.strip():
        raise Invalid("Skriv hvorfor kommunen er fritatt.")
    stored = locked_round(round_id, regions)
    with rls.scope([municipality_id]):
        invitation = locked_invitation(stored, municipality_id)
        if invitation.excused_at is not None:
            return
        if invitation.report and invitation.report.status not in ("not_started", "under_way"):
            raise Denied("Kommunen har meldt rapporten klar eller levert den, og kan ikke fritas.")
        invitation.excused_reason, invitation.excused_by, invitation.excused_at = reason.strip(), actor.name, now
        invitation.save(update_fields=["excused_reason", "excused_by", "excused_at"])
        _record_one("municipality_excused", invitation, actor=actor, now=now, reason=reason.strip())
    queue_mails(
        stored, "excused", occasion=now.isoformat(), now=now, only=municipality_id, reason=reason.strip(), excused=True
    )


@transaction.atomic
def take_back_excuse(
    *, round_id: int, municipality_id: int, actor: Actor, now: datetime, regions: Collection[int]
) -> None:
    """The municipality is to report after all."""
    stored = locked_round(round_id, regions)
    with rls.scope([municipality_id]):
        invitation = locked_invitation(stored, municipality_id)
        if invitation.excused_at is None:
            return
        invitation.excused_reason, invitation.excused_by, invitation.excused_at = "", "", None
        invitation.save(update_fields=["excused_reason", "excused_by", "excused_at"])
        _record_one("municipality_asked_again", invitation, actor=actor, now=now)


def locked_round(round_id: int, regions: Collection[int]) -> Round:
    """The round, locked to the end of the transaction. Raises NotFound for one of another region."""
    found = Round.objects.select_for_update(of=("self",)).select_related("region")
    stored = found.filter(pk=round_id, region__in=list(regions)).first()
    if stored is None:
        raise NotFound(_("Det finnes ingen slik runde."))
    return stored


def locked_invitation(stored: Round, municipality_id: int) -> Invitation:
    """The invitation of a municipality, locked; needs a scope around it. Raises NotFound for one never asked."""
    found = Invitation.objects.select_for_update(of=("self",)).select_related("report")
    invitation = found.filter(round=stored.pk, municipality=municipality_id).first()
    if invitation is None:
        raise NotFound(_("Kommunen er ikke med i denne runden."))
    return invitation


def _invite(stored: Round, participants: Collection[ParticipantRow], *, actor: Actor, now: datetime) -> tuple[str, ...]:
    """A report and an invitation for each; the names of those that had none."""
    edition, period = edition_at(pin_of(stored)), ReportPeriod(stored.year, stored.half)
    new: list[ParticipantRow] = []
    for participant in participants:
        place = participant.municipality
        report, _made = opened_report(
            municipality_id=place.id, edition=edition, period=period, actor=actor, now=now, historical=False
        )
        with rls.scope([place.id]):
            invitation, made = Invitation.objects.get_or_create(
                municipality_id=place.id, round=stored, defaults={"report": report, "invited_at": now}
            )
            if made:
                new.append(participant)
                _record_one("municipality_invited", invitation, actor=actor, now=now)
            elif invitation.report_id is None:
                invitation.report = report
                invitation.save(update_fields=["report"])
    for participant in new:
        queue_mails(stored, "invitation", occasion="", now=now, only=participant.municipality.id)
    return tuple(p.municipality.name for p in new)


def _own_form(region: Region, edition: Edition) -> bool:
    """A form names its region in words ("øst"); an invented region may use any."""
    return region.invented or not edition.region or folded(region.name).endswith(folded(edition.region))


def _record(
    act: str, stored: Round, *, actor: Actor, now: datetime, facts: Mapping[str, object], reason: str = ""
) -> None:
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="round",
        subject_id=stored.pk,
        scope=region_scope(stored.region_id),
        reason=reason,
        facts=facts,
    )


def _record_one(act: str, invitation: Invitation, *, actor: Actor, now: datetime, reason: str = "") -> None:
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="round",
        subject_id=invitation.round_id,
        scope=municipality_scope(invitation.municipality_id),
        reason=reason,
    )
