"""`boso form` on the command line: readable, in three languages, with one clear sentence for what is wrong."""

import subprocess
import sys

import pytest

from boso.cli.main import main
from boso.questionnaires.loading import addresses


def test_list_has_one_line_for_each_edition(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(addresses())
    assert any(line.endswith("ikke bekreftet") for line in lines)


@pytest.mark.parametrize("address", addresses())
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_show_prints_every_form_in_every_language(
    address: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["form", "show", address, "--language", language]) == 0
    text = capsys.readouterr().out
    assert address in text
    assert all(len(line) <= 100 for line in text.splitlines())


def test_show_has_codes_definitions_and_what_is_not_published(capsys: pytest.CaptureFixture[str]) -> None:
    main(["form", "show", "ost_annual/2013"])
    text = " ".join(capsys.readouterr().out.split())
    assert "C. Antall husstander med uegnet bolig [C_unsuitable] (heltall, husstander)" in text
    assert "ikke alle som tjenestene kjenner" in text
    assert "[phone] (kontakt, kan stå tomt, offentliggjøres ikke)" in text


def test_diff_lists_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "diff", "ost_annual/2012", "ost_annual/2013", "--language", "nn"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("ost_annual/2012@1 → ost_annual/2013@1")
    assert "– Ny ordlyd for delen A: «Delmål A» er blitt «Delmål A - Kunnskapsretta»." in text


def test_diff_of_the_same_form_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    main(["form", "diff", "ost_annual/2013", "ost_annual/2013", "--language", "en"])
    assert "No difference in what the forms ask and say." in capsys.readouterr().out


def test_diff_of_two_different_forms_tells_what_corresponds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "diff", "ost_annual/2013", "sor_half_year/2012"]) == 0
    text = capsys.readouterr().out
    assert "– whole_period.own → resources.own" in text
    assert "Bare i ost_annual/2013:" in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "ost_anual/2013"], "boso: There is no edition 'ost_anual/2013'; did you mean ost_annual/2013"),
        (["diff", "ost_annual/2013", "sor/2012"], "boso: There is no edition 'sor/2012'; "),
        (["diff", "ost_programme_annual/2010", "ost_annual/2013"], "boso: No crosswalk leads from"),
        (["show", "everything"], "boso: 'everything' is no edition; write template/year, "),
    ],
)
def test_what_is_wrong_is_one_sentence_and_status_2(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["form", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(says)
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", [["form"], ["form", "list"], ["form", "show"], ["form", "diff"]])
def test_help_has_an_example(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*command, "--help"])
    assert caught.value.code == 0
    assert "  boso form " in capsys.readouterr().out


def test_forms_are_shown_without_django() -> None:
    code = "import sys; from boso.cli.main import main; main(['form', 'list']); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
