"""The reporter's own texts: what stands between the form's words, and how sure the borders are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from boso.importers.reading.covering import Cover, Stretch, cover_text, words_of
from boso.importers.reading.pages import Flow
from boso.importers.reading.placing import Placed
from boso.importers.reading.stops import Form, StopKind
from boso.importers.values import ReadText
from boso.kernel.masking import masked
from boso.kernel.sources import Place
from boso.kernel.text import joined
from boso.questionnaires.values import FieldType, TableKind

ANNEX = re.compile(r"(?:^|\n|[.!?]\s)Vedlegg \d{1,2}\s*[:.–-]\s*[A-ZÆØÅ]")
LIKE_PRINT = re.compile(
    r"(?:Beskriv|Vurder|Oppgi|Herunder|Dette kan|Dette gjelder|Her kan|For eksempel|Gi en|Hvilke|Hvordan|Er det|"
    r"Gjelder|Aktuelle)\b"
)
MISSING = re.compile(
    r"(?P<pending>(?:tall(?:ene)?|svar|dette|rapport(?:en)?)?\s*(?:vil bli\s+|blir\s+)?ettersend(?:es|t|ast)|avventer)"
    r"|(?P<not_applicable>ikke (?:aktuelt|relevant)|ikkje (?:aktuelt|relevant))"
    r"|(?P<dash>[-–—]+)",
    re.IGNORECASE,
)
IN_CAPITALS = re.compile(r"\b[A-ZÆØÅ]{3,}\b")
TITLE = re.compile(r"(?:(?<=[.!?\s])|^)(?:[A-ZÆØÅ0-9][A-ZÆØÅ0-9/()*.,-]*\s+){3,}[A-ZÆØÅ][A-ZÆØÅ/-]{3,}")
MIXED = frozenset({"half of another heading", "answer inside the heading"})  # answers and headings changed places
LEAST_STRAY = 12  # letters that are more than leftovers of print
MOST_WORDS = 1200
SHORT_ANSWER = 60  # letters of an answer that may be a sign of missing and nothing else


def read_texts(flow: Flow, form: Form, placed: Sequence[Placed], end: int) -> list[ReadText]:
    """All narratives of the form, in its order. `end` is where the form itself ends and annexes begin."""
    texts = {p.stop.text.code: p for p in placed if p.stop.text}
    texts |= {code: p for code, p in _under_headings(form, placed).items() if code not in texts}
    texts = {code: _cut(flow, form, p, end) for code, p in texts.items()}
    covers = {code: cover_text(flow, form, p) for code, p in texts.items()}
    codes = [s.text.code for s in form.stops if s.text]
    return [
        _text(flow, texts[code], covers[code], _around(flow, form, code, placed, covers))
        if code in texts
        else _absent(code)
        for code in codes
    ]


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside a text where no table comes between: signs that answers and headings changed places."""

    before_filled: bool = False
    next_empty: bool = False
    stray_above: bool = False  # words under a heading above that asks for none


def _around(flow: Flow, form: Form, code: str, placed: Sequence[Placed], covers: dict[str, Cover]) -> Around:
    at = next((i for i, p in enumerate(placed) if p.stop.text and p.stop.text.code == code), None)
    if at is None:
        return Around()
    above, below = _neighbour(placed[:at][::-1]), _neighbour(placed[at + 1 :])
    return Around(
        before_filled=above is not None and bool(_pieces(flow, covers[above])),
        next_empty=below is not None and (not _pieces(flow, covers[below]) or bool(covers[below].doubts & MIXED)),
        stray_above=_stray_above(flow, form, code, placed[:at]),
    )


def _neighbour(placed: Sequence[Placed]) -> str | None:
    """The code of the first text, if only headings stand before it."""
    for one in placed:
        if one.stop.text:
            return one.stop.text.code
        if one.stop.kind is not StopKind.HEADING:
            return None
    return None


def _stray_above(flow: Flow, form: Form, code: str, above: Sequence[Placed]) -> bool:
    home = code.rpartition(".")[0][:3]
    for one in reversed(above if home else ()):
        if one.stop.kind is not StopKind.HEADING or not one.stop.code.startswith(home):
            return False
        if one.stop.text is None:
            return any(s.end - s.start > LEAST_STRAY for s in _pieces(flow, cover_text(flow, form, one)))
    return False


def _under_headings(form: Form, placed: Sequence[Placed]) -> dict[str, Placed]:
    """Texts whose own label is missing stand right under the heading, where no table of figures does."""
    headings = {p.stop.section.code: p for p in placed if p.stop.kind is StopKind.HEADING}
    found = {}
    for stop in form.stops:
        home = headings.get(stop.section.code)
        tables = any(t.kind is TableKind.FIGURES for t in stop.section.tables)
        if stop.kind is StopKind.TEXT and stop.text and home and not tables:
            found[stop.text.code] = replace(home, stop=stop, doubt="no label")
    return found


def _cut(flow: Flow, form: Form, placed: Placed, end: int) -> Placed:
    """The last text ends where annexes begin; if a sentence does not end there, the border is doubted.

    Where the form itself ends with a text, what is pasted into it belongs to it.
    """
    if placed.end <= end:
        return placed
    if placed.stop.section is form.edition.sections[-1]:
        return replace(placed, doubt=placed.doubt or "annexes may stand in it")
    whole = flow.text[placed.start : max(end, placed.start)].rstrip().endswith((".", "!", "?"))
    whole = whole and len(IN_CAPITALS.findall(flow.text[end : end + 60])) > 1
    return replace(placed, end=max(end, placed.start), doubt=placed.doubt or ("" if whole else "annexes follow"))


def _absent(code: str) -> ReadText:
    return ReadText(code=code, kind="absent", text="", certain=False, place=Place())


def _text(flow: Flow, placed: Placed, cover: Cover, around: Around) -> ReadText:
    code = placed.stop.text.code if placed.stop.text else ""
    pieces = _pieces(flow, cover)
    words = joined(" ".join(flow.text[p.start : p.end] for p in pieces))
    if not words:
        return ReadText(
            code=code,
            kind="blank",
            text="",
            certain=not (placed.doubt or around.before_filled),
            place=_place(flow, placed, pieces),
        )
    missing = MISSING.fullmatch(words.rstrip(" .")) if len(words) < SHORT_ANSWER else None
    certain = not _doubts(flow, placed, cover, pieces, around)
    kind = missing.lastgroup if missing and missing.lastgroup else "text"
    return ReadText(code=code, kind=kind, text=masked(words), certain=certain, place=_place(flow, placed, pieces))


def _pieces(flow: Flow, cover: Cover) -> list[Stretch]:
    return [s for s in (words_of(flow, free) for free in cover.free) if s]


def _place(flow: Flow, placed: Placed, pieces: Sequence[Stretch]) -> Place:
    if not pieces:
        return flow.place(placed.hit.start, placed.hit.end)
    return flow.place(pieces[0].start, pieces[-1].end)


def _doubts(flow: Flow, placed: Placed, cover: Cover, pieces: Sequence[Stretch], around: Around) -> set[str]:
    """Why the borders of a text may be wrong. Any of them makes it a text to ask about."""
    found = set(cover.doubts)
    if placed.doubt:
        found.add(placed.doubt)
    if placed.hit.broken:
        found.add("no heading")
    if len(pieces) > 1:
        found.add("answer on both sides of the print")
    if cover.hits and pieces and pieces[0].start < cover.hits[-1].start:
        found.add("answer before the print")
    if around.next_empty:
        found.add("next answer is empty")
    if around.stray_above:
        found.add("words ahead of the headings")
    if any(f.type is FieldType.FILE for f in placed.stop.section.fields) and not _ends_sentence(flow, pieces):
        found.add("words of a drawing may stand at the end")
    if sum(len(flow.text[p.start : p.end].split()) for p in pieces) > MOST_WORDS:
        found.add("so long that something else may stand in it")
    return found | _odd_borders(flow, pieces)


def _ends_sentence(flow: Flow, pieces: Sequence[Stretch]) -> bool:
    return flow.text[: pieces[-1].end].rstrip().endswith((".", "!", "?"))


def _odd_borders(flow: Flow, pieces: Sequence[Stretch]) -> set[str]:
    text = flow.text[pieces[0].start : pieces[0].end]
    found = set()
    if text[0].islower():
        found.add("begins inside a sentence")
    if LIKE_PRINT.match(text):
        found.add("begins like print")
    if any(TITLE.search(flow.text[p.start : p.end]) for p in pieces):
        found.add("a title in capitals inside")
    if any(ANNEX.search(flow.text[p.start : p.end]) for p in pieces):
        found.add("an annex begins inside")
    if any(flow.page_gap(o) for p in pieces for o in flow.page_breaks(p.start - 1, p.end + 2)):
        found.add("a page is missing")
    return found
