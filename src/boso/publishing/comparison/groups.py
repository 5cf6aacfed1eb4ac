"""Which municipalities can be compared together: all, a region, an intake, a size, or a list of one's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from boso.indicators.comparison import Member
from boso.indicators.rules import band_label, band_of
from boso.indicators.values import SIZE_BANDS
from boso.places.queries import list_regions, population_over_years
from boso.programme.queries import list_members
from boso.programme.values import MemberRow
from boso.publishing.comparison.values import Choice, Group

ALL, OWN = "alle", "egne"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What there is to choose from."""

    groups: Mapping[str, Group]
    members: Mapping[str, MemberRow]  # by slug, real ones first, each in Norwegian order
    invented: frozenset[str]  # slugs


def known() -> Known:
    """Everybody who takes part, and the groups they form. Four queries."""
    real, invented = list_members(), list_members(invented=True)
    names = {region.code: region.name for made_up in (False, True) for region in list_regions(invented=made_up)}
    groups = [
        Group(key=ALL, kind="all", name="", invented=False),
        *_places(real, names, invented=False),
        *_sizes(),
        *_places(invented, names, invented=True),
        Group(key=OWN, kind="own", name="", invented=False),
    ]
    return Known(
        groups={group.key: group for group in groups},
        members={row.slug: row for row in (*real, *invented)},
        invented=frozenset(row.slug for row in invented),
    )


def _places(rows: Iterable[MemberRow], names: Mapping[str, str], *, invented: bool) -> list[Group]:
    """Regions, and their intakes where a region has several."""
    found = []
    intakes = {(row.region, row.intake) for row in rows}
    for region in dict.fromkeys(sorted(region for region, _ in intakes)):
        name = names.get(region, region)
        found.append(Group(key=f"region-{region}", kind="region", name=name, invented=invented, region=region))
        ordinals = sorted(i for r, i in intakes if r == region and i is not None)
        for intake in ordinals if len(ordinals) > 1 else ():
            key = f"pulje-{region}-{intake}"
            found.append(Group(key=key, kind="intake", name=name, invented=invented, region=region, intake=intake))
    return found


def _sizes() -> list[Group]:
    labels = [(band, band_label(band)) for band in range(len(SIZE_BANDS) + 1)]
    return [Group(key=f"storrelse-{name}", kind="size", name=name, invented=False, band=band) for band, name in labels]


def members_of(choice: Choice, group: Group, found: Known) -> tuple[Member, ...]:
    """The municipalities of a choice, in Norwegian order. Those of a size are measured at the end of its last year."""
    if group.kind == "own":
        return tuple(_member(row) for slug, row in found.members.items() if slug in choice.own)
    rows = [row for slug, row in found.members.items() if (slug in found.invented) == group.invented]
    if group.kind == "size":
        return tuple(_member(row) for row in _of_size(rows, group, choice.years))
    fitting = (row for row in rows if not group.region or row.region == group.region)
    return tuple(_member(row) for row in fitting if group.intake is None or row.intake == group.intake)


def _of_size(rows: Sequence[MemberRow], group: Group, years: tuple[int, ...]) -> list[MemberRow]:
    if not years:
        return []
    day = max(years) + 1
    people = population_over_years([day], [row.id for row in rows])
    counted = [(row, people.get((row.id, day))) for row in rows]
    return [row for row, persons in counted if persons and band_of(int(persons.number)) == group.band]


def _member(row: MemberRow) -> Member:
    return Member(row.id, row.slug, row.name)
