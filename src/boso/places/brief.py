"""Many municipalities at once by as little as a list needs: plain columns, no objects."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import FilteredRelation, Q

from boso.places import rules
from boso.places.models import Municipality


class BriefRow(NamedTuple):
    """A municipality by its address, and the name and number it had in a year."""

    id: int
    slug: str
    name: str
    number: str


def list_brief(ids: Iterable[int], *, year: int) -> list[BriefRow]:
    """These municipalities in Norwegian order; one that did not exist then under its best known name, without a
    number. One query, however many there are."""
    day = rules.first_of(year)
    valid = (Q(codes__valid_from__isnull=True) | Q(codes__valid_from__lte=day)) & (
        Q(codes__valid_to__isnull=True) | Q(codes__valid_to__gt=day)
    )
    found = Municipality.objects.filter(pk__in=list(ids)).annotate(known=FilteredRelation("codes", condition=valid))
    columns = ("pk", "slug", "name", "known__name", "known__number")
    return [
        BriefRow(pk, slug, known or name, number or "")
        for pk, slug, name, known, number in found.order_by("sort_name", "slug").values_list(*columns)
    ]
