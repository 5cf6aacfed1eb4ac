"""Who a municipality is seen beside: a choice as a person writes it, and the peers in words."""

import difflib
import re

from boso.indicators.likeness import named
from boso.indicators.values import PeerGroup
from boso.indicators.values import Peers as Group
from boso.kernel.errors import Invalid
from boso.kernel.number_printing import print_number
from boso.places.queries import find_municipality, list_municipalities
from boso.places.values import MunicipalityRow
from boso.publishing.factsheet.values import Beside, PeerChoice
from boso.publishing.factsheet.wording import listed
from boso.publishing.words import word

BETWEEN = re.compile(r"[,;\n]")
NAMED_AT_MOST = 12  # more names than these would fill the sheet
CLOSE = 0.6


def own_choice(text: str, place: MunicipalityRow, *, year: int, language: str) -> PeerChoice:
    """The municipalities of a list of names, numbers or slugs, the municipality itself left out.

    Raises Invalid, in one sentence or two, for a name nobody has, for real and invented together, and for none.
    """
    names = [name.strip() for name in BETWEEN.split(text.replace("\0", "")) if name.strip()]
    found = [_municipality(name, place, year, language) for name in names]
    chosen = tuple(dict.fromkeys(row.slug for row in found if row.slug != place.slug))
    if not chosen:
        others = [r.name for r in list_municipalities(year=year, invented=place.invented) if r.slug != place.slug]
        raise Invalid(word("peer_nobody", language, name=next(iter(others), place.name)))
    return PeerChoice(group=PeerGroup.OWN, chosen=chosen)


def beside(group: Group, place: MunicipalityRow, language: str) -> Beside:
    """The peers in words that go on from "other municipalities"."""
    if group.group not in (PeerGroup.ALL, PeerGroup.OWN) and not group.label:
        return Beside()
    return Beside(
        group=_words(group, place, language),
        size=len(group.members),
        likeness=group.group is PeerGroup.KOSTRA,
    )


def _municipality(name: str, place: MunicipalityRow, year: int, language: str) -> MunicipalityRow:
    row = find_municipality(name, year=year)
    if row is None:
        raise Invalid(_unknown(name, place, year, language))
    if row.invented != place.invented:
        raise Invalid(word("peer_mixed" if row.invented else "peer_mixed_real", language, name=row.name))
    return row


def _unknown(name: str, place: MunicipalityRow, year: int, language: str) -> str:
    known = {row.name.lower(): row.name for row in list_municipalities(year=year, invented=place.invented)}
    near = [known[key] for key in difflib.get_close_matches(name.lower(), known, n=3, cutoff=CLOSE)]
    remedy = (
        word("peer_meant", language, list=listed(near, language, "or")) if near else word("peer_separate", language)
    )
    return f"{word('peer_unknown', language, name=name, year=year)} {remedy}"


def _words(group: Group, place: MunicipalityRow, language: str) -> str:
    region = place.region.name if place.region else ""
    match group.group:
        case PeerGroup.REGION:
            return word("beside_region", language, name=region)
        case PeerGroup.INTAKE:
            return word("beside_intake", language, ordinal=group.label.rpartition("/")[2], name=region)
        case PeerGroup.SIZE:
            return _size(group.label, language)
        case PeerGroup.KOSTRA:
            return named(group.label).name.in_language(language)
        case PeerGroup.OWN:
            return _listed(group, language)
        case _:
            return word("beside_all", language)


def _size(label: str, language: str) -> str:
    """A band as "20000-49999" in words; the smallest and the largest have one end."""
    first, _, last = label.partition("-")
    if not last:
        return word("beside_size_most", language, first=print_number(int(first), language))
    if first == "0":
        return word("beside_size_least", language, last=print_number(int(last) + 1, language))
    ends = {"first": print_number(int(first), language), "last": print_number(int(last), language)}
    return word("beside_size", language, **ends)


def _listed(group: Group, language: str) -> str:
    names = [member.name for member in group.members]
    shown = names[:NAMED_AT_MOST]
    if len(names) > NAMED_AT_MOST:
        return word("beside_own", language, list=f"{', '.join(shown)} …")
    return word("beside_own", language, list=listed(names, language))
