"""The round for report year 2013 in region Prøve, and how far its municipalities have come on the demo's day."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from boso.access.queries import find_account
from boso.kernel.decisions import SYSTEM, Actor
from boso.kernel.periods import ReportPeriod
from boso.places.queries import get_region
from boso.questionnaires.loading import load
from boso.reporting.actions.delivering import deliver
from boso.reporting.actions.extending import extend
from boso.reporting.actions.rounds import open_round
from boso.reporting.actions.signing import record_steering_date, take_step
from boso.reporting.rules.signing import Act
from boso.reporting.rules.working_days import moment_in_oslo
from boso.reporting.values import ReportRow
from boso.reporting.values.rounds import RoundDates
from boso.seed.completing import complete
from boso.seed.promising import ask_for_more, promise
from boso.seed.reviewing import review

OPEN_YEAR = 2013
EDITION = "ost_annual/2013"
OPENED = date(2014, 1, 6)
DATES = RoundDates(
    deadline=moment_in_oslo(date(2014, 2, 28), time(23, 59)),
    last_new=moment_in_oslo(date(2014, 3, 14), time(23, 59)),
    last_edit=moment_in_oslo(date(2014, 3, 31), time(23, 59)),
)
EXTENDED = ("provefjell", date(2014, 3, 14), "Ny programleder fra 1. februar.")
# How far each has come on the demo's day: signed so far, and what the bank has done. Others are under way.
SIGNED: Mapping[str, tuple[Act, ...]] = {
    "provesund": (Act.MARK_READY, Act.APPROVE, Act.DELIVER),
    "provedal": (Act.MARK_READY, Act.APPROVE, Act.DELIVER),
    "provelund": (Act.MARK_READY, Act.APPROVE, Act.DELIVER),
    "provebygd": (Act.MARK_READY, Act.APPROVE, Act.DELIVER),
    "proveneset": (Act.MARK_READY,),
    "proveheim": (Act.MARK_READY, Act.APPROVE),
}
NOT_STARTED = frozenset({"proveas", "proveoy"})
LEADERS = {"provevik": "leder", "provesund": "leder2", "provebygd": "leder3"}


def open_demo_round(*, now: datetime) -> int:
    """Open the round of region Prøve as it was opened in January; opening it again changes nothing."""
    opened = open_round(
        region_id=get_region("prove").id,
        edition=load(EDITION),
        period=ReportPeriod(OPEN_YEAR),
        dates=DATES,
        actor=_manager(),
        now=moment_in_oslo(OPENED, time(9, 0)) if now.date() > OPENED else now,
    )
    return opened.round.id


def give_demo_extension(round_id: int, municipality_id: int, *, now: datetime) -> None:
    """One municipality has been given more time."""
    _slug, day, reason = EXTENDED
    extend(
        round_id=round_id,
        municipality_id=municipality_id,
        until=moment_in_oslo(day, time(23, 59)),
        reason=reason,
        actor=_manager(),
        now=now,
        regions=[get_region("prove").id],
    )


def writer_in(slug: str, name: str) -> Actor:
    """Who writes for a municipality: its programme leader's account, where the demo has one."""
    account = find_account(LEADERS[slug]) if slug in LEADERS else None
    return account.actor if account else Actor(id="demo", name=f"Programleder i {name}")


def bring_forward(row: ReportRow, *, writer: Actor, now: datetime) -> None:
    """Sign and deliver a report through the same door as everyone, as far as it has come."""
    slug, within = row.municipality, [row.municipality_id]
    acts = SIGNED.get(slug, ())
    if not acts:
        return
    promise(row, writer=writer, now=now)
    complete(row, actor=writer, now=now)
    owner = Actor(id="demo", name=f"Programansvarlig i {row.name}")
    for days, act in enumerate(acts, 2):
        at = now + timedelta(days=days)
        if act is Act.DELIVER:
            record_steering_date(report_id=row.id, day=at.date(), actor=writer, now=at, within=within)
            deliver(report_id=row.id, actor=writer, now=at, within=within)
        else:
            actor = owner if act is Act.APPROVE else writer
            take_step(report_id=row.id, act=act, actor=actor, now=at, within=within)
    review(row, writer=writer, now=now + timedelta(days=8))
    ask_for_more(row, now=now + timedelta(days=8))


def _manager() -> Actor:
    account = find_account("region")
    return account.actor if account else SYSTEM
