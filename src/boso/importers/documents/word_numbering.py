"""The numbers Word prints before headings and list items, which stand nowhere in the text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from boso.importers.documents.word_runs import VALUE, W

PLACEHOLDER = re.compile(r"%(\d)")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
MAX_COUNT = 9999


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written, the text around it, where it starts."""

    style: str
    pattern: str
    start: int


class Numbering:
    """Counts list items as Word does, in document order."""

    def __init__(self, definitions: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._list_of: dict[str, str] = {}
        self._by_style = _style_numbering(styles) if styles is not None else {}
        if definitions is not None:
            self._read(definitions)

    def label(self, paragraph: Element) -> str:
        """What Word prints before this paragraph: "1.2", "A.", "3)"; nothing for bullets and unnumbered text."""
        number, depth = self._of(paragraph)
        levels = self._levels.get(self._list_of.get(number, ""))
        if not levels or depth not in levels:
            return ""
        counts = self._counts.setdefault(self._list_of[number], {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if levels[depth].style in ("bullet", "none"):
            return ""
        return PLACEHOLDER.sub(lambda m: self._printed(levels, counts, int(m[1]) - 1), levels[depth].pattern)

    def _printed(self, levels: Mapping[int, Level], counts: Mapping[int, int], depth: int) -> str:
        level = levels.get(depth)
        return "" if level is None else printed(counts.get(depth, level.start), level.style)

    def _of(self, paragraph: Element) -> tuple[str, int]:
        """The list a paragraph belongs to and its depth, by itself or by its style."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return "", 0
        style = properties.find(f"{W}pStyle")
        number, depth = self._by_style.get(style.get(VALUE, "") if style is not None else "", ("", 0))
        own = properties.find(f"{W}numPr")
        if own is not None:
            number, depth = _reference(own, number, depth)
        return number, depth

    def _read(self, definitions: Element) -> None:
        for abstract in definitions.findall(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            self._levels[key] = {_whole(lvl.get(f"{W}ilvl")): _level(lvl) for lvl in abstract.findall(f"{W}lvl")}
        for number in definitions.findall(f"{W}num"):
            target = number.find(f"{W}abstractNumId")
            key, identity = target.get(VALUE, "") if target is not None else "", number.get(f"{W}numId", "")
            restarts = {
                _whole(o.get(f"{W}ilvl")): _start(o, f"{W}startOverride") for o in number.findall(f"{W}lvlOverride")
            }
            self._list_of[identity] = self._own_copy(key, identity, restarts) if restarts else key

    def _own_copy(self, key: str, identity: str, restarts: Mapping[int, int]) -> str:
        """A list that begins anew counts by itself, with the levels of the list it was made from."""
        copy = f"{key}/{identity}"
        self._levels[copy] = {
            depth: Level(level.style, level.pattern, restarts.get(depth, level.start))
            for depth, level in self._levels.get(key, {}).items()
        }
        return copy


def printed(count: int, style: str) -> str:
    """A count as a list number: 3, c, C, iii or III; decimal for styles that are not known."""
    count = min(max(count, 0), MAX_COUNT)
    if style in ("lowerLetter", "upperLetter") and count:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman.upper() if style == "upperRoman" else roman
    return f"{count:02d}" if style == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for value, sign in ROMAN:
        written += sign * (count // value)
        count %= value
    return written


def _level(element: Element) -> Level:
    style, pattern = element.find(f"{W}numFmt"), element.find(f"{W}lvlText")
    return Level(
        style.get(VALUE, "decimal") if style is not None else "decimal",
        pattern.get(VALUE, "") if pattern is not None else "",
        _start(element, f"{W}start"),
    )


def _start(element: Element, name: str) -> int:
    found = element.find(name)
    return _whole(found.get(VALUE)) if found is not None else 1


def _reference(element: Element, number: str, depth: int) -> tuple[str, int]:
    identity, level = element.find(f"{W}numId"), element.find(f"{W}ilvl")
    return (
        identity.get(VALUE, "") if identity is not None else number,
        _whole(level.get(VALUE)) if level is not None else depth,
    )


def _style_numbering(styles: Element) -> dict[str, tuple[str, int]]:
    found = {}
    for style in styles.findall(f"{W}style"):
        reference = style.find(f"{W}pPr/{W}numPr")
        if reference is not None:
            found[style.get(f"{W}styleId", "")] = _reference(reference, "", 0)
    return found


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
