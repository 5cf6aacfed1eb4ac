"""Whatever happens in whatever order, nobody is told of a report outside their reach, and no notice is mailed twice."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from boso.access.rules import covers
from boso.access.values import MUNICIPAL_ROLES, Account, Held, Role, Scope
from boso.kernel.periods import Validity
from boso.reporting.notices import notice_rules, rules_on
from boso.reporting.rules.noticing import due, may_see, told
from boso.reporting.rules.working_days import OSLO
from boso.reporting.values.notices import Chosen, Group, Holder, Pending, Rhythm

PLACES = {1: 8, 2: 8, 3: 9}  # municipalities and their regions
PEOPLE = range(5)
EVENTS = sorted({rule.event for rule in notice_rules().values()})
ROLES = sorted(set(Role) - {Role.STATE_ADMIN, Role.SYSTEM_ADMIN})
BEGIN = datetime(2014, 3, 20, 9, tzinfo=OSLO)  # the week before summer time begins


@dataclass
class Told:
    """A notice, and the mails it went in."""

    account_id: int
    code: str
    place: int
    at: datetime
    read: bool = False
    mails: list[int] = field(default_factory=list)


class Notices(RuleBasedStateMachine):
    """The program without its database: roles begin and end, things happen, mails go or are lost."""

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGIN
        self.held: dict[int, list[Held]] = {i: [] for i in PEOPLE}
        self.chosen: dict[int, Chosen] = {i: Chosen() for i in PEOPLE}
        self.notices: list[Told] = []
        self.sent: list[tuple[int, list[Told]]] = []

    @property
    def today(self) -> date:
        return self.now.date()

    @rule(who=st.sampled_from(PEOPLE), role=st.sampled_from(ROLES), place=st.sampled_from(sorted(PLACES)))
    def gives_a_role(self, who: int, role: Role, place: int) -> None:
        scope = Scope(municipality_id=place) if role in MUNICIPAL_ROLES else Scope(region_id=PLACES[place])
        self.held[who].append(Held(role=role, scope=scope, validity=Validity(self.today, None)))

    @rule(who=st.sampled_from(PEOPLE))
    def ends_all_roles(self, who: int) -> None:
        self.held[who] = [
            Held(role=h.role, scope=h.scope, validity=Validity(h.validity.start, self.today)) for h in self.held[who]
        ]

    @rule(who=st.sampled_from(PEOPLE), mine=st.sampled_from(Rhythm), news=st.sampled_from(Rhythm))
    def chooses(self, who: int, mine: Rhythm, news: Rhythm) -> None:
        self.chosen[who] = Chosen(mine=mine, news=news)

    @rule(hours=st.integers(0, 60))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(data=st.data(), event=st.sampled_from(EVENTS), place=st.sampled_from(sorted(PLACES)))
    def something_happens(self, data: Any, event: str, place: int) -> None:
        actor = data.draw(st.sampled_from(PEOPLE))
        named = data.draw(st.sets(st.sampled_from(PEOPLE)))
        scope = Scope(municipality_id=place, region_id=PLACES[place])
        holders = [
            Holder(account=Account(id=i, username=str(i), display_name=str(i), language="nb"), held=h)
            for i, held in self.held.items()
            for h in held
            if covers(h.scope, scope)
        ]
        found = told(rules_on(event), holders, scope, named=named, but=str(actor), on=self.today)
        assert actor not in found
        for account_id, line in found.items():
            assert may_see(line.sees, self.held[account_id], scope, on=self.today)
            self.notices.append(Told(account_id, line.code, place, self.now))

    @rule(who=st.sampled_from(PEOPLE))
    def reads_all(self, who: int) -> None:
        for notice in self.notices:
            notice.read = notice.read or notice.account_id == who

    @rule(who=st.sampled_from(PEOPLE), fails=st.booleans())
    def a_mail_goes(self, who: int, fails: bool) -> None:
        """What is due and not in a mail yet is put into one; what may not be seen then is left out for good."""
        waiting = {i: n for i, n in enumerate(self.notices) if n.account_id == who and not n.mails and not n.read}
        pending = [Pending(id=i, group=notice_rules()[n.code].group, at=n.at) for i, n in waiting.items()]
        ready = [waiting[i] for i in due(pending, self.chosen[who], self.now)]
        seen = [n for n in ready if self.sees(n)]
        for notice in ready:
            notice.mails.append(len(self.sent))
        if seen and not fails:
            self.sent.append((who, seen))
            assert all(self.sees(n) for n in seen)

    def sees(self, notice: Told) -> bool:
        scope = Scope(municipality_id=notice.place, region_id=PLACES[notice.place])
        sees = notice_rules()[notice.code].sees
        return bool(may_see(sees, self.held[notice.account_id], scope, on=self.today))

    @invariant()
    def no_notice_is_in_two_mails(self) -> None:
        carried = [id(notice) for _who, rows in self.sent for notice in rows]
        assert len(carried) == len(set(carried))

    @invariant()
    def a_mail_holds_what_its_reader_was_told_and_no_date_of_a_round(self) -> None:
        for who, rows in self.sent:
            assert {n.account_id for n in rows} == {who}
            assert all(notice_rules()[n.code].group is not Group.ROUND for n in rows)


TestNotices = Notices.TestCase
TestNotices.settings = settings(settings.get_profile("fixed"), max_examples=60, stateful_step_count=30)
