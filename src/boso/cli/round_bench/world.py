"""The people of the benchmark: municipalities with an open report each, five who write in it, some who read."""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boso.questionnaires.values import Edition

MUNICIPALITIES = 40
WRITERS_EACH = 5
READERS = 20
EDITION = "ost_annual/2013"
YEAR = 2013
REGION = "bench"
WIDE, WIDE_PLACES = "ost", 357  # made-up municipalities of the region that the form is made for; see `wide.py`
FREE_NUMBER = 6001  # no municipality of Norway has had a number from here on


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone logged in, and the fields of one report that are theirs to write: figures and texts by address."""

    account_id: int
    session: str
    report_id: int
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Who writes, who reads the reports of all, and the sections there are to look at."""

    writers: tuple[Person, ...]
    readers: tuple[Person, ...]
    sections: tuple[str, ...]


def make_world(folder: Path) -> World:
    """Everything stored in the database that the surroundings name."""
    from boso.cli.database import with_programme

    with_programme()
    from django.utils import timezone

    from boso.kernel.decisions import SYSTEM
    from boso.kernel.periods import ReportPeriod
    from boso.places.actions import load_files
    from boso.places.queries import list_municipalities
    from boso.questionnaires.loading import load
    from boso.reporting.actions import open_report
    from boso.reporting.rules.asking import pages_of

    now = timezone.now()
    load_files(actor=SYSTEM, now=now, folder=_write_places(folder / "places"))
    edition = load(EDITION)
    fields = _fields(edition)
    writers: list[Person] = []
    for place in list_municipalities(invented=True, region=REGION):
        report = open_report(
            municipality_id=place.id, edition=edition, period=ReportPeriod(year=YEAR), actor=SYSTEM, now=now
        )
        for turn in range(WRITERS_EACH):
            account, session = person(f"{place.slug}-{turn}", {"municipality_id": place.id}, "contributor", now)
            own = fields[turn::WRITERS_EACH]
            writers.append(Person(account_id=account, session=session, report_id=report.id, fields=own))
    readers = tuple(_reader(turn, writers, now) for turn in range(READERS + 1))
    return World(writers=tuple(writers), readers=readers, sections=tuple(p.code for p in pages_of(edition)))


def _fields(edition: "Edition") -> tuple[str, ...]:
    """Addresses of figures and texts that stand once in the form."""
    from boso.reporting.rules.asking import asked_by
    from boso.reporting.values.fields import Home

    homes = (Home.FIGURE, Home.TEXT)
    return tuple(address for address, asked in asked_by(edition).items() if asked.address.home in homes)


def _reader(turn: int, writers: list[Person], now: datetime) -> Person:
    from boso.places.queries import list_regions

    region = next(r for r in list_regions(invented=True) if r.code == REGION)
    account, session = person(f"reader-{turn}", {"region_id": region.id}, "region_manager", now)
    return Person(account_id=account, session=session, report_id=writers[turn * 3 % len(writers)].report_id)


def person(name: str, place: dict[str, int], role: str, now: datetime) -> tuple[int, str]:
    """An account with a role, logged in: its id and the key of its session."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from boso.access.actions import give_role
    from boso.access.models import User
    from boso.access.values import Role, Scope
    from boso.kernel.decisions import SYSTEM

    user = User(username=name, display_name=name, created_at=now)
    user.set_unusable_password()
    user.save()
    give_role(account_id=user.pk, role=Role(role), scope=Scope(**place), start=date(2013, 1, 1), actor=SYSTEM, now=now)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return user.pk, str(session.session_key)


def _write_places(folder: Path) -> Path:
    folder.mkdir()
    numbers = dict.fromkeys(range(9901, 9901 + MUNICIPALITIES), REGION)
    numbers |= dict.fromkeys(range(FREE_NUMBER, FREE_NUMBER + WIDE_PLACES), WIDE)
    files: dict[str, list[list[str]]] = {
        "sources": [
            ["key", "title", "publisher", "licence", "credit"],
            ["made", "Made for a benchmark", "boso", "MIT", ""],
        ],
        "regions": [
            ["code", "name", "source", "note"],
            [REGION, "Prøveregion", "made", ""],
            [WIDE, "Region øst", "made", ""],
        ],
        "municipalities": [["slug", "name", "region", "language_decision", "source", "note"]],
        "codes": [["slug", "number", "name", "valid_from", "valid_to", "checked", "source", "note"]],
    }
    for number, region in numbers.items():
        name = f"Prøvebenk {number}" if region == REGION else f"Kommune {number}"
        files["municipalities"].append([f"bench-{number}", name, region, "unknown", "made", ""])
        files["codes"].append([f"bench-{number}", str(number), name, "", "", "no", "made", ""])
    for name, lines in files.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
    return folder
