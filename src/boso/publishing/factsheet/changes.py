"""What changed since the year before, in sentences that follow from the figures by the rules of `changes.yaml`."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from boso.indicators.release.figures import change
from boso.kernel.figures import Figure, Kind
from boso.kernel.number_printing import print_number
from boso.publishing.factsheet.values import SheetValues
from boso.publishing.words import word
from boso.questionnaires.values import Words

FILE = Path(__file__).parent / "changes.yaml"
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Size:
    """A size of change: a number, and per cent of what was there. Both must be reached."""

    number: int
    percent: int

    def reached(self, difference: Decimal, before: Decimal) -> bool:
        """Whether a difference from what was before is this large; from nothing, any number is many per cent."""
        size = abs(difference)
        return size >= self.number and size * 100 >= abs(before) * self.percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How the change of one figure is told: from what size, and its words for 0, 1 and other counts."""

    code: str
    worth: Size
    none: Words
    one: Words
    other: Words

    def words(self, count: Decimal) -> Words:
        """The words that fit the count."""
        return self.none if count == 0 else self.one if count == 1 else self.other


@dataclass(frozen=True, slots=True)
class Rules:
    """All of `changes.yaml`."""

    most: int
    large: Size
    groups: tuple[tuple[Telling, ...], ...]


@cache
def rules() -> Rules:
    """The rules of the house."""
    read = yaml.safe_load(FILE.read_text("utf-8"))
    groups = tuple(tuple(_telling(each) for each in group) for group in read["groups"])
    return Rules(most=read["most"], large=Size(**read["large"]), groups=groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change that is worth a sentence."""

    telling: Telling
    now: Decimal
    before: Decimal
    difference: Decimal


def since_last_year(values: SheetValues, language: str) -> list[str]:
    """What changed, most important first; or why nothing can be said. Never empty."""
    before = values.year - 1
    if values.broken:
        return [word("broken", language, before=before)]
    if before not in values.reported:
        return [word("no_report_before", language, before=before)]
    told = worth_telling(values)
    sentences = [_sentence(each, values.year, language) for each in told]
    if any(rules().large.reached(each.difference, each.before) for each in told):
        sentences.append(word("large_change", language))
    if not sentences:
        pairs = any(moved(values, each.code) for group in rules().groups for each in group)
        sentences.append(word("little_change" if pairs else "nothing_alike", language, before=before))
    return sentences + _unlike(values, language)


def worth_telling(values: SheetValues) -> list[Change]:
    """The changes that are told: of each group the first that is large enough, as many as the rules allow."""
    groups = (next(filter(None, (_worth(values, each) for each in group)), None) for group in rules().groups)
    return [each for each in groups if each is not None][: rules().most]


def moved(values: SheetValues, code: str) -> Figure | None:
    """The change of a figure since the year before, where both are plain, certain numbers of like forms and ground,
    and the difference itself may be shown."""
    now, before = values.figure(code), values.before(code)
    if now is None or before is None or values.broken or code not in values.alike:
        return None
    found = change(now, before)
    return found if found.counts and found.kind is Kind.NUMBER else None


def change_in_short(values: SheetValues, code: str, language: str) -> str:
    """The change beside a key figure: "−5 fra 2012"; nothing where it cannot be told."""
    found, year = moved(values, code), values.year - 1
    if found is None:
        return ""
    if found.number == 0:
        return word("change_none", language, year=year)
    sign = "+" if found.number > 0 else "−"
    return word("change_since", language, change=f"{sign}{print_number(abs(found.number), language)}", year=year)


def _worth(values: SheetValues, telling: Telling) -> Change | None:
    found, now, before = moved(values, telling.code), values.figure(telling.code), values.before(telling.code)
    if found is None or now is None or before is None or not telling.worth.reached(found.number, before.number):
        return None
    return Change(telling=telling, now=now.number, before=before.number, difference=found.number)


def _sentence(change: Change, year: int, language: str) -> str:
    clause = change.telling.words(change.now).in_language(language)
    count = print_number(abs(change.difference), language)
    than = word("more" if change.difference > 0 else "fewer", language, count=count)
    return f"{clause.format(year=year, count=print_number(change.now, language))}, {than}."


def _unlike(values: SheetValues, language: str) -> list[str]:
    """The figures of both years that the forms ask for in different ways, and so are not held together."""
    names = [
        values.names[code]
        for code in values.names
        if code not in values.alike and _counts(values.figure(code)) and _counts(values.before(code))
    ]
    if not names:
        return []
    listed = "; ".join(names[:MOST_NAMED])
    return [word("asked_otherwise", language, before=values.year - 1, list=listed)]


def _counts(figure: Figure | None) -> bool:
    return figure is not None and figure.counts


def _telling(entry: dict[str, object]) -> Telling:
    words = {key: Words(**texts) for key, texts in entry.items() if isinstance(texts, dict)}
    numbers = {key: count for key, count in entry.items() if isinstance(count, int)}
    return Telling(code=str(entry["code"]), worth=Size(numbers["number"], numbers["percent"]), **words)
