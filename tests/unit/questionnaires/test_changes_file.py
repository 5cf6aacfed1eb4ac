"""An edition told as its differences from another: each change is made, each mistake is told with its line."""

from pathlib import Path

import pytest

from boso.kernel.errors import Invalid
from boso.questionnaires import loading
from boso.questionnaires.values import Edition
from tests.unit.questionnaires.small_edition import SMALL

HEAD = """\
based_on: test_form/2013
name: "2014"
report_years: [2014, 2014]
changes:
"""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "test_form-2013.yaml").write_text(SMALL, encoding="utf-8")
    monkeypatch.setattr(loading, "FOLDER", tmp_path)
    return tmp_path


def changed(folder: Path, changes: str) -> Edition:
    file = folder / "test_form-2014.yaml"
    file.write_text(HEAD + changes, encoding="utf-8")
    return loading.load_file(file)


def test_keys_beside_the_changes_replace_the_base_and_the_rest_is_inherited(write: Path) -> None:
    edition = changed(write, "  []\n")
    assert (edition.name, edition.report_years) == ("2014", (2014, 2014))
    assert edition.sections == loading.load("test_form/2013").sections
    assert edition.digest != loading.load("test_form/2013").digest


def test_one_change_may_be_made_in_several_places(write: Path) -> None:
    edition = changed(write, "  - at: [general/phone, general/municipality_name]\n    set: {required: false}\n")
    assert [q.required for q in edition.fields()] == [False, False]
    assert [q.required for q in loading.load("test_form/2013").fields()] == [True, True]


def test_a_thing_is_removed_with_its_inside(write: Path) -> None:
    assert changed(write, "  - {at: 1.1/need/A_no_dwelling, remove: true}\n").figure_codes() == (
        "B_at_risk.status_start",
    )


def test_a_thing_is_added_before_another(write: Path) -> None:
    row = "{code: C_unsuitable, label: {nb: Uegnet, nn: Ueigna, en: Unsuitable}}"
    edition = changed(write, f"  - at: 1.1/need\n    add: {{rows: [{row}]}}\n    before: B_at_risk\n")
    assert edition.figure_codes() == (
        "A_no_dwelling.status_start",
        "C_unsuitable.status_start",
        "B_at_risk.status_start",
    )


def test_a_narrative_and_the_form_itself_are_reached(write: Path) -> None:
    edition = changed(write, "  - {at: 1.1/narrative, drop: [hint]}\n  - {at: ., set: {checks: [N1]}}\n")
    narrative = edition.sections[1].narrative
    assert narrative is not None
    assert narrative.hint is None
    assert edition.checks == ("N1",)


@pytest.mark.parametrize(
    ("changes", "line", "says"),
    [
        ("  - {at: 1.1/nead, remove: true}\n", 5, "has no '1.1/nead' ('nead' is not there)"),
        ("  - {set: {required: false}}\n", 5, "a change has 'at' and one of"),
        ("  - {at: general, move: up}\n", 5, "a change has 'at' and one of"),
        ("  - at: 1.1\n    drop: [notes]\n", 6, "'1.1' has no 'notes' to drop"),
        ("  - at: 1.1/need\n    add: {lines: []}\n", 6, "'add' has one key, one of sections"),
        ("  - at: 1.1/need\n    add:\n      rows: one\n", 7, "'rows' must be a list"),
        ("  - at: 1.1/need\n    add: {rows: []}\n    before: D_lost\n", 7, "there is no 'D_lost' in '1.1/need'"),
        ("  - {at: 1.1/narrative, remove: true}\n", 5, "is no part of a list and cannot be removed"),
        ("  - at: general/phone\n    set:\n      type: fax\n", 7, "phone › type: 'fax' is not known"),
        ("  - at: general\n    set: {heading: {nb: Ny}}\n", 6, "heading: 'nn' is missing"),
        ("  one\n", 4, "'changes' must be a list"),
    ],
)
def test_a_mistake_in_a_change_is_told_where_it_stands(write: Path, changes: str, line: int, says: str) -> None:
    with pytest.raises(Invalid) as caught:
        changed(write, changes)
    assert str(caught.value).startswith(f"test_form-2014.yaml, line {line}: ")
    assert says in str(caught.value)


def test_a_mistake_in_the_base_is_told_in_the_base(write: Path) -> None:
    (write / "test_form-2013.yaml").write_text(SMALL.replace("type: municipality", "type: town"), encoding="utf-8")
    with pytest.raises(Invalid, match=r"test_form-2013\.yaml, line 16: "):
        changed(write, "  []\n")


@pytest.mark.parametrize(
    ("base", "says"),
    [
        ("test_form/2014", "'test_form/2014' is itself based on this edition"),
        ("test_form/1999", "There is no edition 'test_form/1999'; did you mean test_form/20"),
        ("2013", "'2013' is no edition; write template/year"),
    ],
)
def test_a_base_that_leads_nowhere_is_told(write: Path, base: str, says: str) -> None:
    file = write / "test_form-2014.yaml"
    file.write_text(HEAD.replace("test_form/2013", base) + "  []\n", encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        loading.load_file(file)
    assert str(caught.value).startswith("test_form-2014.yaml, line 1: based_on: ")
    assert says in str(caught.value)
