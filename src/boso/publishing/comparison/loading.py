"""Loads what a comparison shows, through the doors that lead to the public."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from boso.indicators.queries.across import figures_across, years_reported
from boso.places.queries import list_municipalities
from boso.publishing.comparison.choosing import read_choice
from boso.publishing.comparison.groups import Known, known, members_of
from boso.publishing.comparison.values import ComparisonValues, Group, Remark
from boso.questionnaires.loading import load as load_edition


def load_comparison(
    asked: Mapping[str, Sequence[str]], *, language: str, files: bool = False
) -> tuple[ComparisonValues, Known, tuple[int, ...], list[Remark]]:
    """The figures somebody asked for, what else there is to choose, the years there are, and what was not understood.

    `files` reads where every figure stood as well, and the numbers of the municipalities.
    """
    found = known()
    years: dict[bool, tuple[int, ...]] = {}

    def years_of(invented: bool) -> tuple[int, ...]:
        if invented not in years:
            years[invented] = years_reported(invented=invented)
        return years[invented]

    choice, remarks = read_choice(asked, found, years_of)
    group = _group(found, choice.group, choice.own)
    members = members_of(choice, group, found)
    ids = [member.id for member in members]
    matrices = figures_across(
        ids,
        years=choice.years,
        codes=choice.codes,
        invented=group.invented,
        per_1000=choice.per_1000,
        sources=files,
    )
    forms = {address for matrix in matrices.values() for address in (*matrix.editions, *matrix.silent)}
    values = ComparisonValues(
        choice=choice,
        group=group,
        members=members,
        matrices=matrices,
        titles={address: _title(address, language) for address in sorted(forms)},
        numbers=_numbers(ids, choice.years, invented=group.invented) if files else {},
    )
    return values, found, years_of(group.invented), remarks


def _group(found: Known, key: str, own: Sequence[str]) -> Group:
    group = found.groups[key]
    return replace(group, invented=own[0] in found.invented) if group.kind == "own" else group


def _title(address: str, language: str) -> str:
    return f"{load_edition(address).title.in_language(language)} {address.rpartition('/')[2]}"


def _numbers(ids: Sequence[int], years: Sequence[int], *, invented: bool) -> dict[int, str]:
    year = max(years, default=None)
    return {row.id: row.number for row in list_municipalities(ids=ids, invented=invented, year=year)}
