"""What one was asked to answer, in the list of one's work."""

from datetime import date

from django.urls import reverse
from django.utils.translation import get_language

from boso.kernel.dates import print_date
from boso.questionnaires.values import Edition
from boso.reporting.rules.asking import asked_by, page_of
from boso.reporting.values.together import AssignmentRow
from boso.web.presenters.editor.views import AssignedView


def asked_of(row: AssignmentRow, edition: Edition, today: date) -> AssignedView:
    """One thing that a colleague asked for: the section, and the question where one was named."""
    language = get_language() or "nb"
    on = page_of(edition, row.section)
    question = asked_by(edition).get(row.address)
    heading = on.head.heading.in_language(language) if on else row.section
    page = reverse("report_section", args=[row.report_id, row.section])
    return AssignedView(
        id=row.id,
        name=row.name,
        by=row.by_name,
        due=print_date(row.due, language) if row.due else "",
        done=row.done,
        mine=True,
        late=row.due is not None and row.due < today,
        what=f"{heading}: {question.question.label.in_language(language)}" if question else heading,
        href=f"{page}#{row.address}" if row.address else page,
    )
