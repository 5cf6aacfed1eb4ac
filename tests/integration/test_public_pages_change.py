"""A public page that is kept is made anew as soon as a row that it may show is changed."""

from typing import Any

import pytest
from django.test import Client

from boso.places import rls
from boso.places.models import Region
from tests.factories.reports import NOW, programme_places, report


@pytest.fixture(autouse=True)
def _programme(transactional_db: None, settings: Any) -> None:
    settings.TODAY = NOW.date()
    with rls.scope(rls.ALL):
        programme_places()
        report("gjovik", 2013, {"A_no_dwelling.housed": 54})


def test_a_change_of_a_row_is_seen_at_once(client: Client) -> None:
    addresses = ("/", "/status/", "/kommuner/gjovik/", "/publikasjoner/feed.atom")
    known = {address: client.get(address)["ETag"] for address in addresses}
    for address, validator in known.items():
        assert client.get(address, headers={"if-none-match": validator}).status_code == 304, address
    Region.objects.create(code="ny", name="ny", source="test")
    for address, validator in known.items():
        assert client.get(address, headers={"if-none-match": validator}).status_code == 200, address
