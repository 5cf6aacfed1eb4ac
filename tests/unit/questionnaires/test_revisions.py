"""A form that a report stands on never changes: a correction of its texts is a new revision with the same questions."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from boso.kernel.errors import NotFound
from boso.questionnaires import loading
from boso.questionnaires.comparing import compare
from boso.questionnaires.rules import can_edit_texts, can_read_with, can_succeed, pin_of
from boso.questionnaires.values import Edition, FieldType, Words
from tests.unit.questionnaires.small_edition import SMALL

CORRECTION = """\
based_on: test_form/2013@1
revision: 2
changes:
  - at: 1.1/narrative
    set: {hint: {nb: Fortell kort og klart., nn: Fortel kort og klart.}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "test_form-2013.yaml").write_text(SMALL, encoding="utf-8")
    monkeypatch.setattr(loading, "FOLDER", tmp_path)
    return tmp_path


@pytest.fixture
def first(folder: Path) -> Edition:
    return loading.load("test_form/2013")


def test_a_revision_is_a_small_file_beside_the_first_and_both_can_be_loaded(folder: Path, first: Edition) -> None:
    (folder / "test_form-2013-r2.yaml").write_text(CORRECTION, encoding="utf-8")
    loading.check_all()
    newest = loading.load("test_form/2013")
    assert (newest.revision, loading.load("test_form/2013@1")) == (2, first)
    assert can_succeed(first, newest)
    assert [c.sentence("nb") for c in compare(first, newest)] == [
        "Veiledningen til teksten «Samlet» (1.1.sum) er endret: «Fortell kort.» er blitt «Fortell kort og klart.»."
    ]
    with pytest.raises(NotFound, match="the newest revision is 2"):
        loading.load("test_form/2013@3")


def test_a_report_finds_the_revision_it_stands_on_unchanged(first: Edition) -> None:
    assert can_read_with(pin_of(first), first)
    assert pin_of(first).address == "test_form/2013@1"


def test_a_revision_changed_after_use_is_refused(first: Edition) -> None:
    assert can_read_with(pin_of(first), replace(first, digest="other")).reason == "edition_changed"
    assert can_read_with(pin_of(first), replace(first, revision=2)).reason == "edition_other"
    assert can_edit_texts(first, [pin_of(first)]).reason == "edition_in_use"
    assert can_edit_texts(replace(first, revision=2), [pin_of(first)])


@pytest.mark.parametrize("change", ["code", "type", "required", "unit", "check", "row"])
def test_a_revision_never_changes_what_is_asked(first: Edition, change: str) -> None:
    general, need = first.sections
    field = general.fields[0]
    table = need.tables[0]
    edits = {
        "code": replace(general, fields=(replace(field, code="town"), *general.fields[1:])),
        "type": replace(general, fields=(replace(field, type=FieldType.TEXT), *general.fields[1:])),
        "required": replace(general, fields=(replace(field, required=False), *general.fields[1:])),
        "unit": replace(general, fields=(replace(field, unit="hours"), *general.fields[1:])),
        "check": general,
        "row": general,
    }
    second = need if change != "row" else replace(need, tables=(replace(table, rows=table.rows[:1]),))
    checks = ("N1",) if change == "check" else first.checks
    newer = replace(first, revision=2, checks=checks, sections=(edits[change], second))
    assert can_succeed(first, newer).reason == "revision_changes_questions"
    assert compare(first, newer), "what a revision may not change is always in the change list"


def test_a_revision_follows_the_one_before(first: Edition) -> None:
    corrected = replace(first, title=Words("Nytt", "Nytt", "New"))
    assert can_succeed(first, replace(corrected, revision=2))
    assert can_succeed(first, replace(corrected, revision=3)).reason == "revision_not_next"
    assert can_succeed(first, replace(corrected, revision=2, name="2014")).reason == "revision_other_form"


def test_every_revision_in_the_house_may_follow_the_one_before_it() -> None:
    for address in loading.addresses():
        editions = loading.revisions(address)
        assert all(can_succeed(older, newer) for older, newer in pairwise(editions))
