"""Telling of late answers before and after their day; notices carry it to the page of work and into the mail."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from boso.kernel.decisions import SYSTEM
from boso.places import rls
from boso.reporting.actions.noticing import tell
from boso.reporting.models import OpenedField, Report
from boso.reporting.promise_rules import OPENED, PROMISE, promise_rules
from boso.reporting.queries.promises import list_promises
from boso.reporting.rules.promising import PromiseRule, due_promise_rule
from boso.reporting.rules.supplementing import WITH_PROMISES
from boso.reporting.rules.working_days import day_in_oslo
from boso.reporting.values.supplementing import OpenState


@transaction.atomic
def tell_of_promises(*, now: datetime) -> int:
    """Tell what the calendar asks for today about late answers, in all reports; how many people were told.

    Safe to repeat: of one day of a report each rule speaks once to each person.
    """
    today, count = day_in_oslo(now), 0
    promised = {(p.report.id, p.report.municipality_id, p.day, p.section) for p in list_promises(rls.ALL, today=today)}
    count += _tell(promised, promise_rules(PROMISE), now=now)
    with rls.scope(rls.ALL):
        opened = OpenedField.objects.filter(
            state=OpenState.OPEN.value, due__isnull=False, report__status__in=[s.value for s in WITH_PROMISES]
        ).order_by("report_id", "number")
        waiting = {(o.report_id, o.municipality_id, o.due, o.section) for o in opened}
    return count + _tell(waiting, promise_rules(OPENED), now=now)


def _tell(late: Iterable[tuple[int, int, date | None, str]], rules: tuple[PromiseRule, ...], *, now: datetime) -> int:
    """Once for all answers of a report that come on one day; the section is that of the first."""
    today, count = day_in_oslo(now), 0
    told: set[tuple[int, date]] = set()
    for report_id, municipality_id, day, section in sorted(late, key=repr):
        rule = due_promise_rule(rules, day, today) if day else None
        if rule is None or day is None or (report_id, day) in told:
            continue
        told.add((report_id, day))
        with rls.scope([municipality_id]):
            report = Report(pk=report_id, municipality_id=municipality_id)
            occasion = f"{day}:{rule.days}"
            count += tell(rule.event, report, actor=SYSTEM, now=now, occasion=occasion, section=section, day=day)
    return count
