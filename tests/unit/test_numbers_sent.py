"""A number that a form or an address carries is one we can use, or none at all."""

import pytest

from boso.web.forms.numbers import id_in, number_in


@pytest.mark.parametrize(
    ("sent", "number", "row"),
    [
        ("12", 12, 12),
        ("012", 12, 12),
        ("0", 0, 0),
        ("1" * 9, 111_111_111, 111_111_111),
        ("1" * 10, None, 1_111_111_111),
        ("1" * 18, None, 0),
        ("1" * 5000, None, 0),  # Python itself refuses to read so many digits
        ("", None, 0),
        (None, None, 0),
        ("-1", None, 0),
        ("1,5", None, 0),
        ("²", None, 0),
    ],
)
def test_a_number_that_was_sent(sent: str | None, number: int | None, row: int) -> None:
    assert (number_in(sent), id_in(sent)) == (number, row)
