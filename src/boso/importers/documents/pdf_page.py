"""One page of a PDF as glyphs with boxes and ruling lines, upright and measured from the top left corner."""

import ctypes
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

Box = tuple[float, float, float, float]  # x0, top, x1, bottom in points
SOFT_BREAK = "\ufffe"  # where the line broke inside a hyphened word
FORCED_BREAK = "\u2060"  # where a narrow cell broke a word that has no hyphen there
MAX_PATHS = 6_000
THIN = 3.0  # a filled shape no thicker than this is a drawn line
SHORTEST = 4.0
UPRIGHT = 0.2  # radians that a letter may lean and still be read


@dataclass(slots=True)
class Glyph:
    """A sign as printed; `box` is None for space and line breaks that no glyph stands for."""

    sign: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A drawn straight line: horizontal when its box is flat."""

    box: Box
    horizontal: bool


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page holds, in the order it was written. `crowded` pages have too many drawings to look for tables."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rulings: list[Ruling]
    has_images: bool
    crowded: bool


def page_content(page: pdfium.PdfPage, number: int) -> PageContent:
    """Read a page; `number` counts from 1."""
    turned, width, height = _upright(page)
    paths, has_images = _paths(page)
    return PageContent(
        number=number,
        width=width,
        height=height,
        glyphs=_glyphs(page.get_textpage(), turned),
        rulings=[] if paths is None else [line for box in paths for line in _lines(turned(box))],
        has_images=has_images,
        crowded=paths is None,
    )


def _upright(page: pdfium.PdfPage) -> tuple[Callable[[Box], Box], float, float]:
    """How boxes (left, bottom, right, top) of the file turn into boxes as the reader sees them, and the page's size."""
    left, bottom, right, top = page.get_mediabox()
    turn = page.get_rotation()

    def turned(box: Box) -> Box:
        x0, y0, x1, y1 = box
        if turn == 90:
            return y0 - bottom, x0 - left, y1 - bottom, x1 - left
        if turn == 180:
            return right - x1, y0 - bottom, right - x0, y1 - bottom
        if turn == 270:
            return top - y1, right - x1, top - y0, right - x0
        return x0 - left, top - y1, x1 - left, top - y0

    sideways = turn in (90, 270)
    width, height = right - left, top - bottom
    return turned, height if sideways else width, width if sideways else height


def _glyphs(textpage: pdfium.PdfTextPage, turned: Callable[[Box], Box]) -> list[Glyph]:
    """Every sign in the order of the file; letters that stand aslant (margins, covers) are left out."""
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = edges
    found: list[Glyph] = []
    angle = _main_angle(textpage)
    upright = True  # asked anew at the start of each word
    for index in range(textpage.count_chars()):
        sign = _sign(raw.FPDFText_GetUnicode(textpage, index))
        if sign == SOFT_BREAK and not _inside_word(textpage, index):
            sign = "-"
        if not sign:
            continue
        if sign in " \n" + SOFT_BREAK:
            found.append(Glyph(sign))
            continue
        if not found or found[-1].box is None:
            upright = abs(raw.FPDFText_GetCharAngle(textpage, index) - angle) <= UPRIGHT
        if not upright:
            continue
        raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        found.append(Glyph(sign, turned((left.value, bottom.value, right.value, top.value))))
    return found


def _inside_word(textpage: pdfium.PdfTextPage, index: int) -> bool:
    """Letters stand on both sides of a hyphen at the end of a line; else it is a dash of its own."""
    before, after = (chr(raw.FPDFText_GetUnicode(textpage, i) or 32) for i in (index - 1, index + 1))
    return before.isalpha() and after.isalpha()


def _main_angle(textpage: pdfium.PdfTextPage) -> float:
    """The angle most of a page's letters have, judged by a sample."""
    count = textpage.count_chars()
    sample = [round(raw.FPDFText_GetCharAngle(textpage, i), 1) for i in range(0, count, max(1, count // 60))]
    return max(set(sample), key=sample.count) if sample else 0.0


def _sign(code: int) -> str:
    """A sign to read, "\\n" or " " for any break or space, nothing for what is not printed."""
    if code in (0xFFFE, 0x02):
        return SOFT_BREAK
    if code == 0x0A:
        return "\n"
    if code in (0x00, 0x0D, 0xAD, 0xFFFF) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    sign = chr(code)
    if sign.isspace():
        return " "
    return unicodedata.normalize("NFKC", sign) if 0xFB00 <= code <= 0xFB06 else sign


def _paths(page: pdfium.PdfPage) -> tuple[list[Box] | None, bool]:
    """Boxes of the drawn paths that may be lines of a table; None when there are too many for that."""
    boxes: list[Box] = []
    images = False
    kinds = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
    for count, drawn in enumerate(page.get_objects(filter=kinds, max_depth=4)):
        if count > MAX_PATHS:
            return None, images
        if drawn.type == raw.FPDF_PAGEOBJ_IMAGE:
            images = True
            continue
        boxes.extend(_path_boxes(drawn))
    return boxes, images


def _path_boxes(drawn: pdfium.PdfObject) -> Iterator[Box]:
    """The straight parts of a path. A shape that is only filled is a line when thin and otherwise a background."""
    bounds = drawn.get_bounds()
    thin = min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= THIN
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
    if thin:
        yield bounds
    elif stroke.value:
        yield from _segments(drawn)


def _segments(drawn: pdfium.PdfObject) -> Iterator[Box]:
    """The horizontal and vertical strokes of a path of several parts."""
    matrix = drawn.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    begun: tuple[float, float] | None = None
    for index in range(min(raw.FPDFPath_CountSegments(drawn), MAX_PATHS)):
        segment = raw.FPDFPath_GetPathSegment(drawn, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begun = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield _spanned(last, point)
        if raw.FPDFPathSegment_GetClose(segment) and begun is not None:
            yield _spanned(point, begun)
        last = point


def _spanned(a: tuple[float, float], b: tuple[float, float]) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _lines(box: Box) -> Iterator[Ruling]:
    """A thin box as the line along its middle; slanted strokes and dots are none."""
    x0, top, x1, bottom = box
    if x1 - x0 >= SHORTEST and bottom - top <= THIN:
        middle = (top + bottom) / 2
        yield Ruling((x0, middle, x1, middle), horizontal=True)
    elif bottom - top >= SHORTEST and x1 - x0 <= THIN:
        middle = (x0 + x1) / 2
        yield Ruling((middle, top, middle, bottom), horizontal=False)
