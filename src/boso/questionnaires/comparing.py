"""The change list between two editions or revisions, made from their content, in sentences a person can read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from boso.questionnaires.comparing_words import NAMES, NOTHING, SENTENCES, ChangeKind
from boso.questionnaires.parts import Part, Space, parts_of
from boso.questionnaires.values import Edition, Question, Section, Table, Words

Key = tuple[Space, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `facts` fill the sentence; a fact is a text, or words that differ by language."""

    kind: ChangeKind
    code: str
    facts: Mapping[str, str | Words] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        """The change in nb, nn or en."""
        facts = {k: v.in_language(language) if isinstance(v, Words) else v for k, v in self.facts.items()}
        return SENTENCES[self.kind].in_language(language).format(code=self.code, **facts)


def compare(older: Edition, newer: Edition) -> tuple[Change, ...]:
    """Everything that differs in what the two say and ask: first the form as a whole, then part by part."""
    before, after = {p.key: p for p in parts_of(older)}, {p.key: p for p in parts_of(newer)}
    recoded = _recoded(newer, before, after)
    gone = [p for p in before.values() if p.key not in after and p.key not in recoded.values()]
    return (
        *_whole(older, newer),
        *(_change(ChangeKind.REMOVED, p) for p in gone if p.parent is None or p.parent in after),
        *(c for p in after.values() for c in _of_part(p, before, after, recoded)),
        *_order(before, after),
    )


def _recoded(newer: Edition, before: Mapping[Key, Part], after: Mapping[Key, Part]) -> dict[Key, Key]:
    """Parts that carry another code than in the edition before, new key to old key."""
    pairs = (((space, new), (space, old)) for new, old in newer.crosswalk.items() for space in Space)
    return {new: old for new, old in pairs if new in after and old in before and new not in before}


def _whole(older: Edition, newer: Edition) -> Iterator[Change]:
    if older.title != newer.title:
        yield Change(ChangeKind.TITLE, newer.address, {"before": older.title, "after": newer.title})
    if older.report_years != newer.report_years:
        years = {"before": _years(older), "after": _years(newer)}
        yield Change(ChangeKind.YEARS, newer.address, years)
    if older.standing != newer.standing:
        known = {"before": NAMES[older.standing], "after": NAMES[newer.standing]}
        yield Change(ChangeKind.STANDING, newer.address, known)
    yield from (Change(ChangeKind.CHECK_ADDED, check) for check in newer.checks if check not in older.checks)
    yield from (Change(ChangeKind.CHECK_REMOVED, check) for check in older.checks if check not in newer.checks)


def _years(edition: Edition) -> str:
    first, last = edition.report_years
    return str(first) if first == last else f"{first}–{last}"


def _of_part(
    part: Part, before: Mapping[Key, Part], after: Mapping[Key, Part], recoded: Mapping[Key, Key]
) -> Iterator[Change]:
    """A new part is told once: what stands inside it is new with it."""
    old = before.get(recoded.get(part.key, part.key))
    if old is None:
        if part.parent is None or part.parent in before:
            yield _change(ChangeKind.ADDED, part)
        return
    if old.code != part.code:
        yield _change(ChangeKind.RECODED, part, before=old.code, after=part.code)
    if old.parent != part.parent:
        yield _change(ChangeKind.MOVED, part, before=_place(old, before), after=_place(part, after))
    if old.label != part.label:
        yield _change(ChangeKind.RELABELLED, part, before=old.label, after=part.label)
    yield from _of_source(part, old.source, part.source)


def _place(part: Part, parts: Mapping[Key, Part]) -> str | Words:
    return NAMES["form"] if part.parent is None else parts[part.parent].code


def _of_source(part: Part, old: Section | Table | Question, new: Section | Table | Question) -> Iterator[Change]:
    if isinstance(old, Section) and isinstance(new, Section) and old.hint != new.hint:
        yield _change(ChangeKind.HINT, part, before=old.hint or NOTHING, after=new.hint or NOTHING)
    if isinstance(old, Table) and isinstance(new, Table) and old.kind != new.kind:
        yield _change(ChangeKind.TYPE, part, before=old.kind.value, after=new.kind.value)
    if isinstance(old, Question) and isinstance(new, Question):
        yield from _of_question(part, old, new)


COMPARED: tuple[tuple[ChangeKind, Callable[[Question], str | Words]], ...] = (
    (ChangeKind.TYPE, lambda q: q.type.value),
    (ChangeKind.UNIT, lambda q: NAMES[q.unit] if q.unit else NOTHING),
    (ChangeKind.DEFINITION, lambda q: q.definition or NOTHING),
    (ChangeKind.HINT, lambda q: q.hint or NOTHING),
    (ChangeKind.CHOICES, lambda q: ", ".join(q.choices) or NOTHING),
    (ChangeKind.PRINTED, lambda q: q.printed or NOTHING),
    (ChangeKind.INDICATOR, lambda q: q.indicator or NOTHING),
)


def _of_question(part: Part, old: Question, new: Question) -> Iterator[Change]:
    for kind, said in COMPARED:
        if said(old) != said(new):
            yield _change(kind, part, before=said(old), after=said(new))
    if old.required != new.required:
        yield _change(ChangeKind.REQUIRED if new.required else ChangeKind.OPTIONAL, part)
    if old.published != new.published:
        yield _change(ChangeKind.PUBLICATION, part)


def _order(before: Mapping[Key, Part], after: Mapping[Key, Part]) -> Iterator[Change]:
    """Parts that changed place among those that stayed beside them; the fewest that explain the new order."""
    parents = {p.parent for p in after.values()}
    for parent in sorted(parents, key=str):
        old = [p.key for p in before.values() if p.parent == parent and _stays(p, after)]
        new = [p.key for p in after.values() if p.parent == parent and _stays(p, before)]
        kept = _longest_common(old, new)
        for index, key in enumerate(new):
            if key not in kept:
                yield _change(ChangeKind.REORDERED, after[key], after=_behind(after[new[index - 1]] if index else None))


def _stays(part: Part, others: Mapping[Key, Part]) -> bool:
    return part.key in others and others[part.key].parent == part.parent


def _behind(neighbour: Part | None) -> Words:
    if neighbour is None:
        return NAMES["first"]
    words = NAMES["after"]
    return Words(*(text.format(code=neighbour.code) for text in (words.nb, words.nn, words.en)))


def _longest_common(old: Sequence[Key], new: Sequence[Key]) -> set[Key]:
    """The longest run of keys that stand in the same order in both, where both hold the same keys."""
    position = {key: index for index, key in enumerate(old)}
    best: list[list[Key]] = []
    for index, key in enumerate(new):
        earlier = [run for run, last in zip(best, new[:index], strict=True) if position[last] < position[key]]
        longest: list[Key] = max(earlier, key=len, default=[])
        best.append([*longest, key])
    longest_of_all: list[Key] = max(best, key=len, default=[])
    return set(longest_of_all)


def _change(kind: ChangeKind, part: Part, **facts: str | Words) -> Change:
    return Change(kind, part.code, {"what": NAMES[part.kind], "label": part.label, **facts})
