"""Places in the database: loading, reading by year, population, and what the tables refuse."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from boso.kernel.decisions import SYSTEM
from boso.kernel.errors import Invalid, NotFound
from boso.kernel.text import norwegian_order
from boso.places import actions, loading, queries
from boso.places.models import FileLoad, Municipality, MunicipalityCode, Population, Region
from boso.places.storing import check_constraints_now
from boso.places.values import PopulationFigure, PopulationGap

pytestmark = pytest.mark.django_db
NOW = datetime(2014, 2, 10, 9, tzinfo=UTC)
PROVE = {
    "sources.csv": "key,title,publisher,licence,credit\ndemo,Invented for the demo,boso,,\n",
    "regions.csv": "code,name,source,note\nprove,Prøve,demo,\n",
    "municipalities.csv": (
        "slug,name,region,language_decision,source,note\n"
        "provevik,Prøvevik,prove,nn,demo,\nprovesund,Prøvesund,prove,neutral,demo,\n"
    ),
    "codes.csv": (
        "slug,number,name,valid_from,valid_to,checked,source,note\n"
        "provevik,9901,Prøvevik,,,yes,demo,\nprovesund,9902,Prøvesund,,,yes,demo,\n"
    ),
    "population.csv": "number,year,persons,cross_checked,source,note\n9901,2013,53000,no,demo,\n",
}


def load(folder: Path = loading.FILES, *, dry_run: bool = False) -> Any:
    """Load a folder of place files."""
    return actions.load_files(actor=SYSTEM, now=NOW, folder=folder, dry_run=dry_run)


@pytest.fixture
def places() -> None:
    """The shipped places are stored."""
    load()


@pytest.fixture
def prove(tmp_path: Path) -> Path:
    """A folder with two invented municipalities."""
    for name, content in PROVE.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_loading_twice_changes_nothing(places: None, django_assert_num_queries: Any) -> None:
    """The second time every row is unchanged, and nothing is written but savepoints."""
    stored = list(Population.objects.values().order_by("pk"))
    with django_assert_num_queries(18):
        plan = load()
    assert plan.changes_nothing
    assert {t.table: t.unchanged for t in plan.tables}["places_population"] == 312
    assert list(Population.objects.values().order_by("pk")) == stored
    assert FileLoad.objects.count() == 1


def test_a_dry_run_stores_nothing() -> None:
    """It tells what would be added."""
    plan = load(dry_run=True)
    assert sum(len(t.add) for t in plan.tables) > 600
    assert not Municipality.objects.exists()
    assert not FileLoad.objects.exists()


def test_a_corrected_file_corrects_the_table(places: None, tmp_path: Path) -> None:
    """A changed end of a code is a new row and the old one goes; population follows the file."""
    folder = Path(shutil.copytree(loading.FILES, tmp_path / "files"))
    for name, old, new in (
        ("codes.csv", "haram,1534,Haram,,2020-01-01", "haram,1534,Haram,2000-01-01,2020-01-01"),
        (
            "changes.csv",
            "2017-01-01,merge,andebu",
            "2000-01-01,rename,haram,haram,1,yes,klass,\n2017-01-01,merge,andebu",
        ),
        ("population.csv", "0101,2009,28389", "0101,2009,28390"),
        ("codes.csv", "haram,1534", "haram,1533,Haramsøy,,2000-01-01,no,klass,\nharam,1534"),
        ("changes.csv", "2000-01-01,rename", "2000-01-01,renumber"),
    ):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    plan = {t.table: t for t in load(folder).tables}
    codes = plan["places_municipalitycode"]
    assert (len(codes.add), len(codes.change), len(codes.remove)) == (1, 1, 0)
    assert plan["places_population"].change[0].columns == {"persons": (28389, 28390)}
    assert {t.table: (len(t.add), len(t.change), len(t.remove)) for t in load().tables if not t.changes_nothing} == {
        "places_municipalitycode": (0, 1, 1),
        "places_municipalitychange": (0, 0, 1),
        "places_population": (0, 1, 0),
    }
    assert load().changes_nothing


def test_invented_places_stand_beside_the_real_ones(places: None, prove: Path) -> None:
    """Two folders leave each other alone, and no list mixes them."""
    load(prove)
    assert load().changes_nothing
    assert load(prove).changes_nothing
    assert [m.name for m in queries.list_municipalities(invented=True)] == ["Prøvesund", "Prøvevik"]
    assert not any(m.invented or m.name.startswith("Prøve") for m in queries.list_municipalities())
    assert [r.code for r in queries.list_regions(invented=True)] == ["prove"]
    assert "prove" not in [r.code for r in queries.list_regions()]


def test_a_number_that_another_folder_has_is_refused(places: None, prove: Path) -> None:
    """One sentence; nothing of the folder is stored."""
    for name in ("regions.csv", "municipalities.csv", "codes.csv"):
        path = prove / name
        path.write_text(path.read_text("utf-8").replace("Prøve", "Nord").replace("99", "01"), encoding="utf-8")
    (prove / "population.csv").unlink()
    with pytest.raises(Invalid, match=r"contradict what other files have stored: .*municipality_number_one_holder"):
        load(prove)
    assert not Region.objects.filter(code="prove").exists()


@pytest.mark.parametrize(
    ("year", "number", "name"),
    [(2013, "0105", "Sarpsborg"), (2021, "3003", "Sarpsborg"), (2025, "3105", "Sarpsborg")],
)
def test_a_municipality_in_a_year(places: None, year: int, number: str, name: str) -> None:
    """Number and name are those of the year, by whichever way it is asked for."""
    assert (queries.get_municipality("sarpsborg", year=year).number) == number
    found = queries.find_by_number(number, year=year)
    assert found is not None
    assert (found.slug, found.name) == ("sarpsborg", name)
    code = queries.name_and_number("sarpsborg", year)
    assert code is not None
    assert (code.number, code.name) == (number, name)


def test_a_municipality_that_ended(places: None) -> None:
    """It keeps its name, tells when it ended, and stands in no list of a later year."""
    mandal = queries.get_municipality("mandal", year=2021)
    assert (mandal.existed, mandal.name, mandal.number, mandal.ended) == (False, "Mandal", "", date(2020, 1, 1))
    assert "mandal" not in [m.slug for m in queries.list_municipalities(year=2021)]
    assert [h.slug for h in queries.list_heirs("mandal", since=2013, until=2021)] == ["lindesnes"]
    assert not queries.can_add_years("moss", first=2013, last=2021)
    assert [c.origin for c in queries.list_changes("moss")] == ["moss", "rygge", "moss"]


def test_an_unknown_municipality_is_told_with_near_names(places: None) -> None:
    """A slip of the pen is helped."""
    with pytest.raises(NotFound, match=r"no municipality 'gjovk'\. Did you mean gjovik"):
        queries.get_municipality("gjovk")
    with pytest.raises(NotFound, match=r"no region 'nord'\. Write one of: "):
        queries.get_region("nord")


@pytest.mark.parametrize(
    ("text", "year", "slug"),
    [
        ("Gjøvik", None, "gjovik"),
        ("gjovik", None, "gjovik"),
        ("0502", 2013, "gjovik"),
        ("3407", None, "gjovik"),
        ("ålesund kommune", 2013, "alesund"),
        ("Nowhere", None, None),
    ],
)
def test_a_person_may_write_slug_name_or_number(places: None, text: str, year: int | None, slug: str | None) -> None:
    """As on the command line or in a search field."""
    found = queries.find_municipality(text, year=year)
    assert (found.slug if found else None) == slug


def test_lists_sort_as_norwegian_does(places: None) -> None:
    """æ, ø, å last and aa as å, the same in the database and in Python."""
    names = ["Zoo", "Ål", "Ås", "Åfjord", "Øygarden", "Ærfugl", "Aaheim", "Øksnes", "Ae"]
    Municipality.objects.bulk_create(
        Municipality(slug=f"m{n}", name=name, source="test") for n, name in enumerate(names)
    )
    stored = list(Municipality.objects.filter(source="test").values_list("name", flat=True))
    assert stored == ["Ae", "Zoo", "Ærfugl", "Øksnes", "Øygarden", "Åfjord", "Aaheim", "Ål", "Ås"]
    assert stored == sorted(names, key=norwegian_order)
    assert [m.name for m in queries.list_municipalities(region="midt_norge", year=2013)][-1] == "Ålesund"


def test_lists_cost_few_queries(places: None, django_assert_num_queries: Any) -> None:
    """However many municipalities there are."""
    with django_assert_num_queries(2):
        assert len(queries.list_municipalities(year=2013)) == 68
    with django_assert_num_queries(2):
        queries.list_population("gjovik", first=2009, last=2016)
    ids = [m.id for m in queries.list_municipalities(region="ost", year=2013)]
    with django_assert_num_queries(3):
        assert len(queries.population_by_id(2013, ids)) == 14


def test_population_says_what_is_not_known(places: None) -> None:
    """Found, looked for in vain, not loaded, and no such municipality are four things."""
    rows = {y: queries.get_population(*a) for y, a in {"a": ("gjovik", 2013), "b": ("sandefjord", 2013)}.items()}
    assert (rows["a"].persons, rows["a"].number, rows["a"].gap) == (29407, "0502", None)
    assert (rows["b"].persons, rows["b"].gap) == (None, PopulationGap.NOT_FOUND)
    assert queries.get_population("gjovik", 2018).gap == PopulationGap.NOT_LOADED
    assert queries.get_population("mandal", 2021).gap == PopulationGap.NO_SUCH_MUNICIPALITY
    figure = rows["a"].figure
    assert figure.source is not None
    assert figure.source.label == "Kilde: Statistisk sentralbyrå, NLOD 2.0"
    assert (figure.as_of, rows["b"].figure.kind) == ("2013-01-01", "absent")


def test_a_district_is_no_part_of_a_sum_beside_its_city(places: None) -> None:
    """Oslo's population is Oslo's; a district's is asked for by name."""
    assert [d.name for d in queries.list_districts("oslo")] == ["Alna", "Bjerke", "Grorud", "Stovner"]
    assert queries.get_population("oslo", 2013).persons == 623966
    assert queries.get_population("oslo", 2013, district="alna").persons == 48062


def figure(number: str, year: int, persons: int | None) -> PopulationFigure:
    """A figure as a person's file has it."""
    return PopulationFigure(number=number, year=year, persons=persons, source="SSB 06913")


def load_figures(*figures: PopulationFigure, replace: bool = False) -> Any:
    """Load a person's figures."""
    return actions.load_population(figures=figures, actor=SYSTEM, now=NOW, replace=replace)


def test_population_is_loaded_by_the_number_of_the_year(places: None) -> None:
    """Figures go to whoever had the number; what does not fit is counted, not guessed."""
    done = load_figures(
        figure("3105", 2024, 59771),
        figure("0105", 2024, 1),
        figure("9999", 2024, 2),
        figure("3407", 2024, None),
        figure("0706", 2013, 44628),
    )
    assert (done.unknown_numbers, done.out_of_time, done.without_figure) == (("9999",), 1, 1)
    assert queries.get_population("sarpsborg", 2024).persons == 59771
    assert queries.get_population("sandefjord", 2013).persons == 44628  # a gap is filled without being asked
    assert load_figures(figure("3105", 2024, 59771)).plan.changes_nothing


def test_a_stored_figure_is_replaced_only_when_asked(places: None) -> None:
    """Otherwise one sentence says which differs; shipped files leave a person's own figure alone."""
    with pytest.raises(Invalid, match=r"0502 in 2013 is stored as 29407 and is 29999 in the file \(1 figures differ\)"):
        load_figures(figure("0502", 2013, 29999))
    assert queries.get_population("gjovik", 2013).persons == 29407
    load_figures(figure("0502", 2013, 29999), replace=True)
    assert load().changes_nothing
    assert queries.get_population("gjovik", 2013).persons == 29999


def refused(name: str, make: Any) -> None:
    """The named constraint says no."""

    def make_and_check() -> None:
        with transaction.atomic():
            make()
            check_constraints_now()

    with pytest.raises(IntegrityError, match=name):
        make_and_check()


def test_tables_refuse_what_cannot_be(places: None) -> None:
    """Each named constraint, tried."""
    gjovik, hamar = Municipality.objects.get(slug="gjovik"), Municipality.objects.get(slug="hamar")
    code = {"name": "X", "checked": True, "source": "test"}
    new = MunicipalityCode.objects.create
    day = date(2030, 1, 1)
    refused("municipality_one_code_at_a_time", lambda: new(municipality=gjovik, number="0999", valid_from=day, **code))
    MunicipalityCode.objects.filter(municipality=hamar, valid_to=None).update(valid_to=day)
    refused("municipality_number_one_holder", lambda: new(municipality=hamar, number="3407", valid_from=day, **code))
    refused("municipality_code_four_digits", lambda: new(municipality=hamar, number="34O7", valid_from=day, **code))
    refused(
        "municipality_code_ends_after_start",
        lambda: new(municipality=hamar, number="0998", valid_from=day, valid_to=day, **code),
    )
    invent = Municipality.objects.create
    refused("municipality_invented_by_name", lambda: invent(slug="x", name="Bergen", invented=True, source="t"))
    refused("municipality_invented_by_name", lambda: invent(slug="x", name="Prøveby", invented=False, source="t"))
    refused("municipality_language_known_value", lambda: invent(slug="x", name="B", language_decision="da", source="t"))
    refused("region_invented_by_name", lambda: Region.objects.create(code="x", name="Prøve", source="t"))
    gap = {"municipality": gjovik, "number": "0502", "source": "t"}
    refused("population_gap_is_explained", lambda: Population.objects.create(year=1999, **gap))
    refused("population_year_unique", lambda: Population.objects.create(year=2013, persons=1, **gap))
    refused("population_year_sensible", lambda: Population.objects.create(year=13, persons=1, **gap))
