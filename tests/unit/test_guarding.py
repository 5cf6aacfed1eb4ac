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


class PanicException(BaseException):
    """What a library written in Rust raises when it gives up: named so, and no `Exception`."""


def test_a_panic_of_a_library_is_told_and_logged_too(caplog: pytest.LogCaptureFixture) -> None:
    told = pytest.raises(Unreadable, match=r"«bok.xlsx» kunne ikke leses")
    with caplog.at_level(logging.ERROR), told, own_faults_told("bok.xlsx"):
        raise PanicException("index out of bounds")
    assert "PanicException" in caplog.text


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_a_person_who_stops_the_program_is_obeyed(stop: type[BaseException]) -> None:
    with pytest.raises(stop), own_faults_told("bok.xlsx"):
        raise stop


def test_a_foreseen_refusal_is_its_own() -> None:
    with pytest.raises(NotFound), own_faults_told("rapport.pdf"):
        raise NotFound("borte")
