"""Who a municipality is seen beside: those it shares a mark with, or those somebody chose."""

from collections.abc import Collection, Mapping, Sequence

from boso.indicators.likeness import alike
from boso.indicators.rules import band_label, band_of
from boso.indicators.values import PeerGroup
from boso.kernel.text import norwegian_order
from boso.places.queries import get_municipality
from boso.places.values import MunicipalityRow, PopulationRow
from boso.programme.values import ParticipantRow

People = Mapping[int, PopulationRow]  # by municipality


def members_of(
    own: MunicipalityRow,
    everyone: Sequence[ParticipantRow],
    group: PeerGroup,
    people: People,
    *,
    chosen: Collection[str] = (),
) -> tuple[tuple[MunicipalityRow, ...], str]:
    """The peers, the municipality itself left out, and the mark they share: a region's code, "ost/1", "20000-49999", a
    group of likeness, or "" for all and for a choice. None where the mark is not known.

    `everyone` takes part in the programme; those chosen (slugs) need not, and invented and real never meet.
    """
    if group is PeerGroup.OWN:
        return _chosen(own, chosen), ""
    mine = next((p for p in everyone if p.municipality.id == own.id), None)
    marks = {p.municipality.id: _mark(p, group, people) for p in everyone}
    label = marks[own.id] if mine else None
    if label is None:
        return (), ""
    others = (p.municipality for p in everyone if p.municipality.id != own.id and marks[p.municipality.id] == label)
    return tuple(others), label


def _chosen(own: MunicipalityRow, slugs: Collection[str]) -> tuple[MunicipalityRow, ...]:
    rows = [get_municipality(slug, year=own.year) for slug in sorted(set(slugs) - {own.slug})]
    return tuple(sorted((r for r in rows if r.invented == own.invented), key=lambda row: norwegian_order(row.name)))


def _mark(participant: ParticipantRow, group: PeerGroup, people: People) -> str | None:
    """What a municipality shares with its peers; None where that is not known."""
    if group is PeerGroup.ALL:
        return ""
    if group is PeerGroup.REGION:
        return participant.region.code
    if group is PeerGroup.INTAKE:
        intake = participant.intake
        return f"{intake.region}/{intake.ordinal}" if intake else None
    row = people.get(participant.municipality.id)
    persons = row.persons if row else None
    if group is PeerGroup.KOSTRA:
        found = alike(participant.municipality.slug, persons)
        return found.code if found else None
    return band_label(band_of(persons)) if persons is not None else None
