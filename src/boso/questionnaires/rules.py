"""When an edition may be used: a form that a report stands on never changes under it."""

from collections.abc import Iterable

from boso.kernel.decisions import YES, Decision, no
from boso.questionnaires.values import Edition, Pin, Question, Table


def pin_of(edition: Edition) -> Pin:
    """What a report stores of the edition it is begun on."""
    return Pin(template=edition.template, name=edition.name, revision=edition.revision, digest=edition.digest)


def can_read_with(pin: Pin, edition: Edition) -> Decision:
    """May the edition be used for the report that keeps this pin?

    No with `edition_other` for another form, year or revision, and with `edition_changed` where the same revision
    says something else than when the report was begun; the remedy is to undo the change and make a new revision.
    """
    if (pin.template, pin.name, pin.revision) != (edition.template, edition.name, edition.revision):
        return no("edition_other")
    return YES if pin.digest == edition.digest else no("edition_changed")


def can_succeed(older: Edition, newer: Edition) -> Decision:
    """May `newer` be the next revision of `older`? A revision corrects texts; it never changes what is asked.

    No with `revision_other_form`, `revision_not_next` or `revision_changes_questions`.
    """
    if (older.template, older.name) != (newer.template, newer.name):
        return no("revision_other_form")
    if newer.revision != older.revision + 1:
        return no("revision_not_next")
    return YES if asked(older) == asked(newer) else no("revision_changes_questions")


def can_edit_texts(edition: Edition, used: Iterable[Pin]) -> Decision:
    """May the edition's file still be changed in place? No with `edition_in_use` once a report stands on it."""
    taken = {(pin.template, pin.name, pin.revision) for pin in used}
    return no("edition_in_use") if (edition.template, edition.name, edition.revision) in taken else YES


def asked(edition: Edition) -> tuple[object, ...]:
    """What the edition asks for, without a word of how it says it: codes, types, units, demands, checks."""
    sections = tuple(
        (
            s.code,
            tuple(_asked(q) for q in s.fields),
            tuple(_asked_table(t) for t in s.tables),
            _asked(s.narrative) if s.narrative else None,
        )
        for s in edition.sections
    )
    return (edition.document_type, edition.region, edition.period, edition.report_years, edition.checks, sections)


def _asked(question: Question) -> tuple[object, ...]:
    q = question
    return (q.code, q.type, q.unit, q.required, q.published, q.choices, q.indicator, q.printed)


def _asked_table(table: Table) -> tuple[object, ...]:
    columns = tuple(_asked(q) for q in table.columns)
    return (table.code, table.kind, table.cell_code, table.text_code, columns, tuple(_asked(q) for q in table.rows))
