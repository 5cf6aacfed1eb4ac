"""An answer on paper is read back as it was, whatever it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.kernel.figures import Kind
from boso.questionnaires.values import FieldType
from boso.reporting.rules.paper_words import LANGUAGES
from boso.reporting.rules.saying import hear, say
from boso.reporting.rules.telling import seen
from boso.reporting.values.told import NOTHING, Said

HARD = [
    "", "–", "-", "0", "12", "ca. 12", "(12)", "ettersendes", "ikke besvart", "« »", "«a»b»", "a\n\n- b", "• a",
    "12, per 2014", "(ikke bekreftet)", "a (ikke bekreftet)", "«x» [tall]", "2014-02-30", "2014-13", "19.02.2014",
    "»»", " [tall]", ":", "=1+1",
]  # fmt: skip
texts = st.one_of(st.sampled_from(HARD), st.text(max_size=12)).map(seen)
kinds = st.sampled_from([*(k.value for k in Kind), "text", "date", "list", "nyere"])
dates = st.sampled_from(["2014-01-01", "2013", "2013-12", "i mars", "», «", "--02-28"])
answers = st.builds(Said, kinds, texts, st.one_of(st.just(""), dates), st.one_of(st.just(""), dates), st.booleans())


@given(answers, st.sampled_from(FieldType), st.sampled_from(LANGUAGES))
def test_whatever_was_answered_is_read_back_as_it_was(said: Said, type: FieldType, language: str) -> None:
    assert hear(say(said, type, language), type, language) == said


@pytest.mark.parametrize(
    ("said", "type", "shown"),
    [
        (Said("number", "12345"), FieldType.INT, "12\u00a0345"),
        (Said("approximate", "40"), FieldType.INT, "ca.\u00a040"),
        (Said("number", "-500"), FieldType.MONEY, "\u2212500"),
        (Said("pending", "", "2014-03-31"), FieldType.INT, "ettersendes (31.03.2014)"),
        (Said("number", "7", "", "2014-01"), FieldType.INT, "7, per januar 2014"),
        (Said("text_instead", "se over"), FieldType.INT, "«se over»"),
        (Said("blank", certain=False), FieldType.INT, "(ikke bekreftet)"),
        (Said("text", "ettersendes"), FieldType.TEXT, "«ettersendes»"),
        (Said("pending"), FieldType.TEXT, "ettersendes"),
        (Said("text", "En vanlig tekst"), FieldType.TEXT, "En vanlig tekst"),
        (Said("date", "2014-02-19"), FieldType.DATE, "19.02.2014"),
        (Said("list", "2014-02-19\n2014-03-01"), FieldType.DATES, "• 19.02.2014\n• 01.03.2014"),
        (Said("number", "2013"), FieldType.TEXT, "«2013» [tall]"),
        (NOTHING, FieldType.INT, ""),
    ],
)
def test_an_answer_is_printed_plainly(said: Said, type: FieldType, shown: str) -> None:
    assert say(said, type, "nb") == shown


@pytest.mark.parametrize(
    ("text", "type"), [("omtrent 50?", FieldType.INT), ("i fjor", FieldType.DATE), ("13-14", FieldType.YEAR)]
)
def test_what_cannot_be_understood_is_kept_and_in_doubt(text: str, type: FieldType) -> None:
    assert hear(text, type, "nb") == Said("text_instead", text, certain=False)
