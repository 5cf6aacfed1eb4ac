"""Mails about rounds: queued once in the transaction of what they tell of, and sent at most once by a job."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app

from boso.access.letters import Letter
from boso.access.queries import list_members
from boso.access.values import Account, Scope
from boso.audit.actions import record
from boso.audit.values import municipality_scope
from boso.kernel.dates import print_date
from boso.kernel.decisions import SYSTEM, Actor
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.places import rls
from boso.reporting.actions.mailing import sent, taken_out
from boso.reporting.actions.noticing import tell
from boso.reporting.editions import edition_at, pin_of
from boso.reporting.models import DistrictStanding, Invitation, Reminder, Report, Round
from boso.reporting.queries.rounds import list_standings
from boso.reporting.reminders import added, reminder_rules, written
from boso.reporting.rules.noticing import language_of_mail
from boso.reporting.rules.rounds import due_rule, reminded_of
from boso.reporting.rules.working_days import OSLO, day_in_oslo
from boso.reporting.values import Status
from boso.reporting.values.rounds import MailState, ReminderRule, Standing

SEND = "boso.reporting.send_reminder"
DISTRICTS = "bydeler/"  # the page of a report that is open to the people of its districts
ON_REQUEST = ("asked_for", "asked_for_answers")  # of one that has not delivered, and of one that was asked back
MOST_WORDS = 1000  # letters of what somebody adds to a reminder


def queue_mails(
    stored: Round,
    code: str,
    *,
    occasion: str,
    now: datetime,
    only: int | None = None,
    reason: str = "",
    excused: bool = False,
) -> int:
    """Queue the mails of a rule to those it is for; how many were new. The same occasion again queues nothing."""
    rule = reminder_rules()[code]
    reach = rls.ALL if only is None else [only]
    count = 0
    for standing in list_standings(stored.pk, within=reach, now=now):
        if (standing.excuse is not None) == excused and standing.status in rule.states:
            count += _queue(stored, standing, rule, occasion=occasion, now=now, reason=reason)
    return count


@transaction.atomic
def queue_due(*, now: datetime) -> int:
    """Queue what the calendar asks for today, in all rounds; how many were new. Safe to repeat.

    Of several rules whose day has come, the latest speaks; its occasion is the deadline it speaks of, so that a moved
    deadline is reminded of anew. A report that is asked back has its own, which may lie after its round.
    """
    by_calendar = [rule for rule in reminder_rules().values() if rule.days is not None]
    count = 0
    with rls.scope(rls.ALL):
        back = set(Invitation.objects.filter(report__status=Status.ASKED_BACK.value).values_list("round", flat=True))
    for stored in Round.objects.select_related("region").filter(Q(last_edit__gte=now) | Q(pk__in=back)):
        for standing in list_standings(stored.pk, within=rls.ALL, now=now):
            deadline = reminded_of(standing)
            rule = due_rule(by_calendar, deadline, standing.status, day_in_oslo(now))
            waits = standing.excuse is None and (stored.last_edit >= now or standing.answer_by is not None)
            if rule is not None and waits:
                count += _queue(stored, standing, rule, occasion=deadline.isoformat(), now=now)
    return count


@transaction.atomic
def remind_now(
    *, round_id: int, municipality_id: int, actor: Actor, now: datetime, regions: Collection[int], words: str = ""
) -> int:
    """A reminder because somebody asks for one, with their own words where they give any; how many mails. At most one a
    day to each person.

    Raises Invalid for words that are too many, Denied when the municipality has delivered or is excused, NotFound for a
    round of another region.
    """
    if len(words) > MOST_WORDS:
        raise Invalid("Teksten er for lang for en påminnelse. Kort den ned til 1000 tegn.")
    stored = Round.objects.select_related("region").filter(pk=round_id, region__in=list(regions)).first()
    if stored is None:
        raise NotFound("Det finnes ingen slik runde.")
    standings = list_standings(round_id, within=[municipality_id], now=now)
    if not standings:
        raise NotFound("Kommunen er ikke med i denne runden.")
    rule = next((r for r in map(reminder_rules().get, ON_REQUEST) if r and standings[0].status in r.states), None)
    if standings[0].excuse is not None or rule is None:
        raise Denied("Kommunen har levert eller er fritatt, så det er ikke noe å minne om.")
    told = words.replace("\r\n", "\n").strip()
    count = _queue(stored, standings[0], rule, occasion=day_in_oslo(now).isoformat(), now=now, words=told)
    if count:
        record(
            actor=actor,
            now=now,
            act="municipality_reminded",
            subject_type="round",
            subject_id=round_id,
            scope=municipality_scope(municipality_id),
            facts={"mails": count},
        )
    return count


def send(*, reminder_id: int, municipality_id: int, now: datetime, last_try: bool) -> MailState:
    """Send one queued mail, at most once whatever happens: it is marked as taken out before it goes.

    Raises NotSent, to be tried again, when it surely did not go. Where nobody knows, it is not sent again.
    """
    with rls.scope([municipality_id]):
        row = taken_out(Reminder, reminder_id)
        if row is None:
            return MailState.SENT
        letter = Letter(subject=row.subject, body=row.body, language=row.language)
        name = f"{row.municipality_id}-{row.pk}"
        return sent(row, letter, to=row.address, name=name, now=now, last_try=last_try)


def _queue(
    stored: Round,
    standing: Standing,
    rule: ReminderRule,
    *,
    occasion: str,
    now: datetime,
    reason: str = "",
    words: str = "",
) -> int:
    with rls.scope([standing.municipality_id]):
        decision = _language_decision(stored, standing.municipality_id)
        known = set(
            Reminder.objects.filter(
                municipality=standing.municipality_id, round=stored.pk, rule=rule.code, occasion=occasion
            ).values_list("account_id", flat=True)
        )
        new = [each for each in _recipients(standing, rule, now) if each[0].id not in known]
        for account, page in new:
            language = language_of_mail(account.language, decision)
            facts = _facts(stored, standing, language, reason, words)
            subject, body = written(rule, language, {**facts, "address": f"{facts['address']}{page}"})
            row = Reminder.objects.create(
                municipality_id=standing.municipality_id,
                round=stored,
                rule=rule.code,
                occasion=occasion,
                account_id=account.id,
                name=account.display_name,
                address=account.email,
                language=language,
                subject=subject,
                body=body,
                state=(MailState.QUEUED if account.email else MailState.NO_ADDRESS).value,
                queued_at=now,
            )
            if account.email:
                app.configure_task(SEND).defer(reminder_id=row.pk, municipality_id=row.municipality_id)
        _tell(standing, rule, [account.id for account, _page in new], occasion=occasion, now=now)
        return len(new)


def _tell(standing: Standing, rule: ReminderRule, new: list[int], *, occasion: str, now: datetime) -> None:
    """The same on the page of their work, of those who were not told before."""
    if standing.report is None or not new:
        return
    tell(
        f"round_{rule.code}",
        Report(pk=standing.report.id, municipality_id=standing.municipality_id),
        actor=SYSTEM,
        now=now,
        occasion=occasion,
        day=day_in_oslo(reminded_of(standing)),
        named=new,
    )


def _recipients(standing: Standing, rule: ReminderRule, now: datetime) -> Iterator[tuple[Account, str]]:
    """Those who hold one of the rule's roles in the municipality today, and, as long as there is a report to give their
    part of and they are not done, in its districts: each once, with the page below the report that is theirs."""
    done = _districts_done(standing)
    members = list_members(Scope(municipality_id=standing.municipality_id), on=now.date(), districts=True)
    found: dict[int, tuple[Account, str]] = {}
    for member in sorted(members, key=lambda m: m.held.scope.district_id is not None):
        district = member.held.scope.district_id
        if member.held.role in rule.to and (district is None or (done is not None and district not in done)):
            found.setdefault(member.account.id, (member.account, "" if district is None else DISTRICTS))
    yield from found.values()


def _districts_done(standing: Standing) -> set[int] | None:
    """The districts that have said that their parts are done; None without a report."""
    if standing.report is None:
        return None
    of = {"municipality": standing.municipality_id, "report": standing.report.id, "version": standing.report.version}
    return set(DistrictStanding.objects.filter(**of, done=True).values_list("district_id", flat=True))


def _language_decision(stored: Round, municipality_id: int) -> str:
    invitation = Invitation.objects.select_related("municipality").get(round=stored.pk, municipality=municipality_id)
    return invitation.municipality.language_decision


def _facts(stored: Round, standing: Standing, language: str, reason: str, words: str) -> dict[str, str]:
    edition, half = edition_at(pin_of(stored)), stored.half
    report = standing.report
    return {
        "municipality": standing.name,
        "form": edition.title.in_language(language),
        "period": f"{half}. halvår {stored.year}" if half else str(stored.year),
        "deadline": _moment(reminded_of(standing), language),
        "last_edit": _moment(standing.dates.last_edit, language),
        "address": f"{settings.ADDRESS}/rapport/{report.id}/" if report else settings.ADDRESS,
        "region": stored.region.name,
        "reason": reason,
        "words": added(words, language),
        "days": str(standing.days if standing.days is not None else ""),
    }


def _moment(moment: datetime, language: str) -> str:
    local = moment.astimezone(OSLO)
    return f"{print_date(local.date(), language)} kl. {local:%H.%M}"
