"""The region's own notes beside a review: read and written there, and by nobody else."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boso.access.values import Role
from boso.reporting.actions.noting import write_note
from boso.reporting.queries.contact import list_notes
from boso.reporting.values import ReportRow
from tests.factories.contact import CONTACT, SECRET, desk_of
from tests.factories.delivering import opened
from tests.factories.people import holder, logged_in
from tests.factories.reports import NOW, programme_places

pytestmark = pytest.mark.django_db
NOTE = "/region/prove/kommune/provevik/notat/"


@pytest.fixture(scope="module", autouse=True)
def own(rows_of_module: None) -> ReportRow:
    programme_places()
    return opened("provevik")


@pytest.fixture(autouse=True)
def _as_the_app_runs(own: ReportRow, as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()


def page(client: Client, row: ReportRow) -> str:
    answer = client.get(reverse("review", args=[row.id]))
    assert answer.status_code == 200
    return answer.content.decode().split("<main")[1]


def test_notes_on_the_report_and_those_pinned_stand_beside_its_review(own: ReportRow) -> None:
    desk, other = desk_of("provevik"), opened("provevik", 2014)
    for text, more in {
        SECRET: {"report_id": own.id},
        "Festet på kommunen": {"pinned": True},
        "Om noe annet": {},
        "Festet på neste års rapport": {"report_id": other.id, "pinned": True},
    }.items():
        write_note(desk=desk, text=text, actor=CONTACT, now=NOW, **more)  # type: ignore[arg-type]
    for role in (Role.PROGRAMME_CONTACT, Role.REGION_MANAGER):
        shown = page(logged_in(holder(role, username=role.value)), own)
        assert SECRET in shown
        assert "Festet på kommunen" in shown
        assert "2 notater til om kommunen" in shown
        assert "Om noe annet" not in shown
        assert "neste års" not in shown
    for role in (Role.PROGRAMME_LEADER, Role.PROGRAMME_OWNER, Role.AUDITOR):
        shown = page(logged_in(holder(role, username=role.value)), own)
        assert SECRET not in shown
        assert "notat" not in shown.casefold()


def test_a_note_is_written_changed_and_removed_without_leaving_the_review(own: ReportRow) -> None:
    contact, desk = logged_in(holder(Role.PROGRAMME_CONTACT)), desk_of("provevik")
    here = f"{reverse('review', args=[own.id])}#notater"
    assert "Ingen" not in page(contact, own).split('id="notater"')[1].split("</section>")[0]
    sent = contact.post(NOTE, {"back": own.id, "report": own.id, "text": "Spør om startlån"})
    assert (sent.status_code, sent["Location"]) == (302, here)
    (note,) = list_notes(**desk)
    assert (note.text, note.report_id) == ("Spør om startlån", own.id)
    change = {"back": own.id, "note": note.id, "seen": note.at.isoformat(), "text": "Spurt om startlån", "pinned": "1"}
    assert contact.post(NOTE, change)["Location"] == here
    shown = page(contact, own)
    assert "Spurt om startlån" in shown
    assert "Slik det sto før" in shown
    assert contact.post(NOTE, {"back": own.id, "note": note.id, "do": "remove"})["Location"] == here
    assert list_notes(**desk) == []


def test_what_cannot_be_kept_is_told_and_a_way_back_leads_to_no_other_municipality(own: ReportRow) -> None:
    contact, elsewhere = logged_in(holder(Role.PROGRAMME_CONTACT)), opened("provesund")
    empty = contact.post(NOTE, {"back": own.id, "report": own.id, "text": "  "})
    assert empty.status_code == 422
    assert "Notatet er tomt" in empty.content.decode()
    away = contact.post(NOTE, {"back": elsewhere.id, "text": "Hei"})
    assert away.status_code == 404
    assert list_notes(**desk_of("provevik")) == []
    odd = contact.post(NOTE, {"back": "https://example.org/", "text": "Hei"})
    assert odd["Location"] == "/region/prove/kommune/provevik/#notater"


def test_a_review_asks_the_database_a_settled_number_of_times(own: ReportRow) -> None:
    contact = logged_in(holder(Role.PROGRAMME_CONTACT))
    page(contact, own)
    with CaptureQueriesContext(connection) as asked:
        page(contact, own)
    assert len(asked.captured_queries) <= 40
