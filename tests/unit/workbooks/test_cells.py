"""One answer as the cells of a workbook, and back: nothing is lost, nothing is guessed."""

from hypothesis import given
from hypothesis import strategies as st

from boso.kernel.figures import Kind
from boso.questionnaires.values import FieldType
from boso.reporting.rules.asking import FIGURES
from boso.reporting.values.fields import EMPTY, Content
from boso.reporting.workbooks.cells import from_one_cell, in_one_cell, meaning, written

LANGUAGES = st.sampled_from(("nb", "nn", "en"))
FIGURE_TYPES = st.sampled_from(sorted(FIGURES))
OTHER_TYPES = st.sampled_from(sorted(set(FieldType) - FIGURES - {FieldType.FILE}))
NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12).map(str),
    st.decimals(-(10**6), 10**6, places=2).map(lambda d: f"{d.normalize():f}"),
    st.integers(10**16, 10**20).map(str),
)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40) | st.sampled_from(
    ("412", "1.2", "19.02.2014", "ettersendes", "[strek] 3", "–", "=1+1", "tekst", "  to  linjer \n\n", "ca. 40", "{x}")
)
EXPECTED = st.sampled_from(("", "2014-06-01", "2014-06", "2014", "etter jul", "1.6.2014"))
WITH, WITHOUT = ([k.value for k in Kind if k.has_value is has] for has in (True, False))


@st.composite
def figures(draw: st.DrawFn) -> Content:
    kind = draw(st.sampled_from([*WITH, *WITHOUT]))
    if kind in WITH:
        return Content(kind, draw(NUMBERS), draw(EXPECTED))
    if kind == Kind.TEXT_INSTEAD:
        return Content(kind, draw(WORDS), draw(EXPECTED))
    return EMPTY if kind == Kind.BLANK else Content(kind, "", draw(EXPECTED))


@st.composite
def others(draw: st.DrawFn) -> Content:
    kind = draw(st.sampled_from(("text", "date", "list", "number", Kind.TEXT_INSTEAD.value, *WITHOUT)))
    text = draw(WORDS) or "x"
    if kind in WITHOUT and kind != Kind.TEXT_INSTEAD:
        return EMPTY if kind == Kind.BLANK else Content(kind)
    return Content(kind, "2014-02-19" if kind == "date" else text)


@given(FIGURE_TYPES, figures(), LANGUAGES)
def test_a_figure_comes_back_as_it_was(type, content, language):
    assert meaning(type, written(type, content, language)) == content
    assert from_one_cell(type, in_one_cell(type, content, language)) == content


@given(OTHER_TYPES, others(), LANGUAGES)
def test_any_other_answer_comes_back_as_it_was(type, content, language):
    assert meaning(type, written(type, content, language)) == content
    assert from_one_cell(type, in_one_cell(type, content, language)) == content


def test_an_expected_date_is_written_as_people_write_it_wherever_that_reads_back() -> None:
    for language in ("nb", "nn", "en"):
        for expected, shown in (("2014-06-01", "01.06.2014"), ("2014", "2014"), ("etter jul", "etter jul")):
            assert written(FieldType.INT, Content("pending", "", expected), language).expected == shown
    assert written(FieldType.INT, Content("pending", "", "2014-06"), "nn").expected == "juni 2014"
    assert written(FieldType.INT, Content("pending", "", "1.6.2014"), "nb").expected == "«1.6.2014»"
