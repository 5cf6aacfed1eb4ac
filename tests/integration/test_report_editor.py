"""The pages of the report editor: every section of every form, with and without what was typed."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from boso.access.values import Role
from boso.kernel.periods import ReportPeriod
from boso.questionnaires.loading import addresses, load
from boso.reporting.actions import open_report
from boso.reporting.actions.rows import add_row
from boso.reporting.queries.editing import get_draft
from boso.reporting.rules.asking import asked_on, pages_of
from boso.reporting.rules.drafts import Draft
from boso.reporting.values import ReportRow
from boso.reporting.values.fields import Content
from tests.factories.pages import weight_of
from tests.factories.people import holder, logged_in
from tests.factories.reports import LEADER, NOW, id_of, programme_places
from tests.factories.reports import report as last_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(settings: Any) -> Client:
    settings.TODAY = NOW.date()
    programme_places()
    return logged_in(holder(Role.PROGRAMME_LEADER, username="leder"))


def opened(address: str = "ost_annual/2013", year: int = 2013) -> ReportRow:
    edition = load(address)
    half = 1 if edition.period == "half_year" else None
    period = ReportPeriod(max(year, edition.report_years[0]) if edition.report_years[0] > year else year, half)
    return open_report(municipality_id=id_of("provevik"), edition=edition, period=period, actor=LEADER, now=NOW)


def draft(report: ReportRow) -> Draft:
    return get_draft(report.id, within=[report.municipality_id])


@pytest.mark.parametrize("address", addresses())
def test_every_page_of_every_form_shows_every_field(leader: Client, address: str) -> None:
    report, edition = opened(address), load(address)
    for page in pages_of(edition):
        shown = leader.get(reverse("report_section", args=[report.id, page.code]))
        assert shown.status_code == 200
        html = shown.content.decode()
        for asked in asked_on(page):
            assert f'name="{asked.address}"' in html, asked.address
    assert leader.get(reverse("report_work", args=[report.id])).status_code == 200
    assert leader.get(reverse("report_print", args=[report.id])).status_code == 200
    assert leader.get(reverse("report_print", args=[report.id]) + "?tomt=1").status_code == 200


HOUSED = "figure:A_no_dwelling.housed"
START = "figure:A_no_dwelling.status_start"
END = "figure:A_no_dwelling.status_end"


def sends(client: Client, report: ReportRow, section: str, **typed: str) -> Any:
    """A whole section, as a browser without a script sends it."""
    return client.post(reverse("report_section_save", args=[report.id, section]), typed)


def autosaves(client: Client, report: ReportRow, address: str, text: str, *, who: str = "", **more: str) -> Any:
    seen = draft(report).at(address).content.mark
    sent = {"address": address, address: text, f"{address}!seen": seen, "version": "1", "token": "t", **more}
    account = client.session["_auth_user_id"]
    return client.post(reverse("report_field", args=[report.id]), {**sent, "who": who or account})


def test_a_field_is_saved_by_itself_and_says_what_is_wrong(leader: Client) -> None:
    report = opened()
    assert autosaves(leader, report, HOUSED, "74").json()["state"] == "saved"
    wrong = autosaves(leader, report, HOUSED, "mange").json()
    assert (wrong["state"], wrong["problem"]) == ("saved", "Skriv et heltall, for eksempel 412.")
    page = leader.get(reverse("report_section", args=[report.id, "1.1"])).content.decode()
    assert 'value="mange"' in page
    assert "Skriv et heltall, for eksempel 412." in page


def test_another_person_in_the_same_browser_saves_nothing(leader: Client) -> None:
    report = opened()
    answer = autosaves(leader, report, HOUSED, "74", who="999")
    assert (answer.status_code, answer.json()["state"]) == (409, "other_person")
    assert draft(report).at(HOUSED).content.empty


def test_a_role_that_ended_today_saves_nothing_and_says_so(leader: Client, settings: Any) -> None:
    report = opened()
    settings.TODAY = date(2009, 1, 1)  # before the role began
    answer = autosaves(leader, report, HOUSED, "74")
    assert answer.status_code == 403
    assert draft(report).at(HOUSED).content.empty


def test_a_closed_round_refuses_and_keeps_what_was_typed(leader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    report = opened()
    for place in ("field.closes_at", "buttons.closes_at", "opening.closes_for"):
        monkeypatch.setattr(f"boso.web.work.report.{place}", lambda *a, **k: NOW - timedelta(days=2))
    answer = autosaves(leader, report, HOUSED, "74")
    assert (answer.status_code, answer.json()["state"]) == (403, "refused")
    whole = sends(leader, report, "A", **{"text:A.1": "Skrevet for sent.", "text:A.1!seen": "x"})
    assert whole.status_code == 403
    assert "Skrevet for sent." in whole.content.decode()


def test_two_tabs_without_a_script_are_shown_both_texts(leader: Client) -> None:
    report = opened()
    seen = draft(report).at("text:A.1").content.mark
    assert sends(leader, report, "A", **{"text:A.1": "fra den ene", "text:A.1!seen": seen}).status_code == 302
    other = sends(leader, report, "A", **{"text:A.1": "fra den andre", "text:A.1!seen": seen})
    page = other.content.decode()
    assert other.status_code == 409
    assert "fra den ene" in page
    assert "fra den andre" in page
    assert draft(report).at("text:A.1").content.value == "fra den ene"


def test_a_paste_of_three_hundred_pages_is_refused_and_kept(leader: Client) -> None:
    report = opened()
    seen = draft(report).at("text:A.1").content.mark
    answer = sends(leader, report, "A", **{"text:A.1": "å" * 900_000, "text:A.1!seen": seen})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "900\u00a0000 tegn" in page
    assert "å" * 900_000 in page
    assert draft(report).at("text:A.1").content.empty


def test_a_proposal_is_taken_with_its_source(leader: Client) -> None:
    last_year("provevik", 2012, {"A_no_dwelling.status_end": 49})
    report = opened()
    page = leader.get(reverse("report_section", args=[report.id, "1.1"])).content.decode()
    assert "Bruk 49" in page
    assert draft(report).at(START).content.empty
    sends(leader, report, "1.1", do=f"take:{START}")
    taken = draft(report).at(START)
    assert taken.content.value == "49"
    assert taken.source
    assert (taken.source.origin, taken.source.label) == ("carried", "status 31.12 i rapporten for 2012")


def test_a_warning_is_answered_where_it_stands(leader: Client) -> None:
    last_year("provevik", 2012, {"A_no_dwelling.status_end": 49})
    report = opened()
    autosaves(leader, report, START, "74")
    page = leader.get(reverse("report_section", args=[report.id, "1.1"])).content.decode()
    key = re.search(r'name="reason!([^"]+)"', page)
    assert key
    sends(leader, report, "1.1", **{"do": f"explain:{key[1]}", f"reason!{key[1]}": "Nye tellinger."})
    assert "Grunn: Nye tellinger." in leader.get(reverse("report_work", args=[report.id])).content.decode()


def test_what_stood_before_is_brought_back_as_a_new_change(leader: Client) -> None:
    report = opened()
    autosaves(leader, report, HOUSED, "74")
    autosaves(leader, report, HOUSED, "75")
    about = reverse("report_answer", args=[report.id]) + f"?felt={HOUSED}"
    page = leader.get(about).content.decode()
    step = re.search(r'name="step" value="(\d+)"', page)
    assert step
    leader.post(reverse("report_restore", args=[report.id]), {"felt": HOUSED, "step": step[1], "back": about})
    assert draft(report).at(HOUSED).content.value == "74"
    assert "Hentet fram igjen fra historien" in leader.get(about).content.decode()


def test_what_colleagues_say_is_for_them_alone(leader: Client) -> None:
    report = opened()
    said = {"do": "say", "del": "A", "felt": "", "text": "Hvem tar denne?", "back": f"/rapport/{report.id}/A/"}
    assert leader.post(reverse("report_talk", args=[report.id]), said)["Location"] == f"/rapport/{report.id}/A/"
    assert "Hvem tar denne?" in leader.get(reverse("report_section", args=[report.id, "A"])).content.decode()
    region = logged_in(holder(Role.REGION_MANAGER, username="region"))
    page = region.get(reverse("report_section", args=[report.id, "A"]))
    assert page.status_code == 200
    assert "Hvem tar denne?" not in page.content.decode()
    assert region.post(reverse("report_talk", args=[report.id]), said).status_code == 403
    assert region.post(reverse("report_presence", args=[report.id]), {"section": "A"}).status_code == 403


def test_only_those_who_may_fill_in_are_asked(leader: Client) -> None:
    report = opened()
    reader = holder(Role.AUDITOR, username="revisor")
    writer = holder(Role.CONTRIBUTOR, username="bidragsyter")
    ask = {"do": "ask", "del": "A", "felt": "", "due": "20.02.2014", "back": f"/rapport/{report.id}/A/"}
    assert leader.post(reverse("report_talk", args=[report.id]), {**ask, "who": str(reader.id)}).status_code == 422
    assert leader.post(reverse("report_talk", args=[report.id]), {**ask, "who": str(writer.id)}).status_code == 302
    assert "innen 20. februar 2014" in leader.get(reverse("report_work", args=[report.id])).content.decode()
    assert leader.post(reverse("report_talk", args=[report.id]), {**ask, "who": ""}).status_code == 422


@pytest.mark.parametrize(
    ("name", "content", "stored"),
    [
        ("kart.pdf", b"%PDF-1.7 innhold", True),
        ("kart.pdf", b"MZ program", False),
        ("kart.exe", b"MZ program", False),
        ("kart.pdf", b"", False),
        ("side.html", b"<script>", False),
    ],
)
def test_files_are_what_they_say(leader: Client, name: str, content: bytes, stored: bool) -> None:
    report = opened("ost_2011/2011")
    url = reverse("report_section_save", args=[report.id, "2"])
    answer = leader.post(url, {"do": "file:attachments", "file:attachments": SimpleUploadedFile(name, content)})
    assert (answer.status_code == 302) is stored
    files = draft(report).content.files
    assert bool(files) is stored
    if stored:
        sent = leader.get(reverse("report_file", args=[report.id, files[0].id]))
        assert sent.content == content
        assert sent["Content-Disposition"].startswith("attachment")
        assert sent["X-Content-Type-Options"] == "nosniff"


def test_an_empty_table_may_begin_with_the_rows_of_the_plan(leader: Client) -> None:
    plan = opened("activity_plan/2011")
    how = {"actor": LEADER, "now": NOW, "within": [plan.municipality_id]}
    add_row(report_id=plan.id, table="planned_activities", cells={"activity": Content("text", "Boskole")}, **how)
    report = opened()
    assert "Boskole" in leader.get(reverse("report_section", args=[report.id, "5"])).content.decode()
    sends(leader, report, "5", do="rows:activities")
    assert [m.label for m in draft(report).content.money] == ["Boskole", "Sum"]


def test_the_same_few_queries_whatever_stands_in_the_report(leader: Client, django_assert_max_num_queries: Any) -> None:
    report = opened()
    for n in range(5):
        leader.post(reverse("report_section_save", args=[report.id, "5"]), {"do": "add:activities"})
        leader.post(
            reverse("report_talk", args=[report.id]),
            {"do": "say", "del": "5", "felt": "", "text": f"{n}", "back": f"/rapport/{report.id}/5/"},
        )
    leader.get(reverse("report_section", args=[report.id, "5"]))
    with django_assert_max_num_queries(90):
        leader.get(reverse("report_section", args=[report.id, "5"]))
    with django_assert_max_num_queries(45):
        autosaves(leader, report, HOUSED, "1")


def test_a_cold_visit_weighs_less_than_a_hundred_kilobytes(leader: Client) -> None:
    last_year("provevik", 2012, {"A_no_dwelling.status_end": 49})
    report = opened()
    for section in ("1.1", "C", "4.2", "5"):
        page = leader.get(reverse("report_section", args=[report.id, section])).content.decode()
        assert weight_of(page) < 100_000, section


def test_an_owner_reads_and_changes_nothing(leader: Client) -> None:
    report = opened()
    owner = logged_in(holder(Role.PROGRAMME_OWNER, username="ansvarlig"))
    page = owner.get(reverse("report_section", args=[report.id, "1.1"]))
    assert page.status_code == 200
    assert "<textarea" not in page.content.decode()
    assert autosaves(owner, report, HOUSED, "1").status_code == 403


def test_a_report_one_may_not_see_is_as_one_that_does_not_exist(leader: Client) -> None:
    del leader
    report = opened()
    other = logged_in(holder(Role.PROGRAMME_LEADER, municipality="provesund", username="leder2"))
    pages = ("report_work", "report_answer", "report_checks", "report_print")
    assert {other.get(reverse(name, args=[report.id])).status_code for name in pages} == {404}
    assert other.get(reverse("report_section", args=[report.id, "1.1"])).status_code == 404
    assert other.get(reverse("report_section", args=[999_999, "1.1"])).status_code == 404
    assert autosaves(other, report, HOUSED, "1").status_code == 404


def test_what_the_editor_asks_the_database_is_counted(leader: Client, django_assert_max_num_queries: Any) -> None:
    for year in (2011, 2012):
        last_year("provevik", year)
    report = opened()
    page, told, here, field = (
        reverse("report_section", args=[report.id, "A"]),
        reverse("report_checks", args=[report.id]) + "?del=A",
        reverse("report_presence", args=[report.id]),
        reverse("report_field", args=[report.id]),
    )
    html = leader.get(page).content.decode()
    (who,) = re.findall(r'data-who="([^"]*)"', html)
    seen = draft(report).at(HOUSED).content.mark
    typed = {"address": HOUSED, "who": who, "version": "1", "token": "t", HOUSED: "4", f"{HOUSED}!seen": seen}
    with django_assert_max_num_queries(16):
        assert leader.get(page).status_code == 200
    with django_assert_max_num_queries(12):
        assert leader.get(told).status_code == 200
    with django_assert_max_num_queries(12):
        assert leader.post(here, {"section": "A"}).status_code == 200
    with django_assert_max_num_queries(18):  # the first save, which also begins the report
        assert leader.post(field, typed).json()["state"] == "saved"
