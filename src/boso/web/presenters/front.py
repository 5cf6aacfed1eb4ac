"""The programme at a glance: goals, who takes part, what is known of need and results, and over how many."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from boso.indicators.definitions import catalogue
from boso.indicators.values import ReportRef, Together
from boso.kernel.figures import Figure, Kind, missing
from boso.programme.values import GoalLevel, GoalRow
from boso.web.presenters.figures import FigureView, view
from boso.web.presenters.municipalities import RegionView
from boso.web.presenters.reports import period_words, report_href
from boso.web.presenters.series import rounded
from boso.web.words import UNITS, word


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """A goal, what it means, and the sub-goals under it."""

    title: str
    about: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionGoals:
    """The goals of one region."""

    region: str
    goals: tuple[GoalView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionLine:
    """A region in one line."""

    name: str
    href: str
    municipalities: int
    intakes: int
    with_figures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """Something published."""

    title: str
    href: str


def goals(region: str, rows: Iterable[GoalRow]) -> RegionGoals:
    """The goals of a region, main goals with their parts."""
    language = get_language() or "nb"
    known = list(rows)
    return RegionGoals(
        region=gettext("Region %(name)s") % {"name": region},
        goals=tuple(
            GoalView(
                title=goal.title_in(language),
                about=goal.about.get(language) or goal.about["nb"],
                parts=tuple(part.title_in(language) for part in known if part.parent == goal.code),
            )
            for goal in known
            if goal.level is GoalLevel.MAIN
        ),
    )


def regions(found: Iterable[RegionView]) -> list[RegionLine]:
    """Each region with how many take part and how many have published figures."""
    return [
        RegionLine(
            name=region.name,
            href=f"{reverse('municipalities')}#region-{region.code}",
            municipalities=len(region.lines),
            intakes=len({line.intake for line in region.lines if line.intake}),
            with_figures=sum(bool(line.periods) for line in region.lines),
        )
        for region in found
    ]


def together(found: Mapping[str, Together], codes: Iterable[str]) -> list[FigureView]:
    """Figures over all municipalities, each with how many of how many stand behind it."""
    return [_together(found[code]) for code in codes if code in found]


def news(reports: Iterable[ReportRef], titles: Mapping[str, str], names: Mapping[str, str]) -> list[NewsLine]:
    """The newest published reports. `titles` by form, `names` by municipality of the programme."""
    return [
        NewsLine(
            title=f"{names.get(r.municipality, r.municipality)}: {titles[r.edition.template]} {period_words(r.period)}",
            href=report_href(r),
        )
        for r in reports
    ]


def _together(told: Together) -> FigureView:
    definition = catalogue().indicators[told.code]
    language = get_language() or "nb"
    figure = missing(Kind.ABSENT) if told.value is None else Figure(kind=Kind.NUMBER, value=told.value)
    of = {"year": told.year, "counted": told.coverage.counted, "asked": told.coverage.asked}
    coverage = ngettext(
        "%(year)s, fra %(counted)s av %(asked)s kommune", "%(year)s, fra %(counted)s av %(asked)s kommuner", of["asked"]
    )
    return view(
        rounded(figure, definition.decimals),
        name=definition.name.in_language(language),
        unit=word(UNITS, definition.unit),
        when=coverage % of,
        definition=definition.meaning.in_language(language),
    )
