"""`boso import`: what it prints, what it stores, and one sentence for each file it cannot take."""

from pathlib import Path
from random import Random

import pytest
from django.db import transaction

from boso.cli.main import main
from boso.importers.models import Import
from boso.importers.proposals import ImportState, Resolution
from boso.kernel.errors import BosoError
from boso.reporting.models import Answer, Report
from tests.factories.reports import everything, report_file
from tests.integration.test_importing import applied, proposed, undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]
Printed = pytest.CaptureFixture[str]


def test_a_proposal_is_printed_and_no_answer_stored(tmp_path: Path, capsys: Printed) -> None:
    assert main(["import", str(report_file(tmp_path))]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("prøvevik-2013-1.txt: Prøvevik 2013, ost_annual/2013.")
    assert "sikre celler" in printed
    assert "Tatt inn" not in printed
    assert not Answer.objects.exists()


def test_certain_cells_are_taken_in_and_the_second_time_changes_nothing(tmp_path: Path, capsys: Printed) -> None:
    file = str(report_file(tmp_path))
    assert main(["import", file, "--confirm-certain"]) == 0
    assert "Tatt inn:" in capsys.readouterr().out
    before = everything()
    assert main(["import", file, "--confirm-certain"]) == 0
    again = capsys.readouterr().out
    assert "importert før" in again
    assert "ingenting er endret" in again
    assert everything() == before


def test_doubtful_cells_stay_open(tmp_path: Path, capsys: Printed) -> None:
    main(["import", str(report_file(tmp_path, seed=3)), "--confirm-certain"])
    open_cells = int(capsys.readouterr().out.rpartition("; ")[2].split()[0])
    assert open_cells > 0
    assert Answer.objects.filter(certain=False).exists()


def test_good_files_are_stored_beside_bad_ones(tmp_path: Path, capsys: Printed) -> None:
    nowhere = report_file(tmp_path, "Prøvebortevekk")
    files = [str(tmp_path / "finnes-ikke.txt"), str(nowhere), str(report_file(tmp_path))]
    assert main(["import", *files, "--confirm-certain"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert "finnes-ikke.txt" in said[0]
    assert "Prøvebortevekk" in said[1]
    assert Report.objects.count() == 1


def test_the_municipality_and_the_year_can_be_said(tmp_path: Path, capsys: Printed) -> None:
    file = str(report_file(tmp_path, "Prøvebortevekk"))
    assert main(["import", file, "--municipality", "9903", "--year", "2014"]) == 0
    assert "Prøvedal 2014" in capsys.readouterr().out


def test_a_second_report_asks_and_is_then_replaced_or_filled(tmp_path: Path, capsys: Printed) -> None:
    first, second = (str(report_file(tmp_path, seed=seed)) for seed in (1, 2))
    main(["import", first, "--confirm-certain"])
    assert main(["import", second, "--confirm-certain"]) == 2
    printed = capsys.readouterr()
    assert "--replace GRUNN" in printed.out
    assert "annen rapport" in printed.err
    assert main(["import", second, "--confirm-certain", "--replace", "Rettet utgave"]) == 0
    assert Import.objects.get(attempt=1, file__name__contains="-2.").reason == "Rettet utgave"


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_imports_taken_back_leaves_every_table_as_it_was(seed: int, tmp_path: Path) -> None:
    """Apply and undo are each other's inverse, whichever files, resolutions and order."""
    random = Random(seed)
    states = [everything()]
    taken: list[int] = []
    for number in range(random.randint(2, 3)):
        import_id = proposed(report_file(tmp_path, seed=seed * 10 + number))
        resolution = random.choice([None, Resolution.REPLACE, Resolution.FILL])
        try:
            with transaction.atomic():
                applied(import_id, resolution=resolution, reason="Prøve")
        except BosoError:
            continue
        taken.append(import_id)
        states.append(everything())
    while taken:
        assert everything() == states.pop()
        undone(taken.pop())
    assert everything() == states.pop()
    assert {i.state for i in Import.objects.all()} <= {ImportState.UNDONE, ImportState.PROPOSED}


def test_help_has_an_example(capsys: Printed) -> None:
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    assert "boso import rapport.docx" in capsys.readouterr().out
