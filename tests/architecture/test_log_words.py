"""Every act that is recorded, and everything one may be recorded of, has words in the log."""

import ast
from collections.abc import Iterator

from boso.reporting.rules.signing import EVENT_OF
from boso.web.messages import PACKAGE
from boso.web.presenters.log import ACTS, SUBJECTS

RECORDING = {"record", "_record", "_record_one", "record_act", "record_role", "write_down"}


def recorded() -> Iterator[tuple[str, str]]:
    """The keyword and the text of each plain text handed to a call that records; the act may stand first."""
    for file in PACKAGE.rglob("actions/*.py"):
        yield from _in(ast.parse(file.read_text(encoding="utf-8")))
    for file in PACKAGE.rglob("actions.py"):
        yield from _in(ast.parse(file.read_text(encoding="utf-8")))


def _in(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RECORDING:
            given = [("act", arg) for arg in node.args] + [(k.arg or "", k.value) for k in node.keywords]
            for name, value in given:
                yield from ((name, text) for text in _texts(value))


def _texts(value: ast.expr) -> Iterator[str]:
    """A text, or either of two."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from (*_texts(value.body), *_texts(value.orelse))


def test_every_act_has_words():
    acts = {text for name, text in recorded() if name == "act"} | {f"report_{e.value}" for e in EVENT_OF.values()}
    assert {"role_given", "text_tagged", "report_delivered", "municipality_invited", "annual_text_saved"} <= acts
    assert sorted(acts - set(ACTS)) == []


def test_everything_an_act_is_of_has_words():
    subjects = {text for name, text in recorded() if name == "subject_type"}
    assert {"report", "membership"} <= subjects
    assert sorted(subjects - set(SUBJECTS)) == []
