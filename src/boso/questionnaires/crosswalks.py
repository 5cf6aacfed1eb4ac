"""From the answers of one edition to those of another: what corresponds, what was merged or split, what has no heir."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from boso.kernel.errors import Invalid, NotFound
from boso.kernel.figures import Figure, total
from boso.questionnaires.loading import load
from boso.questionnaires.parts import answer_codes
from boso.questionnaires.placed_yaml import Block, Items, Line, read_yaml_list
from boso.questionnaires.values import Edition, Words

FILE = Path(__file__).parent / "crosswalks.yaml"
KEYS = frozenset({"from", "to", "same", "links", "differ", "note"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Codes of two editions whose totals agree. An empty side: no counterpart. `note` says what is not quite alike."""

    older: tuple[str, ...]
    newer: tuple[str, ...]
    note: Words | None = None

    @property
    def split(self) -> bool:
        """One answer became several: the parts cannot be told, only their total."""
        return len(self.newer) > 1

    @property
    def lost(self) -> bool:
        """The other edition has nothing that corresponds."""
        return not self.older or not self.newer


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """All answers of two editions, each in exactly one link."""

    older: str
    newer: str
    links: tuple[Link, ...]
    note: Words | None = None

    def counterparts(self, code: str) -> tuple[str, ...]:
        """The codes in the newer edition that a code of the older one corresponds to; none where it has none."""
        return next((link.newer for link in self.links if code in link.older), ())

    def reversed(self) -> "Crosswalk":
        """The same, read from the newer edition to the older."""
        links = tuple(Link(older=link.newer, newer=link.older, note=link.note) for link in self.links)
        return Crosswalk(older=self.newer, newer=self.older, links=links, note=self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Figures of an older edition as the newer one would have them: what `codes` come to together.

    One code and one figure: the figure itself. Otherwise their total, with its coverage inside `parts`.
    """

    codes: tuple[str, ...]
    parts: tuple[Figure, ...]
    note: Words | None = None

    @property
    def figure(self) -> Figure | None:
        """The figure, where exactly one became exactly one."""
        return self.parts[0] if len(self.parts) == len(self.codes) == 1 else None

    @property
    def value(self) -> object:
        """The total of what counts, None where nothing does."""
        return total(self.parts).value


def crosswalk(older: str, newer: str) -> Crosswalk:
    """The crosswalk between two editions, through others where none leads straight.

    Raises `NotFound` where no chain of crosswalks leads from one to the other.
    """
    start, goal = load(older).address, load(newer).address
    steps = _steps(start, goal)
    if steps is None:
        raise NotFound(f"No crosswalk leads from {start} to {goal}; the two forms are not comparable.")
    if not steps:
        return identity(load(start))
    whole = steps[0]
    for step in steps[1:]:
        whole = joined(whole, step)
    return whole


def carry(walk: Crosswalk, figures: Mapping[str, Figure]) -> tuple[Carried, ...]:
    """The figures as the newer edition has them; figures without a counterpart are left out."""
    found = []
    for link in walk.links:
        parts = tuple(figures[code] for code in link.older if code in figures)
        if parts and not link.lost:
            found.append(Carried(codes=link.newer, parts=parts, note=link.note))
    return tuple(found)


def identity(edition: Edition) -> Crosswalk:
    """Every answer to itself."""
    links = tuple(Link(older=(code,), newer=(code,)) for code in sorted(answer_codes(edition)))
    return Crosswalk(older=edition.address, newer=edition.address, links=links)


def joined(first: Crosswalk, second: Crosswalk) -> Crosswalk:
    """One crosswalk over two, the second beginning where the first ends: groups that share a code become one."""
    groups = [[link.older, link.newer, (), link.note] for link in first.links]
    bridges = [[(), link.older, link.newer, link.note] for link in second.links]
    links = []
    for merged in _components([*groups, *bridges]):
        older = tuple(sorted({code for group in merged for code in group[0]}))
        newer = tuple(sorted({code for group in merged for code in group[2]}))
        if older or newer:
            note = next((group[3] for group in merged if group[3]), None)
            links.append(Link(older=older, newer=newer, note=note))
    return Crosswalk(older=first.older, newer=second.newer, links=tuple(links), note=_both(first.note, second.note))


def _both(first: Words | None, second: Words | None) -> Words | None:
    if first is None or second is None:
        return first or second
    return Words(f"{first.nb} {second.nb}", f"{first.nn} {second.nn}", f"{first.en} {second.en}")


def _components(groups: Iterable[Sequence[Any]]) -> list[list[Sequence[Any]]]:
    """The groups put together that share a code of the middle edition."""
    found: list[tuple[set[str], list[Sequence[Any]]]] = []
    for group in groups:
        middle = set(group[1])
        touching = [part for part in found if part[0] & middle]
        for part in touching:
            found.remove(part)
        members = [member for part in touching for member in part[1]]
        found.append((middle.union(*(part[0] for part in touching)), [*members, group]))
    return [members for _, members in found]


def _steps(start: str, goal: str) -> list[Crosswalk] | None:
    """The shortest chain of written crosswalks from one edition to the other, read either way."""
    known = written()
    ways = [*known, *(walk.reversed() for walk in known)]
    reached: dict[str, list[Crosswalk]] = {start: []}
    front = [start]
    while front and goal not in reached:
        nexts = [walk for walk in ways if walk.older in front and walk.newer not in reached]
        front = []
        for walk in nexts:
            if walk.newer not in reached:
                reached[walk.newer] = [*reached[walk.older], walk]
                front.append(walk.newer)
    return reached.get(goal)


@cache
def written() -> tuple[Crosswalk, ...]:
    """The crosswalks of the file. Raises `Invalid` with the line of a code that an edition does not have."""
    return read_crosswalks(FILE)


def read_crosswalks(path: Path) -> tuple[Crosswalk, ...]:
    """The crosswalks of a file of the same kind."""
    return tuple(_entry(entry) for entry in read_yaml_list(path))


def _entry(entry: Block) -> Crosswalk:
    for key in entry.keys() - KEYS:
        raise Invalid(f"{entry.lines[key]}: there is no key '{key}'; use one of {', '.join(sorted(KEYS))}.")
    for key in sorted({"from", "to"} - entry.keys()):
        raise Invalid(f"{entry.at}: '{key}' is missing.")
    older, newer = load(str(entry["from"])), load(str(entry["to"]))
    return Crosswalk(
        older=older.address,
        newer=newer.address,
        links=tuple(_links(entry, answer_codes(older), answer_codes(newer))),
        note=_words(entry.get("note")),
    )


def _links(entry: Block, older: Collection[str], newer: Collection[str]) -> Iterator[Link]:
    """First what is written, then what carries the same code, then what has no counterpart."""
    free = [set(older), set(newer)]
    notes = {str(code): _words(d["note"]) for d in _blocks(entry, "differ") for code in cast(Items, d["codes"])}
    for group in _blocks(entry, "links"):
        yield Link(
            older=_take(group, "from", free[0]), newer=_take(group, "to", free[1]), note=_words(group.get("note"))
        )
    same = sorted(free[0] & free[1]) if entry.get("same") == "all" else _same(entry, free)
    for code in same:
        yield Link(older=(code,), newer=(code,), note=notes.pop(code, None))
        free[0].discard(code)
        free[1].discard(code)
    for unknown in notes:
        raise Invalid(f"{entry.lines['differ']}: '{unknown}' is not a code that both editions have.")
    yield from (Link(older=(code,), newer=()) for code in sorted(free[0]))
    yield from (Link(older=(), newer=(code,)) for code in sorted(free[1]))


def _same(entry: Block, free: Sequence[Collection[str]]) -> list[str]:
    codes = entry.get("same", Items(entry.at))
    if not isinstance(codes, Items):
        raise Invalid(f"{entry.lines['same']}: 'same' is either 'all' or a list of codes.")
    for code, line in zip(codes, codes.lines, strict=True):
        if not all(code in side for side in free):
            raise Invalid(f"{line}: '{code}' is not a free code of both editions.")
    return [str(code) for code in codes]


def _take(group: Block, side: str, free: set[str]) -> tuple[str, ...]:
    codes = group.get(side)
    if not isinstance(codes, Items) or not codes:
        raise Invalid(f"{group.at}: '{side}' must be a list of codes.")
    for code, line in zip(codes, codes.lines, strict=True):
        if code not in free:
            raise Invalid(f"{line}: '{code}' is not a code of that edition, or is linked twice.")
        free.discard(str(code))
    return tuple(str(code) for code in codes)


def _blocks(entry: Block, key: str) -> Iterator[Block]:
    members = entry.get(key, Items(Line("", 0)))
    yield from (m for m in cast(Items, members) if isinstance(m, Block))


def _words(content: object) -> Words | None:
    return Words(**cast(dict[str, str], dict(content))) if isinstance(content, Block) else None
