"""Contact details are masked; years, counts and amounts are not."""

import pytest

from boso.kernel.masking import masked


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Ring 22 33 44 55 i dag", "Ring [telefon] i dag"),
        ("Ring 900 00 002", "Ring [telefon]"),
        ("Tlf. 67505050", "Tlf. [telefon]"),
        ("Skriv til kari@eksempel.no.", "Skriv til [e-post]."),
    ],
)
def test_telephone_and_mail_are_masked(text: str, clean: str) -> None:
    assert masked(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "i 2013 2014 og 2015",
        "Januar 2014 1310",
        "kr 12000000 til kjøp",
        "10 000 000 kroner",
        "sak 12345678,-",
        "13.02.2012",
    ],
)
def test_years_counts_and_amounts_are_left_alone(text: str) -> None:
    assert masked(text) == text
