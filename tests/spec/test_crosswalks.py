"""Crosswalks between editions: every answer has one place, and totals survive the way over."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.kernel.errors import Invalid, NotFound
from boso.kernel.figures import Figure, Kind, missing, number, total
from boso.questionnaires.crosswalks import (
    Crosswalk,
    Link,
    carry,
    crosswalk,
    identity,
    joined,
    read_crosswalks,
    written,
)
from boso.questionnaires.loading import load
from boso.questionnaires.parts import answer_codes

ANNUAL = load("ost_annual/2013").figure_codes()
figures = st.one_of(
    st.integers(0, 5000).map(number),
    st.sampled_from([Kind.BLANK, Kind.DASH, Kind.NOT_REGISTERED, Kind.PENDING]).map(missing),
)

COUNTERPARTS = [
    ("ost_annual/2012", "ost_annual/2013", "A_no_dwelling.status_end", ("A_no_dwelling.status_end",)),
    ("ost_annual/2012", "ost_annual/2014", "C1.full_financed", ("C1.full_financed",)),
    ("ost_annual/2012", "final_report/2015", "C2.new_allocations", ("C2.new_allocations",)),
    ("ost_annual/2013", "final_report/2015", "B.1", ("4.1",)),
    ("ost_annual/2013", "final_report/2015", "1.2", ()),
    ("ost_annual/2013", "sor_half_year/2012", "A_no_dwelling.status_end", ()),
    ("ost_annual/2013", "sor_half_year/2012", "C2.municipal_dwellings", ()),
    ("ost_annual/2013", "sor_half_year/2012", "3.2", ("H1.D{n}", "H2", "H3")),
    ("sor_half_year/2012", "ost_annual/2013", "H2", ("3.2",)),
    ("sor_half_year/2012", "ost_annual/2013", "resources.own", ("whole_period.own",)),
    ("sor_half_year/2012", "ost_annual/2013", "resources.total_spent", ()),
    ("ost_2011/2011", "ost_annual/2013", "2", ("3.2",)),
    ("activity_plan/2011", "ost_annual/2014", "budget.budget", ("activities.budget",)),
]


@pytest.mark.parametrize(("older", "newer", "code", "counterparts"), COUNTERPARTS)
def test_what_corresponds_to_what(older: str, newer: str, code: str, counterparts: tuple[str, ...]) -> None:
    assert crosswalk(older, newer).counterparts(code) == counterparts


@pytest.mark.parametrize("walk", written(), ids=lambda walk: f"{walk.older}-{walk.newer}")
def test_every_answer_stands_in_exactly_one_link(walk: Crosswalk) -> None:
    older = [code for link in walk.links for code in link.older]
    newer = [code for link in walk.links for code in link.newer]
    assert sorted(older) == sorted(answer_codes(load(walk.older)))
    assert sorted(newer) == sorted(answer_codes(load(walk.newer)))


@given(values=st.fixed_dictionaries(dict.fromkeys(ANNUAL, figures)))
@pytest.mark.parametrize("goal", ["ost_annual/2012", "ost_annual/2014", "final_report/2015"])
def test_totals_survive_between_forms_that_carry_the_figures(goal: str, values: dict[str, Figure]) -> None:
    carried = carry(crosswalk("ost_annual/2013", goal), values)
    assert {c.codes[0]: c.figure for c in carried} == values
    over, before = total(c.figure for c in carried if c.figure), total(values.values())
    assert (over.value, over.coverage) == (before.value, before.coverage)


def test_a_note_goes_with_a_figure_that_is_not_quite_the_same() -> None:
    walk = crosswalk("ost_annual/2012", "ost_annual/2014")
    carried = {
        c.codes: c for c in carry(walk, {"C1.housing_allowance_recipients": number(5), "C1.co_financed": number(1)})
    }
    note = carried[("C1.housing_allowance_recipients",)].note
    assert note is not None
    assert "januar" in note.nb
    assert carried[("C1.co_financed",)].note is None


def test_forms_without_a_way_between_them_are_told() -> None:
    with pytest.raises(NotFound, match="not comparable"):
        crosswalk("ost_programme_annual/2010", "ost_annual/2013")


@st.composite
def walks(draw: st.DrawFn, first: str, second: str, codes: tuple[str, ...]) -> Crosswalk:
    """Any crosswalk from `codes`: kept, merged and split, as the groups fall."""
    order = draw(st.permutations(codes))
    links, at = [], 0
    while at < len(order):
        size = draw(st.integers(1, 3))
        older = tuple(sorted(order[at : at + size]))
        heirs = draw(st.integers(1, 3))
        links.append(Link(older=older, newer=tuple(f"{second}{at}{i}" for i in range(heirs))))
        at += size
    return Crosswalk(older=first, newer=second, links=tuple(links))


@st.composite
def two_steps(draw: st.DrawFn) -> tuple[Crosswalk, Crosswalk, dict[str, Figure]]:
    codes = tuple(f"a{i}" for i in range(draw(st.integers(1, 7))))
    first = draw(walks("a", "b", codes))
    second = draw(walks("b", "c", tuple(code for link in first.links for code in link.newer)))
    return first, second, {code: draw(figures) for code in codes}


@given(case=two_steps())
def test_totals_survive_merging_and_splitting_over_two_editions(
    case: tuple[Crosswalk, Crosswalk, dict[str, Figure]],
) -> None:
    first, second, values = case
    for walk in (first, joined(first, second)):
        carried = carry(walk, values)
        parts = [part for c in carried for part in c.parts]
        assert sorted(map(repr, parts)) == sorted(map(repr, values.values())), "each figure is carried once"
        sums = [Decimal(str(c.value)) for c in carried if c.value is not None]
        assert sum(sums, Decimal(0)) == (total(values.values()).value or 0)
        assert all(c.figure is None for c in carried if len(c.codes) > 1), "a split figure is never guessed apart"


@given(case=two_steps())
def test_a_crosswalk_read_backwards_and_back_is_the_same(
    case: tuple[Crosswalk, Crosswalk, dict[str, Figure]],
) -> None:
    first, second, _ = case
    whole = joined(first, second)
    assert whole.reversed().reversed() == whole
    backwards = {(link.newer, link.older) for link in joined(second.reversed(), first.reversed()).links}
    assert backwards == {(link.older, link.newer) for link in whole.links}


def test_an_edition_corresponds_to_itself() -> None:
    walk = crosswalk("ost_annual/2013", "ost_annual/2013")
    assert walk == identity(load("ost_annual/2013"))
    assert all(link.older == link.newer for link in walk.links)


@pytest.mark.parametrize(
    ("entry", "line", "says"),
    [
        ("- from: ost_annual/2012\n", 1, "'to' is missing"),
        ("- from: ost_annual/2012\n  to: ost_annual/2013\n  like: all\n", 3, "there is no key 'like'"),
        (
            "- from: ost_annual/2012\n  to: ost_annual/2013\n  same: [nothing.here]\n",
            3,
            "'nothing.here' is not a free code",
        ),
        ("- from: ost_annual/2012\n  to: ost_annual/2013\n  same: some\n", 3, "either 'all' or a list"),
        (
            "- from: ost_annual/2012\n  to: ost_annual/2013\n  links:\n    - {from: [A.1], to: [A.9]}\n",
            4,
            "'A.9' is not a code",
        ),
        (
            "- from: ost_annual/2012\n  to: ost_annual/2013\n  links:\n    - {from: A.1, to: [A.2]}\n",
            4,
            "'from' must be a list",
        ),
        ("- one\n", 1, "an entry must hold keys and values"),
        ("from: one\n", 1, "the file must hold a list"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(tmp_path: Path, entry: str, line: int, says: str) -> None:
    file = tmp_path / "crosswalks.yaml"
    file.write_text(entry, encoding="utf-8")
    with pytest.raises(Invalid, match=re.escape(f"crosswalks.yaml, line {line}: ")) as caught:
        read_crosswalks(file)
    assert says in str(caught.value)
