"""Signs that a file lost something on its way: a word removed everywhere, years, amounts. Then numbers are refused."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from boso.importers.reading.anchors import find_exact
from boso.importers.reading.pages import Flow
from boso.importers.values import ReadField, ReadFigure
from boso.kernel.dates import MONTHS
from boso.kernel.figures import Kind
from boso.kernel.text import folded
from boso.questionnaires.values import Edition

WORD = "kommune"  # the word such files most often lost: its endings are left standing alone
LEFTOVERS = re.compile(r"(?<![\w-])(?:ne|nes|ns|r)(?![\w-])")
INSIDE = re.compile(r"\b(?:program|nabo)(?:ne|ns|nes|r)\b", re.IGNORECASE)
LEAST_LEFTOVERS = 6
MONTH = "|".join(MONTHS["nb"])
SENTENCE = (
    r"(?:Det|De|Dette|Den|Denne|Disse|Her|Vi|I|Som|Etter|Gjennom|Samtidig|Videre|Ytterligere|Kommunen|Formell|"
    r"Avtale[nr]?)\b"
)
YEAR_GONE = re.compile(rf"\b(?:i|{MONTH}|høsten|våren|sommeren|desember)\s+(?={SENTENCE})|\b(?:høsten|våren) i\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LEAST_YEARS_GONE = 4
LONG_REPORT = 3000  # letters of a report that must name some year
LEAST_BESIDE_LOST_WORDS = 2
MANY_FIGURES = 10
COVER = 600  # letters
NEAR_TITLE = 25


@dataclass(frozen=True, slots=True)
class Damage:
    """What seems to be missing from a file. `words`: a word was removed; `numbers`: years or amounts were."""

    words: int = 0
    years: int = 0
    printed_date: bool = False
    amounts: bool = False
    figures: bool = False  # no number in any table

    @property
    def numbers(self) -> bool:
        """No number of the file can be trusted, and none that is missing is an empty answer."""
        return self.years > 0 or self.printed_date or self.amounts

    @property
    def any(self) -> bool:
        """The file is damaged."""
        return self.numbers or self.words > 0


def lost_word(flow: Flow) -> str:
    """The word that was removed everywhere, if one was; else nothing."""
    return WORD if _leftovers(flow) >= LEAST_LEFTOVERS else ""


def _leftovers(flow: Flow) -> int:
    return len(LEFTOVERS.findall(flow.text)) + len(INSIDE.findall(flow.text))


def no_numbers(figures: Sequence[ReadFigure]) -> bool:
    """Not one number in all the tables: they are more likely lost than all unanswered."""
    return len(figures) >= MANY_FIGURES and not any(f.figure.value is not None or f.candidates for f in figures)


def refused_fields(fields: Sequence[ReadField], damage: Damage, dates: frozenset[str]) -> tuple[ReadField, ...]:
    """In a damaged file an empty date is lost, and a value with the words of another field in it is asked about."""
    return tuple(_refused(field, damage, lost=field.field in dates) for field in fields)


def _refused(field: ReadField, damage: Damage, *, lost: bool) -> ReadField:
    if damage.numbers and field.kind == "blank" and lost:
        return replace(field, kind=str(Kind.LOST_IN_SOURCE), certain=False)
    return replace(field, certain=False) if damage.words and ":" in field.raw else field


def _title_without_year(flow: Flow, edition: Edition) -> bool:
    """The cover's title, which the form prints with the year, stands there without."""
    if not any(folded(mark.partition("{year}")[0]) == folded(edition.title.nb) for mark in edition.marks):
        return False
    titles = list(find_exact(flow, edition.title.nb, 0, COVER))
    return bool(titles) and not any(YEAR.search(flow.text, h.end, h.end + NEAR_TITLE) for h in titles)


def damage_of(flow: Flow, edition: Edition, fields: Sequence[ReadField]) -> Damage:
    """Looks for the leftovers of a removed word, months and "i" without a year, and the form's own printed date."""
    words = _leftovers(flow) if lost_word(flow) else 0
    gone = len(YEAR_GONE.findall(flow.text))
    least = LEAST_BESIDE_LOST_WORDS if words else LEAST_YEARS_GONE
    standing = len(YEAR.findall(flow.text))
    years = gone if gone >= least and gone * 8 > standing else 0
    if (not standing and len(flow.text) > LONG_REPORT) or _title_without_year(flow, edition):
        years = max(years, 1)
    printed = any(f.field == "template_deadline" and not re.search(r"\d", f.raw) for f in fields)
    return Damage(words=words, years=years, printed_date=printed)
