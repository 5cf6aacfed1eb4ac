"""An editor's text as blocks: paragraphs, headings, lists and bold of Markdown, and marks that stand for figures.

Everything else in the text is words and nothing more: markup, links and formulas are printed as they were written.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from boso.publishing.values import Block, Heading, Paragraph, Points, Run

ALLOWED = ("heading", "list", "emphasis", "newline", "escape")
MARK = re.compile(r"\[\[\s*(?:tall|tal|figure)\s*:\s*(?P<said>[^\[\]\n]*?)\s*\]\]", re.IGNORECASE)
SECTION = 2  # an editor's own heading lies inside a chapter
FIGURE = "figure_mark"

Printer = Callable[[str], Run]


def blocks_of(text: str, printer: Printer) -> tuple[Block, ...]:
    """The text as blocks; `printer` is asked for each figure by what its mark says ("Prøvevik housed_total 2013")."""
    return tuple(_blocks(_reader().parse(text), printer))


def marks_in(text: str) -> tuple[str, ...]:
    """What the marks for figures in a text say, each once, in the order they stand."""
    found = [token for block in _reader().parse(text) for token in block.children or () if token.type == FIGURE]
    return tuple(dict.fromkeys(token.content for token in found))


def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero").enable(list(ALLOWED))
    reader.inline.ruler.before("text", FIGURE, _figure_mark)
    return reader


def _figure_mark(state: StateInline, silent: bool) -> bool:
    found = MARK.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push(FIGURE, "", 0).content = found["said"]
    state.pos = found.end()
    return True


def _blocks(tokens: Sequence[Token], printer: Printer) -> Iterator[Block]:
    """Lists inside lists become one list; a heading holds no marks of its own level."""
    items: list[tuple[Run, ...]] = []
    opened: list[str] = []
    for place, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            opened.append(token.type)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            kind = opened.pop()
            if not opened:
                yield _points(items, ordered=kind.startswith("ordered"))
                items = []
        elif token.type == "inline":
            runs = tuple(_runs(token.children or [], printer))
            if opened:
                items.append(runs)
            elif runs:
                yield _standing(tokens[place - 1].type, runs)


def _standing(kind: str, runs: tuple[Run, ...]) -> Block:
    text = _text(runs)
    if kind == "heading_open":
        return Heading(text, SECTION)
    return Paragraph(text, runs if _marked(runs) else ())


def _points(items: list[tuple[Run, ...]], *, ordered: bool) -> Points:
    texts = tuple(_text(runs) for runs in items)
    return Points(texts, ordered=ordered, runs=tuple(items) if any(map(_marked, items)) else ())


def _marked(runs: Sequence[Run]) -> bool:
    return any(run.bold or run.code for run in runs)


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _runs(tokens: Sequence[Token], printer: Printer) -> Iterator[Run]:
    bold = 0
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type in ("softbreak", "hardbreak"):
            yield Run(" ", bold=bold > 0)
        elif token.type == FIGURE:
            printed = printer(token.content)
            yield Run(printed.text, bold=bold > 0, figure=printed.figure, code=printed.code)
        elif token.content:
            yield Run(token.content, bold=bold > 0)
