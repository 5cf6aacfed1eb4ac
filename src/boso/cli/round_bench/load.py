"""Pages and saves timed: one at a time, and while two hundred write, twenty read and one takes out every report."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle

from boso.cli.round_bench.server import Server, Visit
from boso.cli.round_bench.world import World
from boso.cli.round_bench.writing import BROKEN, Writer, Written

ALONE_TURNS = 60
COMING_SECONDS = 20  # in which people come, one after the other; answers are timed from then on
LOAD_SECONDS = 60
BETWEEN_SAVES, BETWEEN_PAGES, BETWEEN_BARE = 5.0, 3.0, 0.5
A_CHECK, A_SIGN = (
    2,
    5,
)  # after so many saves: `editor.js` asks for checks at most each 10 s, and tells of itself each 25 s
FIELDS_EACH = 6
BARE = "/logg-inn/"  # the same server, middleware and layout, and no question to the database but the session's
OK = 200


@dataclass
class Times:
    """Seconds of every answer by what was asked for, and answers that were none."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    begins: float = 0.0  # what is asked before this moment is not counted; faults always are

    def time(self, name: str, ask: Callable[[], bool]) -> None:
        """Ask once and note how long the answer took, or what went wrong."""
        start = time.monotonic()
        try:
            fine = ask()
        except BROKEN as fault:
            self.faults.append(f"{name}: {fault!r}")
            return
        if start >= self.begins:
            self.seconds.setdefault(name, []).append(time.monotonic() - start)
        if not fine:
            self.faults.append(f"{name}: refused")


def writers_of(server: Server, world: World, most: int | None = None) -> list[Writer]:
    """Everyone who writes, each with fields of their own."""
    people = world.writers[:most]
    return [Writer(Visit(server.port, p), [Written(address) for address in p.fields[:FIELDS_EACH]]) for p in people]


def alone(server: Server, world: World) -> Times:
    """One answer after the other, nobody else there; every section of the form in turn, after one round unmeasured."""
    times, writer = Times(), Writer(Visit(server.port, world.writers[-1]), [Written(world.writers[-1].fields[-1])])
    sections = cycle(world.sections)
    for turn in range(-len(world.sections), ALONE_TURNS):
        into = times if turn >= 0 else Times()
        into.time("bare", lambda: writer.visit.get(BARE)[0] in (OK, 302))
        into.time("save", writer.save)
        into.time("form", lambda: _section(writer.visit, next(sections)))
        into.time("tasks", lambda: writer.visit.get(f"/rapport/{writer.visit.person.report_id}/")[0] == OK)
    return times


def under_load(server: Server, world: World) -> Times:
    """Everyone at once, for a minute after all have come."""
    times = Times(begins=time.monotonic() + COMING_SECONDS)
    end = times.begins + LOAD_SECONDS
    people: list[Callable[[], None]] = [_writes(times, writer, world, end) for writer in writers_of(server, world)]
    *readers, exporter = world.readers
    people += [_reads(times, Visit(server.port, reader), world, end) for reader in readers]
    people += [
        _exports(times, Visit(server.port, exporter), world, end),
        _bare(times, Visit(server.port, exporter), end),
    ]
    threads = [threading.Thread(target=person, daemon=True) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LOAD_SECONDS * 3 + COMING_SECONDS)
    return times


def _beats(between: float, end: float) -> Iterator[None]:
    """A beat each so many seconds from the moment one comes; one that is missed, since an answer took longer, is left
    out, as a person who waits does not type."""
    at = time.monotonic() + random.uniform(0, COMING_SECONDS)  # noqa: S311 -- no secret
    while at < end:
        time.sleep(max(0.0, at - time.monotonic()))
        yield
        at = max(at + between, time.monotonic())


def _section(visit: Visit, section: str) -> bool:
    return visit.get(f"/rapport/{visit.person.report_id}/{section}/")[0] == OK


def _writes(times: Times, writer: Writer, world: World, end: float) -> Callable[[], None]:
    """A save each five seconds, and what the page's script asks for beside it: what the checks say, and who is here."""
    section = random.choice(world.sections)  # noqa: S311 -- no secret
    about = f"/rapport/{writer.visit.person.report_id}"

    def person() -> None:
        for turn, _beat in enumerate(_beats(BETWEEN_SAVES, end)):
            times.time("save", writer.save)
            if turn % A_CHECK == 0:
                times.time("checks", lambda: writer.visit.get(f"{about}/kontroll/?del={section}")[0] == OK)
            if turn % A_SIGN == 0:
                times.time("presence", lambda: writer.visit.post(f"{about}/her/", {"section": section})[0] == OK)
        times.faults.extend(writer.refused)

    return person


def _reads(times: Times, visit: Visit, world: World, end: float) -> Callable[[], None]:
    pages = cycle(["/", *(f"/rapport/{visit.person.report_id}/{section}/" for section in world.sections), "/arbeid/"])

    def person() -> None:
        for _beat in _beats(BETWEEN_PAGES, end):
            path = next(pages)
            name = "form" if path.startswith("/rapport/") else "page"
            times.time(name, lambda path=path: visit.get(path)[0] == OK)  # type: ignore[misc]  # bound at once

    return person


def _exports(times: Times, visit: Visit, world: World, end: float) -> Callable[[], None]:
    """Every report whole, one after the other, without a pause."""
    reports = cycle(sorted({writer.report_id for writer in world.writers}))

    def person() -> None:
        while time.monotonic() < end:
            report = next(reports)
            times.time("export", lambda report=report: visit.get(f"/rapport/{report}/utskrift/")[0] == OK)  # type: ignore[misc]

    return person


def _bare(times: Times, visit: Visit, end: float) -> Callable[[], None]:
    def person() -> None:
        for _beat in _beats(BETWEEN_BARE, end):
            times.time("bare", lambda: visit.get(BARE)[0] in (OK, 302))

    return person


def keep_writing(writer: Writer, ending: threading.Event, pause: float) -> Callable[[], None]:
    """Saves without end, sending again what got no answer, until it is told to stop."""

    def person() -> None:
        while not ending.is_set():
            with suppress(*BROKEN):
                writer.save()
            ending.wait(pause)

    return person
