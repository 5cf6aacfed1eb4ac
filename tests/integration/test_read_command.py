"""`boso read`: one JSON object a line, one sentence for each file that cannot be read, exit status 0 or 2."""

import json
import subprocess
import sys
from pathlib import Path

from boso.cli.main import main
from tests.unit.reading.texts import annual

GOOD = annual(
    "A.1. Kunnskap om boligbehov Vi har fått en ny oversikt. A.2. Kunnskap om bruk av boligsosiale virkemidler Kurs."
)


def _files(folder: Path) -> tuple[str, str]:
    good, bad = folder / "god.txt", folder / "tom.txt"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_bytes(b"")
    return str(good), str(bad)


def test_json_is_one_object_a_line_with_the_file_as_given(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    good, _ = _files(tmp_path)
    assert main(["read", good, good, "--json"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["file"] for line in lines] == [good, good]
    read = json.loads(lines[0])
    assert (read["template"], read["report_year"], read["municipality_name"]) == ("ost_annual", 2013, "Prøvevik")
    assert {"formal", "figures", "narratives", "economy", "matrix", "findings"} <= read.keys()


def test_a_bad_file_costs_one_sentence_and_the_good_ones_are_printed(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    good, bad = _files(tmp_path)
    assert main(["read", bad, good, str(tmp_path / "borte.txt"), "--json"]) == 2
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1
    sentences = shown.err.splitlines()
    assert len(sentences) == 2
    assert "tom" in sentences[0]
    assert "borte.txt" in sentences[1]


def test_without_json_a_person_reads_what_was_understood(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    good, _ = _files(tmp_path)
    assert main(["read", good]) == 0
    shown = capsys.readouterr().out
    assert "Prøvevik, 2013" in shown
    assert "må bekreftes av en person" in shown
    assert "kari@eksempel.no" not in shown


def test_reading_starts_without_django(tmp_path: Path) -> None:
    good, _ = _files(tmp_path)
    code = f"import sys; from boso.cli.main import main; main(['read', {good!r}]); print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
