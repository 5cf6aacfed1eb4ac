"""The parts of city districts below a central report: typed by their own people, beside each other, summed, tied."""

import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from boso.access.actions import give_role
from boso.access.values import Account, Role, Scope
from boso.audit.queries import list_for_subject
from boso.kernel.decisions import SYSTEM
from boso.places import rls
from boso.places.models import District
from boso.questionnaires.loading import load
from boso.reporting.actions.answering import put_content
from boso.reporting.actions.versions import close_version, open_new_version
from boso.reporting.models import DistrictAnswer, Report
from boso.reporting.queries.contents import get_content
from boso.reporting.queries.delivering import readiness
from boso.reporting.queries.districts import list_standings
from boso.reporting.queries.reports import get_report
from boso.reporting.values import ReportRow
from boso.reporting.values.delivering import Obstacle
from boso.reporting.values.fields import Content
from tests.factories.delivering import opened
from tests.factories.people import account, districts_of, holder, logged_in, place_of
from tests.factories.reports import NOW, programme_places

pytestmark = pytest.mark.django_db
MEANT = {"done": "1", "confirmed": "yes"}  # although figures are blank
HOUSED, START = "figure:A_no_dwelling.housed", "figure:A_no_dwelling.status_start"


@pytest.fixture(scope="module", autouse=True)
def _places(rows_of_module: None) -> None:
    programme_places()
    districts_of("provevik")


@pytest.fixture(autouse=True)
def _as_the_app_runs(as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()


@pytest.fixture
def report() -> ReportRow:
    with rls.scope(rls.ALL):
        return opened("provevik")


@pytest.fixture
def districts() -> tuple[District, District]:
    nordre, sondre = District.objects.filter(municipality__slug="provevik").order_by("number")
    return nordre, sondre


def of_district(district: District, role: Role = Role.DISTRICT_LEADER, username: str = "") -> Account:
    """Somebody with a role in a district."""
    person = account(username or f"{role.value}-{district.pk}", f"{district.name} prøvesen")
    whole = place_of(Role.PROGRAMME_LEADER)
    scope = Scope(municipality_id=whole.municipality_id, region_id=whole.region_id, district_id=district.pk)
    give_role(account_id=person.id, role=role, scope=scope, start=NOW.date(), actor=SYSTEM, now=NOW)
    return person


def address(report: ReportRow, district: District, name: str = "district") -> str:
    return reverse(name, args=[report.id, district.slug])


def seen(page: str, field: str) -> str:
    found = re.search(rf'name="{re.escape(field)}!seen" value="(\w*)"', page)
    assert found, field
    return found[1]


def sends(client: Client, report: ReportRow, district: District, **typed: str) -> Any:
    """The whole form, as a browser without a script sends it: each field with what stood there."""
    page = client.get(address(report, district)).content.decode()
    sent = {name: value for field, value in typed.items() for name, value in (
        (field, value), (f"{field}!seen", seen(page, field)),
    )}  # fmt: skip
    return client.post(address(report, district, "district_save"), sent)


def confirmed(page: str, pressed: str = "all") -> dict[str, str]:
    """What a browser sends of the page when a button of the sums is pressed: with what was seen there."""
    return {**dict(re.findall(r'name="(figure:[^"]+!(?:sum|seen))" value="(\w*)"', page)), "do": pressed}


def parts() -> dict[tuple[str, str], tuple[str, str]]:
    with rls.scope(rls.ALL):
        return {
            (row.district.name, row.code): (row.kind, "" if row.value is None else f"{row.value:.0f}")
            for row in DistrictAnswer.objects.select_related("district")
        }


def test_the_page_of_a_district_asks_every_figure_of_the_form_and_nothing_else(
    report: ReportRow, districts: tuple[District, District]
) -> None:
    page = logged_in(of_district(districts[0])).get(address(report, districts[0])).content.decode()
    named = set(re.findall(r'name="((?:figure|text|field|money|row|tick):[^"!]+)"', page))
    assert named == {f"figure:{code}" for code in load("ost_annual/2013").figure_codes()}
    assert "Hele kommunen" not in page, "what the municipality writes is not a district's to see"


def test_parts_are_saved_with_their_kinds_and_taken_away(
    report: ReportRow, districts: tuple[District, District]
) -> None:
    nordre = logged_in(of_district(districts[0]))
    assert sends(nordre, report, districts[0], **{HOUSED: "1 200", START: "ca. 8"}).status_code == 302
    assert parts() == {
        ("Nordre", "A_no_dwelling.housed"): ("number", "1200"),
        ("Nordre", "A_no_dwelling.status_start"): ("approximate", "8"),
    }
    sends(nordre, report, districts[0], **{HOUSED: ""})
    assert ("Nordre", "A_no_dwelling.housed") not in parts()
    later = {HOUSED: "", f"{HOUSED}!kind": "pending", f"{HOUSED}!expected": "31.03.2014"}
    page = nordre.get(address(report, districts[0])).content.decode()
    nordre.post(address(report, districts[0], "district_save"), {**later, f"{HOUSED}!seen": seen(page, HOUSED)})
    assert parts()["Nordre", "A_no_dwelling.housed"] == ("pending", "")
    with rls.scope(rls.ALL):
        assert DistrictAnswer.objects.get(code="A_no_dwelling.housed").expected == "2014-03-31"


def test_letters_for_a_figure_stay_as_they_were_typed_and_what_was_right_is_saved(
    report: ReportRow, districts: tuple[District, District]
) -> None:
    nordre = logged_in(of_district(districts[0]))
    sends(nordre, report, districts[0], **{HOUSED: "noen få", START: "4"})
    page = nordre.get(address(report, districts[0])).content.decode()
    assert 'value="noen få"' in page
    assert parts()["Nordre", "A_no_dwelling.status_start"] == ("number", "4")
    assert parts()["Nordre", "A_no_dwelling.housed"][0] == "text_instead"


def field(client: Client, person: Account, report: ReportRow, district: District, text: str, **more: str) -> Any:
    sent = {"who": str(person.id), "version": "1", "address": HOUSED, HOUSED: text, "token": text, **more}
    return client.post(address(report, district, "district_field"), sent)


def test_a_field_is_saved_as_it_is_typed_and_two_people_see_both_texts(
    report: ReportRow, districts: tuple[District, District]
) -> None:
    leader, helper = of_district(districts[0]), of_district(districts[0], Role.DISTRICT_CONTRIBUTOR)
    one, two = logged_in(leader), logged_in(helper)
    empty = seen(one.get(address(report, districts[0])).content.decode(), HOUSED)
    first = field(one, leader, report, districts[0], "12", **{f"{HOUSED}!seen": empty})
    assert first.json()["state"] == "saved"
    again = field(one, leader, report, districts[0], "13", **{f"{HOUSED}!seen": empty, "earlier": "12"})
    assert again.json()["state"] == "saved", "an answer that was lost is no clash with oneself"
    clash = field(two, helper, report, districts[0], "14", **{f"{HOUSED}!seen": empty})
    assert clash.status_code == 409
    assert (clash.json()["who"], clash.json()["value"]) == ("Nordre prøvesen", "13")
    assert parts()["Nordre", "A_no_dwelling.housed"] == ("number", "13")
    without = two.post(address(report, districts[0], "district_save"), {HOUSED: "14", f"{HOUSED}!seen": empty})
    assert without.status_code == 409
    assert "Behold det jeg skrev" in without.content.decode()
    assert field(one, helper, report, districts[0], "15").status_code == 409, "another is logged in"
    stale = {f"{HOUSED}!seen": clash.json()["mark"], "version": "2"}
    assert field(two, helper, report, districts[0], "14", **stale).status_code == 403


def test_a_district_is_written_by_its_own_people_and_the_municipality_and_read_by_those_who_read_reports(
    report: ReportRow, districts: tuple[District, District]
) -> None:
    nordre, sondre = districts
    own = logged_in(of_district(nordre))
    assert own.get(address(report, sondre)).status_code == 403
    assert own.post(address(report, sondre, "district_save"), {HOUSED: "1"}).status_code == 403
    assert own.post(address(report, sondre, "district_say"), {"done": "1"}).status_code == 403
    for name in ("report_work", "report_print", "deliver", "receipt"):
        assert own.get(reverse(name, args=[report.id])).status_code == 403, name
    assert own.post(reverse("districts_sums", args=[report.id]), {"do": "all"}).status_code == 403
    shown = own.get(reverse("districts", args=[report.id])).content.decode()
    assert "Nordre" in shown
    assert "Søndre" not in shown
    assert "Prøvevik" in own.get("/arbeid/").content.decode()
    central = logged_in(holder(Role.PROGRAMME_LEADER))
    assert sends(central, report, sondre, **{HOUSED: "5"}).status_code == 302
    auditor = logged_in(holder(Role.AUDITOR))
    assert "name=" + f'"{HOUSED}"' not in auditor.get(address(report, sondre)).content.decode()
    assert auditor.post(address(report, sondre, "district_save"), {HOUSED: "6"}).status_code == 403
    assert logged_in(holder(Role.CASE_WORKER)).get(address(report, sondre)).status_code == 403
    stranger = logged_in(holder(Role.PROGRAMME_LEADER, municipality="provesund", username="annen"))
    assert stranger.get(address(report, sondre)).status_code == 404
    assert central.get(reverse("district", args=[report.id, "finnes-ikke"])).status_code == 404


def test_the_central_figure_is_proposed_as_the_sum_and_what_does_not_tie_stops_delivery(
    report: ReportRow, districts: tuple[District, District]
) -> None:
    central = logged_in(holder(Role.PROGRAMME_LEADER))
    overview = reverse("districts", args=[report.id])
    assert "Ingen bydel har ført inn noe ennå" in central.get(overview).content.decode()
    for district, number in zip(districts, ("12", "30"), strict=True):
        sends(central, report, district, **{HOUSED: number, START: number})
    page = central.get(overview).content.decode()
    assert "Bruk summen i 2 tall som ikke er besvart" in page
    assert [b.obstacle for b in readiness(report.id, within=rls.ALL, now=NOW).blockers].count(Obstacle.DISTRICTS) == 2
    assert central.post(reverse("districts_sums", args=[report.id]), confirmed(page)).status_code == 302
    figures = get_content(report.id, within=rls.ALL).answers
    assert figures["A_no_dwelling.housed"].figure.value == 42
    assert figures["A_no_dwelling.housed"].figure.source.label == "Summen av bydelene"  # type: ignore[union-attr]
    sends(central, report, districts[0], **{HOUSED: "13"})
    page = central.get(overview).content.decode()
    assert "1 tall er ikke lik summen av bydelene" in page
    assert "Bruk 43" in page
    assert "Hele kommunen:" in central.get(address(report, districts[0])).content.decode()
    central.post(reverse("districts_sums", args=[report.id]), confirmed(page))
    assert get_content(report.id, within=rls.ALL).answers["A_no_dwelling.housed"].figure.value == 42, (
        "no proposal overwrites"
    )
    central.post(reverse("districts_sums", args=[report.id]), confirmed(page, "sum:A_no_dwelling.housed"))
    assert get_content(report.id, within=rls.ALL).answers["A_no_dwelling.housed"].figure.value == 43
    assert not [b for b in readiness(report.id, within=rls.ALL, now=NOW).blockers if b.obstacle is Obstacle.DISTRICTS]


def test_a_sum_is_taken_only_as_it_was_seen_and_all_of_them_or_none(
    report: ReportRow, districts: tuple[District, District]
) -> None:
    leader = holder(Role.PROGRAMME_LEADER)
    central, sums = logged_in(leader), reverse("districts_sums", args=[report.id])
    for district in districts:
        sends(central, report, district, **{HOUSED: "10", START: "4"})
    page = central.get(reverse("districts", args=[report.id])).content.decode()
    sends(central, report, districts[0], **{HOUSED: "11"})
    refused = central.post(sums, confirmed(page))
    assert refused.status_code == 409
    assert "endret siden du åpnet siden" in refused.content.decode()
    assert get_content(report.id, within=rls.ALL).answers == {}, "nothing is stored, also of what was as seen"
    page = refused.content.decode()
    put_content(
        report_id=report.id, address=START, content=Content("number", "99"), reason="Prøve", actor=leader.actor,
        now=NOW, within=rls.ALL,
    )  # fmt: skip
    for pressed in ("all", "sum:A_no_dwelling.status_start"):
        assert central.post(sums, confirmed(page, pressed)).status_code == 409
    assert {c: a.figure.value for c, a in get_content(report.id, within=rls.ALL).answers.items()} == {
        "A_no_dwelling.status_start": 99
    }
    assert central.post(sums, confirmed(page, "sum:A_no_dwelling.housed")).status_code == 302
    assert central.post(sums, confirmed(page, "sum:A_no_dwelling.housed")).status_code == 302, "sent twice is once"
    assert get_content(report.id, within=rls.ALL).answers["A_no_dwelling.housed"].figure.value == 21
    page = central.get(reverse("districts", args=[report.id])).content.decode()
    assert central.post(sums, confirmed(page, "sum:A_no_dwelling.status_start")).status_code == 302
    assert get_content(report.id, within=rls.ALL).answers["A_no_dwelling.status_start"].figure.value == 8


def test_a_district_says_that_it_is_done_and_then_nobody_changes_its_parts_until_they_are_opened(
    report: ReportRow, districts: tuple[District, District]
) -> None:
    person = of_district(districts[0])
    own, central = logged_in(person), logged_in(holder(Role.PROGRAMME_LEADER))
    say = address(report, districts[0], "district_say")
    sends(own, report, districts[0], **{HOUSED: "12"})
    assert own.post(say, MEANT).status_code == 302
    assert own.post(say, {"done": "1"}).status_code == 302, "saying it again changes nothing"
    page = own.get(address(report, districts[0])).content.decode()
    assert "Bydelen har meldt at tallene er ferdige" in page
    assert f'name="{HOUSED}"' not in page
    assert own.post(address(report, districts[0], "district_save"), {HOUSED: "99"}).status_code == 403
    assert "meldt ferdig" in central.get(reverse("districts", args=[report.id])).content.decode()
    assert central.post(say, {"done": "0"}).status_code == 302
    assert sends(own, report, districts[0], **{HOUSED: "13"}).status_code == 302
    acts = [entry.act for entry in list_for_subject("report", str(report.id))]
    assert acts.count("district_done") == 1
    assert "district_opened" in acts


def test_a_part_keeps_what_it_was_and_who_wrote_it_and_can_be_that_again(
    report: ReportRow, districts: tuple[District, District]
) -> None:
    leader, helper = of_district(districts[0]), of_district(districts[0], Role.DISTRICT_CONTRIBUTOR)
    own, beside = logged_in(leader), logged_in(of_district(districts[1], username="beside"))
    about, back = address(report, districts[0], "district_answer"), address(report, districts[0], "district_restore")
    assert f"{about}?felt=" in own.get(address(report, districts[0])).content.decode()
    sends(own, report, districts[0], **{HOUSED: "12"})
    sends(logged_in(helper), report, districts[0], **{HOUSED: ""})
    page = own.get(about, {"felt": HOUSED}).content.decode()
    assert "Hent fram igjen" in page
    (step,) = re.findall(r'name="step" value="(\d+)"', page)
    assert beside.get(about, {"felt": HOUSED}).status_code == 403
    assert beside.post(back, {"felt": HOUSED, "step": step}).status_code == 403
    assert own.post(back, {"felt": START, "step": step}).status_code == 404, "a step of another figure"
    assert own.get(about, {"felt": "text:A.1"}).status_code == 404
    for _twice in range(2):
        assert own.post(back, {"felt": HOUSED, "step": step}).status_code == 302
    assert parts()["Nordre", "A_no_dwelling.housed"] == ("number", "12")
    page = own.get(about, {"felt": HOUSED}).content.decode()
    assert page.count("Hentet fram igjen fra historien") == 1
    own.post(address(report, districts[0], "district_say"), MEANT)
    assert own.post(back, {"felt": HOUSED, "step": step}).status_code == 403
    assert "Hent fram igjen" not in own.get(about, {"felt": HOUSED}).content.decode()


def test_a_district_that_is_done_with_figures_blank_sees_which_and_may_mean_it(
    report: ReportRow, districts: tuple[District, District]
) -> None:
    own, say = logged_in(of_district(districts[0])), address(report, districts[0], "district_say")
    asked = len(load("ost_annual/2013").figure_codes())
    warned = own.post(say, {"done": "1"})
    assert warned.status_code == 200, "a question, and no mistake"
    assert f"{asked} tall er ikke ført inn" in warned.content.decode()
    assert not list_standings(get_report(report.id, within=rls.ALL), within=rls.ALL), "nothing is said yet"
    sends(own, report, districts[0], **{HOUSED: "12"})
    page = own.post(say, {"done": "1"}).content.decode()
    assert f"{asked - 1} tall er ikke ført inn" in page
    assert f'href="#{START}"' in page
    assert f'href="#{HOUSED}"' not in page
    sends(own, report, districts[0], **{HOUSED: "tolv"})
    page = own.post(say, {"done": "1"}).content.decode()
    assert f"{asked} tall er ikke ført inn" in page, "no number is given by that"
    assert own.post(say, MEANT).status_code == 302
    assert list_standings(get_report(report.id, within=rls.ALL), within=rls.ALL)["nordre"].done


def test_a_new_version_keeps_what_the_districts_gave_and_that_they_are_done(
    report: ReportRow, districts: tuple[District, District]
) -> None:
    own = logged_in(of_district(districts[0]))
    sends(own, report, districts[0], **{HOUSED: "12"})
    own.post(address(report, districts[0], "district_say"), MEANT)
    before = list_standings(get_report(report.id, within=rls.ALL), within=rls.ALL)
    assert before["nordre"].done
    with rls.scope(rls.ALL), transaction.atomic():
        stored = Report.objects.get(pk=report.id)
        close_version(stored, now=NOW)
        open_new_version(stored, now=NOW)
    later = get_report(report.id, within=rls.ALL)
    assert later.version == report.version + 1
    assert list_standings(later, within=rls.ALL) == before, "who said it, and when, too"


def test_a_leader_invites_to_a_district_and_its_leader_to_hers_alone(districts: tuple[District, District]) -> None:
    central = logged_in(holder(Role.PROGRAMME_LEADER))
    page = central.get(f"/personer/?sted=d{districts[0].pk}").content.decode()
    assert "Leder for en bydel" in page
    assert "Nordre bydel i Prøvevik" in page
    own = logged_in(of_district(districts[0]))
    sent = {"name": "Ola Prøvesen", "email": "ola@demo.example", "role": "district_contributor", "language": "nb"}
    assert own.post("/personer/inviter/", {**sent, "sted": f"d{districts[0].pk}"}).status_code == 302
    assert own.post("/personer/inviter/", {**sent, "sted": f"d{districts[1].pk}"}).status_code == 404
    municipality = place_of(Role.PROGRAMME_LEADER).municipality_id
    assert own.post("/personer/inviter/", {**sent, "sted": f"k{municipality}"}).status_code == 404
    assert own.get("/overlevering/provevik/").status_code == 404
    assert "Ola Prøvesen" in central.get(f"/personer/?sted=d{districts[0].pk}").content.decode()


def test_a_municipality_without_districts_says_so() -> None:
    with rls.scope(rls.ALL):
        other = opened("provesund")
    client = logged_in(holder(Role.PROGRAMME_LEADER, municipality="provesund"))
    assert "uten bydeler" in client.get(reverse("districts", args=[other.id])).content.decode()
    assert "/bydeler/" not in client.get(reverse("report_work", args=[other.id])).content.decode()
