"""The change list as a table: what is changed in a form, and the sentence a person reads about it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.questionnaires.comparing import Change, compare
from boso.questionnaires.comparing_words import SENTENCES, ChangeKind
from boso.questionnaires.loading import load, load_file
from boso.questionnaires.parts import parts_of
from boso.questionnaires.values import Edition, FieldType, Question, Section, Standing, Words
from tests.unit.questionnaires.small_edition import SMALL

NEW = Question(code="note", label=Words("Merknad", "Merknad", "Note"))


@pytest.fixture
def form(tmp_path: Path) -> Edition:
    file = tmp_path / "form.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return load_file(file)


def general(form: Edition, **values: object) -> Edition:
    return replace(form, sections=(replace(form.sections[0], **values), form.sections[1]))  # type: ignore[arg-type]


def need(form: Edition, **values: object) -> Edition:
    return replace(form, sections=(form.sections[0], replace(form.sections[1], **values)))  # type: ignore[arg-type]


def first_field(form: Edition, **values: object) -> Edition:
    field, *rest = form.sections[0].fields
    return general(form, fields=(replace(field, **values), *rest))  # type: ignore[arg-type]


def table(form: Edition, **values: object) -> Edition:
    return need(form, tables=(replace(form.sections[1].tables[0], **values),))  # type: ignore[arg-type]


def other_words(name: str) -> Words:
    return Words(name, name, name)


TABLE: list[tuple[str, Callable[[Edition], Edition], list[str]]] = [
    ("nothing", lambda f: f, []),
    ("reading marks only", lambda f: first_field(f, anchors=("By:",)), []),
    ("a new field", lambda f: general(f, fields=(*f.sections[0].fields, NEW)),
     ["Ny i skjemaet: feltet «Merknad» (note)."]),
    ("a field gone", lambda f: general(f, fields=f.sections[0].fields[:1]),
     ["Ikke lenger i skjemaet: feltet «Telefon» (phone)."]),
    ("a section gone with all in it", lambda f: replace(f, sections=f.sections[:1]),
     ["Ikke lenger i skjemaet: delen «Behov» (1.1)."]),
    ("a new section with all in it",
     lambda f: replace(f, sections=(*f.sections, Section(code="2", heading=other_words("Mer"), fields=(NEW,)))),
     ["Ny i skjemaet: delen «Mer» (2)."]),
    ("a new row", lambda f: table(f, rows=(*f.sections[1].tables[0].rows, NEW)),
     ["Ny i skjemaet: linjen «Merknad» (note)."]),
    ("a column gone", lambda f: table(f, columns=f.sections[1].tables[0].columns[:1]),
     ["Ikke lenger i skjemaet: kolonnen «Kommentar» (need.comment)."]),
    ("a new wording", lambda f: first_field(f, label=other_words("By")),
     ["Ny ordlyd for feltet municipality_name: «Kommune» er blitt «By»."]),
    ("another type", lambda f: first_field(f, type=FieldType.TEXT),
     ["Svartypen for feltet «Kommune» (municipality_name) er endret fra municipality til text."]),
    ("a unit", lambda f: first_field(f, unit="hours"),
     ["Enheten for feltet «Kommune» (municipality_name) er endret fra ingen til timer."]),
    ("a definition", lambda f: first_field(f, definition=other_words("Byen.")),
     ["Definisjonen av feltet «Kommune» (municipality_name) er endret: «ingen» er blitt «Byen.»."]),
    ("a hint", lambda f: general(f, hint=other_words("Se etter.")),
     ["Veiledningen til delen «Om kommunen» (general) er endret: «ingen» er blitt «Se etter.»."]),
    ("no longer required", lambda f: first_field(f, required=False),
     ["Kan nå stå ubesvart: feltet «Kommune» (municipality_name)."]),
    ("what the form prints", lambda f: first_field(f, printed="Oslo"),
     ["Det skjemaet selv oppgir i feltet «Kommune» (municipality_name), er endret fra ingen til Oslo."]),
    ("another order", lambda f: general(f, fields=f.sections[0].fields[::-1]),
     ["Ny rekkefølge: feltet «Kommune» (municipality_name) står nå etter phone."]),
    ("another place",
     lambda f: general(need(f, fields=f.sections[0].fields[1:]), fields=f.sections[0].fields[:1]),
     ["Flyttet: feltet «Telefon» (phone) sto i general og står nå i 1.1."]),
    ("another code, by the crosswalk",
     lambda f: replace(first_field(f, code="town"), crosswalk={"town": "municipality_name"}),
     ["Koden er endret for feltet «Kommune»: municipality_name heter nå town."]),
    ("checks", lambda f: replace(f, checks=("N1", "N2")), ["Ny kontroll: N2.", "Kontrollen L1 gjelder ikke lenger."]),
    ("the years", lambda f: replace(f, report_years=(2014, 2015)), ["Skjemaet gjaldt 2013 og gjelder nå 2014–2015."]),
    ("how well it is known", lambda f: replace(f, standing=Standing.UNVERIFIED),
     ["Hvor godt skjemaet er kjent, er endret fra sett til ikke bekreftet."]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "sentences"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_is_changed_is_what_is_told(
    form: Edition, change: Callable[[Edition], Edition], sentences: list[str]
) -> None:
    assert [c.sentence("nb") for c in compare(form, change(form))] == sentences


def test_every_kind_has_a_sentence_in_three_languages() -> None:
    assert set(SENTENCES) == set(ChangeKind)
    assert all(words.nb and words.nn and words.en for words in SENTENCES.values())


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_annual_form_of_2012_printed_years_and_letters_only(language: str) -> None:
    changes = compare(load("ost_annual/2012"), load("ost_annual/2013"))
    assert {c.code for c in changes if c.kind is ChangeKind.RELABELLED} == {
        *(f"{table}.{column}" for table in ("need", "priority") for column in ("status_start", "status_end", "housed")),
        *("A", "B", "C", "C1.housing_allowance_recipients"),
    }
    assert [c.code for c in changes if c.kind is ChangeKind.DEFINITION] == ["C1.housing_allowance_recipients"]
    assert {c.kind for c in changes} == {ChangeKind.RELABELLED, ChangeKind.DEFINITION, ChangeKind.YEARS}
    assert all("{" not in c.sentence(language) for c in changes)


def test_the_annual_form_of_2014_is_a_copy_marked_unverified() -> None:
    changes = compare(load("ost_annual/2013"), load("ost_annual/2014"))
    assert [c.kind for c in changes] == [ChangeKind.YEARS, ChangeKind.STANDING]


def flipped(changes: tuple[Change, ...]) -> set[tuple[str, str]]:
    turned = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    return {(turned[c.kind], c.code) for c in changes if c.kind in turned}


@given(kept=st.lists(st.integers(0, 36), unique=True, min_size=1))
def test_what_one_way_adds_the_other_way_removes(kept: list[int]) -> None:
    """Any choice and order of the sections of a real form, against the whole form."""
    whole = load("ost_annual/2013")
    sections = tuple(whole.sections[i] for i in kept if i < len(whole.sections))
    part = replace(whole, sections=sections)
    there, back = compare(whole, part), compare(part, whole)
    assert flipped(there) == {(c.kind.value, c.code) for c in back if c.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)}
    removed = {c.code for c in there if c.kind is ChangeKind.REMOVED}
    assert removed == {s.code for s in whole.sections} - {s.code for s in sections}
    moved = [c for c in there if c.kind is ChangeKind.REORDERED]
    assert bool(moved) == (list(kept) != sorted(kept) and len(sections) > 1)


@pytest.mark.parametrize("address", ["ost_annual/2013", "sor_half_year/2012", "final_report/2015"])
def test_nothing_changed_gives_no_sentence(address: str) -> None:
    edition = load(address)
    assert compare(edition, edition) == ()
    assert len({part.key for part in parts_of(edition)}) == len(parts_of(edition))
