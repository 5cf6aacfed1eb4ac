"""The text of an imported file: contact details blotted out, and the line a value was read from."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from boso.importers.proposals import SourceExcerpt
from boso.importers.values import Span
from boso.kernel.masking import contacts_in
from boso.kernel.sources import Place

BLOT = "•"
REPLACEMENT = "\ufffd"
AROUND = 160  # letters before and after, enough to see the row and its head


def blotted(text: str) -> str:
    """The text at the same length, telephone numbers and e-mail addresses made unreadable."""
    pieces, last = [], 0
    for start, end in contacts_in(text):
        pieces += [text[last:start], BLOT * (end - start)]
        last = end
    return "".join(pieces) + text[last:]


def storable(value: Any) -> Any:
    """Plain JSON without what a database cannot hold: the sign with number zero, and halves of signs."""
    if isinstance(value, str):
        return value.replace("\0", REPLACEMENT).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {key: storable(member) for key, member in value.items()}
    return [storable(member) for member in value] if isinstance(value, list | tuple) else value


def offsets_of(spans: Sequence[Span], place: Place) -> tuple[int, int] | None:
    """The stretch of the document's text that stands at a place; None when the place says too little."""
    if place.start is not None and place.end is not None:
        return _by_position(spans, place.start, place.end)
    bare = replace(place, field=None, section=None)
    fits = [s for s in spans if s.place == bare]
    return (fits[0].start, fits[-1].end) if fits and bare != Place() else None


def _by_position(spans: Sequence[Span], start: int, end: int) -> tuple[int, int] | None:
    for span in spans:
        if span.place.start is None:
            continue
        offset = span.place.start - span.start
        if span.start + offset <= start < span.end + offset:
            return start - offset, end - offset
    return None


def excerpt(text: str, spans: Sequence[Span], place: Place, file_name: str) -> SourceExcerpt | None:
    """The words at a place with a little before and after, and the line of the text they stand on."""
    found = offsets_of(spans, place)
    if found is None:
        return None
    start, end = found
    return SourceExcerpt(
        file_name=file_name,
        page=place.page,
        line=line_of(text, spans, place.page, start),
        before=text[max(0, start - AROUND) : start],
        text=text[start:end],
        after=text[end : end + AROUND],
    )


def line_of(text: str, spans: Sequence[Span], page: int | None, start: int) -> int:
    """The line a position stands on, counted from 1 on its page; in the whole text where the file has no pages."""
    begin = next((s.start for s in spans if page is not None and s.place.page == page), 0)
    return text.count("\n", min(begin, start), start) + 1
