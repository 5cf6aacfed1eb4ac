"""The text of a Word paragraph as meant: insertions in, deletions and hidden text out, ticks as signs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VALUE = f"{W}val"
TICKED, UNTICKED = "☒", "☐"
GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{MC}Fallback", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr"})
CHANGED = frozenset({f"{W}ins", f"{W}moveTo", f"{W}del", f"{W}moveFrom"})
BLOCKS = frozenset({f"{W}p", f"{W}tbl"})
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
SYMBOL_FONT_TICKS = {
    "F0FE": TICKED, "F0FD": TICKED, "F078": TICKED, "F0FC": "✓", "F0FB": "✗", "F0A8": UNTICKED, "F06F": UNTICKED,
    "F052": TICKED, "F054": TICKED, "F053": TICKED, "F050": "✓", "F04F": "✗", "F0A3": UNTICKED,
}  # fmt: skip


@dataclass(slots=True)
class ParagraphText:
    """What a paragraph says; `changed` when it holds tracked changes or struck-out text, `notes` the ids of footnotes.

    `boxed` are the paragraphs and tables of text boxes anchored here; they stand beside the paragraph, not in it.
    """

    pieces: list[str] = field(default_factory=list)
    changed: bool = False
    notes: list[str] = field(default_factory=list)
    boxed: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The pieces in order, without space at the ends."""
        return "".join(self.pieces).strip()


def paragraph_text(paragraph: Element) -> ParagraphText:
    """Read one `w:p`."""
    said = ParagraphText()
    _Reader(said).walk(paragraph)
    return said


def is_on(properties: Element | None, name: str) -> bool:
    """A toggle such as `w:vanish` is set: present, and not switched off."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and found.get(VALUE, "1") not in ("0", "false", "off", "none")


def control_text(control: Element) -> str | None:
    """What a content control says by its state alone: a tick, or nothing where it still shows its placeholder."""
    properties = control.find(f"{W}sdtPr")
    if properties is None:
        return None
    box = properties.find(f"{W14}checkbox")
    if box is not None:
        checked = box.find(f"{W14}checked")
        on = checked is not None and checked.get(f"{W14}val", "1") not in ("0", "false")
        return TICKED if on else UNTICKED
    return "" if is_on(properties, "showingPlcHdr") else None


class _Reader:
    """Walks the content of a paragraph. Fields are a stack: what stands between begin and separate is not text."""

    def __init__(self, said: ParagraphText) -> None:
        self.said = said
        self.fields: list[bool] = []  # per open field: its result has begun

    def walk(self, parent: Element) -> None:
        for child in parent:
            if child.tag in CHANGED:
                self.said.changed = True
            if child.tag in GONE or not isinstance(child.tag, str):
                continue
            if child.tag == f"{W}r":
                self.run(child)
            elif child.tag == f"{W}sdt":
                self.control(child)
            else:
                self.walk(child)

    def control(self, control: Element) -> None:
        state = control_text(control)
        content = control.find(f"{W}sdtContent")
        if state is not None:
            self.said.pieces.append(state)
        elif content is not None:
            self.walk(content)

    def run(self, run: Element) -> None:
        properties = run.find(f"{W}rPr")
        if is_on(properties, "vanish"):
            return
        if is_on(properties, "strike") or is_on(properties, "dstrike"):
            self.said.changed = True
            return
        for part in run:
            if isinstance(part.tag, str):
                self.part(part)

    def part(self, part: Element) -> None:
        if part.tag == f"{W}fldChar":
            self.field_mark(part)
        elif all(self.fields):
            self.visible(part)

    def visible(self, part: Element) -> None:
        if part.tag in (f"{W}t", f"{M}t"):
            self.said.pieces.append(part.text or "")
        elif part.tag in SIGNS:
            self.said.pieces.append(SIGNS[part.tag])
        elif part.tag == f"{W}sym":
            self.said.pieces.append(SYMBOL_FONT_TICKS.get(part.get(f"{W}char", "").upper(), ""))
        elif part.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self.said.notes.append(part.get(f"{W}id", ""))
        else:
            self.said.boxed.extend(_boxed(part))

    def field_mark(self, mark: Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self.said.pieces.append(_form_field(mark))
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()


def _form_field(mark: Element) -> str:
    """The state of an old form field that has no text of its own: a check box or a drop-down list."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        on = is_on(box, "checked") if state is not None else is_on(box, "default")
        return TICKED if on else UNTICKED
    choices = mark.find(f"{W}ffData/{W}ddList")
    if choices is not None:
        chosen = choices.find(f"{W}result")
        entries = [entry.get(VALUE, "") for entry in choices.findall(f"{W}listEntry")]
        index = int(chosen.get(VALUE, "0")) if chosen is not None else 0
        return entries[index] if index < len(entries) else ""
    return ""


def _boxed(part: Element) -> Iterator[Element]:
    """The blocks of text boxes in a drawing, each once: the fallback copy for old programs is left out."""
    for content in part.iter(f"{W}txbxContent"):
        ancestors = {a.tag for a in content.iterancestors()}
        if f"{MC}Fallback" not in ancestors or f"{MC}AlternateContent" not in ancestors:
            yield from (block for block in content if block.tag in BLOCKS)
