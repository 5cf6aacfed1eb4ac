"""Every form that comes with the program is whole, and reached by its address."""

import pytest

from boso.questionnaires import loading
from tests.architecture.surroundings import PACKAGE


def test_every_edition_is_valid() -> None:
    loading.check_all()


@pytest.mark.parametrize("address", loading.addresses())
def test_an_edition_lies_at_its_address(address: str) -> None:
    edition = loading.load(address)
    assert (PACKAGE / "questionnaires/editions" / f"{address.replace('/', '-')}.yaml").exists()
    assert edition.figure_codes() or edition.narrative_codes()
