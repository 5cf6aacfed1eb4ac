"""What a page shows of a figure: a number worked out from a doubtful reading is told in words."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from boso.kernel.figures import Figure, Kind
from boso.kernel.sources import Origin, Source
from boso.web.presenters.figures import view


@pytest.mark.parametrize(
    ("origin", "certain", "shown"),
    [
        (Origin.COMPUTED, True, "85"),
        (Origin.COMPUTED, False, "uavklart"),
        (Origin.IMPORTED, False, "85"),
        (Origin.TYPED, True, "85"),
    ],
)
def test_a_sum_over_doubtful_readings_is_no_number(origin: Origin, certain: bool, shown: str) -> None:
    source = Source(origin=origin, label="C1.full_financed + C1.co_financed")
    figure = Figure(kind=Kind.NUMBER, value=Decimal(85), certain=certain, source=source)
    with override("nb"):
        assert view(figure).shown == shown
