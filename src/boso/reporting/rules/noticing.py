"""Who is told of what, who may still see it, and when a mail about it goes. Pure."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta

from boso.access.rules import can
from boso.access.values import Held, Permission, Scope, ScopeKind
from boso.kernel.decisions import YES, Decision, no
from boso.places.values import LanguageDecision
from boso.reporting.rules.working_days import day_in_oslo, moment_in_oslo, next_business_day
from boso.reporting.values.notices import Chosen, Group, Holder, NoticeRule, Pending, Rhythm, Sees

RIGHTS: Mapping[Sees, frozenset[Permission]] = {
    Sees.READERS: frozenset({Permission.READ_REPORTS}),
    Sees.COLLEAGUES: frozenset({Permission.EDIT_REPORTS, Permission.APPROVE_REPORTS, Permission.DELIVER_REPORTS}),
    Sees.REVIEWERS: frozenset({Permission.REVIEW_REPORTS}),
    Sees.DISTRICTS: frozenset({Permission.EDIT_DISTRICTS}),
}
LONGEST_WAIT = 21  # days after which the next mail of any rhythm has surely come
KEPT_READ = timedelta(days=90)
KEPT_UNREAD = timedelta(days=400)  # a year of reporting and a little


def may_see(sees: Sees, held: Iterable[Held], scope: Scope, *, on: date) -> Decision:
    """May someone with these roles see a notice of this kind about a report there, on that day?"""
    known = list(held)
    places = _districts_in(scope, known) if sees is Sees.DISTRICTS else [scope]
    allowed = any(can(known, right, place, on=on) for right in RIGHTS[sees] for place in places)
    return YES if allowed else no("not_yours_to_see")


def _districts_in(scope: Scope, held: Iterable[Held]) -> list[Scope]:
    """The districts of a municipality in which somebody holds a role."""
    inside = (h.scope for h in held if h.scope.kind is ScopeKind.DISTRICT)
    return [place for place in inside if place.municipality_id == scope.municipality_id]


def told(
    rules: Iterable[NoticeRule],
    holders: Collection[Holder],
    scope: Scope,
    *,
    named: Collection[int],
    but: str,
    on: date,
) -> dict[int, NoticeRule]:
    """Whom the rules of one event tell, by account: each once, by the first rule that finds them.

    Never the one who acted (`but`), never anybody who may not see it there on that day.
    """
    found: dict[int, NoticeRule] = {}
    for rule in rules:
        for account_id in _found_by(rule, holders, scope, named=named, but=but, on=on):
            found.setdefault(account_id, rule)
    return found


def _found_by(
    rule: NoticeRule, holders: Collection[Holder], scope: Scope, *, named: Collection[int], but: str, on: date
) -> list[int]:
    current = [h for h in holders if h.held.validity.holds(on)]
    seeing = {
        h.account.id
        for h in current
        if str(h.account.id) != but and may_see(rule.sees, [o.held for o in _of(h, current)], scope, on=on)
    }
    wanted = {h.account.id for h in current if h.held.role in rule.to} | (set(named) if rule.named else set())
    chosen = wanted & seeing
    if not chosen:
        chosen = {h.account.id for h in current if h.held.role in rule.otherwise} & seeing
    return sorted(chosen)


def _of(holder: Holder, holders: Iterable[Holder]) -> list[Holder]:
    return [other for other in holders if other.account.id == holder.account.id]


def mail_moment(rhythm: Rhythm, at: datetime, chosen: Chosen) -> datetime | None:
    """When a notice made at `at` is mailed: at once, or with the first collected mail after it. None: never.

    A daily mail goes on business days; a weekly one whose day is a holiday goes on the business day after it.
    """
    if rhythm is Rhythm.FRONT:
        return None
    if rhythm is Rhythm.AT_ONCE:
        return at
    first = day_in_oslo(at)
    days = (first + timedelta(days=n) for n in range(-LONGEST_WAIT, LONGEST_WAIT))
    moments = (_moment(day, chosen) for day in days if _goes_on(rhythm, day, chosen))
    return min(moment for moment in moments if moment >= at)


def _goes_on(rhythm: Rhythm, day: date, chosen: Chosen) -> bool:
    return rhythm is Rhythm.DAILY or day.weekday() == chosen.weekday


def _moment(day: date, chosen: Chosen) -> datetime:
    return moment_in_oslo(next_business_day(day), time(chosen.hour))


def due(pending: Iterable[Pending], chosen: Chosen, now: datetime) -> list[int]:
    """The notices (ids) that are to be mailed now. Dates of rounds have a mail of their own: never among them."""
    return [each.id for each in pending if _is_due(each, chosen, now)]


def _is_due(pending: Pending, chosen: Chosen, now: datetime) -> bool:
    if pending.group is Group.ROUND:
        return False
    moment = mail_moment(chosen.of(pending.group), pending.at, chosen)
    return moment is not None and moment <= now


def language_of_mail(wish: str, decision: str = "") -> str:
    """nb or nn: the municipality's own decision; where it is neutral or not known, what the person reads."""
    if decision in (LanguageDecision.BOKMAL, LanguageDecision.NYNORSK):
        return str(decision)
    return "nn" if wish == "nn" else "nb"
