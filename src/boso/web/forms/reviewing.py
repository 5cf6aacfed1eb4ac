"""What a reviewer typed at the sections of a report, as questions."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import get_language, gettext

from boso.kernel.dates import read_date
from boso.kernel.errors import Invalid
from boso.questionnaires.values import Edition
from boso.reporting.rules.asking import pages_of
from boso.reporting.values.reviewing import Asking, QuestionRow
from boso.web.forms.numbers import number_in


class Misplaced(Invalid):
    """What stands in one field of a form cannot be used; `field` is its name."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


def typed_questions(
    sent: Mapping[str, str], edition: Edition, earlier: list[QuestionRow], *, today: date
) -> list[Asking]:
    """The questions that were typed: one for each section with a text, and those of earlier threads taken up again.

    Raises Misplaced for a day that cannot be read or has passed, or for a day without a question.
    """
    return [*_new(sent, edition, today), *_again(sent, earlier, today)]


def based_on(sent: Mapping[str, str]) -> int:
    """The number of the last event when the form was made; one that no report has where it is missing."""
    return number_in(sent.get("based_on")) or 0


def _new(sent: Mapping[str, str], edition: Edition, today: date) -> Iterator[Asking]:
    for page in pages_of(edition):
        text, due = sent.get(f"text:{page.code}", "").strip(), _due(sent, f"due:{page.code}", today)
        if text:
            yield Asking(section=page.code, text=text, address=sent.get(f"field:{page.code}", ""), due=due)
        elif due is not None:
            heading = page.head.heading.in_language(get_language() or "nb")
            wanting = gettext("Skriv spørsmålet ved «%(part)s», eller ta bort dagen der.") % {"part": heading}
            raise Misplaced(wanting, f"text:{page.code}")


def _again(sent: Mapping[str, str], earlier: list[QuestionRow], today: date) -> Iterator[Asking]:
    for row in earlier:
        text, due = sent.get(f"again:{row.number}", "").strip(), _due(sent, f"again-due:{row.number}", today)
        if text:
            yield Asking(section=row.section, text=text, address=row.address, due=due, again=row.number)


def _due(sent: Mapping[str, str], field: str, today: date) -> date | None:
    written = sent.get(field, "").strip()
    if not written:
        return None
    value = read_date(written).value
    if value is None or value.day is None or value.first is None:
        raise Misplaced(gettext("«%(day)s» er ikke en dag. Skriv den som 19.02.2014.") % {"day": written}, field)
    if value.first < today:
        raise Misplaced(gettext("Velg en dag som ikke er passert."), field)
    return value.first
