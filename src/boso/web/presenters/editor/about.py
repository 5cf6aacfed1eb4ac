"""The page about one answer, or one section: history, remarks, and who was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from boso.questionnaires.values import FieldType
from boso.reporting.rules.asking import FormPage, asked_by, open_tables, pages_of, type_in_row
from boso.reporting.rules.completeness import rows_of_table
from boso.reporting.values.fields import Address, FieldStep
from boso.web.presenters.editor import pages
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.editor.fields import in_words
from boso.web.presenters.editor.views import AssignedView, RemarkView


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """What the answer was from a moment on."""

    id: int
    at: datetime
    who: str
    why: str
    shown: str
    now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutView:
    """The page about an answer or a section."""

    title: str
    section: str
    section_title: str
    address: str
    href: str
    steps: tuple[StepView, ...]
    remarks: tuple[RemarkView, ...]
    assigned: AssignedView | None


def page(editor: Editor, of: FormPage, address: Address | None, history: Sequence[FieldStep]) -> AboutView:
    """What there is to know about an answer; without an address, about its section."""
    at = str(address) if address else ""
    heading = of.head.heading.in_language(editor.language)
    type = _type(address, editor)
    return AboutView(
        title=pages.label_of(address, editor) if address else heading,
        section=of.code,
        section_title=heading,
        address=at,
        href=editor.section_href(of.code, at),
        steps=steps_shown(history, type),
        remarks=pages.remarks(editor, [r for r in editor.remarks if r.section == of.code and r.address == at]),
        assigned=pages.assigned(editor, of.code, at),
    )


def steps_shown(history: Sequence[FieldStep], type: FieldType) -> tuple[StepView, ...]:
    """What an answer was, newest first."""
    return tuple(_step(s, type, now=n == 0) for n, s in enumerate(reversed(history)))


def page_of_row(address: Address, editor: Editor) -> FormPage | None:
    """The page of the table that a row stands in."""
    for found in pages_of(editor.edition):
        for _section, table in open_tables(found):
            if any(address in row for row in rows_of_table(table, editor.drafts.own)):
                return found
    return None


def _type(address: Address | None, editor: Editor) -> FieldType:
    if address is None:
        return FieldType.TEXT
    asked = asked_by(editor.edition).get(str(address))
    if asked:
        return asked.type
    for table in editor.edition.tables():
        if any(address in row for row in rows_of_table(table, editor.drafts.own)):
            return type_in_row(table, address.column) or FieldType.TEXT
    return FieldType.TEXT


def _step(step: FieldStep, type: FieldType, *, now: bool) -> StepView:
    return StepView(
        id=step.id, at=step.at, who=step.actor_name, why=step.reason, shown=in_words(type, step.content), now=now
    )
