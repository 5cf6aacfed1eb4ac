"""What a text is looked through for before a person lets it out, and the themes editors look for, as tables."""

import pytest

from boso.kernel.errors import NotFound
from boso.kernel.findings import Severity
from boso.reporting.release_checks import in_words, key_of, text_findings
from boso.reporting.themes import About, questions_of, theme, themes

THRESHOLD = 3
FOUND: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("a small count", "Vi bosatte 3 husstander i år.", [("small_count", "3 husstander")]),
    ("a count with words between", "Det ble 4 begjært utkastet.", [("small_count", "4 begjært utkastet")]),
    ("a count in words", "To av familiene ble boende.", [("small_count", "To av familiene")]),
    ("a count in nynorsk", "Tre hushald fekk bustad.", [("small_count", "Tre hushald")]),
    ("a large count", "Vi bosatte 28 husstander.", []),
    ("a count of something else", "Vi holdt 3 møter og kjøpte 2 boliger.", []),
    ("a number with a comma", "Det tok 1,5 husstander i snitt.", []),
    ("a family by its size", "Huset passet for familien på 8.", [("family_size", "familien på 8")]),
    ("a single one", "Huset passet for en familie.", [("small_count", "en familie")]),
    ("a name", "Prosjektet ble ledet av Prøve Prøvesen hele året.", [("name", "Prøve Prøvesen")]),
    ("an office is no name", "Husbanken Region Øst og NAV Prøvevik deltok.", []),
    ("a place is no name", "Arbeidet i Østre Prøvedal fortsetter.", []),
    ("the first word of a sentence is no name", "Boligene ble pusset opp. Vi bygger flere.", []),
    ("a telephone number", "Ring 22 33 44 55 for svar.", [("contact", "22 33 44 55")]),
    ("an e-mail address", "Skriv til post@provevik.example i dag.", [("contact", "post@provevik.example")]),
    ("an identity number", "Saken gjelder 015274 99999 fra i fjor.", [("identity_number", "015274 99999")]),
    ("years and money", "I 2012 og 2013 brukte vi 250 000 kr.", []),
    ("the same words twice are asked about once", "3 familier kom og 3 familier dro.", [("small_count", "3 familier")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_a_text(text: str, found: list[tuple[str, str]]) -> None:
    findings = text_findings(text, threshold=THRESHOLD, known=["Østre Prøvedal"])
    assert [(f.code, f.params["found"]) for f in findings] == found
    for finding in findings:
        assert text[finding.place.start : finding.place.end].strip() == finding.params["found"]


def test_contact_details_are_taken_out_and_the_rest_is_answered() -> None:
    found = text_findings("Prøve Prøvesen har 22 33 44 55 og 2 barn.", threshold=THRESHOLD)
    assert {f.code: f.severity for f in found} == {
        "name": Severity.WARNING,
        "contact": Severity.ERROR,
        "small_count": Severity.WARNING,
    }


def test_a_key_holds_when_the_words_move() -> None:
    (first,), (second,) = (
        text_findings(text, threshold=THRESHOLD) for text in ("3 familier kom.", "I år kom også 3  familier.")
    )
    assert key_of(first) == key_of(second)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_finding_says_what_was_found(language: str) -> None:
    (finding,) = text_findings("3 familier kom.", threshold=THRESHOLD)
    assert "3 familier" in in_words(finding, language)


QUESTIONS: list[tuple[str, dict[str, About]]] = [
    ("ost_annual/2012", {"4.1.A": About.LEARNING, "4.1.D": About.BARRIER}),
    ("ost_annual/2014", {"4.1.A": About.LEARNING, "4.1.D": About.BARRIER}),
    ("final_report/2015", {"7": About.BOTH}),
    ("sor_half_year/2012", {"8": About.LEARNING}),
    ("ost_2011/2011", {}),
]


@pytest.mark.parametrize(("edition", "questions"), QUESTIONS, ids=[row[0] for row in QUESTIONS])
def test_the_questions_that_themes_are_looked_for_in(edition: str, questions: dict[str, About]) -> None:
    assert questions_of(edition) == questions


def test_the_themes_are_told_in_three_languages_and_apart() -> None:
    names = [each.name for each in themes().values()]
    assert 12 <= len(names) <= 16
    for language in ("nb", "nn", "en"):
        assert len({name.in_language(language) for name in names}) == len(names)
        assert all(each.meaning.in_language(language) for each in themes().values())


def test_an_unknown_theme_names_those_near_it() -> None:
    with pytest.raises(NotFound, match="market"):
        theme("markets")
