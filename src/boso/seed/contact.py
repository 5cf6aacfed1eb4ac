"""What the contact of region Prøve keeps about its municipalities: some notes, and last year's meeting with two."""

from dataclasses import dataclass
from datetime import date, datetime, time

from boso.access.queries import find_account
from boso.kernel.decisions import SYSTEM, Actor
from boso.places.queries import get_municipality, get_region
from boso.reporting.actions import agreeing
from boso.reporting.actions import meeting as acts
from boso.reporting.actions.noting import Desk, write_note
from boso.reporting.queries.contact import list_meetings, list_notes
from boso.reporting.rules.working_days import moment_in_oslo
from boso.reporting.values.contact import Paper
from boso.reporting.values.meetings import MeetingRole

YEAR = 2012
AGENDA = """## Rapporteringen
- Årsrapport 2012: levert i tide

## Det som er endret siden sist
- Flere har fått egen bolig
- Ventetiden på kommunal bolig er blitt lengre

## Mål og innsats det neste året

## Eventuelt"""
MINUTES = """## Rapporteringen
- Årsrapport 2012: levert i tide
Vedtak: Rapporten er gjennomgått og godtatt.

## Det som er endret siden sist
- Flere har fått egen bolig
- Ventetiden på kommunal bolig er blitt lengre
Vedtak: Kommunen ser på rutinene for tildeling før sommeren.

## Mål og innsats det neste året
Vedtak: Booppfølging er hovedsaken i 2013.

## Eventuelt
Vedtak: Ingen saker."""
ATTENDED = (
    MeetingRole.PROGRAMME_LEADER,
    MeetingRole.PROGRAMME_OWNER,
    MeetingRole.CHIEF_EXECUTIVE,
    MeetingRole.PROGRAMME_CONTACT,
)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed; `answer` is what the municipality has said is done."""

    what: str
    role: MeetingRole
    due: date
    answer: str = ""


NOTES = (
    ("provevik", "Ringte programlederen: tallene fra NAV kommer før fristen.", True),
    ("provesund", "Grundig rapport. Spør om erfaringene med boskolen på møtet.", False),
    ("proveas", "Ny programleder fra nyttår. Trenger hjelp til å komme i gang.", True),
)
MEETINGS: dict[str, tuple[date, tuple[Agreed, ...]]] = {
    "provevik": (
        date(2013, 5, 14),
        (
            Agreed("Skrive rutine for tildeling av kommunale boliger", MeetingRole.PROGRAMME_LEADER, date(2014, 1, 31)),
            Agreed("Legge frem boligsosial handlingsplan", MeetingRole.CHIEF_EXECUTIVE, date(2014, 6, 30)),
            Agreed(
                "Prøve boskole for nye leietakere",
                MeetingRole.PROGRAMME_LEADER,
                date(2013, 11, 1),
                "Boskolen gikk i oktober.",
            ),
        ),
    ),
    "provedal": (
        date(2013, 6, 4),
        (Agreed("Avtale med NAV om akuttovernatting", MeetingRole.PROGRAMME_OWNER, date(2013, 12, 31)),),
    ),
}


def load_contact(*, now: datetime) -> None:
    """The notes and meetings; loading again changes nothing."""
    region, contact = get_region("prove"), _contact()
    for slug, text, pinned in NOTES:
        desk: Desk = {"region_id": region.id, "municipality_id": get_municipality(slug).id}
        if not list_notes(**desk):
            write_note(desk=desk, text=text, pinned=pinned, actor=contact, now=now)
    for slug, (held, agreed) in MEETINGS.items():
        desk = {"region_id": region.id, "municipality_id": get_municipality(slug).id}
        if not list_meetings(**desk):
            _hold(desk, held, agreed, contact)


def _hold(desk: Desk, held: date, agreed: tuple[Agreed, ...], contact: Actor) -> None:
    """Through the same door as everyone, on the days on which it was done."""
    at = moment_in_oslo(held, time(14, 0))
    acts.begin_meeting(desk=desk, year=YEAR, agenda=AGENDA, actor=contact, now=at)
    acts.plan_meeting(desk=desk, year=YEAR, held=held, attended=ATTENDED, actor=contact, now=at)
    acts.begin_minutes(desk=desk, year=YEAR, minutes=AGENDA, actor=contact, now=at)
    acts.save_paper(desk=desk, year=YEAR, kind=Paper.MINUTES, text=MINUTES, based_on=1, actor=contact, now=at)
    for each in agreed:
        agreeing.agree(desk=desk, year=YEAR, what=each.what, role=each.role, due=each.due, actor=contact, now=at)
    acts.share_minutes(desk=desk, year=YEAR, actor=contact, now=at)
    done = {each.what: each for each in agreed if each.answer}
    for meeting in list_meetings(**desk):
        for row in meeting.follow_ups:
            if row.what in done:
                agreeing.answer_follow_up(
                    follow_up_id=row.id,
                    word=done[row.what].answer,
                    actor=Actor(id="demo", name="Programleder i kommunen"),
                    now=moment_in_oslo(done[row.what].due, time(12, 0)),
                    within=[row.municipality_id],
                )


def _contact() -> Actor:
    account = find_account("programkontakt")
    return account.actor if account else SYSTEM
