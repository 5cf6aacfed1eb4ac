"""What a reviewer typed at the sections of a report, as questions."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext

from boso.kernel.dates import read_date
from boso.kernel.errors import Invalid
from boso.questionnaires.values import Edition
from boso.reporting.rules.asking import pages_of
from boso.reporting.values.reviewing import Asking, QuestionRow

NUMBER = 9  # digits that a number in a form may have


def typed_questions(sent: Mapping[str, str], edition: Edition, earlier: list[QuestionRow]) -> list[Asking]:
    """The questions that were typed: one for each section with a text, and those of earlier threads taken up again.

    Raises Invalid for a day that cannot be read, or for a day without a question.
    """
    return [*_new(sent, edition), *_again(sent, earlier)]


def based_on(sent: Mapping[str, str]) -> int:
    """The number of the last event when the form was made; one that no report has where it is missing."""
    return number_in(sent.get("based_on", "")) or 0


def number_in(typed: str) -> int | None:
    """A whole number as a form sends it; None for anything else."""
    return int(typed) if typed.isdecimal() and len(typed) <= NUMBER else None


def _new(sent: Mapping[str, str], edition: Edition) -> Iterator[Asking]:
    for page in pages_of(edition):
        text, due = sent.get(f"text:{page.code}", "").strip(), _due(sent.get(f"due:{page.code}", ""))
        if text:
            yield Asking(section=page.code, text=text, address=sent.get(f"field:{page.code}", ""), due=due)
        elif due is not None:
            heading = page.head.heading.nb
            raise Invalid(gettext("Skriv spørsmålet ved «%(part)s», eller ta bort dagen der.") % {"part": heading})


def _again(sent: Mapping[str, str], earlier: list[QuestionRow]) -> Iterator[Asking]:
    for row in earlier:
        text, due = sent.get(f"again:{row.number}", "").strip(), _due(sent.get(f"again-due:{row.number}", ""))
        if text:
            yield Asking(section=row.section, text=text, address=row.address, due=due, again=row.number)


def _due(written: str) -> date | None:
    if not written.strip():
        return None
    value = read_date(written.strip()).value
    if value is None or value.day is None or value.first is None:
        raise Invalid(gettext("«%(day)s» er ikke en dag. Skriv den som 19.02.2014.") % {"day": written.strip()})
    return value.first
