"""Who may do what, where and when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.access.rules import can, can_hold, can_somewhere
from boso.access.values import PERMISSIONS, WHOLE_PROGRAMME, Held, Permission, Role, Scope
from boso.kernel.periods import Validity

TODAY = date(2014, 2, 10)
VIK, SUND = Scope(municipality_id=1, region_id=7), Scope(municipality_id=2, region_id=7)
ELSEWHERE = Scope(municipality_id=3, region_id=8)
PROVE = Scope(region_id=7)

HERE = Held(role=Role.PROGRAMME_LEADER, scope=Scope(municipality_id=1))
REGION = Held(role=Role.REGION_MANAGER, scope=PROVE)
ADMIN = Held(role=Role.SYSTEM_ADMIN, scope=WHOLE_PROGRAMME)
GONE = Held(role=Role.PROGRAMME_LEADER, scope=Scope(municipality_id=1), validity=Validity(None, date(2014, 1, 1)))
COMING = Held(role=Role.PROGRAMME_LEADER, scope=Scope(municipality_id=1), validity=Validity(date(2014, 3, 1)))
CASES = Held(role=Role.CASE_WORKER, scope=Scope(municipality_id=1))


@pytest.mark.parametrize(
    ("held", "permission", "scope", "answer"),
    [
        ([HERE], Permission.IMPORT_REPORTS, VIK, ""),
        ([HERE], Permission.IMPORT_REPORTS, SUND, "elsewhere"),
        ([HERE], Permission.IMPORT_REPORTS, PROVE, "elsewhere"),
        ([HERE], Permission.READ_REGISTERS, VIK, "not_your_role"),
        ([CASES], Permission.READ_REPORTS, VIK, "not_your_role"),
        ([REGION], Permission.IMPORT_REPORTS, VIK, ""),
        ([REGION], Permission.IMPORT_REPORTS, PROVE, ""),
        ([REGION], Permission.IMPORT_REPORTS, ELSEWHERE, "elsewhere"),
        ([REGION], Permission.READ_REGISTERS, VIK, "not_your_role"),
        ([ADMIN], Permission.MANAGE_PEOPLE, VIK, ""),
        ([ADMIN], Permission.READ_REPORTS, VIK, "not_your_role"),
        ([GONE], Permission.IMPORT_REPORTS, VIK, "role_ended"),
        ([COMING], Permission.IMPORT_REPORTS, VIK, "role_ended"),
        ([GONE, CASES], Permission.IMPORT_REPORTS, VIK, "role_ended"),
        ([], Permission.READ_REPORTS, VIK, "no_role"),
    ],
)
def test_a_role_opens_what_it_gives_where_and_while_it_is_held(held, permission, scope, answer):
    assert can(held, permission, scope, on=TODAY).reason == answer
    assert bool(can(held, permission, scope, on=TODAY)) is (answer == "")


def test_a_role_holds_on_its_first_day_and_not_on_its_last():
    held = [
        Held(role=Role.PROGRAMME_LEADER, scope=Scope(municipality_id=1), validity=Validity(TODAY, date(2014, 2, 11)))
    ]
    assert can(held, Permission.EDIT_REPORTS, VIK, on=TODAY)
    assert not can(held, Permission.EDIT_REPORTS, VIK, on=date(2014, 2, 11))


ANY_ROLE = st.builds(
    Held,
    role=st.sampled_from(Role),
    scope=st.sampled_from([Scope(municipality_id=1), Scope(municipality_id=2), PROVE, WHOLE_PROGRAMME]),
    validity=st.sampled_from([Validity(), GONE.validity, COMING.validity]),
)


@given(st.lists(ANY_ROLE, max_size=4), ANY_ROLE, st.sampled_from(Permission), st.sampled_from([VIK, SUND, PROVE]))
def test_one_more_role_never_takes_a_permission_away(held, more, permission, scope):
    if can(held, permission, scope, on=TODAY):
        assert can([*held, more], permission, scope, on=TODAY)


@given(st.lists(ANY_ROLE, max_size=4), st.sampled_from(Permission), st.sampled_from([VIK, SUND, PROVE]))
def test_what_may_be_done_here_may_be_done_somewhere(held, permission, scope):
    if can(held, permission, scope, on=TODAY):
        assert can_somewhere(held, permission, on=TODAY)


@given(st.lists(ANY_ROLE, max_size=4), st.sampled_from(Permission), st.sampled_from([VIK, SUND, PROVE]))
def test_every_no_says_why(held, permission, scope):
    for decision in (can(held, permission, scope, on=TODAY), can_somewhere(held, permission, on=TODAY)):
        assert decision.allowed or decision.reason in {"no_role", "role_ended", "elsewhere", "not_your_role"}


def test_the_bank_and_those_who_run_the_system_never_see_registers():
    registers = {Permission.READ_REGISTERS, Permission.EDIT_REGISTERS, Permission.DECIDE_CASES}
    for role in (Role.PROGRAMME_CONTACT, Role.REGION_MANAGER, Role.EDITOR, Role.STATE_ADMIN, Role.SYSTEM_ADMIN):
        assert not PERMISSIONS[role] & registers


def test_who_prepares_a_case_does_not_decide_it():
    assert not [r for r in Role if {Permission.EDIT_REGISTERS, Permission.DECIDE_CASES} <= PERMISSIONS[r]]


def test_those_who_run_the_system_see_no_report():
    assert not PERMISSIONS[Role.SYSTEM_ADMIN] & {Permission.READ_REPORTS, Permission.IMPORT_REPORTS}


@pytest.mark.parametrize(
    ("role", "scope", "allowed"),
    [
        (Role.PROGRAMME_LEADER, VIK, True),
        (Role.PROGRAMME_LEADER, PROVE, False),
        (Role.PROGRAMME_LEADER, WHOLE_PROGRAMME, False),
        (Role.REGION_MANAGER, PROVE, True),
        (Role.REGION_MANAGER, VIK, False),
        (Role.PROGRAMME_CONTACT, PROVE, True),
        (Role.PROGRAMME_CONTACT, VIK, True),
        (Role.SYSTEM_ADMIN, WHOLE_PROGRAMME, True),
        (Role.SYSTEM_ADMIN, VIK, False),
    ],
)
def test_a_role_is_held_where_it_belongs(role, scope, allowed):
    assert can_hold(role, scope).allowed is allowed
