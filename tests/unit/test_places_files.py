"""Mistakes in the files of places are told with file, line and remedy; population files are read as they come."""

import shutil
from pathlib import Path

import pytest

from boso.kernel.errors import Invalid
from boso.places import loading
from boso.places.population_files import read_population

SHARED = Path(__file__).parents[2] / ".." / "shared" / "population.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, to spoil."""
    return Path(shutil.copytree(loading.FILES, tmp_path / "files"))


def spoil(path: Path, old: str, new: str) -> None:
    """Replace the first place where `old` stands."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("codes.csv", "baerum,0219,", "baerum,219,", "codes.csv, line 2: '219' is no municipality number"),
        ("codes.csv", "baerum,0219,", "baerum,9901,", "codes.csv, line 2: numbers from 9901 are for invented"),
        (
            "codes.csv",
            "0219,Bærum,,2020-01-01",
            "0219,Bærum,,2020-13-01",
            "codes.csv, line 2: '2020-13-01' in 'valid_to'",
        ),
        ("codes.csv", "0219,Bærum,,2020-01-01", "0219,Bærum,,2021-01-01", "codes.csv: baerum has two codes"),
        ("codes.csv", "2020-01-01,2024-01-01,yes", "2024-01-01,2020-01-01,yes", "codes.csv, line 3: the code ends"),
        ("codes.csv", ",yes,klass", ",perhaps,klass", "codes.csv, line 2: 'perhaps' in 'checked' must be yes or no"),
        ("codes.csv", ",yes,klass", ",yes,hearsay", "codes.csv, line 2: sources.csv has no source 'hearsay'"),
        ("codes.csv", "slug,number", "slug,nummer", "codes.csv, line 1: the head must be"),
        ("changes.csv", ",merge,", ",fusion,", "'fusion' in 'kind' is none of rename, renumber, merge, split"),
        ("changes.csv", "sandefjord,1,", "sandefjord,2,", "must be above 0 and at most 1"),
        ("changes.csv", "andebu,sandefjord", "andeby,sandefjord", "municipalities.csv has no 'andeby'"),
        ("municipalities.csv", "baerum,Bærum,ost", "baerum,Bærum,nord", "baerum is in a region 'nord' of no file"),
        (
            "municipalities.csv",
            "baerum,Bærum,ost,unknown",
            "baerum,Bærum,ost,danish",
            "'danish' in 'language_decision'",
        ),
        ("population.csv", "28389", "28 389", "population.csv, line 2: '28 389' in 'persons' is no whole number"),
        (
            "population.csv",
            "0101,2009,28389,",
            "0101,2009,,",
            "population.csv, line 2: 'persons' is blank; 'note' must say",
        ),
        (
            "population.csv",
            "0101,2009,28389,no",
            "0101,2009,no",
            "population.csv, line 2: 5 cells where the head has 6",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(folder: Path, file: str, old: str, new: str, sentence: str) -> None:
    """One sentence says what stands where and what should."""
    spoil(folder / file, old, new)
    with pytest.raises(Invalid) as caught:
        loading.read_folder(folder)
    assert sentence in str(caught.value)


def test_a_missing_file_is_told(folder: Path) -> None:
    """Regions, municipalities and codes must be there; the rest may be missing."""
    for name in ("changes.csv", "districts.csv", "population.csv"):
        (folder / name).unlink()
    with pytest.raises(Invalid, match=r"changes\.csv says nothing of it"):
        loading.read_folder(folder)
    (folder / "codes.csv").unlink()
    with pytest.raises(Invalid, match=r"codes\.csv cannot be read: No such file"):
        loading.read_folder(folder)


def test_a_file_in_another_encoding_is_told(folder: Path) -> None:
    """Windows-1252 is not taken for UTF-8."""
    path = folder / "municipalities.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    with pytest.raises(Invalid, match=r"municipalities\.csv is not text in UTF-8"):
        loading.read_folder(folder)


def test_every_population_row_has_a_credited_source() -> None:
    """The figures are Statistics Norway's under NLOD 2.0; a gap says that it is one."""
    for figure in loading.shipped().population:
        assert figure.note if figure.persons is None else "Statistisk sentralbyrå" in figure.source
        assert figure.persons is None or "NLOD 2.0" in figure.source


def test_sandefjord_has_its_gaps_said() -> None:
    """Only 2015 was found."""
    found = {f.year: f.persons for f in loading.shipped().population if f.number == "0706"}
    assert found == dict.fromkeys((2009, 2010, 2011, 2012, 2013, 2014, 2016)) | {2015: 45281}


@pytest.mark.skipif(not SHARED.exists(), reason="the shared population file is not beside the checkout")
def test_all_shared_population_figures_are_carried_over() -> None:
    """Every figure of the shared file stands in ours, and no other."""
    shared = {
        (number, int(year)): int(persons)
        for number, _, year, persons, *_ in (line.split(",") for line in SHARED.read_text("utf-8").splitlines()[1:])
    }
    ours = {(f.number, f.year): f.persons for f in loading.shipped().population if f.persons is not None}
    assert ours == shared


LONG = """"06913: Endringar i befolkning"

"region";"statistikkvariabel";"år";"06913: Folkemengd"
"0 Heile landet";"Personar";"2017";5258317
"0101 Halden";"Personar";"2017";30790
"K-0105 Sarpsborg";"Personar";"2017";55127
"3101 Halden";"Personar";"2017";0
"0706 Sandefjord";"Personar";"2017";..

"Tal frå 1. januar"
"""
WIDE = """"region";"alder";"Personer 2016";"Personer 2017"
"0101 Halden";"Alle";30544;30 790
"""
OWN = "number,year,persons\n0101,2017,30790\n030112,2017,49509\n"


def figures(tmp_path: Path, content: str, encoding: str = "utf-8") -> list[tuple[str, int, int | None]]:
    """What is read from a file of this content."""
    path = tmp_path / "table.csv"
    path.write_bytes(content.encode(encoding))
    return [(f.number, f.year, f.persons) for f in read_population(path)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_long_form_is_read(tmp_path: Path, encoding: str) -> None:
    """A title above, notes below, counties and the country between: only municipalities are taken."""
    assert figures(tmp_path, LONG, encoding) == [
        ("0101", 2017, 30790),
        ("0105", 2017, 55127),
        ("3101", 2017, None),
        ("0706", 2017, None),
    ]


def test_the_wide_form_is_read(tmp_path: Path) -> None:
    """One column a year."""
    assert figures(tmp_path, WIDE) == [("0101", 2016, 30544), ("0101", 2017, 30790)]


def test_our_own_form_is_read(tmp_path: Path) -> None:
    """Number, year, persons; a district has six digits. Tabs do as well as commas."""
    expected = [("0101", 2017, 30790), ("030112", 2017, 49509)]
    assert figures(tmp_path, OWN) == expected
    assert figures(tmp_path, OWN.replace(",", "\t")) == expected


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", r"table\.csv is empty"),
        ("a,b\n1,2\n", "no line has a column 'region' or 'number'"),
        ("region;persons\n0101 Halden;1\n", "no column holds the year"),
        ("region;år;tal\n0101 Halden;2017;mange\n", r"table\.csv, line 2: 'mange' is no number of people"),
        ("region;år;tal\n0101 Halden;i fjor;1\n", r"table\.csv, line 2: 'i fjor' is no year"),
        (
            "region;kjønn;år;tal\n0101 Halden;Kvinner;2017;1\n0101 Halden;Menn;2017;1\n",
            r"'kjønn' splits people \(Kvinner, Menn",
        ),
        ("region;Folkemengde 2017;Fødte 2017\n0101 Halden;1;2\n", "a year has two columns"),
    ],
)
def test_a_population_file_that_cannot_be_used_is_told(tmp_path: Path, content: str, sentence: str) -> None:
    """One sentence with the line and the remedy."""
    with pytest.raises(Invalid, match=sentence):
        figures(tmp_path, content)
