"""A folder that cannot be written is one sentence, and nothing is left behind."""

from datetime import date
from pathlib import Path

import pytest

from boso.cli.documents import write_all
from boso.kernel.errors import BosoError
from boso.publishing.factsheet.composing import fact_sheet
from tests.unit.publishing.factsheet_values import prove_vik

SHEET = fact_sheet(prove_vik(), language="nb", made=date(2014, 2, 10))


def test_a_file_where_a_folder_is_asked_for_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("not a folder", "utf-8")
    with pytest.raises(BosoError, match=r"Kan ikke skrive .*--out"):
        write_all(SHEET, ["json"], stem="faktaark", folder=tmp_path / "out")


def test_a_document_is_written_whole_into_a_new_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_all(SHEET, ["json", "html"], stem="faktaark", folder=tmp_path / "new/deep")
    assert sorted(p.name for p in (tmp_path / "new/deep").iterdir()) == ["faktaark.html", "faktaark.json"]
    assert "faktaark.json" in capsys.readouterr().out
