"""Minutes of the yearly meeting reach the municipality; the agenda tells of what is delivered and of nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from boso.access.values import Role
from boso.places import rls
from boso.reporting.actions import meeting as acts
from boso.reporting.actions.agreeing import close_follow_up
from boso.reporting.actions.reviewing import ask_back, begin_review
from boso.reporting.models import Answer, Notice
from boso.reporting.queries import get_report
from boso.reporting.queries.reviewing import number_of_last_event
from boso.reporting.rules.signing import Act
from boso.reporting.values.reviewing import Asking
from tests.factories.contact import CONTACT, LAST_YEAR, desk_of, held_meeting
from tests.factories.delivering import complete, delivered, step
from tests.factories.people import holder, logged_in
from tests.factories.reports import LEADER, NOW, report

pytestmark = pytest.mark.django_db
FIGURE = "A_no_dwelling.status_end"
STATES = "## Rapporteringen\n- Årsrapport 2013"


@pytest.fixture(scope="module", autouse=True)
def _reports(places_of_module: None) -> None:
    for slug in ("provevik", "provesund"):
        report(slug, 2012, {FIGURE: 20})
    report("provevik", 2013, {FIGURE: 309}, historical=False)
    own = complete("provesund")
    step(own, Act.MARK_READY, Act.APPROVE)
    delivered(own)


@pytest.fixture(autouse=True)
def _as_the_app_runs(as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()


@pytest.fixture
def contact() -> Client:
    return logged_in(holder(Role.PROGRAMME_CONTACT))


def main(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode().split("<main")[1])


def at_meeting(client: Client, slug: str, year: int, **words: str) -> str:
    return main(client.post(f"/region/prove/kommune/{slug}/mote/{year}/", words, follow=True))


def test_shared_minutes_are_told_with_a_link_to_them_and_again_when_they_were_mended(contact: Client) -> None:
    leader = holder(Role.PROGRAMME_LEADER)
    with rls.scope(rls.ALL):
        Notice.objects.all().delete()
    meeting = held_meeting("provevik", shared=False)
    at_meeting(contact, "provevik", 2012, do="share")
    at_meeting(contact, "provevik", 2012, do="share")
    page = main(logged_in(leader).get("/arbeid/"))
    notices = page.split('id="varsler"')[1].split("</section>")[0]
    assert f'href="{reverse("minutes", args=[meeting.id])}"' in notices
    with rls.scope(rls.ALL):
        assert [(n.account_id, n.code) for n in Notice.objects.all()] == [(leader.id, "minutes_shared")]
    at_meeting(contact, "provevik", 2012, do="take_back")
    acts.share_minutes(desk=desk_of("provevik"), year=2012, actor=CONTACT, now=NOW + timedelta(days=1))
    with rls.scope(rls.ALL):
        assert Notice.objects.count() == 2


def test_a_municipality_without_a_report_of_its_own_has_minutes_shared_all_the_same(contact: Client) -> None:
    held_meeting("provedal", shared=False)
    assert "Kommunen kan nå lese referatet" in at_meeting(contact, "provedal", 2012, do="share")


def test_shared_minutes_are_linked_from_ones_work_also_when_all_is_done() -> None:
    meeting, leader = held_meeting("provevik"), logged_in(holder(Role.PROGRAMME_LEADER))
    (point,) = meeting.follow_ups
    close_follow_up(desk=desk_of("provevik"), follow_up_id=point.id, word="Gjort", actor=CONTACT, now=NOW)
    page = main(leader.get("/arbeid/"))
    minutes = page.split("Referat fra oppfølgingsmøter")[1].split("</section>")[0]
    assert f'href="{reverse("minutes", args=[meeting.id])}"' in minutes
    assert "Møtet om 2012" in minutes
    acts.take_back_minutes(desk=desk_of("provevik"), year=2012, actor=CONTACT, now=NOW)
    assert "Referat fra oppfølgingsmøter" not in main(leader.get("/arbeid/"))
    contact = logged_in(holder(Role.PROGRAMME_CONTACT, username="k"))
    assert "Referat fra oppfølgingsmøter" not in main(contact.get("/arbeid/"))


NOTHING, AGREED = "Kommunen ser ingenting av dette før du deler referatet.", "Kommunen ser bare det som er avtalt"


def test_minutes_taken_back_say_what_the_municipality_still_sees(contact: Client) -> None:
    held_meeting("provevik", shared=False)
    assert NOTHING in at_meeting(contact, "provevik", 2012, do="plan", held=f"{LAST_YEAR:%d.%m.%Y}")
    at_meeting(contact, "provevik", 2012, do="share")
    page = at_meeting(contact, "provevik", 2012, do="take_back")
    assert "Kommunen ser fortsatt det som er avtalt." in page
    assert AGREED in page
    assert NOTHING not in page


def test_minutes_taken_back_where_nothing_was_agreed_are_seen_by_nobody(contact: Client) -> None:
    (point,) = held_meeting("provevik", shared=False).follow_ups
    at_meeting(contact, "provevik", 2012, do="drop", follow_up=str(point.id))
    at_meeting(contact, "provevik", 2012, do="share")
    page = at_meeting(contact, "provevik", 2012, do="take_back")
    assert "Kommunen ser fortsatt" not in page
    assert NOTHING in page


def test_a_notice_of_minutes_that_are_taken_back_leads_to_a_page_that_says_so(contact: Client) -> None:
    leader = logged_in(holder(Role.PROGRAMME_LEADER))
    meeting = held_meeting("provevik", shared=False)
    own = reverse("minutes", args=[meeting.id])
    assert leader.get(own).status_code == 404, "nobody was told of it"
    (point,) = meeting.follow_ups
    at_meeting(contact, "provevik", 2012, do="drop", follow_up=str(point.id))
    at_meeting(contact, "provevik", 2012, do="share")
    assert leader.get(own).status_code == 200
    at_meeting(contact, "provevik", 2012, do="take_back")
    gone = leader.get(own)
    assert gone.status_code == 410
    assert "Referatet er trukket tilbake" in gone.content.decode().split("<main")[1]
    later = logged_in(holder(Role.PROGRAMME_LEADER, username="ny"))
    assert later.get(own).status_code == 404, "nor was a person who came later"
    at_meeting(contact, "provevik", 2012, do="share")
    assert leader.get(own).status_code == 200


def test_the_agenda_says_of_a_report_that_is_not_delivered_that_it_is_not_and_nothing_of_what_it_holds(
    contact: Client,
) -> None:
    text = at_meeting(contact, "provevik", 2013, do="prepare")
    assert f"{STATES} er ikke levert (under arbeid)" in text
    assert "309" not in text
    assert "Det som er endret" not in text
    assert "Mål uten noe nytt" not in text


def test_the_agenda_tells_of_the_version_delivered_last(contact: Client) -> None:
    with rls.scope(rls.ALL):
        row = Answer.objects.filter(code=FIGURE, report__year=2013, municipality__slug="provesund").latest("version")
    how: dict[str, Any] = {"report_id": row.report_id, "actor": LEADER, "now": NOW, "within": rls.ALL}
    begin_review(based_on=number_of_last_event(row.report_id, within=rls.ALL), **how)
    asking = Asking(section="A", text="Stemmer tallet?")
    ask_back(questions=[asking], based_on=number_of_last_event(row.report_id, within=rls.ALL), **how)
    assert get_report(row.report_id, within=rls.ALL).version == 2
    with rls.scope(rls.ALL):
        assert Answer.objects.filter(code=FIGURE, report=row.report_id, version=2).update(value=309)
    text = at_meeting(contact, "provesund", 2013, do="prepare")
    assert " 20 til 7" in text
    assert "309" not in text
    assert "Stemmer tallet?" in text
