"""A piece of a source's text: the place itself, with the lines around it."""

LINES_BEFORE, LINES_AFTER = 5, 3
LONGEST = 600


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Whole lines before, the place, and whole lines after; a long place is shortened in its middle."""
    first = start
    for _ in range(LINES_BEFORE + 1):
        first = text.rfind("\n", 0, first)
        if first < 0:
            break
    last = end
    for _ in range(LINES_AFTER + 1):
        last = text.find("\n", last + 1)
        if last < 0:
            last = len(text)
            break
    before = text[max(first + 1, start - LONGEST) : start]
    after = text[end : min(last, end + LONGEST)]
    return before.lstrip("\n"), _shortened(text[start:end]), after.rstrip("\n")


def line_of(text: str, start: int) -> int:
    """The line a place stands on, counted from 1."""
    return text.count("\n", 0, start) + 1


def _shortened(place: str) -> str:
    half = LONGEST
    return place if len(place) <= 2 * half else f"{place[:half]} … {place[-half:]}"
