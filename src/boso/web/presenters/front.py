"""The programme at a glance: goals, who takes part, what is known of need and results, and over how many."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from boso.indicators.definitions import catalogue
from boso.indicators.values import Together
from boso.kernel.figures import rounded
from boso.programme.values import GoalLevel, GoalRow, ParticipantRow
from boso.web.presenters.figures import FigureView, view
from boso.web.presenters.municipalities import RegionView
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
class TileView:
    """A municipality on the map: row from the north, column from the west, both from 1."""

    name: str
    href: str
    row: int
    column: int
    published: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """Sums over years: each is over those who answered that year, and who they are changes."""

    years: tuple[int, ...]
    rows: tuple[tuple[str, str, tuple[FigureView, ...]], ...]  # name, unit, sums


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


def taking_part(found: Mapping[str, Together], *, everyone: int) -> str:
    """Why the sums ask fewer municipalities than the list of the programme has: not all took part that year."""
    told = next(iter(found.values()), None)
    if told is None or told.coverage.asked == everyone:
        return ""
    words = gettext(
        "%(everyone)s kommuner har eller har hatt avtale. %(asked)s av dem deltok, eller kan ha deltatt, i %(year)s; "
        "det er dem summene spør."
    )
    return words % {"everyone": everyone, "asked": told.coverage.asked, "year": told.year}


def development(sums: Sequence[Mapping[str, Together]], codes: Iterable[str]) -> Development:
    """The key figures of several years, each sum with how many of how many stand behind it."""
    rows = []
    for code in codes:
        definition = catalogue().indicators[code]
        views = tuple(_sum(of_year[code]) for of_year in sums)
        rows.append((definition.name.in_language(_language()), word(UNITS, definition.unit), views))
    return Development(years=tuple(next(iter(of_year.values())).year for of_year in sums), rows=tuple(rows))


def tiles(
    participants: Iterable[ParticipantRow], places: Mapping[str, tuple[int, int]], published: Collection[str]
) -> list[TileView]:
    """The municipalities of the programme roughly where they lie, from the north."""
    found = []
    for participant in participants:
        slug = participant.municipality.slug
        row, column = places[slug]
        found.append(
            TileView(
                name=participant.municipality.name,
                href=reverse("municipality", args=[slug]),
                row=row + 1,
                column=column + 1,
                published=slug in published,
            )
        )
    return sorted(found, key=lambda tile: (tile.row, tile.column))


def _language() -> str:
    return get_language() or "nb"


def _sum(told: Together) -> FigureView:
    definition = catalogue().indicators[told.code]
    of = {"counted": told.coverage.counted, "asked": told.coverage.asked}
    return view(rounded(told.figure, definition.decimals), when=gettext("%(counted)s av %(asked)s") % of)


def _together(told: Together) -> FigureView:
    definition = catalogue().indicators[told.code]
    language = _language()
    figure = told.figure
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
