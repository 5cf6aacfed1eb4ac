"""Numbers in cells: what Norwegian reporters write, and that what boso prints can be read back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.kernel.figures import Figure, Kind
from boso.kernel.number_tokens import Doubt, partings, split_numbers
from boso.kernel.numbers import (
    print_figure,
    print_money,
    print_number,
    print_percent,
    read_count,
    read_money,
    read_ssb_cell,
)

LANGUAGES = st.sampled_from(["nb", "nn", "en"])

MONEY = [
    ("30000", "30000"),
    ("30 000", "30000"),
    ("30\u00a0000", "30000"),
    ("30\u2009000", "30000"),
    ("30.000", "30000"),
    ("1.850.000", "1850000"),
    ("kr. 1.400.000", "1400000"),
    ("kr 5 000,00", "5000"),
    ("1 200 000,-", "1200000"),
    ("1 200 000,- kr", "1200000"),
    ("56,25 mill", "56250000"),
    ("120 mill.", "120000000"),
    ("30 tusen", "30000"),
    ("+ 25.000", "25000"),
    ("- 1.000", "-1000"),
    ("−582 248", "-582248"),
    ("–23.000", "-23000"),
    ("0", "0"),
    ("0 kr", "0"),
    ("1 234,50", "1234.50"),
]

KINDS = [
    ("74", Kind.NUMBER, "74"),
    ("0", Kind.NUMBER, "0"),
    ("17 familier", Kind.NUMBER, "17"),
    ("ca. 2,6 mill", Kind.APPROXIMATE, "2600000"),
    ("rundt 250", Kind.APPROXIMATE, "250"),
    ("Om lag 12 husstander", Kind.APPROXIMATE, "12"),
    ("(60)", Kind.TENTATIVE, "60"),
    ("177, endelig tall foreligger ikke før juni", Kind.PROVISIONAL, "177"),
    ("177 (foreløpig)", Kind.PROVISIONAL, "177"),
    ("177 førebels", Kind.PROVISIONAL, "177"),
    ("953 pr. 31.12.2013", Kind.NUMBER, "953"),
    ("Januar 2014 953", Kind.NUMBER, "953"),
    ("", Kind.BLANK, None),
    (" \u00a0\n", Kind.BLANK, None),
    ("-", Kind.DASH, None),
    ("–", Kind.DASH, None),
    ("kr -", Kind.DASH, None),
    ("Dette registreres ikke", Kind.NOT_REGISTERED, None),
    ("Ikke registrert", Kind.NOT_REGISTERED, None),
    ("Ikkje registrert", Kind.NOT_REGISTERED, None),
    ("Spørsmålet er for upresist", Kind.UNCLEAR_QUESTION, None),
    ("ettersendes", Kind.PENDING, None),
    ("avventer", Kind.PENDING, None),
    ("foreligger i juni", Kind.PENDING, None),
    ("ikke aktuelt", Kind.NOT_APPLICABLE, None),
    ("Øvrige kommunale budsjett", Kind.TEXT_INSTEAD, None),
]

ASKED = [
    "1.5",
    "1,500",
    "1.5000",
    "29.000-1.000",
    "135 000 50 000",
    "10-15",
    "0502",
    "12 %",
    "(60) usikkert",
    "over 50",
    "6 utkastelser",
    "Seks, men 2 av dem er usikre",
    "Januar 2044",
    "januar 953",
    "Ingen",
    "22.12.10",
    "303 160 295 260",
    "2 milliarder",
    "Tallet er ca 30, men registreres ikke",
]


@pytest.mark.parametrize(("text", "value"), MONEY)
def test_money_as_it_is_written(text: str, value: str) -> None:
    figure = read_money(text)
    assert (figure.kind, figure.value, figure.certain) == (Kind.NUMBER, Decimal(value), True)


@pytest.mark.parametrize(("text", "kind", "value"), KINDS)
def test_a_cell_says_what_it_is(text: str, kind: Kind, value: str | None) -> None:
    figure = read_count(text)
    assert (figure.kind, figure.value, figure.certain) == (kind, None if value is None else Decimal(value), True)
    assert figure.raw == text


@pytest.mark.parametrize("text", ASKED)
def test_what_may_mean_two_things_is_asked(text: str) -> None:
    assert not read_count(text).certain


@pytest.mark.parametrize("text", ["-5", "- 5", "1,5", "-0,5"])
def test_a_count_is_neither_negative_nor_broken(text: str) -> None:
    assert not read_count(text).certain


def test_the_date_beside_a_number_is_what_it_speaks_of() -> None:
    assert read_count("953 pr. 31.12.2013").as_of == "2013-12-31"
    assert read_count("Januar 2014 953").as_of == "2014-01"
    assert read_count("74").as_of is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ettersendes", None),
        ("foreligger i juni", "juni"),
        ("ettersendes i mars 2014", "2014-03"),
        ("foreligger 15.06.2014", "2014-06-15"),
        ("177, endelig tall foreligger ikke før juni", "juni"),
        ("Avventer tall fra 2013", None),
        ("ettersendes i 2015", "2015"),
    ],
)
def test_when_a_missing_figure_is_expected(text: str, expected: str | None) -> None:
    assert read_count(text).expected == expected


def test_a_year_after_a_month_is_flagged_not_dropped() -> None:
    figure = read_count("Januar 2044")
    assert figure.value == 2044
    assert not figure.certain
    assert Doubt.AFTER_MONTH in split_numbers("Januar 2044")[0].doubts


def values(text: str) -> list[tuple[str, set[Doubt]]]:
    return [(str(t.value), set(t.doubts)) for t in split_numbers(text)]


def test_numbers_glued_by_a_sign_are_two() -> None:
    assert values("29.000-1.000") == [("29000", {Doubt.GLUED}), ("-1000", {Doubt.GLUED})]


def test_one_table_with_mixed_ways_of_writing() -> None:
    text = "750.000 816.419 816.419 + 66419 + 66.419"
    assert [str(t.value) for t in split_numbers(text)] == ["750000", "816419", "816419", "66419", "66419"]


def test_tokens_know_their_place_and_sign() -> None:
    text = "Sum - 582.248 kr"
    (token,) = split_numbers(text)
    assert text[token.start : token.end] == token.raw == "- 582.248"
    assert token.sign == "-"
    assert Doubt.SIGN_APART in token.doubts


def test_a_word_with_digits_is_doubted() -> None:
    assert [Doubt.WORD in t.doubts for t in split_numbers("C.2 A4 2.halvår kr.420 pr. time")] == [
        True,
        True,
        True,
        False,
    ]


def test_dates_and_heading_numbers_are_no_numbers() -> None:
    assert [t.value for t in split_numbers("22.12.10 3.2.1")] == [None, None]
    assert all(Doubt.DATE in t.doubts for t in split_numbers("31.12 28.02"))


def test_spaced_numbers_can_be_parted() -> None:
    (token,) = split_numbers("303 160 295 260")
    assert (Decimal(303160), Decimal(295260)) in partings(token)
    assert partings(token)[0] == (Decimal(303160295260),)
    (round_sum,) = split_numbers("30 000")
    assert partings(round_sum) == ((Decimal(30000),),)
    assert Doubt.SPACED not in round_sum.doubts


def test_a_long_row_of_groups_is_not_parted_in_every_way() -> None:
    (token,) = split_numbers("111 " * 40)
    assert partings(token) == ((Decimal("111" * 40),), (Decimal(111),) * 40)
    assert not read_count("111 " * 40).certain


def test_a_space_does_not_reach_into_a_dotted_number() -> None:
    assert values("120 150.000") == [("120", set()), ("150000", set())]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("-", Kind.NUMBER, 0),
        ("0", Kind.APPROXIMATE, 0),
        (".", Kind.NOT_APPLICABLE, None),
        ("..", Kind.ABSENT, None),
        ("...", Kind.PENDING, None),
        (":", Kind.SUPPRESSED, None),
        ("1 234", Kind.NUMBER, 1234),
    ],
)
def test_statistics_norway_has_signs_of_its_own(text: str, kind: Kind, value: int | None) -> None:
    figure = read_ssb_cell(text)
    assert (figure.kind, figure.value) == (kind, value)


def test_a_dash_is_zero_to_one_parser_and_nothing_to_the_other() -> None:
    assert read_ssb_cell("-").value == 0
    assert read_count("-").value is None


def test_a_table_may_bring_its_own_legend() -> None:
    assert read_ssb_cell("0", legend={}).kind is Kind.NUMBER


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1234567", "1 234 567"), ("999", "999"), ("-1000", "−1 000"), ("6.250", "6,25"), ("0", "0")],
)
def test_numbers_in_print(value: str, shown: str) -> None:
    assert print_number(Decimal(value)) == shown.replace(" ", "\u00a0")


def test_money_and_percent_in_print() -> None:
    assert print_money(1400000) == "1\u00a0400\u00a0000\u00a0kr"
    assert print_percent(Decimal("6.25")) == "6,25\u00a0%"


@given(st.decimals(min_value=-999_999_999, max_value=999_999_999, places=2), LANGUAGES)
def test_printed_money_reads_back_the_same(value: Decimal, language: str) -> None:
    figure = read_money(print_money(value, language))
    assert figure.value == value
    assert figure.certain or len(str(abs(value) % 1).rstrip("0")) == 5


@given(st.integers(min_value=0, max_value=9_999_999), LANGUAGES)
def test_printed_counts_read_back_the_same_and_certain(value: int, language: str) -> None:
    figure = read_count(print_number(value, language))
    assert (figure.value, figure.kind, figure.certain) == (Decimal(value), Kind.NUMBER, True)


READABLE = [k for k in Kind if k is not Kind.SUPPRESSED]


@given(st.sampled_from(READABLE), st.integers(0, 9_999_999), LANGUAGES, st.booleans())
def test_every_kind_reads_back_as_itself(kind: Kind, value: int, language: str, money: bool) -> None:
    printed = print_figure(Figure(kind=kind, value=Decimal(value) if kind.has_value else None), language, money=money)
    back = (read_money if money else read_count)(printed)
    assert (back.kind, back.value, back.certain) == (kind, value if kind.has_value else None, True)


@given(LANGUAGES)
def test_a_pending_figure_keeps_its_date_in_print(language: str) -> None:
    figure = Figure(kind=Kind.PENDING, expected="2014-06-15")
    assert read_count(print_figure(figure, language)).expected == "2014-06-15"


def test_a_text_instead_of_a_number_is_shown_as_it_stands() -> None:
    assert print_figure(read_money("Øvrige kommunale budsjett")) == "Øvrige kommunale budsjett"
    assert print_figure(Figure(kind=Kind.BLANK), "nn") == "ikkje svart"


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_fall(text: str) -> None:
    for read in (read_count, read_money, read_ssb_cell):
        figure = read(text)
        assert figure.raw == text
    for token in split_numbers(text):
        assert text[token.start : token.end] == token.raw


@given(st.lists(st.integers(0, 999_999), min_size=1, max_size=8))
def test_no_digit_is_lost_or_read_twice(numbers: list[int]) -> None:
    text = " ; ".join(str(n) for n in numbers)
    assert [t.value for t in split_numbers(text)] == numbers
