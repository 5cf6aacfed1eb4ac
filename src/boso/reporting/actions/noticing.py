"""Telling people what happened to a report: the one door, called in the transaction of the act."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Protocol

from django.db import transaction
from procrastinate.contrib.django import app

from boso.access.queries import list_members
from boso.access.values import Account, Scope, ScopeKind
from boso.kernel.decisions import SYSTEM, Actor
from boso.reporting.models import Assignment, Notice, NoticeMail, Report
from boso.reporting.notices import rules_on
from boso.reporting.queries.notices import chosen_by, holders_of
from boso.reporting.rules.noticing import told
from boso.reporting.rules.working_days import day_in_oslo
from boso.reporting.values.notices import Chosen, Group, NoticeRule, Rhythm

SEND = "boso.reporting.send_notices"
TOGETHER = timedelta(minutes=1)  # what happens within it goes in one mail, also to those who want mail at once


class OfMunicipality(Protocol):
    """A report, as far as telling of it goes."""

    pk: int
    municipality_id: int


@transaction.atomic
def tell(
    event: str,
    report: OfMunicipality,
    *,
    actor: Actor,
    now: datetime,
    occasion: str,
    section: str = "",
    address: str = "",
    day: date | None = None,
    named: Collection[int] = (),
) -> int:
    """Tell of an event those whom `files/notices.yaml` says may know; how many were new. Needs a scope around it.

    `occasion` tells events of a kind apart: the same again tells nobody twice. `named` are the accounts that a rule
    means by that word. An event that no rule speaks of tells nobody.
    """
    rules = rules_on(event)
    if not rules:
        return 0
    scope, holders = holders_of(report.municipality_id, on=day_in_oslo(now))
    found = told(rules, holders, scope, named=named, but=actor.id, on=day_in_oslo(now))
    known = _known(report, found.values(), occasion)
    accounts = {h.account.id: h.account for h in holders}
    new = {i: rule for i, rule in found.items() if (i, rule.code) not in known}
    wishes = chosen_by(new)
    for account_id, rule in new.items():
        row = Notice(
            municipality_id=report.municipality_id,
            report_id=report.pk,
            account_id=account_id,
            code=rule.code,
            occasion=occasion,
            section=section,
            address=address,
            day=day,
            actor_name="" if actor == SYSTEM else actor.name,
            at=now,
        )
        _store(row, rule, accounts[account_id], wishes.get(account_id, Chosen()))
    return len(new)


def newest_report(municipality_id: int) -> Report | None:
    """The report on which a municipality is told of what belongs to none of them; inside its scope only."""
    own = Report.objects.filter(municipality=municipality_id, historical=False)
    return own.order_by("-year", "-pk").first()


@transaction.atomic
def queue_mail(account_id: int, *, occasion: str, now: datetime) -> bool:
    """Queue a mail of whatever is due to a person when it goes; False where this occasion called for one before."""
    row, made = NoticeMail.objects.get_or_create(account_id=account_id, occasion=occasion, defaults={"queued_at": now})
    if made:
        app.configure_task(SEND, schedule_in={"seconds": int(TOGETHER.total_seconds())}).defer(mail_id=row.pk)
    return made


def asked_to_answer(report: OfMunicipality, sections: Collection[str]) -> set[int]:
    """The accounts that a colleague has asked to answer something in these sections, and that are not done."""
    found = Assignment.objects.filter(
        municipality=report.municipality_id, report=report.pk, section__in=list(sections), done_at__isnull=True
    )
    return {int(account) for account in found.order_by().values_list("account_id", flat=True) if account.isdecimal()}


def people_of_districts(report: OfMunicipality, *, on: date, district_id: int | None = None) -> set[int]:
    """The accounts with a role in a city district of the municipality on that day: in any, or in this one."""
    members = list_members(Scope(municipality_id=report.municipality_id), on=on, districts=True)
    inside = (m for m in members if m.held.scope.kind is ScopeKind.DISTRICT)
    return {m.account.id for m in inside if district_id in (None, m.held.scope.district_id)}


def _known(report: OfMunicipality, rules: Collection[NoticeRule], occasion: str) -> set[tuple[int, str]]:
    found = Notice.objects.filter(
        municipality=report.municipality_id,
        report=report.pk,
        occasion=occasion,
        code__in=sorted({rule.code for rule in rules}),
    )
    return set(found.order_by().values_list("account_id", "code"))


def _store(row: Notice, rule: NoticeRule, account: Account, chosen: Chosen) -> None:
    """Keep a notice. No mail of notices ever carries a date of a round, which has its own, nor what nobody wants."""
    rhythm = chosen.of(rule.group)
    row.by_mail = rule.group is not Group.ROUND and rhythm is not Rhythm.FRONT and bool(account.email)
    row.save(force_insert=True)
    if row.by_mail and rhythm is Rhythm.AT_ONCE:
        queue_mail(row.account_id, occasion=f"notice:{row.pk}", now=row.at)
