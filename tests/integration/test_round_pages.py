"""Rounds in the browser: the region opens one, sees who is where, and nobody else's region is there."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from boso.access.values import Role
from boso.places import rls
from boso.places.models import Municipality
from boso.places.queries import get_region
from boso.reporting.queries.rounds import list_rounds, list_standings
from boso.reporting.rules.working_days import moment_in_oslo
from tests.factories.people import holder, logged_in
from tests.factories.reports import NOW, id_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]
ROUND = {
    "region": "prove",
    "form": "ost_annual/2013",
    "year": "2013",
    "half": "",
    "deadline": "28.02.2014",
    "last_new": "14.03.2014",
    "last_edit": "31.03.2014",
}


@pytest.fixture(autouse=True)
def _as_the_app_runs(as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()


@pytest.fixture
def region() -> Client:
    return logged_in(holder(Role.REGION_MANAGER))


def sent(client: Client, address: str, words: Mapping[str, object]) -> Any:
    return client.post(address, words, follow=True)


def opened(client: Client, **more: str) -> int:
    answer = sent(client, reverse("rounds"), {**ROUND, **more})
    assert answer.status_code == 200, answer.content.decode()
    return list_rounds([get_region("prove").id])[0].id


def test_the_region_opens_a_round_and_sees_everyone_in_it(region: Client) -> None:
    assert "Åpne en runde" in region.get(reverse("region")).content.decode()
    answer = sent(region, reverse("rounds"), ROUND)
    assert "Runden er åpnet for 12 kommuner." in answer.content.decode()
    shown = region.get(reverse("region")).content.decode()
    assert "0 av 12 har levert" in shown
    assert shown.count("Ikke begynt") == 12
    again = sent(region, reverse("rounds"), ROUND).content.decode()
    assert "Runden var åpnet fra før." in again


@pytest.mark.parametrize(("wrong", "says"), [
    ({"deadline": "31.06.2014"}, "juni har 30 dager"),
    ({"deadline": "01.03.2014"}, "Neste virkedag er 3. mars 2014."),
    ({"last_new": "01.02.2014", "keep": "yes"}, "kan ikke være før fristen"),
    ({"year": "x"}, "Skriv året"),
    ({"half": "1"}, "én gang i året"),
    ({"form": "tull"}, "Velg en region og et skjema."),
    ({"region": "ost"}, "Velg en region og et skjema."),
])  # fmt: skip
def test_what_cannot_be_a_round_is_refused_and_what_was_typed_stays(
    region: Client, wrong: dict[str, str], says: str
) -> None:
    answer = sent(region, reverse("rounds"), {**ROUND, **wrong})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert says in shown
    assert f'value="{wrong.get("last_edit", ROUND["last_edit"])}"' in shown
    assert list_rounds([get_region("prove").id]) == []


def test_more_time_an_excuse_a_reminder_and_other_dates_each_with_a_reason(region: Client) -> None:
    with rls.scope(rls.ALL):
        holder(Role.PROGRAMME_LEADER)
    row = opened(region)
    own = {"municipality": str(id_of("provevik"))}

    def act(name: str, **words: str) -> Any:
        return sent(region, reverse(f"round_{name}", args=[row]), {**own, **words})

    assert act("extend", until="14.03.2014", reason="").status_code == 422
    assert act("extend", until="30.02.2014", reason="Syk").status_code == 422
    assert "utsatt til 14. mars 2014" in act("extend", until="14.03.2014", reason="Syk").content.decode()
    assert "påminnelse er lagt i kø" in act("remind").content.decode()
    assert "allerede minnet" in act("remind").content.decode()
    assert act("excuse", reason="").status_code == 422
    assert "Fritatt" in act("excuse", reason="Gikk ut").content.decode()
    assert "skal rapportere likevel" in act("excuse", again="yes").content.decode()
    moved = {**ROUND, "deadline": "07.03.2014", "reason": "Vinterferie"}
    assert "Datoene er endret." in act("dates", **moved).content.decode()
    assert act("dates", **{**moved, "deadline": "31.06.2014"}).status_code == 422
    assert act("invite", municipality="gjovik").status_code == 422


def test_a_municipality_of_another_region_is_none(region: Client) -> None:
    row = opened(region)
    for name in ("extend", "excuse", "remind"):
        sent_there = sent(
            region,
            reverse(f"round_{name}", args=[row]),
            {"municipality": str(id_of("gjovik")), "reason": "x", "until": "14.03.2014"},
        )
        assert sent_there.status_code == 404, name


def test_the_round_of_another_region_is_answered_like_one_that_does_not_exist(region: Client) -> None:
    row = opened(region)
    other = logged_in(holder(Role.REGION_MANAGER, region="ost", username="ost"))
    for number in (row, 999_999):
        assert other.get(reverse("round", args=[number])).status_code == 404
        for name in ("dates", "extend", "excuse", "remind", "invite"):
            words = {**ROUND, "reason": "x", "until": "14.03.2014", "municipality": str(id_of("gjovik"))}
            assert other.post(reverse(f"round_{name}", args=[number]), words).status_code == 404, name
    assert "Årsrapport" not in other.get(reverse("region")).content.decode().split("<main")[1]


# Written out by hand: who sees deliveries, and who opens and changes rounds.
SEES = {Role.REGION_MANAGER, Role.PROGRAMME_CONTACT}
CHANGES = {Role.REGION_MANAGER}


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.REGION_MANAGER])
def test_only_the_region_opens_rounds_and_its_contacts_see_them(region: Client, role: Role) -> None:
    row = opened(region)
    client = logged_in(holder(role))
    for name, arguments in (("region", []), ("round", [row])):
        assert client.get(reverse(name, args=arguments)).status_code == (200 if role in SEES else 403), name
    assert client.post(reverse("rounds"), ROUND).status_code == 403
    for name in ("dates", "extend", "excuse", "remind", "invite"):
        assert client.post(reverse(f"round_{name}", args=[row]), {"reason": "x"}).status_code == 403, name


def test_ones_dates_are_on_the_page_of_tasks_and_in_a_calendar_file(region: Client) -> None:
    opened(region)
    leader = logged_in(holder(Role.PROGRAMME_LEADER))
    assert "Frist: Årsrapport 2013" in leader.get(reverse("tasks")).content.decode()
    answer = leader.get(reverse("calendar"))
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [e["summary"] for e in events] == [
        "Frist: Årsrapport 2013 – Prøvevik",
        "Siste dag for endringer: Årsrapport 2013 – Prøvevik",
    ]
    assert events[0].decoded("dtstart") == moment_in_oslo(date(2014, 2, 28), time(23, 59))
    assert len({e["uid"] for e in events}) == 2
    helper = logged_in(holder(Role.CASE_WORKER, username="case"))
    assert b"VEVENT" not in helper.get(reverse("calendar")).content


def test_a_round_of_a_place_that_writes_nynorsk_is_asked_for_in_nynorsk(region: Client) -> None:
    with rls.scope(rls.ALL):
        holder(Role.PROGRAMME_LEADER)
        Municipality.objects.filter(slug="provevik").update(language_decision="nn")
    row = opened(region)
    shown = region.get(reverse("round", args=[row])).content.decode()
    assert "kan fyllast ut" in shown
    assert "Mangler e-postadresse" in shown


def test_standings_follow_the_visitors_reach(region: Client) -> None:
    row = opened(region)
    assert len(list_standings(row, within=[id_of("provevik")], now=NOW)) == 1
