"""What differs, as pages show it: each change with the name of its question, before and after in words, by section."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext, ngettext

from boso.questionnaires.values import Edition, FieldType, Question
from boso.reporting.rules.asking import page_of
from boso.reporting.rules.differing_rows import rows_in
from boso.reporting.values.differing import DISTRICT, FILE, OWN_TABLE, FieldChange, What
from boso.reporting.values.fields import LABEL, Content, Home
from boso.web.presenters.editor.fields import in_words
from boso.web.presenters.field_names import field_href, headings, name_of, names_by_address
from boso.web.presenters.word_marks import GONE, NEW, Marked, around_changes, beginning, marked
from boso.web.words import LEVELS, MONEY_COLUMNS, word

LONG = 60  # letters of an answer that is shown as a text, with its words marked
COMMENT = ".comment"
Href = Callable[[FieldChange], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One change. Either `before` and `after` are said, or `marked` is the text with the words that changed, or
    `cells` are those of a row that was added or removed."""

    key: str
    address: str
    label: str
    row: str  # where it is a cell: which row
    what: str  # added | changed | removed | moved
    what_word: str
    href: str
    before: str = ""
    after: str = ""
    marked: tuple[Marked, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChanges:
    """The changes in one section of the form."""

    code: str
    heading: str
    href: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencesView:
    """All changes, by section. `follows` counts sums and the like that changed with others; they are not shown."""

    sections: tuple[SectionChanges, ...]
    count: int
    summary: str
    follows: int


def differences_view(
    edition: Edition, changes: Iterable[FieldChange], *, report_id: int, href: Href | None = None
) -> DifferencesView:
    """The changes in the reader's language. `href` gives the place of each, where that is not the report's editor."""
    told = list(changes)
    shown = [c for c in told if not c.computed]
    words = _Words(edition, get_language() or "nb", href or (lambda c: place_of(c, edition, report_id)))
    named = headings(edition, words.language)
    sections = tuple(
        SectionChanges(
            code=code,
            heading=named.get(code, gettext("Annet")),
            href=field_href(report_id, _page(edition, code)) if href is None and code else "",
            changes=tuple(words.view(c) for c in shown if c.section == code),
        )
        for code in dict.fromkeys(c.section for c in shown)
    )
    return DifferencesView(sections=sections, count=len(shown), summary=summary(shown), follows=len(told) - len(shown))


def summary(changes: Sequence[FieldChange]) -> str:
    """How many changes of each kind, in words: "3 endret, 1 nytt"."""
    counts = Counter(c.what for c in changes)
    if not changes:
        return gettext("Ingen forskjeller.")
    said = {
        What.CHANGED: ngettext("%(n)s endret", "%(n)s endret", counts[What.CHANGED]),
        What.ADDED: ngettext("%(n)s nytt", "%(n)s nye", counts[What.ADDED]),
        What.REMOVED: ngettext("%(n)s tatt bort", "%(n)s tatt bort", counts[What.REMOVED]),
        What.MOVED: ngettext("%(n)s flyttet", "%(n)s flyttet", counts[What.MOVED]),
    }
    return ", ".join(text % {"n": counts[what]} for what, text in said.items() if counts[what])


def place_of(change: FieldChange, edition: Edition, report_id: int) -> str:
    """Where the changed field stands in the report's editor; of what is gone, its section."""
    gone = change.what is What.REMOVED or change.home in (FILE, OWN_TABLE, DISTRICT)
    anchor = f"row-{change.address.rpartition(':')[2]}" if change.whole_row else change.address
    return field_href(report_id, _page(edition, change.section), "" if gone else anchor)


def content_words(content: Content, type: FieldType, home: str) -> str:
    """A content in words, empty for nothing: a number with what qualifies it, a kind of missing, a text."""
    if home == Home.TICK and not content.empty:
        return word(LEVELS, content.value)
    rows = rows_in(content)
    return "\n".join(" | ".join(cells) for cells in rows) if rows else in_words(type, content)


def _page(edition: Edition, section: str) -> str:
    """The page of the editor that a section stands on."""
    page = page_of(edition, section)
    return page.code if page else ""


class _Words:
    """The words for changes of one form, in one language."""

    def __init__(self, edition: Edition, language: str, href: Href) -> None:
        self.language = language
        self._edition = edition
        self._names = names_by_address(edition, language)
        self._columns = {t.code: _columns(t.columns, language) for t in edition.tables()}
        self._href = href

    def view(self, change: FieldChange) -> ChangeView:
        """One change in words."""
        before, after = (content_words(c, change.type, change.home) for c in (change.before, change.after))
        long = change.type is FieldType.TEXT and max(len(before), len(after)) > LONG
        return ChangeView(
            key=change.key,
            address=change.address,
            label=self._label(change),
            row=self._row(change),
            what=change.what.value,
            what_word=_what_word(change),
            href=self._href(change),
            before=before,
            after=after,
            marked=_marked(before, after) if long and not change.whole_row else (),
            cells=tuple(self._cells(change)),
            number=change.type in (FieldType.INT, FieldType.MONEY) and not change.whole_row,
        )

    def _label(self, change: FieldChange) -> str:
        if change.home == FILE:
            return gettext("Fil")
        if change.home == DISTRICT:
            return name_of(self._names, f"{Home.FIGURE}:{change.address.split(':')[1]}")
        if change.whole_row:
            return change.row_label or gettext("rad %(n)s") % {"n": change.row_after or change.row_before}
        if change.column:
            return self._column(change.table, change.column)
        if change.address.endswith(COMMENT):
            row = change.address.removesuffix(COMMENT).partition(":")[2]
            name = name_of(self._names, f"{Home.TEXT}:{row}{COMMENT}")
            return gettext("%(name)s – kommentar") % {"name": name}
        return name_of(self._names, change.address)

    def _row(self, change: FieldChange) -> str:
        """Which row a cell stands in; of a district's part, which district."""
        if change.home == DISTRICT:
            return change.row_label
        if not change.row_after and not change.row_before:
            return ""
        place = gettext("rad %(n)s") % {"n": change.row_after or change.row_before}
        table = self._names.get(f"table:{change.table}", "")
        named = change.row_label if not change.whole_row and change.column != LABEL else ""
        return ", ".join(part for part in (table, place, named) if part)

    def _cells(self, change: FieldChange) -> Iterator[tuple[str, str]]:
        types = self._types(change.table)
        for column, content in change.cells:
            said = content_words(content, types.get(column, FieldType.MONEY), change.home)
            yield self._column(change.table, column), beginning(said)

    def _types(self, table: str) -> Mapping[str, FieldType]:
        found = self._edition.table(table)
        return {LABEL: FieldType.TEXT} | ({c.code: c.type for c in found.columns} if found else {})

    def _column(self, table: str, column: str) -> str:
        own = {"title": gettext("tittel"), "type": gettext("slag"), "rows": gettext("innhold")}
        known = self._columns.get(table, {})
        return known.get(column) or own.get(column) or word(MONEY_COLUMNS, column)


def _columns(columns: Sequence[Question], language: str) -> dict[str, str]:
    """The names of a table's columns; the first of a money table goes under a name of its own."""
    named = {c.code: c.label.in_language(language) for c in columns}
    return {LABEL: next(iter(named.values()), gettext("navn")), **named}


def _marked(before: str, after: str) -> tuple[Marked, ...]:
    if not before:
        return (Marked(NEW, beginning(after)),)
    if not after:
        return (Marked(GONE, beginning(before)),)
    return around_changes(marked(before, after))


def _what_word(change: FieldChange) -> str:
    if change.whole_row:
        moved = {"old": change.row_before, "new": change.row_after}
        return {
            What.ADDED: gettext("ny rad"),
            What.REMOVED: gettext("rad tatt bort"),
            What.MOVED: gettext("rad flyttet fra plass %(old)s til %(new)s") % moved,
        }.get(change.what, gettext("endret"))
    words = {
        What.ADDED: gettext("ny fil") if change.home == FILE else gettext("nytt svar"),
        What.REMOVED: gettext("fil tatt bort") if change.home == FILE else gettext("svar tatt bort"),
    }
    return words.get(change.what, gettext("endret"))
