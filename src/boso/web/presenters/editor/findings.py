"""Findings of the checks where they belong: at a field, a section or the whole report, most important first."""

from collections.abc import Iterable

from boso.kernel.findings import Finding, Severity
from boso.questionnaires.checks.messages import message
from boso.questionnaires.values import Edition
from boso.reporting.rules.asking import FormPage, asked_by, page_of
from boso.reporting.rules.completeness import rows_of_table
from boso.reporting.rules.drafts import Draft
from boso.reporting.rules.explaining import answers, finding_key
from boso.reporting.values.fields import LABEL
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.editor.views import FoundView
from boso.web.words import SEVERITIES, word

ORDER = (Severity.FATAL, Severity.ERROR, Severity.WARNING, Severity.INFO)


def findings_at(address: str, editor: Editor) -> tuple[FoundView, ...]:
    """What the checks say of one field."""
    return tuple(view(f, editor) for f, at in editor.placed if at == address)


def findings_of_section(section: str, editor: Editor) -> tuple[FoundView, ...]:
    """What the checks say of a section and of no field in it."""
    return tuple(view(f, editor) for f, at in editor.placed if f.place.section == section and not at)


def findings_of_page(page: FormPage, editor: Editor) -> tuple[FoundView, ...]:
    """All that the checks say of a page."""
    codes = {s.code for s in page.sections}
    return tuple(view(f, editor) for f in ordered(editor.findings) if f.place.section in codes)


def all_findings(editor: Editor) -> tuple[FoundView, ...]:
    """All that the checks say of the report."""
    return tuple(view(f, editor) for f in ordered(editor.findings))


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The most important first."""
    return sorted(findings, key=lambda f: ORDER.index(f.severity))


def placed(findings: Iterable[Finding], edition: Edition, draft: Draft) -> tuple[tuple[Finding, str], ...]:
    """Findings, the most important first, each with the field it speaks of."""
    return tuple((f, address_of(f, edition, draft)) for f in ordered(findings))


def address_of(finding: Finding, edition: Edition, draft: Draft) -> str:
    """The field a finding speaks of; empty for a section or the whole report."""
    field = finding.place.field or ""
    known = asked_by(edition)
    found = next((f"{home}:{field}" for home in ("figure", "text", "field", "tick") if f"{home}:{field}" in known), "")
    return found or _in_row(finding, field, edition, draft)


def view(finding: Finding, editor: Editor) -> FoundView:
    """A finding in words, with the reason given for it."""
    said = message(finding, editor.language)
    key = finding_key(finding)
    given, last = editor.reasons.get(key), editor.last_reasons.get(key)
    section = finding.place.section or ""
    page = page_of(editor.edition, section)
    address = address_of(finding, editor.edition, editor.drafts.own)
    return FoundView(
        severity=finding.severity.value,
        word=word(SEVERITIES, finding.severity),
        found=said.found,
        expected=said.expected,
        remedy=said.remedy,
        key=key if finding.severity is Severity.WARNING else "",
        reason=given.reason if given else "",
        answered=answers(given, finding),
        last_reason=last.reason if last else "",
        href=editor.section_href(page.code, address) if page else "",
        where=page.head.heading.in_language(editor.language) if page else "",
        address=address,
    )


def _in_row(finding: Finding, field: str, edition: Edition, draft: Draft) -> str:
    """The cell of a money table: the row by its label, the column by the end of the field."""
    code, _, column = field.partition(".")
    table = edition.table(code)
    if table is None or not column:
        return ""
    label = str(finding.params.get("label", ""))
    for row in rows_of_table(table, draft):
        cells = {cell.column: cell for cell in row}
        if LABEL in cells and column in cells and draft.at(cells[LABEL]).content.value == label:
            return str(cells[column])
    return ""
