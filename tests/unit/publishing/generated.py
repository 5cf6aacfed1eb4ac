"""Publications made at random: tables of figures of every kind, under names that hold whatever a text can hold."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from boso.kernel.figures import Figure, Kind
from boso.publishing.factsheet.wording import shown
from boso.publishing.values import Column, Entry, Grid, Heading, Paragraph, Publication
from boso.publishing.words import word

NASTY = (
    "#let x = 1 [*_`$@<label> \\ // /* \" ' &amp; {{ }} ]]>",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "x\x00\x07y\ufeff",
    "😀 🇳🇴 👩‍👩‍👧",
    "שלום مرحبا \u202eabc\u202c",
    "日本語",
    "Z̴a̷l e\u0301",
    "a" * 300,
    "Ærlig Øst Ål " * 17,
    "<script>alert(1)</script> & © «» – ⟨∅⟩",
    "_x0041_ %s {0} ${x}",
    "linje\nskift\u2028her",
)
names = st.one_of(
    st.sampled_from(NASTY),
    st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20),
    st.text(alphabet="abcæøåÆØÅ ABC123-.,", min_size=1, max_size=30),
).map(lambda text: f"{text} n")
places = st.text(alphabet="abcdeæøå", min_size=2, max_size=12).map(lambda text: f"Prøve{text}")
numbers = st.one_of(
    st.integers(min_value=-10_000_000, max_value=1_000_000_000).map(Decimal),
    st.decimals(min_value=-10_000, max_value=10_000, places=2),
)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """A figure of any kind, certain or not."""
    kind = draw(st.sampled_from(Kind))
    value = abs(draw(numbers)) if kind.has_value else None
    expected = draw(st.sampled_from([None, "2014-06", "2014-03-01"])) if kind is Kind.PENDING else None
    return Figure(kind=kind, value=value, certain=draw(st.integers(0, 4)) > 0, expected=expected)


@st.composite
def grids(draw: st.DrawFn, language: str) -> Grid:
    """A table whose cells are all figures."""
    wide = draw(st.integers(1, 4))
    columns = (Column(label=draw(names)), *(Column(label=draw(names), numeric=True) for _ in range(wide)))
    rows = draw(st.lists(st.tuples(names, st.lists(figures(), min_size=wide, max_size=wide)), min_size=1, max_size=5))
    return Grid(
        caption=draw(names),
        columns=columns,
        rows=tuple(
            (Entry(shown=name), *(Entry(shown=shown(figure, language), figure=figure) for figure in cells))
            for name, cells in rows
        ),
    )


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    """A fact sheet with one to three tables between paragraphs."""
    language = draw(st.sampled_from(["nb", "nn", "en"]))
    place, year = draw(places), draw(st.integers(2009, 2030))
    blocks: list[Heading | Paragraph | Grid] = [Heading("Tall"), Paragraph("Det som følger, er tall.")]
    for grid in draw(st.lists(grids(language), min_size=1, max_size=3)):
        blocks += [grid, Paragraph("Slutt på tabellen.")]
    return Publication(
        title=word("fact_sheet", language, year=year, name=place),
        subtitle="9901",
        language=language,
        made=date(2014, 2, 10),
        invented=draw(st.booleans()),
        blocks=tuple(blocks),
        sources=("Kilden",),
        kind="fact_sheet",
        about={"municipality": {"number": "9901", "name": place}, "year": year},
        attached={"year": year},
    )
