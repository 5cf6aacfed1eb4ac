"""The list of sections with their state, a section's page, and what people say and are asked about it."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext

from boso.kernel.dates import print_date
from boso.kernel.findings import Severity
from boso.reporting.rules.asking import FormPage, asked_by, asked_on, open_tables, pages_of
from boso.reporting.rules.completeness import PageState, Progress, page_states
from boso.reporting.values.fields import Address
from boso.reporting.values.together import AssignmentRow, CommentRow
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.editor.findings import findings_of_page, view
from boso.web.presenters.editor.tables import block, computed_cells, sums_of
from boso.web.presenters.editor.views import (
    AssignedView,
    BlockView,
    FieldView,
    FoundView,
    LiveView,
    OpenRowView,
    PageLine,
    RemarkView,
    SectionView,
)
from boso.web.presenters.editor.words import ASKED, ASKED_COLOUR, ASKED_SIGN, PROGRESS, PROGRESS_COLOURS, PROGRESS_SIGNS
from boso.web.words import word


def states(editor: Editor) -> Mapping[str, PageState]:
    """How far each page has come."""
    faults: dict[str, int] = {}
    for found in editor.findings:
        if found.severity.blocks:
            section = found.place.section or ""
            faults[section] = faults.get(section, 0) + 1
    return page_states(editor.edition, editor.drafts.own, faults=faults)


def lines(editor: Editor, *, current: str = "") -> tuple[PageLine, ...]:
    """The pages of the report with their state, in the order of the form."""
    known = states(editor)
    return tuple(
        _line(page, known[page.code], editor, current=page.code == current) for page in pages_of(editor.edition)
    )


def section(page: FormPage, editor: Editor) -> SectionView:
    """A page to fill in."""
    pages = lines(editor, current=page.code)
    place = next(n for n, line in enumerate(pages) if line.current)
    blocks = tuple(block(s, editor, first=n == 0) for n, s in enumerate(page.sections))
    return SectionView(
        title=page.head.heading.in_language(editor.language),
        group=page.group.heading.in_language(editor.language) if page.group else "",
        blocks=blocks,
        pages=pages,
        previous=pages[place - 1] if place else None,
        following=pages[place + 1] if place + 1 < len(pages) else None,
        errors=_errors(blocks),
        remarks=remarks(editor, [r for r in editor.remarks if r.section == page.code and not r.address]),
        assigned=assigned(editor, page.code),
        has_files=any(part.kind == "files" for b in blocks for part in b.parts),
        open_findings=findings_of_page(page, editor),
        questions=tuple(q for q in editor.questions if q.page == page.code),
    )


def live(page: FormPage, editor: Editor) -> LiveView:
    """What on a page follows from what is typed: findings, what is computed, and how far each page has come."""
    said: dict[str, list[FoundView]] = {}
    for found, at in editor.placed:
        if found.place.section in {s.code for s in page.sections}:
            said.setdefault(at or found.place.section or "", []).append(view(found, editor))
    tables = [table for _section, table in open_tables(page)]
    return LiveView(
        pages=lines(editor, current=page.code),
        findings=tuple((at, tuple(found)) for at, found in said.items()),
        computed=tuple(each for table in tables for each in computed_cells(table, editor)),
        sums=tuple((table.code, sums) for table in tables if (sums := sums_of(table, editor))),
    )


def remarks(editor: Editor, rows: Sequence[CommentRow]) -> tuple[RemarkView, ...]:
    """Threads, the open ones first."""
    threads = [_remark(r, rows, editor) for r in rows if r.thread is None]
    return tuple(sorted(threads, key=lambda thread: bool(thread.resolved_by)))


def assigned(editor: Editor, page: str, address: str = "") -> AssignedView | None:
    """Who was asked for a page, or for one answer."""
    row = next((a for a in editor.assignments if a.section == page and a.address == address and not a.done), None)
    return assignment(editor, row) if row else None


def assignment(editor: Editor, row: AssignmentRow) -> AssignedView:
    """Somebody who was asked."""
    return AssignedView(
        id=row.id,
        name=row.name,
        by=row.by_name,
        due=print_date(row.due, editor.language) if row.due else "",
        done=row.done,
        mine=row.account_id == editor.me,
        late=_late(row.due, editor.today),
        what=name_of(row.section, row.address, editor),
        href=editor.section_href(row.section, row.address),
    )


def name_of(section_code: str, address: str, editor: Editor) -> str:
    """What a section, or a question of it, is called."""
    asked = asked_by(editor.edition).get(address)
    page = next((p for p in pages_of(editor.edition) if p.code == section_code), None)
    heading = page.head.heading.in_language(editor.language) if page else section_code
    if asked is None:
        return heading
    return f"{heading}: {label_of(asked.address, editor)}"


def label_of(address: Address, editor: Editor) -> str:
    """What a fixed field is called, with its row where it stands in a table."""
    asked = asked_by(editor.edition).get(str(address))
    if asked is None:
        return gettext("rad i tabell")
    own = asked.question.label.in_language(editor.language)
    for table in editor.edition.tables():
        for row in table.rows:
            name = row.label.in_language(editor.language)
            if address.code == row.code and name != own:
                return name
            if address.code.startswith(f"{row.code}."):
                return f"{name} – {own}"
    return own


def page_with(address: str, editor: Editor) -> FormPage | None:
    """The page a fixed field stands on."""
    pages = pages_of(editor.edition)
    return next((p for p in pages if any(a.at == address for a in asked_on(p))), None)


def _line(page: FormPage, state: PageState, editor: Editor, *, current: bool) -> PageLine:
    found = [f for f in editor.findings if f.place.section in {s.code for s in page.sections}]
    asked_for = assigned(editor, page.code)
    questions = sum(q.page == page.code and q.is_open for q in editor.questions)
    sign, colour, said = _progress(state.progress, asked=questions > 0)
    return PageLine(
        code=page.code,
        heading=page.head.heading.in_language(editor.language),
        group=page.group.heading.in_language(editor.language) if page.group else "",
        href=editor.section_href(page.code),
        sign=sign,
        colour=colour,
        word=said,
        count="" if questions else gettext("%(n)s av %(all)s") % {"n": state.answered, "all": state.asked},
        current=current,
        errors=sum(f.severity.blocks for f in found) + len(state.wrong),
        warnings=sum(f.severity is Severity.WARNING for f in found),
        promised=state.promised,
        doubtful=state.doubtful,
        people=tuple(p.name for p in editor.present if p.section == page.code and p.account_id != editor.me),
        assigned=asked_for.name if asked_for else "",
        due=asked_for.due if asked_for else "",
        remarks=sum(r.section == page.code and r.thread is None and not r.resolved_by for r in editor.remarks),
        questions=questions,
        closed=editor.asked_pages is not None and page.code not in editor.asked_pages,
    )


def _progress(progress: Progress, *, asked: bool) -> tuple[str, str, str]:
    """How far a page has come: sign, colour and word. What the region asks about is not finished before the answer."""
    if asked and progress is not Progress.ERRORS:
        return ASKED_SIGN, ASKED_COLOUR, str(ASKED)
    return PROGRESS_SIGNS[progress], PROGRESS_COLOURS[progress], word(PROGRESS, progress)


def _errors(blocks: Sequence[BlockView]) -> tuple[tuple[str, str, str], ...]:
    """What could not be understood or stored, for the list at the top."""
    return tuple((f.address, f.label, f.error) for f in fields_of(blocks) if f.error)


def fields_of(blocks: Sequence[BlockView]) -> list[FieldView]:
    """All fields of a page, in order."""
    found: list[FieldView] = []
    for each in blocks:
        for part in each.parts:
            found += part.fields
            for row in part.rows:
                found += [*row.fields, *row.comments]
            opened: tuple[OpenRowView, ...] = part.table.rows if part.table else ()
            found += [f for row in opened for f in row.fields]
    return found


def _remark(row: CommentRow, rows: Sequence[CommentRow], editor: Editor) -> RemarkView:
    return RemarkView(
        number=row.number,
        who=row.actor_name,
        at=row.at,
        text=row.text,
        resolved_by=row.resolved_by,
        where=name_of(row.section, row.address, editor) if row.address else "",
        href=editor.section_href(row.section, row.address),
        answers=tuple(_remark(r, (), editor) for r in rows if r.thread == row.number),
    )


def _late(due: date | None, today: date) -> bool:
    return due is not None and due < today
