"""The contact's desk in tests: notes, and a meeting about 2012 whose minutes are shared. Everything is invented."""

from datetime import date, timedelta

from boso.kernel.decisions import Actor
from boso.places.queries import get_municipality
from boso.reporting.actions import agreeing
from boso.reporting.actions import meeting as acts
from boso.reporting.actions.noting import Desk
from boso.reporting.queries.contact import list_meetings
from boso.reporting.values.contact import MeetingRow
from boso.reporting.values.meetings import MeetingRole
from tests.factories.reports import NOW, report
from tests.factories.rounds import opened_round

CONTACT = Actor(id="9000009", name="Programkontakt Prøvesen")
LAST_YEAR = NOW - timedelta(days=250)
SECRET = "Ring rådmannen: de sliter med bemanningen."


def desk_of(slug: str) -> Desk:
    """The desk at which the municipality is followed."""
    place = get_municipality(slug)
    assert place.region is not None
    return {"region_id": place.region.id, "municipality_id": place.id}


def held_meeting(slug: str, *, shared: bool = True, what: str = "Skrive rutine for tildeling") -> MeetingRow:
    """The meeting about 2012, with minutes and one thing agreed."""
    desk = desk_of(slug)
    acts.begin_meeting(desk=desk, year=2012, agenda="## Rapporten\n- Levert", actor=CONTACT, now=LAST_YEAR)
    acts.plan_meeting(
        desk=desk,
        year=2012,
        held=LAST_YEAR.date(),
        attended=[MeetingRole.PROGRAMME_LEADER],
        actor=CONTACT,
        now=LAST_YEAR,
    )
    acts.begin_minutes(desk=desk, year=2012, minutes="## Rapporten\nVedtak: Godt.", actor=CONTACT, now=LAST_YEAR)
    agreeing.agree(
        desk=desk,
        year=2012,
        what=what,
        role=MeetingRole.PROGRAMME_LEADER,
        due=date(2014, 6, 1),
        actor=CONTACT,
        now=LAST_YEAR,
    )
    if shared:
        acts.share_minutes(desk=desk, year=2012, actor=CONTACT, now=LAST_YEAR)
    (meeting,) = list_meetings(**desk)
    return meeting


def round_with_two_years() -> None:
    """A round in the invented region, and figures of two years from one municipality."""
    opened_round()
    figures = {"A_no_dwelling.status_end": 20, "C2.municipal_dwellings": 900}
    report("provevik", 2012, figures)
    report("provevik", 2013, {**figures, "A_no_dwelling.status_end": 8}, historical=False)
