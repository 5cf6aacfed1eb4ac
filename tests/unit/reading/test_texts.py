"""Narratives: only the reporter's own words, and doubt wherever a border may be wrong."""

from pathlib import Path

import pytest

from boso.importers.reading.understanding import understand
from boso.importers.values import ReadText
from tests.unit.reading.texts import annual, document

B_PRINT = "B. Hva er gjort for å ha oppdatert kunnskapsgrunnlag om boligbehov etter avsluttet programperiode? "
B_HINT = "Dette kan eksempelvis være et etablering tiltak for boliger og arbeid behov og lignende "
C_PRINT = (
    "C. Hva er gjort for å sikre et oppdatert kunnskapsgrunnlag om bruk av boligsosiale virkemidler "
    "etter avsluttet programperiode? "
)
D_PRINT = "D. Hva er gjort for å sikre forankret og planmessig kompetanseheving internt? "
E_PRINT = "E. Hva er gjort for å sikre god samhandling internt og eksternt? "
B4 = (
    "B.4. Annet arbeid med forankring- og samarbeid *Utvikling av rutiner og systemer. * Samfinansiering av "
    "tiltak/aktiviteter med andre. *Eventuelt annet "
)


def _texts(tmp_path: Path, *pages: str) -> dict[str, ReadText]:
    return {t.code: t for t in understand(document(annual(*pages), tmp_path)).narratives}


def test_an_answer_between_its_print_and_the_next_heading_is_certain(tmp_path: Path) -> None:
    texts = _texts(tmp_path, B_PRINT + B_HINT + "Nytt system er kjøpt. " + C_PRINT + "Kurs. " + D_PRINT + "Plan.")
    assert (texts["4.2.B"].text, texts["4.2.B"].certain) == ("Nytt system er kjøpt.", True)


def test_an_answer_before_the_rest_of_its_print_is_asked(tmp_path: Path) -> None:
    texts = _texts(tmp_path, B_PRINT + "Nytt system er kjøpt. " + B_HINT + C_PRINT + "Kurs. " + D_PRINT + "Plan.")
    assert (texts["4.2.B"].text, texts["4.2.B"].certain) == ("Nytt system er kjøpt.", False)


def test_an_answer_in_the_middle_of_its_heading_is_whole_and_asked(tmp_path: Path) -> None:
    words = C_PRINT.split()
    heading = " ".join([*words[:9], "Det holdes kurs hver høst for alle nye i boligkontoret.", *words[9:]])
    text = _texts(tmp_path, B_PRINT + B_HINT + "System. " + heading + " " + D_PRINT + "Plan.")["4.2.C"]
    assert (text.text, text.certain) == ("Det holdes kurs hver høst for alle nye i boligkontoret.", False)


def test_a_text_before_an_empty_one_may_hold_its_answer(tmp_path: Path) -> None:
    texts = _texts(tmp_path, C_PRINT + "Kurs. Egen plan er vedtatt. " + D_PRINT + E_PRINT + "Møter.")
    assert [texts[f"4.2.{x}"].certain for x in "CDE"] == [False, False, True]


def test_words_of_the_print_inside_an_answer_stay(tmp_path: Path) -> None:
    answer = "Noen kan kvalifisere til startlån / eventuelt annet leieforhold."
    assert _texts(tmp_path, B4 + answer)["B.4"].text == answer


def test_print_alone_is_a_blank(tmp_path: Path) -> None:
    text = _texts(tmp_path, B4)["B.4"]
    assert (text.kind, text.text) == ("blank", "")


def test_a_page_break_inside_is_joined_and_its_number_gone(tmp_path: Path) -> None:
    texts = _texts(tmp_path, D_PRINT + "Kommunen har vedtatt", "en plan for opplæring. " + E_PRINT + "Møter.")
    assert (texts["4.2.D"].text, texts["4.2.D"].certain) == ("Kommunen har vedtatt en plan for opplæring.", True)


def test_a_missing_page_makes_the_text_around_it_doubtful(tmp_path: Path) -> None:
    text = annual(D_PRINT + "Kommunen har vedtatt", "borte", "en plan. " + E_PRINT + "Møter.").replace(
        "4 borte\n\n", ""
    )
    reading = understand(document(text, tmp_path))
    assert not {t.code: t for t in reading.narratives}["4.2.D"].certain
    assert "read.page_missing" in [f.code for f in reading.findings]


def test_a_text_without_its_heading_is_not_given_to_another_silently(tmp_path: Path) -> None:
    texts = _texts(tmp_path, B_PRINT + "System. " + B_HINT + "kompetanseheving internt? Plan. " + E_PRINT + "Møter.")
    assert not texts["4.2.B"].certain


@pytest.mark.parametrize(
    ("written", "kind"), [("Ettersendes.", "pending"), ("-", "blank"), ("Ikke aktuelt", "not_applicable")]
)
def test_an_answer_that_says_there_is_none_has_its_kind(tmp_path: Path, written: str, kind: str) -> None:
    assert _texts(tmp_path, D_PRINT + written + " " + E_PRINT + "Møter.")["4.2.D"].kind == kind


def test_contact_details_in_an_answer_are_masked(tmp_path: Path) -> None:
    text = _texts(tmp_path, D_PRINT + "Ring 22 33 44 55 eller skriv til ola@eksempel.no. " + E_PRINT + "Møter.")[
        "4.2.D"
    ]
    assert text.text == "Ring [telefon] eller skriv til [e-post]."
