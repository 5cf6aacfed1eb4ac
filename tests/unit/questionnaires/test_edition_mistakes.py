"""Every mistake in an edition file is told in one sentence with file, line and path."""

from pathlib import Path

import pytest

from boso.kernel.errors import Invalid
from boso.questionnaires.loading import load_file
from tests.unit.questionnaires.small_edition import SMALL

PLANTED = [
    # what stands there, what is planted, its line, what the sentence says
    ("region: øst", "region: nord", 5, "region: 'nord' is not known; use one of øst, sør, all."),
    ("region: øst", "regoin: øst", 5, "there is no key 'regoin'"),
    ("standing: seen\n", "", 1, "'standing' is missing."),
    ('name: "2013"', "name: 2013", 2, "name: '2013' must be text; put it in quotes."),
    ('name: "2013"', 'name: "13"', 2, "name: '13' is empty or has a sign"),
    ("revision: 1", "revision: 0", 3, "revision: 0 is less than the minimum of 1."),
    ("revision: 1", "revision: one", 3, "revision: 'one' must be a whole number."),
    ("[2013, 2013]", "[2013]", 7, "report_years: "),
    ("[N1, L1]", "[N1, X9]", 10, "checks › 2: 'X9' is empty or has a sign that is not allowed here."),
    ("[N1, L1]", "[N1, N1]", 10, "checks: the same stands twice in the list."),
    ("type: municipality", "type: town", 16, "sections › general › fields › municipality_name › type: 'town' is not"),
    ('["Kommune:"]', '[""]', 18, "anchors › 1: '' is empty"),
    ('["Kommune:"]', '"Kommune:"', 18, "anchors: 'Kommune:' must be a list."),
    ("        published: false\n", "", 19, "sections › general › fields › phone: 'published' is missing."),
    ("published: false", "published: true", 21, "phone › published: False was expected."),
    ('code: "1.1"', "code: 1.1", 23, "code: '1.1' must be text; put it in quotes."),
    ("Skriv her … om behovet.", "… …", 26, "prompts › 1: '… …' is empty or has a sign"),
    ("kind: figures", "kind: squares", 29, "sections › 1.1 › tables › need › kind: 'squares' is not known"),
    ("kind: figures", "kind: rows", 28, "need: fixed 'rows' belong to tables of kind figures or matrix only."),
    ("            unit: households\n", "", 31, "columns › status_start: 'unit' is missing."),
    ("nn: Utan bustad, ", "", 40, "rows › A_no_dwelling › label: 'nn' is missing."),
    (", en: At risk", "", 42, "rows › B_at_risk › label: 'en' is missing."),
    ("{nb: Uten bolig,", "{nb: Uten bolig, hus,", 40, "label: there is no key 'hus'; use one of en, nb, nn."),
    (
        "code: B_at_risk",
        "code: A_no_dwelling",
        41,
        "the code 'A_no_dwelling' is used twice; first in form.yaml, line 39.",
    ),
    ('code: "1.1.sum"', "code: phone", 44, "the code 'phone' is used twice; first in form.yaml, line 19."),
    ("hint: {nb: Fortell kort., ", "hint: {", 46, "narrative › hint: 'nb' is missing."),
    ("region: øst", "region: øst\nregion: sør", 6, "the key 'region' stands twice; the first is on line 5."),
    ("region: øst", "region: [øst", 6, "this is not YAML"),
]


@pytest.mark.parametrize(("old", "new", "line", "says"), PLANTED, ids=[f"{p[2]}-{p[1][:20]}" for p in PLANTED])
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert SMALL.count(old) >= 1
    file = tmp_path / "form.yaml"
    file.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        load_file(file)
    assert str(caught.value).startswith(f"form.yaml, line {line}: ")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "form.yaml, line 1: the file must hold keys and values"),
        (b"- one\n- two\n", "form.yaml, line 1: the file must hold keys and values"),
        (b"title: \xff\xfe\x00", "form.yaml: this is not a text file"),
    ],
)
def test_a_file_that_is_no_edition_is_told(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "form.yaml"
    file.write_bytes(content)
    with pytest.raises(Invalid, match=says):
        load_file(file)


def test_the_small_edition_itself_is_right(tmp_path: Path) -> None:
    file = tmp_path / "form.yaml"
    file.write_text(SMALL, encoding="utf-8")
    edition = load_file(file)
    assert edition.figure_codes() == ("A_no_dwelling.status_start", "B_at_risk.status_start")
    assert edition.narrative_codes() == ("1.1.sum",)
