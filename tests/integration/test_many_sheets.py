"""Fact sheets read together are the same as read one by one, at a number of queries that does not grow with them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boso.indicators.values import PeerGroup
from boso.kernel.figures import Figure, Kind
from boso.places import rls
from boso.programme.queries import list_members
from boso.publishing.factsheet.loading import load_sheet
from boso.publishing.factsheet.many import load_many
from boso.publishing.factsheet.values import PeerChoice
from tests.factories.reports import doubtful, programme_places, report

pytestmark = pytest.mark.django_db
A, B, C = (f"{need}.housed" for need in ("A_no_dwelling", "B_at_risk", "C_unsuitable"))
DWELLINGS = "C2.municipal_dwellings"
YEARS = (2012, 2013)


@pytest.fixture(autouse=True)
def _programme(as_app_role: None) -> None:
    with rls.scope(rls.ALL):
        programme_places()
        for place, member in enumerate(list_members(invented=True)[:7]):
            for year in (2010, *YEARS):
                odd: dict[str, Any] = {1: {A: doubtful(9)}, 2: {A: Figure(kind=Kind.DASH, raw="-")}}.get(place, {})
                given = {A: 3 * place, B: 20 + place, C: 40 + year % 10, DWELLINGS: 400 + place, **odd}
                report(member.slug, year, given)


@pytest.mark.parametrize("group", [PeerGroup.REGION, PeerGroup.INTAKE, PeerGroup.SIZE, PeerGroup.ALL])
def test_sheets_read_together_are_those_read_one_by_one(group: PeerGroup) -> None:
    slugs = [member.slug for member in list_members(invented=True)]
    together = {
        (each.name, each.year): each for each in load_many(slugs, YEARS, language="nb", group=group, invented=True)
    }
    assert len(together) == 7 * len(YEARS)
    for slug in slugs[:7]:
        for year in YEARS:
            alone = load_sheet(slug, year, language="nb", peers=PeerChoice(group=group))
            assert together[alone.name, year] == alone


def test_queries_grow_with_years_and_not_with_municipalities() -> None:
    def count(slugs: list[str]) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert list(load_many(slugs, YEARS, language="nb", invented=True))
        return len(asked)

    slugs = [member.slug for member in list_members(invented=True)]
    assert count(slugs[:2]) == count(slugs)
