"""A fault of boso's own in reading a file is told in a sentence and logged; what is foreseen is left as it is."""

import logging

import pytest

from boso.importers.actions.guarding import own_faults_told
from boso.kernel.errors import NotFound, Unreadable


def test_an_unforeseen_fault_is_told_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    told = pytest.raises(Unreadable, match=r"«rapport.pdf» kunne ikke leses")
    with caplog.at_level(logging.ERROR), told, own_faults_told("rapport.pdf"):
        raise ZeroDivisionError("a parser's own")
    assert "ZeroDivisionError" in caplog.text


def test_a_foreseen_refusal_is_its_own() -> None:
    with pytest.raises(NotFound), own_faults_told("rapport.pdf"):
        raise NotFound("borte")
