"""`boso places` on the command line: lists, loads, and tells a mistake in one sentence with exit status 2."""

from pathlib import Path

import pytest

from boso.cli.main import main
from boso.places import queries


def test_the_list_shows_numbers_of_a_year(capsys: pytest.CaptureFixture[str]) -> None:
    """It needs no database."""
    assert main(["places", "list", "--year", "2013"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "0105  Sarpsborg" in lines
    assert lines[-1] == "1504  Ålesund"
    assert main(["places", "list"]) == 0
    assert "3105  Sarpsborg  2024-01-01 –" in capsys.readouterr().out


def test_a_year_out_of_reach_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence on stderr."""
    assert main(["places", "list", "--year", "13"]) == 2
    assert (
        capsys.readouterr().err
        == "boso: 13 is no year that municipality numbers are known for; write one such as 2013.\n"
    )


@pytest.mark.django_db
def test_files_and_population_are_loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Loaded, loaded again, and a population file with what was left out."""
    assert main(["places", "load"]) == 0
    assert "places_municipality: 69 added, 0 changed, 0 removed, 0 unchanged" in capsys.readouterr().out
    assert main(["places", "load"]) == 0
    assert "places_municipality: 0 added, 0 changed, 0 removed, 69 unchanged" in capsys.readouterr().out
    table = tmp_path / "06913.csv"
    table.write_text('"region";"år";"Folkemengd"\n"3105 Sarpsborg";2024;59771\n"4601 Bergen";2024;1\n', "utf-8")
    assert main(["places", "load-population", str(table), "--source", "SSB 06913", "--dry-run"]) == 0
    assert "1 figures would be added" in capsys.readouterr().out
    assert main(["places", "load-population", str(table), "--source", "SSB 06913"]) == 0
    assert "Left out: 1 numbers of municipalities that boso does not have (4601)." in capsys.readouterr().out
    stored = queries.get_population("sarpsborg", 2024)
    assert (stored.persons, stored.source) == (59771, "SSB 06913")


def test_a_population_file_that_is_missing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the database is started."""
    assert main(["places", "load-population", str(tmp_path / "none.csv")]) == 2
    assert "none.csv cannot be read: No such file or directory." in capsys.readouterr().err
