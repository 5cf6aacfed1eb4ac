"""Who is told of what, who still sees it, and when mail about it goes: the table, its words, and moments."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import resolve
from hypothesis import given
from hypothesis import strategies as st

from boso.access.values import Account, Held, Role, Scope
from boso.kernel.periods import ReportPeriod, Validity
from boso.questionnaires.loading import load
from boso.reporting.notices import LANGUAGES, notice_rules, place, rules_on
from boso.reporting.reminders import reminder_rules
from boso.reporting.rules.noticing import due, language_of_mail, mail_moment, may_see, told
from boso.reporting.rules.working_days import OSLO, is_business_day
from boso.reporting.values import EditionPin, EventKind
from boso.reporting.values.notices import Chosen, Group, Holder, NoticeRow, Pending, Rhythm, Sees

HERE, REGION, TODAY = 1, 9, date(2014, 2, 10)
SCOPE = Scope(municipality_id=HERE, region_id=REGION)
LEADER, OWNER, HELPER, AUDITOR, CONTACT, MANAGER, INSIDE = range(1, 8)
ROLES = {
    LEADER: Role.PROGRAMME_LEADER,
    OWNER: Role.PROGRAMME_OWNER,
    HELPER: Role.CONTRIBUTOR,
    AUDITOR: Role.AUDITOR,
    CONTACT: Role.PROGRAMME_CONTACT,
    MANAGER: Role.REGION_MANAGER,
    INSIDE: Role.DISTRICT_CONTRIBUTOR,
}
FORM = load("ost_annual/2013")
OWN_EVENTS = {
    *("assigned", "commented", "question", "answered", "promise_due", "promise_overdue", "follow_up_due"),
    *("field_opened", "field_due", "field_overdue", "follow_up_overdue", "minutes_shared"),
    *("district_done", "district_opened"),
}


def holder(account_id: int, role: Role | None = None, *, end: date | None = None) -> Holder:
    role = role or ROLES[account_id]
    regional = role in (Role.PROGRAMME_CONTACT, Role.REGION_MANAGER)
    district = 3 if role is Role.DISTRICT_CONTRIBUTOR else None
    scope = Scope(region_id=REGION) if regional else Scope(municipality_id=HERE, district_id=district)
    account = Account(id=account_id, username=str(account_id), display_name=str(account_id), language="nb")
    return Holder(account=account, held=Held(role=role, scope=scope, validity=Validity(None, end)))


EVERYBODY = [holder(account_id) for account_id in ROLES]
# The event, who acts, whom it names, and who is told by which line – written by hand.
TOLD: tuple[tuple[str, int, tuple[int, ...], dict[int, str]], ...] = (
    ("marked_ready", LEADER, (), {OWNER: "ready"}),
    ("declined", OWNER, (), {LEADER: "declined"}),
    ("approved", OWNER, (), {LEADER: "approved"}),
    ("reopened", LEADER, (), {OWNER: "reopened"}),
    ("delivered", LEADER, (), {CONTACT: "to_review", OWNER: "delivered"}),
    ("delivered", OWNER, (), {CONTACT: "to_review", LEADER: "delivered"}),
    ("nothing_to_report", LEADER, (), {CONTACT: "nothing"}),
    ("withdrawn", OWNER, (), {CONTACT: "withdrawn", LEADER: "own_withdrawn"}),
    ("review_started", CONTACT, (), {LEADER: "review_started"}),
    ("asked_back", CONTACT, (), {LEADER: "asked_back", OWNER: "asked_back"}),
    ("asked_back", CONTACT, (HELPER,), {LEADER: "asked_back", OWNER: "asked_back", HELPER: "asked_back"}),
    (
        "asked_back",
        CONTACT,
        (INSIDE,),
        {LEADER: "asked_back", OWNER: "asked_back", INSIDE: "district_asked_back"},
    ),
    ("district_done", INSIDE, (INSIDE,), {LEADER: "district_done"}),
    ("district_done", LEADER, (), {OWNER: "district_done"}),
    ("district_opened", LEADER, (INSIDE, HELPER), {INSIDE: "district_opened"}),
    ("delivered_again", LEADER, (), {CONTACT: "delivered_again", OWNER: "own_delivered_again"}),
    ("supplemented", LEADER, (), {CONTACT: "supplemented", OWNER: "own_supplemented"}),
    ("accepted", CONTACT, (), {LEADER: "accepted", OWNER: "accepted"}),
    ("published", MANAGER, (), {LEADER: "published", OWNER: "published"}),
    ("unpublished", MANAGER, (), {LEADER: "unpublished", OWNER: "unpublished"}),
    ("assigned", LEADER, (HELPER,), {HELPER: "assigned"}),
    ("assigned", HELPER, (HELPER,), {}),
    ("commented", HELPER, (), {LEADER: "commented"}),
    ("commented", LEADER, (LEADER, HELPER, CONTACT, AUDITOR), {HELPER: "commented"}),
    ("question", CONTACT, (HELPER,), {LEADER: "question", HELPER: "question"}),
    ("answered", HELPER, (), {CONTACT: "answered"}),
    ("promise_due", 0, (), {LEADER: "promise_due"}),
    (
        "promise_overdue",
        0,
        (HELPER,),
        {LEADER: "promise_overdue", HELPER: "promise_overdue", CONTACT: "waiting_for_promise"},
    ),
    ("field_opened", CONTACT, (), {LEADER: "field_opened"}),
    ("field_overdue", 0, (), {LEADER: "field_overdue"}),
    ("follow_up_due", 0, (OWNER,), {OWNER: "follow_up_due"}),
    ("follow_up_overdue", 0, (), {LEADER: "follow_up_overdue"}),
    ("minutes_shared", CONTACT, (), {LEADER: "minutes_shared", OWNER: "minutes_shared"}),
    ("round_invitation", 0, (LEADER, OWNER), {LEADER: "round_invitation", OWNER: "round_invitation"}),
    ("round_three_days", 0, (LEADER, INSIDE), {LEADER: "round_three_days", INSIDE: "district_three_days"}),
    ("started", LEADER, (), {}),
)


@pytest.mark.parametrize(("event", "actor", "named", "expected"), TOLD)
def test_who_is_told_of_what(event: str, actor: int, named: tuple[int, ...], expected: dict[int, str]) -> None:
    found = told(rules_on(event), EVERYBODY, SCOPE, named=named, but=str(actor), on=TODAY)
    assert {account_id: rule.code for account_id, rule in found.items()} == expected


def test_a_region_without_a_contact_is_told_by_its_manager() -> None:
    people = [h for h in EVERYBODY if h.account.id != CONTACT]
    found = told(rules_on("answered"), people, SCOPE, named=(), but=str(LEADER), on=TODAY)
    assert set(found) == {MANAGER}


def test_a_role_that_ended_today_tells_nobody_and_sees_nothing() -> None:
    ended = holder(OWNER, end=TODAY)
    assert not told(rules_on("marked_ready"), [ended], SCOPE, named=(), but=str(LEADER), on=TODAY)
    assert told(rules_on("marked_ready"), [ended], SCOPE, named=(), but=str(LEADER), on=TODAY - timedelta(days=1))
    assert not may_see(Sees.READERS, [ended.held], SCOPE, on=TODAY)


@pytest.mark.parametrize(
    ("sees", "who"),
    [
        (Sees.READERS, {LEADER, OWNER, HELPER, AUDITOR, CONTACT, MANAGER}),
        (Sees.COLLEAGUES, {LEADER, OWNER, HELPER}),
        (Sees.REVIEWERS, {CONTACT, MANAGER}),
        (Sees.DISTRICTS, {INSIDE}),
    ],
)
def test_who_sees_what(sees: Sees, who: set[int]) -> None:
    assert {h.account.id for h in EVERYBODY if may_see(sees, [h.held], SCOPE, on=TODAY)} == who
    elsewhere = Scope(municipality_id=2, region_id=8)
    assert not any(may_see(sees, [h.held], elsewhere, on=TODAY) for h in EVERYBODY)


def test_every_line_is_of_an_event_that_happens_and_leads_to_a_page() -> None:
    rounds = {f"round_{code}" for code in reminder_rules()}
    kinds = {kind.value for kind in EventKind}
    rules = notice_rules()
    assert {rule.event for rule in rules.values()} <= kinds | OWN_EVENTS | rounds
    assert rounds <= {rule.event for rule in rules.values()}, "each mail of a round has a line"
    for rule in rules.values():
        assert set(rule.words) == set(LANGUAGES)
        assert all(rule.words.values())
        for section, address in (("C", "figure:C.x"), ("C.1", ""), ("", "")):
            path = place(row(rule.code, section, address), FORM).partition("#")[0].partition("?")[0]
            assert resolve(path).url_name, path


def row(code: str, section: str = "", address: str = "") -> NoticeRow:
    pin = EditionPin(template="ost_annual", name="2013", revision=1, digest="")
    return NoticeRow(
        id=1, code=code, municipality_id=HERE, region_id=REGION, municipality="Prøvevik", report_id=7, edition=pin,
        period=ReportPeriod(2013), section=section, address=address, day=None, actor_name="", at=at(2014, 2, 10),
        read=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "section", "address", "path"),
    [
        ("assigned", "C", "figure:C.x", "/rapport/7/C/#figure%3AC.x"),
        ("assigned", "C", "", "/rapport/7/C/"),
        ("assigned", "C.1", "", "/rapport/7/C/"),  # stands on the page of another
        ("assigned", "gone", "", "/rapport/7/"),
        ("assigned", "", "", "/rapport/7/"),
        ("commented", "C", "", "/rapport/7/svar/?del=C"),
        ("minutes_shared", "", "12", "/referat/12/"),
        ("minutes_shared", "", "figure:C.x", "/arbeid/"),
    ],
)
def test_a_link_goes_as_near_to_the_place_as_is_known(code: str, section: str, address: str, path: str) -> None:
    assert place(row(code, section, address), FORM) == path


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=OSLO)


DAILY, WEEKLY = Chosen(news=Rhythm.DAILY), Chosen(news=Rhythm.WEEKLY, weekday=3, hour=14)


@pytest.mark.parametrize(
    ("chosen", "made", "mailed"),
    [
        (Chosen(news=Rhythm.AT_ONCE), at(2014, 2, 8, 3), at(2014, 2, 8, 3)),  # a Saturday night: they asked for it
        (Chosen(news=Rhythm.FRONT), at(2014, 2, 10), None),
        (DAILY, at(2014, 2, 10, 7, 59), at(2014, 2, 10, 8)),
        (DAILY, at(2014, 2, 10, 8), at(2014, 2, 10, 8)),
        (DAILY, at(2014, 2, 10, 8, 1), at(2014, 2, 11, 8)),
        (DAILY, at(2014, 2, 14, 12), at(2014, 2, 17, 8)),  # Friday afternoon
        (DAILY, at(2014, 4, 16, 12), at(2014, 4, 22, 8)),  # Wednesday before Easter
        (DAILY, at(2014, 3, 28, 12), at(2014, 3, 31, 8)),  # the night between, summer time begins
        (DAILY, at(2014, 10, 24, 12), at(2014, 10, 27, 8)),  # and ends
        (DAILY, at(2014, 3, 29, 23), at(2014, 3, 31, 8)),
        (WEEKLY, at(2014, 2, 10), at(2014, 2, 13, 14)),
        (WEEKLY, at(2014, 2, 13, 14, 1), at(2014, 2, 20, 14)),
        (WEEKLY, at(2014, 4, 14), at(2014, 4, 22, 14)),  # Maundy Thursday is a holiday
        (WEEKLY, at(2014, 3, 28), at(2014, 4, 3, 14)),
    ],
)
def test_when_mail_goes(chosen: Chosen, made: datetime, mailed: datetime | None) -> None:
    assert mail_moment(chosen.news, made, chosen) == mailed


def test_a_day_of_summer_time_is_an_hour_earlier_in_utc() -> None:
    before = mail_moment(Rhythm.DAILY, at(2014, 3, 28, 7), DAILY)
    after = mail_moment(Rhythm.DAILY, at(2014, 3, 28, 12), DAILY)
    assert before == datetime(2014, 3, 28, 7, tzinfo=UTC)
    assert after == datetime(2014, 3, 31, 6, tzinfo=UTC)


MOMENTS = st.datetimes(datetime(2012, 1, 1), datetime(2030, 1, 1), timezones=st.just(OSLO))  # noqa: DTZ001 -- they get one


@given(MOMENTS, st.sampled_from([Rhythm.DAILY, Rhythm.WEEKLY]), st.integers(6, 20), st.integers(0, 4))
def test_collected_mail_goes_on_a_business_day_at_the_hour_chosen_and_within_three_weeks(
    made: datetime, rhythm: Rhythm, hour: int, weekday: int
) -> None:
    moment = mail_moment(rhythm, made, Chosen(hour=hour, weekday=weekday))
    assert moment is not None
    local = moment.astimezone(OSLO)
    assert local.hour == hour
    assert is_business_day(local.date())
    assert timedelta(0) <= moment - made.astimezone(UTC) < timedelta(days=21)


def test_what_is_due_is_what_the_rhythm_of_its_group_has_come_to() -> None:
    waiting = [
        Pending(id=i, group=group, at=at(2014, 2, 10)) for i, group in enumerate((Group.MINE, Group.NEWS, Group.ROUND))
    ]
    assert due(waiting, Chosen(), at(2014, 2, 10)) == [0]
    assert due(waiting, Chosen(), at(2014, 2, 11, 8)) == [0, 1], "a date of a round has a mail of its own"
    assert due(waiting, Chosen(mine=Rhythm.FRONT, news=Rhythm.FRONT), at(2014, 3, 11)) == []


@pytest.mark.parametrize(
    ("wish", "decision", "language"),
    [("nb", "nn", "nn"), ("nn", "nb", "nb"), ("nn", "neutral", "nn"), ("en", "unknown", "nb"), ("nn", "", "nn")],
)
def test_mail_is_written_in_the_municipalitys_language(wish: str, decision: str, language: str) -> None:
    assert language_of_mail(wish, decision) == language
