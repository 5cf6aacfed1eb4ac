"""The tags of a PDF as a tree, with the letters of every marked stretch, exactly as they were written."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSException
from pdfplumber.utils.exceptions import PdfminerException

MAX_DEPTH, MAX_TAGS = 60, 400_000
BROKEN = (
    PDFException, PSException, PdfminerException, KeyError, TypeError, ValueError, AttributeError, IndexError,
    AssertionError, OverflowError, RecursionError,
)  # fmt: skip
Stretch = tuple[int, int]  # page from 1, number of the marked stretch there


@dataclass(slots=True)
class Tag:
    """A tag by its standard name, and what stands under it, in order."""

    kind: str
    parts: list["Tag | Stretch"] = field(default_factory=list)

    @property
    def children(self) -> list["Tag"]:
        """The tags right under it."""
        return [part for part in self.parts if isinstance(part, Tag)]

    def stretches(self) -> Iterator[Stretch]:
        """All marked stretches under it, in order."""
        for part in self.parts:
            if isinstance(part, Tag):
                yield from part.stretches()
            else:
                yield part

    def find(self, kind: str) -> Iterator["Tag"]:
        """The nearest tags of a kind under it, in order; not those within one found."""
        for child in self.children:
            if child.kind == kind:
                yield child
            else:
                yield from child.find(kind)


@dataclass(frozen=True, slots=True)
class TagTree:
    """The tags of a file, and the letters of its stretches."""

    root: Tag
    letters: Mapping[Stretch, str]

    def text(self, tag: Tag) -> str:
        """All letters under a tag."""
        return "".join(self.letters.get(stretch, "") for stretch in tag.stretches())


def tag_tree(path: Path) -> TagTree | None:
    """The tags; None for a file that has none, or whose tags cannot be followed."""
    try:
        with pdfplumber.open(path) as opened:
            structure = resolve1(opened.doc.catalog.get("StructTreeRoot"))
            if not isinstance(structure, dict):
                return None
            pages: dict[Any, int] = {page.page_obj.pageid: page.page_number for page in opened.pages}
            root = _Reading(pages, structure).tag(structure, None, 0)
            return TagTree(root, _letters(opened))
    except BROKEN:
        return None


class _Reading:
    """Follows the tree; a tag met twice is read once, so that no file can send it round."""

    def __init__(self, pages: Mapping[Any, int], structure: Mapping[str, Any]) -> None:
        self.pages = pages
        self.roles = resolve1(structure.get("RoleMap")) or {}
        self.met: set[int] = set()
        self.count = 0

    def tag(self, plain: Mapping[str, Any], page: int | None, depth: int) -> Tag:
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_TAGS:
            raise ValueError("no document has so many tags")
        here = self.page(plain) or page
        made = Tag(self.kind(plain))
        kids = resolve1(plain.get("K"))
        for kid in kids if isinstance(kids, list) else [plain.get("K")]:
            part = self.part(kid, here, depth)
            if part is not None:
                made.parts.append(part)
        return made

    def part(self, kid: Any, page: int | None, depth: int) -> Tag | Stretch | None:
        if isinstance(kid, PDFObjRef):
            if kid.objid in self.met:
                return None
            self.met.add(kid.objid)
        plain = resolve1(kid)
        if isinstance(plain, int) and page is not None:
            return (page, plain)
        if not isinstance(plain, dict):
            return None
        if "MCID" in plain:
            here = self.page(plain) or page
            return (here, int(plain["MCID"])) if here is not None else None
        return self.tag(plain, page, depth + 1) if "S" in plain else None

    def page(self, plain: Mapping[str, Any]) -> int | None:
        found = plain.get("Pg")
        return self.pages.get(found.objid) if isinstance(found, PDFObjRef) else None

    def kind(self, plain: Mapping[str, Any]) -> str:
        name = getattr(plain.get("S"), "name", "")
        role = self.roles.get(name) if isinstance(self.roles, dict) else None
        said = getattr(role, "name", name)
        return said.decode("latin-1") if isinstance(said, bytes) else str(said)


class _Letters(PDFLayoutAnalyzer):
    """Collects letters by their stretch; a stretch without a number belongs to the one around it."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.found: dict[Stretch, list[str]] = defaultdict(list)
        self.open: list[int | None] = []
        self.page = 0

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        del tag
        number = props.get("MCID") if isinstance(props, dict) else None
        self.open.append(number if isinstance(number, int) else None)

    def end_tag(self) -> None:
        if self.open:
            self.open.pop()

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, *more: Any
    ) -> float:
        number = next((n for n in reversed(self.open) if n is not None), None)
        if number is not None:
            try:
                self.found[self.page, number].append(font.to_unichr(cid))
            except Exception:  # pdfminer raises what it likes for a letter without a code
                self.found[self.page, number].append("\ufffd")
        width: float = super().render_char(matrix, font, fontsize, scaling, rise, cid, *more)
        return width


def _letters(opened: Any) -> dict[Stretch, str]:
    resources = PDFResourceManager()
    device = _Letters(resources)
    interpreter = PDFPageInterpreter(resources, device)
    for page in opened.pages:
        device.page, device.open = page.page_number, []
        interpreter.process_page(page.page_obj)
    return {stretch: "".join(found) for stretch, found in device.found.items()}
