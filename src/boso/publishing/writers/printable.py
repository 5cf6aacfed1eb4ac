"""Text as a document can hold it: what no file or no type can show is left out or told by its number."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass, replace
from typing import Any

from boso.publishing.values import Block, Publication

# What XML 1.0 forbids or warns of – control characters but tab and line break, halves of pairs, no characters – and
# signs that turn the direction of what follows, by which a text can show other than it says.
NOT_IN_XML = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
TOO_LONG, PIECE, ZERO_WIDTH = re.compile(r"\S{31,}"), 10, "\u200b"
WIDE = "\u00a0" * 4  # of single ones there are many
UNSEEN, KEPT_UNSEEN = "Cf", "\u00ad"


def printable(publication: Publication) -> Publication:
    """The same publication without signs that no document can hold."""
    clean: Publication = _changed(publication, lambda text: NOT_IN_XML.sub("", LINE_ENDS.sub("\n", text)))
    return clean


def showable(publication: Publication, signs: AbstractSet[str]) -> Publication:
    """The same publication with every sign that the type lacks told by its number, as [U+1F600].

    A reader gets the sign back from that; the document's own data hold it anyway.
    """

    def told(text: str) -> str:
        return "".join(_shown(sign, signs) for sign in unicodedata.normalize("NFC", text))

    shown: Publication = _changed(publication, told)
    return shown


def breakable(publication: Publication) -> Publication:
    """The same publication with places to break a line in words that are longer than a column."""
    broken: Publication = _changed(publication, lambda text: TOO_LONG.sub(_with_breaks, text))
    return broken


def told_apart(blocks: Sequence[Block]) -> Sequence[Block]:
    """The same blocks, so that a reader of paper can undo them: a text that looks like a sign told by its number is
    told by one itself, and a tab is a wide gap of its own."""
    apart: Sequence[Block] = _changed(blocks, lambda text: text.replace("[U+", "[U+005B]U+").replace("\t", WIDE))
    return apart


def _with_breaks(word: re.Match[str]) -> str:
    return ZERO_WIDTH.join(word[0][at : at + PIECE] for at in range(0, len(word[0]), PIECE))


def _shown(sign: str, signs: AbstractSet[str]) -> str:
    if unicodedata.category(sign) == UNSEEN and sign != KEPT_UNSEEN:
        return ""
    if sign.isspace():
        return sign if sign in signs or sign in "\n\t" else " "
    return sign if sign in signs else f"[U+{ord(sign):04X}]"


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """The value with every text in it changed, however deep; what holds none to change is the same object."""
    if type(value) is str:
        return change(value)
    if isinstance(value, Mapping):
        return {_changed(key, change): _changed(part, change) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_changed(part, change) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: getattr(value, f.name) for f in fields(value) if f.init}
        changed = {name: new for name, old in parts.items() if (new := _changed(old, change)) != old}
        return replace(value, **changed) if changed else value
    return value
