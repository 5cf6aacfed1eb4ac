"""Storing places: the files that come with boso, and population files that a person has fetched."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid
from boso.kernel.plans import Row, StorePlan, TablePlan
from boso.places import loading, rules
from boso.places.models import District, Municipality, MunicipalityChange, MunicipalityCode, Population, Region
from boso.places.queries import list_codes
from boso.places.storing import Table, check_constraints_now, ids_of, record_load, refer, store
from boso.places.values import Change, Code, MunicipalityFacts, PlaceFiles, PopulationFigure, PopulationLoad

POPULATION_KEY = ("municipality_id", "district_id", "year")
Ids = Mapping[str, int]


@transaction.atomic
def load_files(*, actor: Actor, now: datetime, folder: Path = loading.FILES, dry_run: bool = False) -> StorePlan:
    """Make the database say what a folder of place files says, and tell what that changed.

    Loading twice changes nothing. Other folders' municipalities, and population that a person has loaded, are left
    alone. With `dry_run` nothing is stored. Raises `Invalid` for a mistake in the files, or a number that another
    folder's municipality has.
    """
    files = loading.read_folder(folder)
    try:
        with transaction.atomic():
            plan = StorePlan((*_store_places(files), *_store_history(files), _store_shipped_population(files)))
            check_constraints_now()
    except IntegrityError as error:
        what = str(error).split("\n")[0]
        raise Invalid(f"{folder.name}: the files contradict what other files have stored: {what}.") from error
    record_load("places", files.fingerprint, plan, actor=actor, now=now)
    transaction.set_rollback(dry_run)
    return plan


@transaction.atomic
def load_population(
    *,
    figures: Sequence[PopulationFigure],
    actor: Actor,
    now: datetime,
    fingerprint: str = "",
    replace: bool = False,
    dry_run: bool = False,
) -> PopulationLoad:
    """Store population that a person has fetched; each figure goes to whoever had the number on 1 January.

    Rows without a figure, of municipalities that boso does not have, or for years in which nobody had the number are
    left out and counted. Raises `Invalid` when a figure differs from a stored one and `replace` was not asked for.
    """
    holders = _Holders()
    kept = [f for f in figures if f.persons is not None]
    placed = [(f, ids) for f in kept if (ids := holders.find(f.number, f.year))]
    rows = [_population(figure, ids, shipped=False) for figure, ids in placed]
    years = {f.year for f in kept}
    table = store(Table(model=Population, key=POPULATION_KEY, within={"year__in": years}), rows)
    differing = [c for c in table.change if c.columns.get("persons", (None, None))[0] is not None]
    if differing and not replace:
        raise Invalid(_differs(differing[0].columns["persons"], len(differing), rows, differing[0].key))
    plan = StorePlan((table,))
    record_load("population", fingerprint, plan, actor=actor, now=now)
    transaction.set_rollback(dry_run)
    unknown = sorted({f.number for f in kept if not holders.knows(f.number)})
    return PopulationLoad(
        plan=plan,
        unknown_numbers=tuple(unknown),
        out_of_time=sum(holders.knows(f.number) for f in kept) - len(placed),
        without_figure=len(figures) - len(kept),
    )


def _differs(persons: tuple[object, object], count: int, rows: Sequence[Row], key: tuple[object, ...]) -> str:
    row = next(r for r in rows if tuple(r[c] for c in POPULATION_KEY) == key)
    return (
        f"{row['number']} in {row['year']} is stored as {persons[0]} and is {persons[1]} in the file "
        f"({count} figures differ). Load with --replace to take the file's."
    )


def _store_places(files: PlaceFiles) -> list[TablePlan]:
    regions = [
        {"code": r.code, "name": r.name, "invented": r.invented, "source": r.source, "note": r.note}
        for r in files.regions
    ]
    stored_regions = store(Table(model=Region, key=("code",)), regions)
    region_ids = ids_of(Region, "code")
    municipalities = [_municipality(m, region_ids) for m in files.municipalities]
    return [stored_regions, store(Table(model=Municipality, key=("slug",)), municipalities)]


def _store_history(files: PlaceFiles) -> list[TablePlan]:
    ids = ids_of(Municipality, "slug")
    here = {"municipality__in": [ids[m.slug] for m in files.municipalities]}
    code_key, change_key = ("municipality_id", "valid_from"), ("municipality_id", "day", "target_id")
    codes = [_code(b.fact, ids) | _backing(b.source, b.note, b.checked) for b in files.backed_codes]
    changes = [_change(b.fact, ids) | _backing(b.source, b.note, b.checked) for b in files.backed_changes]
    districts = [
        {"municipality_id": ids[d.municipality], "slug": d.slug, "number": d.number, "name": d.name}
        | _backing(d.source, d.note, d.checked)
        for d in files.districts
    ]
    return [
        store(Table(model=MunicipalityCode, key=code_key, within=here, remove_others=True), codes),
        store(Table(model=MunicipalityChange, key=change_key, within=here, remove_others=True), changes),
        store(Table(model=District, key=("municipality_id", "slug"), within=here), districts),
    ]


def _store_shipped_population(files: PlaceFiles) -> TablePlan:
    holders = _Holders()
    own = set(
        Population.objects.filter(shipped=False).values_list("municipality_id", "district_id", "year")
    )  # a person's own figure wins over the one that came with boso
    rows = []
    for figure in files.population:
        ids = holders.find(figure.number, figure.year)
        if ids is None:
            raise Invalid(f"{figure.place}: nobody had the number {figure.number} on 1 January {figure.year}.")
        if (*ids, figure.year) not in own:
            rows.append(_population(figure, ids, shipped=True))
    return store(Table(model=Population, key=POPULATION_KEY, within={"shipped": True}), rows)


class _Holders:
    """Who had a number, of four digits or six, on 1 January of a year."""

    def __init__(self) -> None:
        self._codes = list_codes()
        self._ids = ids_of(Municipality, "slug")
        self._districts = {d.number: (d.municipality_id, d.pk) for d in District.objects.all()}
        self._numbers = {c.number for c in self._codes} | set(self._districts)

    def knows(self, number: str) -> bool:
        return number in self._numbers

    def find(self, number: str, year: int) -> tuple[int, int | None] | None:
        """The ids of the municipality and, for a district's number, of the district."""
        if number in self._districts:
            return self._districts[number]
        holder = rules.holder_of(self._codes, number, rules.first_of(year))
        return (self._ids[holder.slug], None) if holder else None


def _municipality(facts: MunicipalityFacts, region_ids: Ids) -> Row:
    return {
        "slug": facts.slug,
        "name": facts.name,
        "region_id": refer(region_ids, facts.region, "region") if facts.region else None,
        "invented": facts.invented,
        "language_decision": facts.language.value,
        "source": facts.source,
        "note": facts.note,
    }


def _code(code: Code, ids: Ids) -> dict[str, object]:
    return {
        "municipality_id": ids[code.slug],
        "number": code.number,
        "name": code.name,
        "valid_from": code.validity.start,
        "valid_to": code.validity.end,
    }


def _change(change: Change, ids: Ids) -> dict[str, object]:
    return {
        "municipality_id": ids[change.origin],
        "target_id": ids[change.target],
        "day": change.day,
        "kind": change.kind.value,
        "share": change.share,
    }


def _backing(source: str, note: str, checked: bool) -> dict[str, object]:
    return {"source": source, "note": note, "checked": checked}


def _population(figure: PopulationFigure, ids: tuple[int, int | None], *, shipped: bool) -> Row:
    return {
        "municipality_id": ids[0],
        "district_id": ids[1],
        "year": figure.year,
        "number": figure.number,
        "persons": figure.persons,
        "cross_checked": figure.cross_checked,
        "shipped": shipped,
        "source": figure.source,
        "note": figure.note,
    }
