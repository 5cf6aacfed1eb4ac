"""The demo tells the true programme, and invented municipalities never mix with real ones."""

import json

import pytest
from django.test import Client
from pytest_django import Settings

from boso.access.models import User
from boso.access.queries import list_demo_accounts
from boso.indicators.queries.comparing import peers_of, together
from boso.kernel.errors import Denied, NotFound
from boso.places import rls
from boso.publishing.factsheet.composing import fact_sheet
from boso.publishing.factsheet.loading import load_sheet
from boso.publishing.writers.plain import write_json
from boso.reporting.queries import count_doubtful, list_reports
from boso.seed import demo
from boso.seed.people import PEOPLE
from tests.factories.demo import NOW, PASSWORD, load_demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(demo_of_module: None, settings: Settings) -> None:
    settings.DEMO = True
    settings.TODAY = NOW.date()


@pytest.mark.usefixtures("filled")
def test_loading_twice_changes_nothing() -> None:
    before = [(r.id, r.status, r.version) for r in list_reports(rls.ALL)]
    load_demo()
    assert [(r.id, r.status, r.version) for r in list_reports(rls.ALL)] == before
    assert len(list_demo_accounts()) == len(PEOPLE)


def test_outside_the_demo_its_accounts_cannot_exist(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(Denied):
        demo.load(now=NOW, password=PASSWORD)


@pytest.mark.usefixtures("filled")
def test_invented_and_real_are_in_no_sum_and_among_no_peers_together() -> None:
    real = together(year=2013, codes=["A_no_dwelling.status_end"])["A_no_dwelling.status_end"]
    assert real.value == 69 + 2  # Sarpsborg and Gjøvik, and nobody that is invented
    assert all(m.invented for m in peers_of("provevik", years=[2012]).members)
    assert not any(m.invented for m in peers_of("gjovik", years=[2013]).members)


@pytest.mark.usefixtures("filled")
def test_what_was_doubtful_in_the_report_is_open_in_the_demo() -> None:
    values = load_sheet("gjovik", 2013, language="nb")
    doubtful = values.figure("C1.full_financed")
    assert doubtful is not None
    assert not doubtful.certain
    assert values.figure("C2.new_applications").number == 324  # type: ignore[union-attr]


@pytest.mark.usefixtures("filled")
def test_doubts_of_reports_in_use_are_among_the_tasks_of_the_region() -> None:
    gjovik = next(r for r in list_reports(rls.ALL, municipality="gjovik"))
    assert count_doubtful(rls.ALL)[gjovik.id] == 6
    client = Client()
    client.force_login(User.objects.get(username="region"))
    page = client.get("/arbeid/").content.decode()
    assert "Gjøvik, Årsrapport 2013" in page
    assert "6 uavklarte tall" in page


@pytest.mark.usefixtures("filled")
def test_the_open_round_is_not_for_the_public() -> None:
    with pytest.raises(NotFound, match="2009, 2010, 2011 og 2012"):
        load_sheet("provevik", 2013, language="nb")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("slug", "year", "invented"), [("gjovik", 2013, False), ("proveoy", 2012, True)])
def test_a_fact_sheet_says_whether_it_is_invented(slug: str, year: int, invented: bool) -> None:
    publication = fact_sheet(load_sheet(slug, year, language="nn"), language="nn", made=NOW.date())
    assert json.loads(write_json(publication))["data"]["municipality"]["invented"] is invented
