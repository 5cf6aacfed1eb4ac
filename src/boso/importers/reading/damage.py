"""Signs that a file lost something on its way: a word removed everywhere, years, amounts. Then numbers are refused."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from boso.importers.reading.pages import Flow
from boso.importers.values import ReadField
from boso.kernel.dates import MONTHS

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
LEAST_BESIDE_LOST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Damage:
    """What seems to be missing from a file. `words`: a word was removed; `numbers`: years or amounts were."""

    words: int = 0
    years: int = 0
    printed_date: bool = False
    amounts: bool = False

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


def damage_of(flow: Flow, fields: Sequence[ReadField], *, amounts_gone: bool = False) -> Damage:
    """Looks for the leftovers of a removed word, months and "i" without a year, and the form's own printed date."""
    words = _leftovers(flow) if lost_word(flow) else 0
    gone = len(YEAR_GONE.findall(flow.text))
    least = LEAST_BESIDE_LOST_WORDS if words else LEAST_YEARS_GONE
    years = gone if gone >= least and gone * 8 > len(YEAR.findall(flow.text)) else 0
    printed = any(f.field == "template_deadline" and not re.search(r"\d", f.raw) for f in fields)
    return Damage(words=words, years=years, printed_date=printed, amounts=amounts_gone)
