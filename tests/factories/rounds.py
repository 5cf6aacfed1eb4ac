"""Rounds in tests: opened in the invented region, with dates in February and March 2014."""

from datetime import date, datetime, time

from boso.access.actions import set_email
from boso.access.values import Role
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.models import Municipality
from boso.places.queries import get_region
from boso.questionnaires.loading import load
from boso.reporting.actions.rounds import open_round
from boso.reporting.queries.rounds import list_standings
from boso.reporting.rules.working_days import moment_in_oslo
from boso.reporting.values.rounds import OpenedRound, RoundDates, Standing
from tests.factories.people import holder
from tests.factories.reports import LEADER, NOW

PERIOD = ReportPeriod(2013)


def at(day: int, month: int = 2, hour: time = time(23, 59)) -> datetime:
    return moment_in_oslo(date(2014, month, day), hour)


DATES = RoundDates(deadline=at(28), last_new=at(14, 3), last_edit=at(31, 3))


def region() -> int:
    return get_region("prove").id


def opened_round(dates: RoundDates = DATES, *, now: datetime = NOW, edition: str = "ost_annual/2013") -> OpenedRound:
    return open_round(
        region_id=region(), edition=load(edition), period=PERIOD, dates=dates, actor=LEADER, now=now
    )  # fmt: skip


def standing(round_id: int, slug: str = "provevik", *, now: datetime = NOW) -> Standing:
    return next(s for s in list_standings(round_id, within=rls.ALL, now=now) if s.municipality == slug)


def with_leader(email: str = "leder@example.org", language: str = "nb") -> None:
    person = holder(Role.PROGRAMME_LEADER)
    set_email(account_id=person.id, email=email)
    Municipality.objects.filter(slug="provevik").update(language_decision=language)
