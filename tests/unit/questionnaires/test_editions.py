"""Properties that every edition of the house keeps, and of reading an edition from its file."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from boso.kernel.errors import Invalid, NotFound
from boso.kernel.text import folded
from boso.questionnaires import loading
from boso.questionnaires.building import content_from
from boso.questionnaires.checks.definitions import rule_book
from boso.questionnaires.form_log import log_text
from boso.questionnaires.parts import PartKind, answer_codes, parts_of
from boso.questionnaires.values import (
    Edition,
    FieldType,
    Prompt,
    Question,
    Section,
    Standing,
    Table,
    TableKind,
    Words,
)

ADDRESSES = loading.addresses()
LOG = Path(__file__).parents[3] / "docs" / "FORMS.md"
ANNUAL_FIGURES = 24


@pytest.fixture(params=ADDRESSES)
def edition(request: pytest.FixtureRequest) -> Edition:
    return loading.load(request.param)


def questions(edition: Edition, kind: PartKind | None = None) -> list[Question]:
    parts = [part for part in parts_of(edition) if kind in (None, part.kind)]
    return [part.source for part in parts if isinstance(part.source, Question)]


def words_of(edition: Edition) -> list[Words]:
    found = [edition.title, edition.note, *(part.label for part in parts_of(edition))]
    for part in parts_of(edition):
        if isinstance(part.source, Question):
            found += [part.source.definition, part.source.hint]
        elif isinstance(part.source, Section):
            found.append(part.source.hint)
    return [words for words in found if words]


def test_every_edition_of_the_programme_is_there() -> None:
    assert set(ADDRESSES) == {
        "activity_plan/2011",
        "final_report/2015",
        "ost_2011/2011",
        "ost_annual/2012",
        "ost_annual/2013",
        "ost_annual/2014",
        "ost_programme_annual/2010",
        "project_report/2014",
        "sor_half_year/2012",
    }
    loading.check_all()


def test_every_text_is_in_bokmal_nynorsk_and_english(edition: Edition) -> None:
    assert all(words.nb.strip() and words.nn.strip() and words.en.strip() for words in words_of(edition))


def test_nynorsk_is_written_as_nynorsk(edition: Edition) -> None:
    """Words that only bokmål has; the programme's own name stays as it is."""
    bokmal = re.compile(
        r"\b(ikke|hva|hvem|hvor|hvordan|fra|antall|bolig|boliger|boligen|kommunene|tilskudd|noen)\b", re.I
    )
    assert [words.nn for words in words_of(edition) if bokmal.search(words.nn)] == []


def test_codes_are_unique(edition: Edition) -> None:
    answers = [*edition.figure_codes(), *edition.narrative_codes(), *(q.code for q in edition.fields())]
    assert len(answers) == len(set(answers))


def test_no_anchor_is_empty_and_the_longest_stands_first(edition: Edition) -> None:
    for part in parts_of(edition):
        lengths = [len(folded(anchor)) for anchor in part.source.anchors]
        assert all(lengths), part.code
        assert lengths == sorted(lengths, reverse=True), part.code


def test_prompts_are_short_marks_never_whole_sentences_of_a_form(edition: Edition) -> None:
    for part in parts_of(edition):
        for prompt in part.source.prompts:
            assert prompt.start, part.code
            assert len(prompt.start.split()) <= 12, prompt
            assert len(prompt.end.split()) <= 8, prompt


def test_contact_details_are_never_published(edition: Edition) -> None:
    contacts = [q for q in edition.fields() if q.type is FieldType.CONTACT]
    assert all(not q.published for q in contacts)
    assert {"phone", "email", "mobile"} & {q.code for q in edition.fields()} <= {q.code for q in contacts}


def test_numbers_have_a_unit_and_checks_exist(edition: Edition) -> None:
    numeric = [q for q in questions(edition) if q.type in (FieldType.INT, FieldType.MONEY)]
    assert all(q.unit for q in numeric)
    assert all((q.unit == "kroner") == (q.type is FieldType.MONEY) for q in numeric)
    assert set(edition.checks) <= {rule.id for rule in rule_book().rules.values()}


def test_every_figure_of_the_annual_form_explains_itself() -> None:
    for address in ("ost_annual/2012", "ost_annual/2013", "ost_annual/2014"):
        form = loading.load(address)
        rows = questions(form, PartKind.ROW)
        assert len(form.figure_codes()) == ANNUAL_FIGURES
        assert all(row.definition for row in rows)
        assert all(form.table(code) for code in ("need", "priority", "C1", "C2", "activities", "whole_period"))


def test_the_partners_of_the_half_year_form_are_a_matrix_of_four_levels() -> None:
    table = loading.load("sor_half_year/2012").table("partners")
    assert table is not None
    assert table.kind is TableKind.MATRIX
    assert [c.code for c in table.columns] == ["formal", "active", "informed", "none"]
    assert sum(r.code.startswith("municipal.") for r in table.rows) == 11
    assert sum(r.code.startswith("outside.") for r in table.rows) == 10


def test_an_edition_survives_being_written_out_and_read_again(edition: Edition, tmp_path: Path) -> None:
    file = tmp_path / "again.yaml"
    file.write_text(yaml.safe_dump(content_from(edition), allow_unicode=True, sort_keys=False), encoding="utf-8")
    again = loading.load_file(file)
    assert content_from(again) == content_from(edition)


def test_the_log_of_forms_is_up_to_date() -> None:
    """A changed digest means: what a form asks or says was changed. Make a revision if any report stands on it."""
    assert LOG.read_text(encoding="utf-8") == log_text(), "run ./boso form log"


def test_the_digest_is_of_what_the_form_says_not_of_how_documents_are_read() -> None:
    content = loading.content_of(loading.FOLDER / "ost_annual-2013.yaml")
    before = loading.digest_of(content)
    section = content["sections"][2]  # type: ignore[index]
    section["anchors"] = ["en annen måte å skrive det på"]
    assert loading.digest_of(content) == before
    section["heading"]["nb"] = "En annen overskrift"
    assert loading.digest_of(content) != before


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("ost_anual/2013", "did you mean ost_annual/2013"),
        ("ost_annual/1999", "There is no edition 'ost_annual/1999'"),
        ("ost_annual", "write template/year, did you mean"),
        ("ost_annual/2013@2", "the newest revision is 1"),
        ("../secrets/2013", "is no edition"),
    ],
)
def test_an_unknown_edition_names_the_near_ones(address: str, says: str) -> None:
    with pytest.raises(NotFound, match=re.escape(says)):
        loading.load(address)


def test_a_file_that_bears_the_name_of_another_edition_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = (loading.FOLDER / "ost_annual-2013.yaml").read_text(encoding="utf-8")
    (tmp_path / "ost_annual-2012.yaml").write_text(source, encoding="utf-8")
    monkeypatch.setattr(loading, "FOLDER", tmp_path)
    with pytest.raises(Invalid, match=r"ost_annual/2012@1 says it is ost_annual/2013@1"):
        loading.check_all()


def test_figures_carry_the_same_codes_in_all_annual_editions() -> None:
    codes = {loading.load(f"ost_annual/{year}").figure_codes() for year in (2012, 2013, 2014)}
    assert len(codes) == 1
    assert set(next(iter(codes))) <= answer_codes(loading.load("final_report/2015"))


plain_text = st.text(st.characters(categories=("L", "N", "Zs"), include_characters=".,:?«»–"), min_size=1).filter(
    lambda text: bool(text.strip())
)
code = st.from_regex(r"[A-Za-z0-9_]{1,8}(\.[A-Za-z0-9_]{1,8})?", fullmatch=True)
words = st.builds(Words, nb=plain_text, nn=plain_text, en=plain_text)
mark = st.from_regex(r"[A-Za-zæøå]{2,9}( [a-zæøå]{1,9}){0,3}", fullmatch=True)
anchors = st.lists(mark, unique_by=folded, max_size=3).map(lambda a: tuple(sorted(a, key=lambda m: -len(folded(m)))))
prompts = st.lists(st.builds(Prompt, start=mark, end=st.just("") | mark), unique=True, max_size=2).map(tuple)


@st.composite
def any_edition(draw: st.DrawFn) -> Edition:
    """An edition with sections, fields, texts and tables; codes unique as the rule demands."""
    codes = draw(st.lists(code, min_size=8, max_size=8, unique=True))

    def question(at: int, kind: FieldType = FieldType.TEXT, unit: str = "") -> Question:
        hint = draw(st.none() | words)
        return Question(
            code=codes[at],
            type=kind,
            label=draw(words),
            anchors=draw(anchors),
            prompts=draw(prompts),
            hint=hint,
            unit=unit,
        )

    table = Table(
        code=codes[0],
        kind=TableKind.FIGURES,
        columns=(question(1, FieldType.INT, "households"),),
        rows=(question(2), question(3)),
        label=draw(st.none() | words),
    )
    section = Section(
        code=codes[4],
        heading=draw(words),
        anchors=draw(anchors),
        prompts=draw(prompts),
        level=draw(st.integers(1, 4)),
        fields=(question(5),),
        tables=(table,),
        narrative=question(6),
    )
    return Edition(
        template="test_form",
        name="2013",
        revision=draw(st.integers(1, 99)),
        document_type="annual_report",
        region=draw(st.sampled_from(["øst", "sør", "all"])),
        period="year",
        report_years=(2013, 2014),
        standing=draw(st.sampled_from(Standing)),
        title=draw(words),
        note=draw(st.none() | words),
        marks=(),
        sections=(section,),
        checks=("N1",),
    )


@given(edition=any_edition())
def test_any_edition_survives_being_written_out_and_read_again(
    edition: Edition, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("edition") / "form.yaml"
    file.write_text(yaml.safe_dump(content_from(edition), allow_unicode=True), encoding="utf-8")
    again = loading.load_file(file)
    assert content_from(again) == content_from(edition)
