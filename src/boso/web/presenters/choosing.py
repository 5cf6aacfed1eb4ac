"""The form in which one chooses what to compare: what there is, and what is chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from boso.indicators.definitions import catalogue
from boso.publishing.comparison.choosing import addresses
from boso.publishing.comparison.groups import Known
from boso.publishing.comparison.values import ComparisonValues, Group
from boso.publishing.comparison.wording import group_said, years_in_words


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: what stands in the address, what it is called, and whether it is chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Options:
    """Options that belong together, and how many of them are chosen."""

    label: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> int:
        """How many are chosen."""
        return sum(option.chosen for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """The whole form, and the choice in words."""

    themes: tuple[Options, ...]
    years: tuple[Option, ...]
    groups: tuple[Option, ...]
    invented_groups: tuple[Option, ...]
    lists: tuple[Options, ...]  # municipalities by name: real ones, invented ones
    own: Option
    per_1000: bool
    can_be_rates: bool
    indicators_said: str
    years_said: str
    group_said: str
    count: int


def form(values: ComparisonValues, found: Known, years: Iterable[int]) -> ChoiceView:
    """The form with the choice filled in. `years` are those there are figures for."""
    language = get_language() or "nb"
    choice = values.choice
    definitions = catalogue().indicators
    groups = [_group(group, choice.group, language) for group in found.groups.values() if group.kind != "own"]
    names = [definitions[code].name.in_language(language) for code in choice.codes]
    return ChoiceView(
        themes=tuple(_themes(choice.codes, language)),
        years=tuple(Option(str(year), str(year), year in choice.years) for year in years),
        groups=tuple(option for option, invented in groups if not invented),
        invented_groups=tuple(option for option, invented in groups if invented),
        lists=tuple(_lists(found, choice.own)),
        own=_group(found.groups["egne"], choice.group, language, len(choice.own))[0],
        per_1000=choice.per_1000,
        can_be_rates=any(definitions[code].per_1000 for code in choice.codes),
        indicators_said=names[0] if len(names) == 1 else "",
        years_said=years_in_words(choice.years, language),
        group_said=group_said(values.group, len(values.members), language),
        count=len(values.members),
    )


def _themes(chosen: Sequence[str], language: str) -> Iterable[Options]:
    known = catalogue()
    for theme, words in known.themes.items():
        options = (
            Option(addresses()[code], each.name.in_language(language), code in chosen)
            for code, each in known.indicators.items()
            if each.theme == theme
        )
        yield Options(words.in_language(language), tuple(options))


def _group(group: Group, chosen: str, language: str, count: int = 0) -> tuple[Option, bool]:
    said = group_said(group, count, language)
    return Option(group.key, said[:1].upper() + said[1:], group.key == chosen), group.invented


def _lists(found: Known, own: Sequence[str]) -> Iterable[Options]:
    for invented in (False, True):
        rows = [row for slug, row in found.members.items() if (slug in found.invented) == invented]
        if rows:
            label = "invented" if invented else "real"
            yield Options(label, tuple(Option(row.slug, row.name, row.slug in own) for row in rows))
