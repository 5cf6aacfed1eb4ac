"""The pages of the report editor: every section of every form, with and without what was typed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from boso.access.values import Role
from boso.kernel.periods import ReportPeriod
from boso.questionnaires.loading import addresses, load
from boso.reporting.actions import open_report
from boso.reporting.queries.editing import get_draft
from boso.reporting.rules.asking import asked_on, pages_of
from boso.reporting.rules.drafts import Draft
from boso.reporting.values import ReportRow
from tests.factories.people import holder, logged_in
from tests.factories.reports import LEADER, NOW, id_of, programme_places

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
