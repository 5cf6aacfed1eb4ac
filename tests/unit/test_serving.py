"""The web server stays up: what made it give up once does not end the programme."""

import threading
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from granian.server.common import AbstractServer

from boso.config.serving import keep_up


class Server:
    """A stand-in that does what it was told: give up, or stop as asked."""

    def __init__(self, *, stopped: bool = False, told_later: bool = False) -> None:
        self._stopped, self._told_later, self._asked = stopped, told_later, 0

    @property
    def interrupt_signal(self) -> bool:
        self._asked += 1
        return self._stopped or (self._told_later and self._asked > 1)

    def serve(self) -> None:
        if not self._stopped:
            raise SystemExit(1)


def _made_of(servers: list[Server]) -> tuple[Callable[[], AbstractServer[Any]], Iterator[Server]]:
    left = iter(servers)
    return cast(Callable[[], Any], lambda: next(left)), left


def test_a_server_that_gave_up_is_made_anew_until_it_is_told_to_stop() -> None:
    answered = threading.Event()
    answered.set()
    make, left = _made_of([Server(), Server(), Server(stopped=True), Server(stopped=True)])
    keep_up(make, answered, pause=0)
    assert len(list(left)) == 1


def test_a_server_told_to_stop_while_it_waits_is_not_made_anew() -> None:
    answered = threading.Event()
    answered.set()
    make, left = _made_of([Server(told_later=True), Server(stopped=True)])
    keep_up(make, answered, pause=0)
    assert len(list(left)) == 1


def test_a_server_that_never_answered_is_not_tried_again() -> None:
    make, left = _made_of([Server(), Server(stopped=True)])
    with pytest.raises(SystemExit):
        keep_up(make, threading.Event(), pause=0)
    assert len(list(left)) == 1
