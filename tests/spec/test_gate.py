"""What the public may see: small counts by the table, and a region's page from which nothing hidden is worked out."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boso.indicators.definitions import catalogue, definition
from boso.indicators.evaluating import evaluate, per_thousand
from boso.indicators.release.figures import Spread, added, change, computed, own, rate, spread
from boso.indicators.release.region import AFTER, BEFORE, NOW, all_sums, released_region
from boso.indicators.release.thresholds import FEWEST, read_rules, rule_of, small
from boso.indicators.values import Compared, Part, Told
from boso.kernel.errors import Invalid
from boso.kernel.figures import Figure, Kind, doubted, missing, number
from boso.kernel.number_printing import explain, print_figure
from boso.kernel.sources import Origin, Source

YEAR = 2013
HOUSED = ("A_no_dwelling.housed", "B_at_risk.housed", "C_unsuitable.housed")
A, B, C = HOUSED
FULL, CO = "C1.full_financed", "C1.co_financed"


def told(code: str, figures: Mapping[str, Figure], year: int = YEAR) -> Told:
    """An indicator of a municipality before the gate, its own figures as they were loaded."""
    given = {each: own(figure, code=each, year=year) for each, figure in figures.items()}
    found = evaluate(definition(code), given)
    parts = tuple(Part(code=each, figure=figure) for each, figure in found.parts.items())
    return Told(code=code, year=year, figure=found.figure, parts=parts, coverage=found.coverage)


def passed(code: str, **values: int) -> Figure:
    """A computed indicator after the gate: `A_housed=2` is A_no_dwelling.housed, other names have __ for a dot."""
    short = {"A": "A_no_dwelling", "B": "B_at_risk", "C": "C_unsuitable", "P": "P_child_families"}
    ends = {"start": "status_start", "end": "status_end", "housed": "housed"}
    figures = {}
    for name, value in values.items():
        first, _, last = name.partition("_")
        figures[f"{short[first]}.{ends[last]}" if first in short else name.replace("__", ".")] = number(value)
    each = told(code, figures)
    return computed(definition(code), each.figure, {p.code: p.figure for p in each.parts}, year=YEAR)


OWN: list[tuple[str, str, Figure, str, str]] = [
    ("zero is shown", A, number(0), "0", ""),
    ("a small count as the municipality published it", A, number(2), "2", "slik kommunen selv publiserte det"),
    ("the threshold itself is small", A, number(3), "3", "slik kommunen selv publiserte det"),
    ("one more is not", A, number(4), "4", ""),
    ("a reading nobody confirmed is hidden", A, doubted(number(2)), ":", "skjult: få tilfeller"),
    ("unless it is large", A, doubted(number(20)), "20", ""),
    ("dwellings are no people", "C2.municipal_dwellings", number(2), "2", ""),
    ("kroner are no people", "economy.own", number(2), "2", ""),
    ("a code nobody has thought of is protected", "new.count", number(2), "2", "slik kommunen selv publiserte det"),
    ("a gap is a gap", A, missing(Kind.PENDING), "ettersendes", ""),
]


@pytest.mark.parametrize(("code", "figure", "shown", "words"), [r[1:] for r in OWN], ids=[r[0] for r in OWN])
def test_a_municipalitys_own_figure(code: str, figure: Figure, shown: str, words: str) -> None:
    out = own(figure, code=code, year=YEAR)
    assert (print_figure(out), explain(out)) == (shown, words)
    assert out.certain == figure.certain


COMPUTED: list[tuple[str, str, dict[str, int], str | None]] = [
    ("a sum of few is hidden", "housed_total", {"A_housed": 1, "B_housed": 1, "C_housed": 0}, None),
    ("a sum of none is shown", "housed_total", {"A_housed": 0, "B_housed": 0, "C_housed": 0}, "0"),
    ("a large sum with a published small part is shown", "need_total_end", {"A_end": 2, "B_end": 5, "C_end": 25}, "32"),
    ("a share of few is hidden", "share_child_families", {"P_end": 2, "A_end": 2, "B_end": 5, "C_end": 25}, None),
    ("a share among few is hidden", "share_full", {"C1__full_financed": 0, "C1__co_financed": 2}, None),
    ("a share of none among many is shown", "share_full", {"C1__full_financed": 0, "C1__co_financed": 20}, "0"),
    ("a share of many is shown", "share_full", {"C1__full_financed": 15, "C1__co_financed": 45}, "25"),
    ("applications per few allocations are hidden", "applications_per_allocation",
     {"C2__new_applications": 40, "C2__new_allocations": 2}, None),
    ("dwellings per inhabitant are not about people", "acquired_total",
     {"C2__acquired_housing_grant": 2, "C2__acquired_investment_grant": 0}, "2"),
    ("a change between large needs is shown, however small", "need_change",
     {"A_start": 10, "B_start": 0, "C_start": 0, "A_end": 12, "B_end": 0, "C_end": 0}, "2"),
    ("a change to few is hidden", "need_change",
     {"A_start": 10, "B_start": 0, "C_start": 0, "A_end": 2, "B_end": 0, "C_end": 0}, None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "values", "value"), [r[1:] for r in COMPUTED], ids=[r[0] for r in COMPUTED])
def test_what_is_worked_out(code: str, values: dict[str, int], value: str | None) -> None:
    out = passed(code, **values)
    assert (out.kind is Kind.SUPPRESSED, out.value) == (value is None, None if value is None else Decimal(value))


def test_a_rate_follows_its_figure() -> None:
    few, many = (own(number(count), code=A, year=YEAR) for count in (2, 20))
    rates = [rate(per_thousand(base, number(30_000)), base=base).kind for base in (few, many)]
    assert rates == [Kind.SUPPRESSED, Kind.NUMBER]


CHANGES: list[tuple[str, Figure, Figure, str]] = [
    ("between large ones", number(12), number(10), "2"),
    ("to a small one", own(number(2), code=A, year=YEAR), number(10), ":"),
    ("from a small one", number(10), own(number(2), code=A, year=YEAR), ":"),
    ("to a hidden one", missing(Kind.SUPPRESSED), number(10), ":"),
    ("for those inside, who have no marks", number(2), number(10), "−8"),
    ("what an end lacks", missing(Kind.DASH), number(10), "– (ikke oppgitt)"),
]


@pytest.mark.parametrize(("now", "before", "shown"), [r[1:] for r in CHANGES], ids=[r[0] for r in CHANGES])
def test_a_change(now: Figure, before: Figure, shown: str) -> None:
    assert print_figure(change(now, before)) == shown


def test_a_doubtful_change_does_not_count() -> None:
    assert not change(doubted(number(12)), number(10)).counts


def test_a_sum_of_ones_own_over_few_is_withheld_with_its_coverage() -> None:
    few = [own(number(count), code=A, year=YEAR) for count in (1, 2)]
    assert (added(few, year=YEAR).value, added(few, year=YEAR).coverage.counted) == (None, 2)
    assert added([*few, number(9)], year=YEAR).value == 12
    assert added([number(1), number(2)], year=YEAR).value == 3, "those inside see it"


SPREADS: list[tuple[str, tuple[int, ...], Spread]] = [
    ("too few", (10, 20), Spread(None, None, None, 2)),
    ("enough", (10, 20, 40), Spread(Decimal(10), Decimal(20), Decimal(40), 3)),
    ("a small end is withheld", (2, 20, 40), Spread(None, Decimal(20), Decimal(40), 3)),
    ("zero is not small", (0, 20, 40), Spread(Decimal(0), Decimal(20), Decimal(40), 3)),
]


@pytest.mark.parametrize(("values", "expected"), [r[1:] for r in SPREADS], ids=[r[0] for r in SPREADS])
def test_a_median_and_a_range(values: tuple[int, ...], expected: Spread) -> None:
    assert spread([own(number(v), code=A, year=YEAR) for v in values], code=A, year=YEAR) == expected


def test_rules_hold_from_a_year_on_and_the_first_before_it(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    rule = "  - {{from: {0}, threshold: {1}, fewest: 3, why: x}}\n"
    file.write_text("rules:\n" + rule.format(2008, 3) + rule.format(2020, 5))
    assert [r.threshold for r in read_rules(file)] == [3, 5]
    assert (rule_of(1999).threshold, rule_of(YEAR).fewest) == (3, FEWEST)
    assert [small(A, YEAR, Decimal(count)) for count in (0, 1, 3, 4)] == [False, True, True, False]


@pytest.mark.parametrize("years", [(2008, 2008), (2020, 2008)])
def test_rules_out_of_order_are_refused_with_their_line(tmp_path: Path, years: tuple[int, int]) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("rules:\n" + "".join(f"  - {{from: {y}, threshold: 3, fewest: 3, why: x}}\n" for y in years))
    with pytest.raises(Invalid, match=r"rules\.yaml, line 3"):
        read_rules(file)


def test_a_threshold_under_three_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("rules:\n  - {from: 2008, threshold: 2, fewest: 3, why: x}\n")
    with pytest.raises(Invalid):
        read_rules(file)


WANTED = tuple(definition(code) for code in (*HOUSED, "housed_total", FULL, CO, "all_purchases", "share_full"))
SUMS = {"housed_total": HOUSED, "all_purchases": (FULL, CO)}
COUNT = st.one_of(st.integers(0, 4), st.integers(0, 90), st.none())
ANSWERS = st.fixed_dictionaries(dict.fromkeys((*HOUSED, FULL, CO), COUNT))
REGIONS = st.dictionaries(st.sampled_from("abcdef"), st.tuples(ANSWERS, ANSWERS), min_size=2, max_size=6)
Given = dict[str, tuple[dict[str, int | None], dict[str, int | None]]]  # by municipality: the year before, the year
Key = tuple[str, str, str]


class Page:
    """A region's page, what stood behind it, and what a reader knows from it."""

    def __init__(self, given: Given) -> None:
        years = (YEAR - 1, YEAR)
        reports = {
            slug: [{c: missing(Kind.BLANK) if v is None else number(v) for c, v in each.items()} for each in both]
            for slug, both in given.items()
        }
        self.raw = {
            slug: {d.code: {y: told(d.code, f, y) for y, f in zip(years, both, strict=True)} for d in WANTED}
            for slug, both in reports.items()
        }
        before, now = ([both[place] for both in reports.values()] for place in (0, 1))
        self.sums = all_sums(WANTED, now, before, YEAR)
        self.told, self.compared = released_region(WANTED, self.raw, self.sums, year=YEAR, public=True)

    def truth(self) -> dict[Key, Decimal]:
        """Every number there is, hidden or not."""
        cells = {
            (slug, str(year), code): each.figure.number
            for slug, by_code in self.raw.items()
            for code, by_year in by_code.items()
            for year, each in by_year.items()
            if each.figure.value is not None
        }
        sums = {
            ("", w, c): s.value for w, by_code in self.sums.items() for c, s in by_code.items() if s.value is not None
        }
        return {**cells, **sums}

    def hidden(self) -> set[Key]:
        """The numbers that were withheld."""
        cells = {
            (slug, str(year), code)
            for slug, by_code in self.told.items()
            for code, by_year in by_code.items()
            for year, each in by_year.items()
            if each.figure.kind is Kind.SUPPRESSED
        }
        sums = {("", NOW, c) for c, s in self.compared.items() if s.now.hidden}
        sums |= {("", BEFORE, c) for c, s in self.compared.items() if s.hidden and s.before is None}
        sums |= {("", AFTER, c) for c, s in self.compared.items() if s.hidden and s.after is None}
        return (cells | sums) & self.truth().keys()

    def published(self) -> set[Key]:
        """The small counts shown as published."""
        return {
            (slug, str(year), code)
            for slug, by_code in self.told.items()
            for code, by_year in by_code.items()
            for year, each in by_year.items()
            if each.figure.as_published
        }

    def sums_on_it(self) -> Iterator[tuple[Key, ...]]:
        """Numbers of which any one follows from the others: rows, columns, and those that count in both years."""
        pages = {(whose, when) for whose, when, _code in self.truth()}
        yield from (((*page, total), *((*page, c) for c in parts)) for page in pages for total, parts in SUMS.items())
        last, year = str(YEAR - 1), str(YEAR)
        for code in (d.code for d in WANTED if d.code != "share_full"):
            now, before = ([s for s in self.raw if self.raw[s][code][y].figure.counts] for y in (YEAR, YEAR - 1))
            both = [slug for slug in now if slug in before]
            yield ("", NOW, code), *((slug, year, code) for slug in now)
            yield ("", AFTER, code), *((slug, year, code) for slug in both)
            yield ("", BEFORE, code), *((slug, last, code) for slug in both)
            yield ("", NOW, code), ("", AFTER, code), *((slug, year, code) for slug in now if slug not in both)

    def shares_on_it(self) -> Iterator[tuple[Key, ...]]:
        """A share with what it is a share of and among."""
        codes = ("share_full", FULL, "all_purchases")
        for whose, when in {(whose, when) for whose, when, _code in self.truth()}:
            if whose or len({self.sums[when][code].coverage.counted for code in codes}) == 1:
                yield tuple((whose, when, code) for code in codes)


@settings(deadline=None, max_examples=60)
@given(REGIONS)
def test_nothing_hidden_on_a_regions_page_is_worked_out_from_the_rest(given: Given) -> None:
    page = Page(given)
    truth, hidden, published = page.truth(), page.hidden(), page.published()
    for members in page.sums_on_it():
        if all(key in truth for key in members) and truth[members[0]] == sum(truth[key] for key in members[1:]):
            unknown = [key for key in members if key in hidden or key in published]
            assert len(unknown) != 1 or unknown[0] in published, (members, unknown)
    for members in page.shares_on_it():
        share, part, whole = (truth.get(key) for key in members)
        if share and part is not None and whole is not None and share * whole == 100 * part:
            unknown = [key for key in members if key in hidden or key in published]
            assert len(unknown) != 1 or unknown[0] in published, (members, unknown)


@settings(deadline=None, max_examples=60)
@given(REGIONS)
def test_no_small_count_is_shown_but_as_published(given: Given) -> None:
    page = Page(given)
    truth, hidden, published = page.truth(), page.hidden(), page.published()
    counts = {key: value for key, value in truth.items() if key[2] != "share_full"}
    assert {key for key, value in counts.items() if 0 < value <= 3} <= hidden | published
    assert not [key for key in hidden if truth[key] == 0 and key[2] != "share_full"]
    assert {key[2] for key in published} <= {*HOUSED, FULL, CO}, "what is worked out is nobody's publication"
    for each in page.compared.values():
        assert_told_apart(each)


def assert_told_apart(each: Compared) -> None:
    """What is hidden has no number, and what has none because nobody counts is not called hidden."""
    assert not (each.now.hidden and each.now.value is not None)
    assert (
        each.now.hidden or each.now.value is not None or not each.now.coverage.counted or each.now.code == "share_full"
    )
    assert not each.hidden or each.change is None


def test_those_inside_see_everything() -> None:
    page = Page({"a": ({A: 1, B: 1, C: 0, FULL: 1, CO: 1}, {A: 2, B: 0, C: 0, FULL: 1, CO: 1})})
    seen, compared = released_region(WANTED, page.raw, page.sums, year=YEAR, public=False)
    assert seen["a"]["housed_total"][YEAR].figure.value == 2
    assert compared["housed_total"].now.value == 2


def test_a_regions_total_goes_when_it_would_tell_a_small_one() -> None:
    big = {A: 20, B: 10, C: 10, FULL: None, CO: None}
    few = {A: 1, B: 1, C: 0, FULL: None, CO: None}
    page = Page({"a": (big, big), "b": (few, few)})
    assert page.told["b"]["housed_total"][YEAR].figure.kind is Kind.SUPPRESSED
    assert page.compared["housed_total"].now.hidden, "42 - 40 would tell it"
    assert page.compared[C].now.value == 10, "nothing hides behind it"


def test_every_reported_indicator_says_whether_it_counts_people() -> None:
    people = {d.code for d in catalogue().indicators.values() if d.people}
    assert "C2.municipal_dwellings" not in people
    assert not [code for code in people if code.startswith("economy.")]
    assert {*HOUSED, FULL, CO, "C2.new_allocations", "C1.adaptation_grant"} <= people
    source = Source(origin=Origin.COMPUTED, label="x")
    assert (
        own(Figure(kind=Kind.NUMBER, value=Decimal(2), comment="words", source=source), code=A, year=YEAR).comment == ""
    )
