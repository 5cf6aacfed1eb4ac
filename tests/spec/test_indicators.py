"""Indicators as a table: figures in, the value and what it lacks out; nothing missing is ever swallowed."""

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.indicators.definitions import (
    FILE,
    POPULATION,
    Moment,
    carried_by,
    catalogue,
    comparability,
    definition,
    read_catalogue,
    source_code,
)
from boso.indicators.evaluating import Computed, evaluate, evaluate_together, per_thousand
from boso.indicators.formulas import Code, codes_of, filled_in, is_sum, parse, value_of
from boso.kernel.errors import Invalid, NotFound
from boso.kernel.figures import Figure, Kind, doubted, missing, number
from boso.questionnaires.loading import load

A, B, C = "A_no_dwelling", "B_at_risk", "C_unsuitable"
EAST = ("ost_annual/2012", "ost_annual/2013", "ost_annual/2014")


def of_kind(kind: Kind, value: int) -> Figure:
    return Figure(kind=kind, value=Decimal(value), raw=str(value))


def computed(code: str, **values: int | Kind | Figure) -> Computed:
    """An indicator from short names: `A_end=2` is A_no_dwelling.status_end, other names have __ for a dot."""
    short = {"A": A, "B": B, "C": C, "P": "P_child_families"}
    ends = {"start": "status_start", "end": "status_end", "housed": "housed"}
    figures = {}
    for name, value in values.items():
        first, _, last = name.partition("_")
        key = f"{short[first]}.{ends[last]}" if first in short and last in ends else name.replace("__", ".")
        figure = missing(value) if isinstance(value, Kind) else value
        figures[key] = number(figure) if isinstance(figure, int) else figure
    return evaluate(definition(code), figures)


VALUES: list[tuple[str, Mapping[str, int], str]] = [
    # Gjøvik 2013 and Sarpsborg 2013 as they published them
    ("need_total_start", {"A_start": 8, "B_start": 11, "C_start": 30}, "49"),
    ("need_total_end", {"A_end": 2, "B_end": 5, "C_end": 25}, "32"),
    ("need_change", {"A_start": 8, "B_start": 11, "C_start": 30, "A_end": 2, "B_end": 5, "C_end": 25}, "-17"),
    ("housed_total", {"A_housed": 54, "B_housed": 16, "C_housed": 28}, "98"),
    ("share_child_families", {"P_end": 2, "A_end": 2, "B_end": 5, "C_end": 25}, "6.25"),
    ("all_purchases", {"C1__full_financed": 15, "C1__co_financed": 146}, "161"),
    ("share_full", {"C1__full_financed": 15, "C1__co_financed": 45}, "25"),
    ("share_fixed_rate", {"C1__full_financed_fixed_rate": 14, "C1__full_financed": 28}, "50"),
    ("share_with_grant", {"C1__loan_and_grant": 3, "C1__full_financed": 20, "C1__co_financed": 4}, "12.5"),
    ("share_rent_to_own", {"C1__rent_to_own": 6, "C1__full_financed": 20, "C1__co_financed": 4}, "25"),
    ("purchases_per_1000", {"C1__full_financed": 20, "C1__co_financed": 40, "population": 30000}, "2"),
    ("allowance_per_1000", {"C1__housing_allowance_recipients": 960, "population": 30000}, "32"),
    ("acquired_total", {"C2__acquired_housing_grant": 2, "C2__acquired_investment_grant": 0}, "2"),
    ("dwellings_per_1000", {"C2__municipal_dwellings": 945, "population": 30000}, "31.5"),
    ("applications_per_allocation", {"C2__new_applications": 324, "C2__new_allocations": 216}, "1.5"),
    ("economy.deviation", {"economy__total": 1682752, "economy__budget": 2265000}, "-582248"),
    ("economy.own_share", {"economy__own": 456, "economy__total": 1520}, "30"),
    ("economy.grant_remaining", {"economy__committed": 1400000, "economy__grant_used": 1065000}, "335000"),
]


@pytest.mark.parametrize(("code", "figures", "value"), VALUES, ids=[row[0] for row in VALUES])
def test_formulas(code: str, figures: Mapping[str, int], value: str) -> None:
    result = computed(code, **figures)
    assert (result.figure.value, result.figure.kind, result.figure.certain) == (Decimal(value), Kind.NUMBER, True)
    assert result.coverage.complete
    assert result.lacking == ()


def test_every_formula_has_a_line_in_the_table() -> None:
    assert {d.code for d in catalogue().indicators.values() if d.formula} == {row[0] for row in VALUES}


DASH, PENDING, UNREGISTERED = Kind.DASH, Kind.PENDING, Kind.NOT_REGISTERED
PROVISIONAL, APPROXIMATE, TENTATIVE = Kind.PROVISIONAL, Kind.APPROXIMATE, Kind.TENTATIVE
KINDS: list[tuple[str, Mapping[str, int | Kind | Figure], Kind, str | None, bool]] = [
    # what is missing, tentative or doubtful in a part is so in the whole
    ("one part not registered", {"A_end": 69, "B_end": 4, "C_end": UNREGISTERED}, UNREGISTERED, None, True),
    ("a dash is no zero", {"A_end": 69, "B_end": DASH, "C_end": 0}, DASH, None, True),
    ("a part that is not there", {"A_end": 69, "B_end": 4}, Kind.ABSENT, None, True),
    ("the most telling reason", {"A_end": Kind.BLANK, "B_end": PENDING, "C_end": DASH}, PENDING, None, True),
    ("a provisional part", {"A_end": of_kind(PROVISIONAL, 177), "B_end": 4, "C_end": 1}, PROVISIONAL, "182", True),
    ("an approximate part", {"A_end": of_kind(APPROXIMATE, 250), "B_end": 4, "C_end": 1}, APPROXIMATE, "255", True),
    ("a tentative part", {"A_end": of_kind(TENTATIVE, 60), "B_end": 4, "C_end": 1}, TENTATIVE, "65", True),
    ("a doubtful part", {"A_end": doubted(number(69)), "B_end": 4, "C_end": 1}, Kind.NUMBER, "74", False),
    ("a doubtful gap", {"A_end": doubted(missing(Kind.BLANK)), "B_end": 4, "C_end": 1}, Kind.BLANK, None, False),
    ("zero is a number", {"A_end": 0, "B_end": 0, "C_end": 0}, Kind.NUMBER, "0", True),
]  # fmt: skip


@pytest.mark.parametrize(("figures", "kind", "value", "certain"), [r[1:] for r in KINDS], ids=[r[0] for r in KINDS])
def test_what_a_part_lacks_the_whole_lacks(
    figures: Mapping[str, int | Kind | Figure], kind: Kind, value: str | None, certain: bool
) -> None:
    figure = computed("need_total_end", **figures).figure
    assert (figure.kind, figure.value, figure.certain) == (kind, Decimal(value) if value else None, certain)


def test_what_is_known_of_a_sum_is_kept_apart_with_its_coverage() -> None:
    result = computed("need_total_end", A_end=69, B_end=of_kind(Kind.TENTATIVE, 4), C_end=Kind.NOT_REGISTERED)
    assert result.known is not None
    assert result.known.value == 69
    assert (result.known.coverage.counted, result.known.coverage.asked) == (1, 3)
    assert result.lacking == ("C_unsuitable.status_end",)
    assert computed("need_change", A_end=1).known is None, "a difference has no meaningful part"


@pytest.mark.parametrize(
    ("code", "figures"),
    [
        ("share_full", {"C1__full_financed": 0, "C1__co_financed": 0}),
        ("applications_per_allocation", {"C2__new_applications": 4, "C2__new_allocations": 0}),
        ("economy.own_share", {"economy__own": 0, "economy__total": 0}),
    ],
)
def test_a_share_of_nothing_is_not_applicable_and_never_zero(code: str, figures: Mapping[str, int]) -> None:
    figure = computed(code, **figures).figure
    assert (figure.kind, figure.value) == (Kind.NOT_APPLICABLE, None)


def test_a_reported_figure_is_itself() -> None:
    figure = of_kind(Kind.TENTATIVE, 60)
    result = evaluate(definition("C2.acquired_investment_grant"), {"C2.acquired_investment_grant": figure})
    assert result.figure is figure


def test_per_thousand_lacks_what_the_population_lacks() -> None:
    assert per_thousand(number(60), number(30000)).value == 2
    assert per_thousand(number(60), missing(Kind.ABSENT)).kind is Kind.ABSENT
    assert per_thousand(missing(Kind.DASH), number(30000)).kind is Kind.DASH


def test_a_share_over_several_is_the_share_of_their_sums() -> None:
    def bought(full: int | Kind, co: int) -> dict[str, Figure]:
        first = missing(full) if isinstance(full, Kind) else number(full)
        return {"C1.full_financed": first, "C1.co_financed": number(co)}

    together = evaluate_together(definition("share_full"), [bought(1, 1), bought(9, 89), bought(Kind.PENDING, 50), {}])
    assert together.value == 10, "10 of 100, not the mean of 50 and 9 per cent"
    assert (together.coverage.asked, together.coverage.counted) == (4, 2)
    assert together.coverage.left_out == {Kind.PENDING: 1, Kind.ABSENT: 1}


def test_over_several_where_nobody_reports_there_is_no_value() -> None:
    together = evaluate_together(definition("need_total_end"), [{}, {}])
    assert (together.value, together.coverage.counted, together.coverage.asked) == (None, 0, 2)


any_figure = st.one_of(
    st.integers(0, 500).map(number),
    st.integers(0, 500).map(lambda n: doubted(number(n))),
    st.integers(0, 500).map(lambda n: of_kind(Kind.TENTATIVE, n)),
    st.integers(0, 500).map(lambda n: of_kind(Kind.APPROXIMATE, n)),
    st.sampled_from([Kind.BLANK, Kind.DASH, Kind.NOT_REGISTERED, Kind.PENDING]).map(missing),
)
NEEDED = ("C1.full_financed", "C1.co_financed", "C1.loan_and_grant")
reports = st.lists(st.dictionaries(st.sampled_from(NEEDED), any_figure), max_size=6)


@given(given_reports=reports)
@pytest.mark.parametrize("code", ["all_purchases", "share_with_grant"])
def test_nothing_missing_or_doubtful_ever_enters_a_sum(code: str, given_reports: list[dict[str, Figure]]) -> None:
    wanted = definition(code)
    whole = [r for r in given_reports if all(c in r and r[c].counts for c in wanted.inputs)]
    together = evaluate_together(wanted, given_reports)
    assert together.coverage.asked == len(given_reports)
    assert together.coverage.counted <= len(whole)
    assert together.coverage.counted + sum(together.coverage.left_out.values()) == len(given_reports)
    if code == "all_purchases":
        expected = sum((r[c].number for r in whole for c in wanted.inputs), Decimal(0))
        assert together.value == (expected if whole else None)
    for report in given_reports:
        one = evaluate(wanted, report)
        gaps = [c for c in wanted.inputs if c not in report or report[c].value is None]
        assert set(one.lacking) == set(gaps)
        assert not (gaps and one.figure.value is not None)


def test_all_figures_of_the_annual_form_are_indicators() -> None:
    assert set(load("ost_annual/2013").figure_codes()) <= catalogue().indicators.keys()


def test_indicators_say_in_which_forms_they_stand() -> None:
    assert carried_by(definition("need_total_end")) == ("final_report/2015", *EAST)
    assert carried_by(definition("economy.own")) == (*EAST, "sor_half_year/2012")
    assert carried_by(definition("economy.committed")) == ("sor_half_year/2012",)
    assert carried_by(definition("economy.grant_remaining")) == (), "no one form has both; the grants register has"
    assert source_code("economy.own", "sor_half_year") == "resources.own"
    assert source_code("C1.co_financed", "ost_annual") == "C1.co_financed"


def test_a_comparison_says_where_two_forms_ask_differently() -> None:
    notes = comparability(definition("allowance_per_1000"), "ost_annual/2012", "ost_annual/2014")
    assert notes is not None
    assert ["januar" in note.nb for note in notes] == [True]
    assert comparability(definition("need_total_end"), "ost_annual/2012", "ost_annual/2014") == ()
    assert comparability(definition("need_total_end"), "ost_annual/2013", "sor_half_year/2012") is None


def test_counts_of_people_are_known_through_formulas() -> None:
    people = {d.code for d in catalogue().indicators.values() if d.counts_people}
    assert {"need_total_end", "share_full", "purchases_per_1000", "C2.new_applications"} <= people
    assert not {"C2.municipal_dwellings", "dwellings_per_1000", "economy.own_share"} & people


def test_every_indicator_is_explained_in_three_languages_and_belongs_to_a_theme() -> None:
    for wanted in catalogue().indicators.values():
        assert wanted.theme in catalogue().themes
        assert all((w.nb, w.nn, w.en) != ("", "", "") and w.en for w in (wanted.name, wanted.meaning))
        assert wanted.time in Moment
        known = {*catalogue().indicators, POPULATION}
        assert set(wanted.inputs) <= known
        assert wanted.adds_up or wanted.formula


def test_an_unknown_indicator_names_the_near_ones() -> None:
    with pytest.raises(NotFound, match="did you mean need_total_end"):
        definition("need_totl_end")


def test_a_formula_is_only_codes_numbers_and_four_signs() -> None:
    formula = parse("100 * (a.b - c) / d + 1")
    assert codes_of(formula) == ("a.b", "c", "d")
    assert value_of(formula, {"a.b": Decimal(3), "c": Decimal(1), "d": Decimal(4)}) == 51
    assert is_sum(parse("a + b.c + d"))
    assert not is_sum(parse("a - b"))
    assert codes_of(filled_in(Code("x"), {"x": parse("a + b")})) == ("a", "b")


@pytest.mark.parametrize(
    "text", ["a +", "", "a ** b", "f(a)", "a.b.c", "-a", "a if b else c", "True", "1.5 * a", "'a'", "a[0]"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a formula|is neither a code"):
        parse(text)


CHANGE = "formula: need_total_end - need_total_start"
BUDGET = "    from: {ost_annual: activities.budget}"
PLANTED = [
    ("theme: need\n", "theme: nead\n", "there is no theme 'nead'"),
    ("unit: households\n", "unit: house\n", "'house' is not known; use one of"),
    (CHANGE, "formula: need_total_end - need_start", "'need_start' is not defined above"),
    (CHANGE, "formula: need_total_end -", "'need_total_end -' is not a formula"),
    ("code: B_at_risk.status_start", "code: A_no_dwelling.status_start", "'A_no_dwelling.status_start' is used twice"),
    ("    time: january\n", "", "'time' is missing"),
    (BUDGET, f"{BUDGET}\n    formula: population", "not both"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), PLANTED, ids=[row[2] for row in PLANTED])
def test_a_mistake_in_the_definitions_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "definitions.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        read_catalogue(file)
    message = re.fullmatch(r"definitions\.yaml, line (\d+): (.*)", str(caught.value))
    assert message is not None
    assert says in message[2]
    expected = text[: text.index(old)].count("\n") + 1
    assert int(message[1]) - expected in range(-5, 1), "the line of the key, or of the indicator it stands in"
