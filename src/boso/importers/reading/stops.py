"""A form as the stops a reader passes on the way through a report: headings, texts, rows and tables, in order."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from boso.kernel.text import folded
from boso.questionnaires.values import Edition, FieldType, Prompt, Question, Section, Table, TableKind, Words

BEGINNING = 7  # words by which a long label is known even when an answer stands inside it


class StopKind(StrEnum):
    """What stands at a stop."""

    HEADING = "heading"
    TEXT = "text"  # a narrative with a label of its own, apart from the section's heading
    TABLE = "table"  # a table of as many rows as the reporter needed
    ROW = "row"  # a row of a table of figures


@dataclass(frozen=True, slots=True)
class Stop:
    """One place of the form that can be found by its words. `text` is the narrative that begins here."""

    kind: StopKind
    code: str
    anchors: tuple[str, ...]
    section: Section
    table: Table | None = None
    row: Question | None = None
    text: Question | None = None

    @property
    def label(self) -> str:
        """The label as the form prints it, in bokmål."""
        return self.in_full[0]

    @property
    def in_full(self) -> tuple[str, ...]:
        """The whole label in each language of the form."""
        own = self.row or (self.text if self.kind is StopKind.TEXT else None)
        words = own.label if own else self.table.label if self.table else self.section.heading
        return (words.nb, words.nn) if words else self.anchors[:1]


@dataclass(frozen=True)
class Form:
    """An edition prepared for reading."""

    edition: Edition

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """The stops of the form, in its order."""
        stops = [stop for section in self.edition.sections for stop in _of_section(section)]
        times = Counter(folded(way) for stop in stops for way in set(map(_beginning, stop.anchors)) if way)
        return tuple(_with_beginnings(stop, times) for stop in stops)

    @cached_property
    def prompts(self) -> tuple[Prompt, ...]:
        """All printed text of the form."""
        return tuple(dict.fromkeys(p for stop in self.stops for p in prompts_at(stop)))

    @cached_property
    def own_prompts(self) -> dict[str, tuple[Prompt, ...]]:
        """By stop, the prompts whose first words stand nowhere else in the form: they betray a lost heading."""
        stops = [s for s in self.stops if s.text]
        times = Counter(folded(p.start) for s in stops for p in prompts_at(s))
        return {s.code: tuple(p for p in prompts_at(s) if times[folded(p.start)] == 1) for s in stops}


def _of_section(section: Section) -> list[Stop]:
    own_label = section.narrative is not None and bool(section.narrative.anchors)
    text = None if own_label else section.narrative
    heading = label_ways(section.anchors, section.heading)
    stops = [Stop(StopKind.HEADING, section.code, heading, section, text=text)]
    for table in section.tables:
        if table.kind is TableKind.FIGURES:
            stops += [Stop(StopKind.ROW, r.code, label_ways(r.anchors, r.label), section, table, r) for r in table.rows]
        elif table.anchors or table.label:
            stops.append(Stop(StopKind.TABLE, table.code, label_ways(table.anchors, table.label), section, table))
    if own_label and section.narrative:
        label = label_ways(section.narrative.anchors, section.narrative.label)
        stops.append(Stop(StopKind.TEXT, section.narrative.code, label, section, text=section.narrative))
    return stops


def label_ways(anchors: tuple[str, ...], label: Words | None) -> tuple[str, ...]:
    """All ways a label may stand, longest first: the anchors, and the printed label in bokmål and nynorsk."""
    ways = dict.fromkeys((*anchors, *((label.nb, label.nn) if label else ())))
    return tuple(sorted(ways, key=lambda way: -len(folded(way))))


def _beginning(way: str) -> str:
    """The first words of a long label."""
    words = way.split()
    return " ".join(words[:BEGINNING]) if len(words) > BEGINNING + 1 else ""


def _with_beginnings(stop: Stop, times: Mapping[str, int]) -> Stop:
    """A stop that is known by the first words of its label too, where no other stop begins with them."""
    own = [b for b in map(_beginning, stop.anchors) if b and times[folded(b)] == 1]
    ways = dict.fromkeys(sorted((*stop.anchors, *own), key=lambda way: -len(folded(way))))
    return replace(stop, anchors=tuple(ways))


def prompts_at(stop: Stop) -> tuple[Prompt, ...]:
    """The printed text that belongs to a stop."""
    prompts = stop.section.prompts if stop.kind is not StopKind.TEXT else ()
    own = stop.row or stop.text
    return (*prompts, *(stop.table.prompts if stop.table else ()), *(own.prompts if own else ()))


def heads_of(table: Table) -> list[tuple[str, ...]]:
    """The ways each column's head may stand."""
    return [label_ways(c.anchors, c.label) for c in table.columns]


def asked_columns(table: Table) -> tuple[Question, ...]:
    """The columns of a table that hold a figure."""
    return tuple(c for c in table.columns if c.type in (FieldType.INT, FieldType.MONEY))
