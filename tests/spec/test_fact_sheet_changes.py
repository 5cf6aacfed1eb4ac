"""What a fact sheet says has changed: by table, and never against the figures."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.kernel.figures import Figure, Kind, doubted, missing, number
from boso.publishing.factsheet.changes import rules, since_last_year, worth_telling
from boso.publishing.factsheet.values import SheetValues
from tests.unit.publishing.factsheet_values import prove_vik

CODES = tuple(telling.code for group in rules().groups for telling in group)
A, HOUSED, DWELLINGS = "A_no_dwelling.status_end", "housed_total", "C2.municipal_dwellings"


def sheet(cells: dict[str, tuple[Figure, Figure]], **changes: object) -> SheetValues:
    """2013 with figures of that year and the one before."""
    series = {code: {2013: now, 2012: before} for code, (now, before) in cells.items()}
    return replace(prove_vik(series=series, reported=frozenset({2012, 2013}), alike=frozenset(CODES)), **changes)  # type: ignore[arg-type]


def told(code: str, now: int, before: int, language: str = "nb") -> str:
    return since_last_year(sheet({code: (number(now), number(before))}), language)[0]


@pytest.mark.parametrize(("code", "now", "before", "nb", "nn", "en"), [
    (A, 69, 80,
     "Ved utgangen av 2013 var 69 husstander uten bolig, 11 færre enn året før.",
     "Ved utgangen av 2013 var 69 husstandar utan bustad, 11 færre enn året før.",
     "At the end of 2013, 69 households were without a dwelling, 11 fewer than the year before."),
    (A, 1, 12,
     "Ved utgangen av 2013 var 1 husstand uten bolig, 11 færre enn året før.",
     "Ved utgangen av 2013 var 1 husstand utan bustad, 11 færre enn året før.",
     "At the end of 2013, 1 household was without a dwelling, 11 fewer than the year before."),
    (A, 0, 7,
     "Ved utgangen av 2013 var ingen husstander uten bolig, 7 færre enn året før.",
     "Ved utgangen av 2013 var ingen husstandar utan bustad, 7 færre enn året før.",
     "At the end of 2013, no households were without a dwelling, 7 fewer than the year before."),
    (HOUSED, 1309, 1000,
     "I 2013 fikk 1\u00a0309 husstander egnet bolig, 309 flere enn året før.",
     "I 2013 fekk 1\u00a0309 husstandar eigna bustad, 309 fleire enn året før.",
     "In 2013, 1\u00a0309 households got a suitable dwelling, 309 more than the year before."),
    (DWELLINGS, 1000, 970,
     "Ved utgangen av 2013 hadde kommunen 1\u00a0000 boliger, 30 flere enn året før.",
     "Ved utgangen av 2013 hadde kommunen 1\u00a0000 bustader, 30 fleire enn året før.",
     "At the end of 2013, the municipality had 1\u00a0000 dwellings, 30 more than the year before."),
])  # fmt: skip
def test_a_change_in_three_languages(code: str, now: int, before: int, nb: str, nn: str, en: str) -> None:
    assert (told(code, now, before, "nb"), told(code, now, before, "nn"), told(code, now, before, "en")) == (nb, nn, en)


@pytest.mark.parametrize(("now", "before", "worth"), [
    (45, 50, True), (46, 50, False),  # 5 and 10 per cent
    (95, 100, False), (90, 100, True),  # 10 per cent
    (5, 0, True), (4, 0, False), (50, 50, False),
])  # fmt: skip
def test_a_small_change_is_not_told(now: int, before: int, worth: bool) -> None:
    assert bool(worth_telling(sheet({A: (number(now), number(before))}))) is worth


@pytest.mark.parametrize("end", [
    missing(Kind.DASH, "-"), missing(Kind.BLANK), missing(Kind.SUPPRESSED), missing(Kind.PENDING), doubted(number(90)),
    Figure(kind=Kind.TENTATIVE, value=Decimal(90)), Figure(kind=Kind.APPROXIMATE, value=Decimal(90)),
    Figure(kind=Kind.PROVISIONAL, value=Decimal(90)),
    Figure(kind=Kind.NUMBER, value=Decimal(3), as_published=True),
], ids=lambda f: f"{f.kind}{'' if f.certain else '?'}")  # fmt: skip
def test_nothing_is_told_across_what_is_hidden_uncertain_or_not_there(end: Figure) -> None:
    for cells in ((number(50), end), (end, number(50))):
        assert since_last_year(sheet({A: cells}), "nb") == [
            "Ingen av tallene finnes som sikre tall på samme grunnlag i 2012."
        ]


def test_why_nothing_is_told() -> None:
    cells = {A: (number(10), number(90))}
    assert since_last_year(sheet(cells, broken=True), "nb") == [
        "Kommunens grenser er endret siden 2012; tallene kan ikke holdes sammen."
    ]
    assert since_last_year(sheet(cells, reported=frozenset({2010, 2013})), "nb") == [
        "Ingen rapport for 2012 er publisert, så endringer kan ikke vises."
    ]
    assert since_last_year(sheet({A: (number(50), number(50))}), "en") == [
        "The figures have changed little since 2012."
    ]


def test_what_the_forms_ask_for_differently_is_named_and_not_compared() -> None:
    values = sheet({A: (number(10), number(90))}, alike=frozenset(CODES) - {A}, names={A: "Uten bolig"})
    assert since_last_year(values, "nb")[-1].endswith("så dette sammenlignes ikke: Uten bolig.")


def test_a_very_large_change_may_be_another_way_of_counting() -> None:
    assert len(since_last_year(sheet({A: (number(10), number(90))}), "nb")) == 2
    assert len(since_last_year(sheet({A: (number(70), number(90))}), "nb")) == 1


def test_of_a_group_the_first_that_moved_is_told_and_never_more_than_the_rules_allow() -> None:
    moved = {code: (number(500), number(100)) for code in CODES}
    found = [change.telling.code for change in worth_telling(sheet(moved))]
    assert found == [group[0].code for group in rules().groups][: rules().most]
    still = moved | {"need_total_end": (number(100), number(100))}
    assert worth_telling(sheet(still))[0].telling.code == A


numbers = st.integers(min_value=0, max_value=5000).map(number)
others = st.sampled_from([missing(Kind.DASH), missing(Kind.SUPPRESSED), doubted(number(7))])
cell = st.one_of(numbers, numbers, others)


@given(st.fixed_dictionaries({code: st.tuples(cell, cell) for code in CODES}), st.sampled_from(["nb", "nn", "en"]))
def test_a_sentence_never_contradicts_the_figures(cells: dict[str, tuple[Figure, Figure]], language: str) -> None:
    values = sheet(cells)
    sentences = since_last_year(values, language)
    assert sentences
    for change, sentence in zip(worth_telling(values), sentences, strict=False):
        now, before = cells[change.telling.code]
        printed = [
            int(text.replace("\u00a0", "")) for text in re.findall(r"\d[\d\u00a0]*", sentence.replace("2013", ""))
        ]
        assert printed == [n for n in (int(now.number),) if n] + [abs(int(now.number - before.number))]
        rose = any(word in sentence for word in ("flere", "fleire", "more"))
        fell = any(word in sentence for word in ("færre", "fewer"))
        assert (rose, fell) == (now.number > before.number, now.number < before.number)
