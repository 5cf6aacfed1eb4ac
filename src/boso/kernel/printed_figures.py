"""Reads a figure back from how `number_printing` printed it, in any of the languages, and from nothing else."""

import re
from decimal import Decimal

from boso.kernel.figures import Figure, Kind
from boso.kernel.number_printing import MINUS, WORDS

GAPS = re.compile(r"[\s\u00a0\u202f\u2009]+")
NUMBER = re.compile(r"([+\-\u2212]?)(\d{1,3}(?: \d{3})+|\d+)(?:,(\d+))?(?: (?:kr|%))?")
OTHER_WORDS = {  # how a dash is told where a table has little room
    "ikke oppgitt": Kind.DASH,
    "ikkje oppgitt": Kind.DASH,
    "ikkje oppgjeve": Kind.DASH,
    "not given": Kind.DASH,
}
KINDS: dict[str, Kind] = {
    text: kind for kind, texts in WORDS.items() if not kind.has_value for text in texts.values()
} | OTHER_WORDS
APPROXIMATELY = tuple(f"{text} " for text in WORDS[Kind.APPROXIMATE].values())
PROVISIONALLY = tuple(f" ({text})" for text in WORDS[Kind.PROVISIONAL].values())


def read_printed(text: str) -> Figure | None:
    """The figure that is printed so; None where the text is no printed figure. Nothing printed is a blank.

    A date a pending figure is expected at is kept as `expected` in the words of the document.
    """
    written = GAPS.sub(" ", text).strip()
    if not written:
        return Figure(kind=Kind.BLANK, raw=text)
    if written in KINDS:
        return Figure(kind=KINDS[written], raw=text)
    pending = next(
        (word for word, kind in KINDS.items() if kind is Kind.PENDING and written.startswith(f"{word} (")), ""
    )
    if pending and written.endswith(")"):
        return Figure(kind=Kind.PENDING, raw=text, expected=written[len(pending) + 2 : -1])
    return _with_number(written, text)


def _with_number(written: str, raw: str) -> Figure | None:
    kind, bare = Kind.NUMBER, written
    if written.startswith(APPROXIMATELY):
        kind, bare = Kind.APPROXIMATE, written.partition(" ")[2]
    elif written.endswith(PROVISIONALLY):
        kind, bare = Kind.PROVISIONAL, written.rpartition(" (")[0]
    elif written.startswith("(") and written.endswith(")"):
        kind, bare = Kind.TENTATIVE, written[1:-1]
    found = NUMBER.fullmatch(bare)
    if found is None:
        return None
    value = Decimal(f"{found[2].replace(' ', '')}.{found[3] or 0}")
    signed = -value if found[1] in ("-", MINUS) else value
    return Figure(kind=kind, value=signed.normalize() if found[3] else signed.to_integral_value(), raw=raw)
