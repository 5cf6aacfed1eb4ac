"""Series across mergers, heirs, and texts that name a municipality."""

from datetime import date
from decimal import Decimal

import pytest

from boso.kernel.periods import Validity
from boso.places import rules
from boso.places.loading import shipped
from boso.places.values import Change, ChangeKind, Code, Heir

FILES = shipped()
ONE = Decimal(1)


@pytest.mark.parametrize(
    ("slug", "first", "last", "reason"),
    [
        ("sarpsborg", 2013, 2025, ""),
        ("trondheim", 2013, 2019, ""),
        ("trondheim", 2019, 2020, "ground_changed_merge_2020"),
        ("moss", 2013, 2019, ""),
        ("moss", 2013, 2021, "ground_changed_merge_2020"),
        ("moss", 2021, 2013, "ground_changed_merge_2020"),
        ("sandefjord", 2013, 2018, "ground_changed_merge_and_split_2017"),
        ("tonsberg", 2016, 2017, "ground_changed_merge_and_split_2017"),
        ("holmestrand", 2013, 2021, "ground_changed_merge_2018"),
        ("alesund", 2021, 2025, "ground_changed_split_2024"),
        ("alesund", 2024, 2025, ""),
        ("haram", 2013, 2025, "ground_changed_merge_2020"),
        ("rygge", 2013, 2019, ""),
    ],
)
def test_years_are_never_added_across_a_merger_or_split(slug: str, first: int, last: int, reason: str) -> None:
    """A new number or name does not matter; new ground does, and the reason names the first change."""
    decision = rules.can_add(FILES.changes, slug, first=rules.first_of(first), last=rules.first_of(last))
    assert (decision.allowed, decision.reason) == (not reason, reason)


@pytest.mark.parametrize(
    ("slug", "since", "until", "expected"),
    [
        ("gjovik", 2013, 2025, [Heir("gjovik", ONE)]),
        ("rygge", 2013, 2025, [Heir("moss", ONE)]),
        ("mandal", 2013, 2025, [Heir("lindesnes", ONE)]),
        ("flora", 2013, 2025, [Heir("kinn", ONE)]),
        ("nedre-eiker", 2013, 2019, [Heir("nedre-eiker", ONE)]),
        ("stokke", 2016, 2017, [Heir("sandefjord", None), Heir("tonsberg", None)]),
        ("alesund", 2013, 2023, [Heir("alesund", ONE)]),
        ("alesund", 2013, 2025, [Heir("alesund", None), Heir("haram", None)]),
        ("haram", 2019, 2021, [Heir("alesund", ONE)]),
    ],
)
def test_a_split_municipality_has_no_single_heir(slug: str, since: int, until: int, expected: list[Heir]) -> None:
    """Heirs after mergers and splits; a share that no source gives is None."""
    found = rules.heirs(FILES.changes, slug, since=rules.first_of(since), until=rules.first_of(until))
    assert list(found) == expected


def test_known_shares_are_carried_on() -> None:
    """A quarter of a half is an eighth; two ways to the same heir are added."""
    day, later = date(2020, 1, 1), date(2024, 1, 1)
    changes = [
        Change(day=day, kind=ChangeKind.SPLIT, origin="a", target="b", share=Decimal("0.5")),
        Change(day=day, kind=ChangeKind.SPLIT, origin="a", target="c", share=Decimal("0.5")),
        Change(day=later, kind=ChangeKind.SPLIT, origin="b", target="c", share=Decimal("0.25")),
        Change(day=later, kind=ChangeKind.SPLIT, origin="b", target="b", share=Decimal("0.75")),
    ]
    found = rules.heirs(changes, "a", since=date(2019, 1, 1), until=later)
    assert found == (Heir("b", Decimal("0.375")), Heir("c", Decimal("0.625")))


def test_a_break_tells_with_whom() -> None:
    """Asker's ground changed once, with Røyken and Hurum."""
    (found,) = rules.series_breaks(FILES.changes, "asker", first=date(2013, 1, 1), last=date(2025, 1, 1))
    assert (found.day, found.kinds, found.others) == (
        date(2020, 1, 1),
        frozenset({ChangeKind.MERGE}),
        ("hurum", "royken"),
    )


@pytest.mark.parametrize(
    ("text", "year", "slugs"),
    [
        ("0502 Gjøvik kommune", 2013, ["gjovik"]),
        ("GJØVIK", 2013, ["gjovik"]),
        ("Halden kommune..", 2012, ["halden"]),
        ("Kommune: Sarpsborg", 2013, ["sarpsborg"]),
        ("0105", 2013, ["sarpsborg"]),
        ("0105", 2021, []),
        ("Nedre Eiker", 2012, ["nedre-eiker"]),
        ("Nedre Eiker", 2021, []),
        ("Tråante", 2025, ["trondheim"]),
        ("Trondheim", 2025, ["trondheim"]),
        ("Sande", 2013, []),
        ("Sande (Vestfold)", 2013, ["sande-vestfold"]),
        ("0105 Gjøvik", 2013, ["sarpsborg", "gjovik"]),
        ("kommune", 2013, []),
        ("", 2013, []),
    ],
)
def test_a_text_names_a_municipality_of_its_year(text: str, year: int, slugs: list[str]) -> None:
    """Number, name or both; where they disagree both are left for a person."""
    found = rules.named(FILES.codes, text, rules.first_of(year))
    assert sorted(c.slug for c in found.fits) == sorted(slugs)


def code(slug: str, number: str, start: date | None = None, end: date | None = None, name: str = "") -> Code:
    """A code for the tests of soundness."""
    return Code(slug, number, name or slug, Validity(start, end))


NEW_YEAR = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("codes", "changes", "expected"),
    [
        ([code("a", "0101"), code("a", "0102")], [], ["places.slug_twice"]),
        ([code("a", "0101"), code("b", "0101")], [], ["places.number_twice"]),
        ([code("a", "0101", None, NEW_YEAR), code("b", "0101", NEW_YEAR)], [], []),
        ([code("a", "0101", None, NEW_YEAR), code("a", "0102", NEW_YEAR)], [], []),
    ],
)
def test_codes_that_overlap_are_found(codes: list[Code], changes: list[Change], expected: list[str]) -> None:
    """One code at a time for a municipality, one holder at a time for a number."""
    assert [f.code for f in rules.check_codes(codes)] == expected


@pytest.mark.parametrize(
    ("codes", "change", "expected"),
    [
        (
            [code("a", "0101", None, NEW_YEAR), code("a", "0102", NEW_YEAR)],
            Change(day=NEW_YEAR, kind=ChangeKind.RENUMBER, origin="a", target="a", share=ONE),
            [],
        ),
        (
            [code("a", "0101", None, NEW_YEAR), code("a", "0102", NEW_YEAR)],
            Change(day=NEW_YEAR, kind=ChangeKind.RENAME, origin="a", target="a", share=ONE),
            ["places.wrong_kind"],
        ),
        (
            [code("a", "0101", None, NEW_YEAR), code("b", "0102")],
            Change(day=NEW_YEAR, kind=ChangeKind.MERGE, origin="a", target="c", share=ONE),
            ["places.target_missing"],
        ),
        (
            [code("b", "0102")],
            Change(day=NEW_YEAR, kind=ChangeKind.MERGE, origin="a", target="b", share=ONE),
            ["places.origin_missing"],
        ),
        (
            [code("a", "0101", None, NEW_YEAR), code("b", "0102")],
            Change(day=NEW_YEAR, kind=ChangeKind.SPLIT, origin="a", target="b", share=Decimal("0.4")),
            ["places.shares_not_one"],
        ),
        (
            [code("a", "0101", None, NEW_YEAR), code("b", "0102", None, NEW_YEAR)],
            Change(day=NEW_YEAR, kind=ChangeKind.MERGE, origin="a", target="a", share=ONE),
            ["places.target_missing", "places.change_missing"],
        ),
    ],
)
def test_history_that_does_not_hold_together_is_found(codes: list[Code], change: Change, expected: list[str]) -> None:
    """Ends that do not exist, wrong kinds, codes that end unexplained, shares that are not one."""
    assert [f.code for f in rules.check_changes(codes, [change])] == expected
