"""Text that a person wrote, in a Word document: a paragraph a line, the room above it says whether a line was empty."""

from typing import Any

from boso.publishing.writers import word_styles as styles
from boso.publishing.writers.lines import is_point, without_dash


def add_written(document: Any, text: str) -> None:
    """The lines in order. One empty line is the room above the next; more are paragraphs without text."""
    empty, first = 0, True
    for line in text.split("\n"):
        if not line:
            empty += 1
            continue
        for _ in range(empty if first else empty - 1):
            document.add_paragraph(style=styles.LINE)
        apart, first = empty > 0 and not first, False
        empty = 0
        style = (styles.FIRST_POINT if apart else styles.POINT) if is_point(line) else None
        document.add_paragraph(without_dash(line), style=style or (styles.TEXT if apart else styles.LINE))
    for _ in range(empty):
        document.add_paragraph(style=styles.LINE)
