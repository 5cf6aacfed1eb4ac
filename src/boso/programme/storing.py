"""The rows of the programme's files into their tables: names become ids, then compare, add and change."""

from collections.abc import Mapping, Sequence

from django.db import models

from boso.kernel.errors import Invalid
from boso.kernel.plans import StorePlan, TablePlan
from boso.places.models import District, Municipality, Region
from boso.places.storing import Table, ids_of, refer, store
from boso.programme.loading import ProgrammeFiles, Record
from boso.programme.models import (
    Agreement,
    AgreementDistrict,
    Gathering,
    GatheringParticipant,
    Goal,
    Intake,
    Meeting,
    MunicipalityDocument,
    Phase,
    ProgrammeDocument,
)

AGREEMENT_KEY = ("municipality_id", "region_id", "intake_id")


def store_all(files: ProgrammeFiles) -> StorePlan:
    """Store every file, in the order in which rows refer to each other. Raises `Invalid` for a name not stored."""
    return StorePlan(tuple(_Names().store(files)))


class _Names:
    """The ids of what the files name: regions, municipalities, then intakes and agreements once they are stored."""

    def __init__(self) -> None:
        self.regions = ids_of(Region, "code")
        self.municipalities = ids_of(Municipality, "slug")

    def store(self, files: ProgrammeFiles) -> list[TablePlan]:
        return [
            store(Table(model=Intake, key=("region_id", "ordinal")), [self.resolved(r) for r in files.intakes]),
            *self._agreements(files.agreements),
            self._phases(files.phases),
            store(Table(model=Goal, key=("region_id", "code", "valid_from")), [self.resolved(r) for r in files.goals]),
            *self._gatherings(files.gatherings),
            store(
                Table(model=Meeting, key=("municipality_id", "kind", "held")),
                [self.resolved(r) for r in files.meetings],
            ),
            *self._documents(files.documents),
        ]

    def resolved(self, row: Record, *leave_out: str) -> Record:
        """The row with ids where it has names; a blank region becomes None."""
        found = {column: value for column, value in row.items() if column not in leave_out}
        if "region" in found:
            code = found.pop("region")
            found["region_id"] = refer(self.regions, code, "region") if code else None
        if "municipality" in found:
            found["municipality_id"] = refer(self.municipalities, found.pop("municipality"), "municipality")
        return found

    def _agreements(self, rows: Sequence[Record]) -> list[TablePlan]:
        intakes = _ids(Intake, "region_id", "ordinal")
        agreements = []
        for row in rows:
            found = self.resolved(row, "districts", "intake")
            place = (found["region_id"], row["intake"])
            found["intake_id"] = _refer(intakes, place, f"intake {row['intake']} of {row['region']}", row["intake"])
            agreements.append(found)
        stored = store(Table(model=Agreement, key=AGREEMENT_KEY), agreements)
        ids, districts = _ids(Agreement, *AGREEMENT_KEY), _ids(District, "municipality_id", "slug")
        links = [
            {
                "municipality_id": found["municipality_id"],
                "agreement_id": ids[tuple(found[column] for column in AGREEMENT_KEY)],
                "district_id": _refer(districts, (found["municipality_id"], slug), f"district '{slug}'"),
            }
            for row, found in zip(rows, agreements, strict=True)
            for slug in row["districts"]
        ]
        link_key = ("municipality_id", "agreement_id", "district_id")
        return [stored, store(Table(model=AgreementDistrict, key=link_key), links)]

    def _phases(self, rows: Sequence[Record]) -> TablePlan:
        agreements = _ids(Agreement, "municipality_id", "intake__ordinal")
        phases = []
        for row in rows:
            found = self.resolved(row, "intake")
            place = (found["municipality_id"], row["intake"])
            found["agreement_id"] = _refer(agreements, place, f"agreement of {row['municipality']}")
            phases.append(found)
        return store(Table(model=Phase, key=("municipality_id", "agreement_id", "kind")), phases)

    def _gatherings(self, rows: Sequence[Record]) -> list[TablePlan]:
        key = ("region_id", "kind", "held", "ordinal")
        gatherings = [self.resolved(row, "participants") for row in rows]
        stored = store(Table(model=Gathering, key=key), gatherings)
        ids = _ids(Gathering, *key)
        links = [
            {
                "municipality_id": refer(self.municipalities, slug, "municipality"),
                "gathering_id": ids[tuple(found[column] for column in key)],
            }
            for row, found in zip(rows, gatherings, strict=True)
            for slug in row["participants"]
        ]
        return [stored, store(Table(model=GatheringParticipant, key=("municipality_id", "gathering_id")), links)]

    def _documents(self, rows: Sequence[Record]) -> list[TablePlan]:
        of_regions = [self.resolved(row, "municipality") for row in rows if not row["municipality"]]
        of_municipalities = [self.resolved(row, "region") for row in rows if row["municipality"]]
        tail = ("kind", "title", "covers")
        return [
            store(Table(model=ProgrammeDocument, key=("region_id", *tail)), of_regions),
            store(Table(model=MunicipalityDocument, key=("municipality_id", *tail)), of_municipalities),
        ]


def _ids(model: type[models.Model], *columns: str) -> dict[tuple[object, ...], int]:
    return {tuple(row[:-1]): row[-1] for row in model._default_manager.values_list(*columns, "pk")}


def _refer(
    ids: Mapping[tuple[object, ...], int], place: tuple[object, ...], what: str, asked: object = True
) -> int | None:
    """The id at the place; None where nothing was asked for. Raises `Invalid` when it is not stored."""
    if asked is None:
        return None
    if place not in ids:
        raise Invalid(f"There is no {what}; the files must have it.")
    return ids[place]
