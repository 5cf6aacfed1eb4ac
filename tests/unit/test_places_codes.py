"""Numbers and names over time: what each municipality of the programme was called in the years that matter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.places import rules
from boso.places.loading import shipped
from boso.places.values import Change, ChangeKind

FILES = shipped()
BODY = """
halden 0101 0101 3001 3101
moss 0104 0104 3002 3103
rygge 0136 0136 - -
sarpsborg 0105 0105 3003 3105
fredrikstad 0106 0106 3004 3107
baerum 0219 0219 3024 3201
asker 0220 0220 3025 3203
royken 0627 0627 - -
hurum 0628 0628 - -
lorenskog 0230 0230 3029 3222
oslo 0301 0301 0301 0301
kongsvinger 0402 0402 3401 3401
hamar 0403 0403 3403 3403
ringsaker 0412 0412 3411 3411
elverum 0427 0427 3420 3420
lillehammer 0501 0501 3405 3405
gjovik 0502 0502 3407 3407
drammen 0602 0602 3005 3301
nedre-eiker 0625 0625 - -
svelvik 0711 0711 - -
holmestrand 0702 0715 3802 3903
hof 0714 - - -
sande-vestfold 0713 0713 - -
tonsberg 0704 0704 3803 3905
stokke 0720 - - -
re 0716 0716 - -
sandefjord 0706 0710 3804 3907
andebu 0719 - - -
larvik 0709 0712 3805 3909
lardal 0728 - - -
porsgrunn 0805 0805 3806 4001
skien 0806 0806 3807 4003
arendal 0906 0906 4203 4203
kristiansand 1001 1001 4204 4204
songdalen 1017 1017 - -
sogne 1018 1018 - -
mandal 1002 1002 - -
marnardal 1021 1021 - -
lindesnes 1029 1029 4205 4205
kristiansund 1505 1505 1505 1505
molde 1502 1502 1506 1506
alesund 1504 1504 1507 1508
haram 1534 1534 - 1580
trondheim 1601 5001 5001 5001
klaebu 1662 5030 - -
steinkjer 1702 5004 5006 5006
namsos 1703 5005 5007 5007
melhus 1653 5028 5028 5028
stjordal 1714 5035 5035 5035
levanger 1719 5037 5037 5037
verdal 1721 5038 5038 5038
haugesund 1106 1106 1106 1106
vestvagoy 1860 1860 1860 1860
risor 0901 0901 4201 4201
hammerfest 2004 2004 5406 5603
bodo 1804 1804 1804 1804
balsfjord 1933 1933 5422 5532
flora 1401 1401 - -
kinn - - 4602 4602
"""
YEARS = (2013, 2019, 2021, 2025)
TABLE = [
    pytest.param(slug, year, number, id=f"{slug}-{year}")
    for slug, *numbers in (line.split() for line in BODY.split("\n") if line)
    for year, number in zip(YEARS, numbers, strict=True)
]
DAYS = st.dates(date(2009, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(("slug", "year", "number"), TABLE)
def test_a_report_shows_the_number_valid_in_its_year(slug: str, year: int, number: str) -> None:
    """`-` stands for: no such municipality in that year."""
    code = rules.code_at(FILES.codes, slug, rules.first_of(year))
    assert (code.number if code else "-") == number


@pytest.mark.parametrize(
    ("slug", "year", "name"),
    [
        ("sarpsborg", 2013, "Sarpsborg"),
        ("trondheim", 2022, "Trondheim"),
        ("trondheim", 2023, "Trondheim - Tråante"),
        ("namsos", 2018, "Namsos"),
        ("namsos", 2019, "Namsos - Nåavmesjenjaelmie"),
        ("levanger", 2024, "Levanger - Levangke"),
    ],
)
def test_the_name_is_the_official_one_of_the_year(slug: str, year: int, name: str) -> None:
    """Some municipalities took a Sami name beside the Norwegian one."""
    code = rules.code_at(FILES.codes, slug, rules.first_of(year))
    assert code is not None
    assert code.name == name


def test_sarpsborg_was_0105_in_2013() -> None:
    """Both ways: from the municipality to the number and back."""
    holder = rules.holder_of(FILES.codes, "0105", date(2013, 6, 1))
    assert holder is not None
    assert (holder.slug, holder.number, holder.name) == ("sarpsborg", "0105", "Sarpsborg")
    assert rules.holder_of(FILES.codes, "0105", date(2021, 6, 1)) is None


@given(day=DAYS, slug=st.sampled_from([m.slug for m in FILES.municipalities]))
def test_a_municipality_has_at_most_one_code_a_day(day: date, slug: str) -> None:
    """Codes of one municipality never overlap."""
    assert sum(c.slug == slug and c.validity.holds(day) for c in FILES.codes) <= 1


@given(day=DAYS, number=st.sampled_from([c.number for c in FILES.codes]))
def test_a_number_has_at_most_one_holder_a_day(day: date, number: str) -> None:
    """Numbers of several municipalities never overlap."""
    assert sum(c.number == number and c.validity.holds(day) for c in FILES.codes) <= 1


@pytest.mark.parametrize("change", FILES.changes, ids=lambda c: f"{c.day}-{c.origin}-{c.target}")
def test_both_ends_of_a_change_exist(change: Change) -> None:
    """The origin was there the day before, the target is there on the day."""
    assert rules.code_at(FILES.codes, change.origin, change.day.replace(year=change.day.year - 1))
    assert rules.code_at(FILES.codes, change.target, change.day)


@given(
    slug=st.sampled_from([c.slug for c in FILES.codes if c.validity.start is None]),
    since=st.integers(2009, 2025),
    until=st.integers(2009, 2025),
)
def test_heirs_exist_and_share_what_there_was(slug: str, since: int, until: int) -> None:
    """Whoever inherits exists then; shares that are all known are one together."""
    first, last = sorted((rules.first_of(since), rules.first_of(until)))
    if rules.code_at(FILES.codes, slug, first) is None:
        return
    found = rules.heirs(FILES.changes, slug, since=first, until=last)
    assert found
    assert all(rules.code_at(FILES.codes, heir.slug, last) for heir in found)
    shares = [heir.share for heir in found]
    assert None in shares or sum(s for s in shares if s is not None) == 1


def test_every_number_is_four_digits_of_text() -> None:
    """The leading zero is part of the number."""
    assert all(len(c.number) == 4 and c.number.isdigit() for c in FILES.codes)


def test_oslo_has_its_four_programme_districts() -> None:
    """Alna, Bjerke, Grorud and Stovner, with the numbers of Statistics Norway."""
    found = {d.name: d.number for d in FILES.districts if d.municipality == "oslo"}
    assert found == {"Bjerke": "030109", "Grorud": "030110", "Stovner": "030111", "Alna": "030112"}


def test_unchecked_facts_are_marked() -> None:
    """A number that nobody looked up says so, and its note says what is missing."""
    unchecked = [b for b in FILES.backed_codes if not b.checked]
    assert {b.fact.slug for b in unchecked} == {"bodo", "haugesund", "vestvagoy"}
    assert all(b.note for b in unchecked)


def test_language_decisions_are_not_invented() -> None:
    """No source gives them, so they are unknown."""
    assert {m.language.value for m in FILES.municipalities} == {"unknown"}


def test_kinds_of_change_are_all_there() -> None:
    """The files hold renamings, renumberings, mergers and splits."""
    assert {c.kind for c in FILES.changes} == set(ChangeKind)
