"""Forms and periods by what they are called on paper and in workbooks (`reporting.rules.paper_words`)."""

import re

from boso.kernel.periods import ReportPeriod
from boso.kernel.text import folded
from boso.questionnaires.loading import addresses, revisions
from boso.questionnaires.values import Edition
from boso.reporting.rules.paper_words import form_words, period_words

YEAR = re.compile(r"\b\d{4}\b")


def edition_called(text: str, language: str) -> Edition | None:
    """The edition that is called so, letter by letter; None for words that are no form's."""
    wanted = folded(text)
    near = (address for address in addresses() if wanted and address.partition("/")[2] in text)
    found = (edition for address in near for edition in revisions(address))
    return next((each for each in found if folded(form_words(each, language)) == wanted), None)


def period_called(text: str, language: str) -> ReportPeriod | None:
    """The year or half of a year that is called so; None for other words."""
    year = YEAR.search(text)
    periods = [ReportPeriod(int(year[0]), half) for half in (None, 1, 2)] if year else []
    return next((each for each in periods if folded(period_words(each, language)) == folded(text)), None)
