"""The files of places, read and checked: regions, municipalities, codes, changes, districts, population."""

import hashlib
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from boso.kernel.errors import Invalid
from boso.kernel.periods import Validity
from boso.places import rules
from boso.places.csv_files import CsvRow, read_csv
from boso.places.values import (
    FIRST_INVENTED_NUMBER,
    INVENTED_PREFIX,
    Backed,
    Change,
    ChangeKind,
    Code,
    DistrictFacts,
    Fact,
    LanguageDecision,
    MunicipalityFacts,
    PlaceFiles,
    PopulationFigure,
    RegionFacts,
)

FILES = Path(__file__).parent / "files"
Sources = dict[str, str]

SENTENCES = {
    "places.slug_twice": "codes.csv: {slug} has two codes on the same day, one of them {number}.",
    "places.number_twice": "codes.csv: the number {number} belongs to {slug} and {other} on the same day.",
    "places.origin_missing": "changes.csv: {slug} did not exist the day before {day}.",
    "places.target_missing": "changes.csv: {slug} does not exist on {day}.",
    "places.wrong_kind": "changes.csv: what happened to {slug} on {day} is no {kind}, by the numbers in codes.csv.",
    "places.change_missing": "codes.csv: a code of {slug} begins or ends on {day}, and changes.csv says nothing of it.",
    "places.shares_not_one": "changes.csv: the shares that leave {slug} on {day} are not 1 together.",
}


@cache
def shipped() -> PlaceFiles:
    """The files that come with boso: the real municipalities. Read once; needs no database."""
    return read_folder(FILES)


def read_folder(folder: Path) -> PlaceFiles:
    """Read and check a folder of place files. Raises `Invalid` with file and line of the first mistake.

    Districts, changes and population may be missing. Whether a municipality is invented follows from its name;
    its number must then be 9901 or above.
    """
    sources = read_sources(folder)
    files = PlaceFiles(
        regions=tuple(_region(row, sources) for row in read_csv(folder / "regions.csv", REGION_COLUMNS)),
        municipalities=tuple(
            _municipality(row, sources) for row in read_csv(folder / "municipalities.csv", MUNICIPALITY_COLUMNS)
        ),
        backed_codes=tuple(_code(row, sources) for row in read_csv(folder / "codes.csv", CODE_COLUMNS)),
        backed_changes=tuple(
            _change(row, sources) for row in read_csv(folder / "changes.csv", CHANGE_COLUMNS, may_lack=True)
        ),
        districts=tuple(
            _district(row, sources) for row in read_csv(folder / "districts.csv", DISTRICT_COLUMNS, may_lack=True)
        ),
        population=tuple(
            _population(row, sources) for row in read_csv(folder / "population.csv", POPULATION_COLUMNS, may_lack=True)
        ),
        fingerprint=fingerprint(folder),
    )
    _check(files)
    return files


REGION_COLUMNS = ("code", "name", "source", "note")
MUNICIPALITY_COLUMNS = ("slug", "name", "region", "language_decision", "source", "note")
CODE_COLUMNS = ("slug", "number", "name", "valid_from", "valid_to", "checked", "source", "note")
CHANGE_COLUMNS = ("date", "kind", "from", "to", "share", "checked", "source", "note")
DISTRICT_COLUMNS = ("municipality", "slug", "number", "name", "checked", "source", "note")
POPULATION_COLUMNS = ("number", "year", "persons", "cross_checked", "source", "note")
SOURCE_COLUMNS = ("key", "title", "publisher", "licence", "credit")


def read_sources(folder: Path) -> Sources:
    """The sources that rows name by key, each as one line: publisher, title, licence."""
    rows = read_csv(folder / "sources.csv", SOURCE_COLUMNS)
    return {
        row.text("key"): ". ".join(p for c in ("publisher", "title", "licence") if (p := row.maybe(c))) for row in rows
    }


def source_of(row: CsvRow, sources: Sources) -> str:
    """The source a row names; every row must name one that sources.csv has."""
    key = row.text("source")
    return sources[key] if key in sources else row.refuse(f"sources.csv has no source '{key}'.")


def fingerprint(folder: Path) -> str:
    """A hash of all files in a folder, to tell one state of it from another."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def is_invented(name: str) -> bool:
    """Invented places, and no others, have names that begin with Prøve."""
    return name.startswith(INVENTED_PREFIX)


def _region(row: CsvRow, sources: Sources) -> RegionFacts:
    name = row.text("name")
    return RegionFacts(
        code=row.text("code"),
        name=name,
        invented=is_invented(name),
        source=source_of(row, sources),
        note=row.maybe("note"),
    )


def _municipality(row: CsvRow, sources: Sources) -> MunicipalityFacts:
    name = row.text("name")
    return MunicipalityFacts(
        slug=row.text("slug"),
        name=name,
        region=row.maybe("region"),
        invented=is_invented(name),
        language=row.one_of("language_decision", LanguageDecision),
        source=source_of(row, sources),
        note=row.maybe("note"),
    )


def _code(row: CsvRow, sources: Sources) -> Backed[Code]:
    number = row.text("number")
    if not (len(number) == 4 and number.isascii() and number.isdigit()):
        row.refuse(f"'{number}' is no municipality number; it has four digits, a leading zero included.")
    if is_invented(row.text("name")) != (number >= FIRST_INVENTED_NUMBER):
        row.refuse(f"numbers from {FIRST_INVENTED_NUMBER} are for invented municipalities, and only for them.")
    start, end = row.day("valid_from"), row.day("valid_to")
    if start and end and start >= end:
        row.refuse(f"the code ends ({end}) before it begins ({start}).")
    return _backed(row, sources, Code(row.text("slug"), number, row.text("name"), Validity(start, end)))


def _change(row: CsvRow, sources: Sources) -> Backed[Change]:
    day = row.day("date") or row.refuse("'date' is blank; a change has a day.")
    change = Change(
        day=day,
        kind=row.one_of("kind", ChangeKind),
        origin=row.text("from"),
        target=row.text("to"),
        share=_share(row),
    )
    return _backed(row, sources, change)


def _share(row: CsvRow) -> Decimal | None:
    cell = row.maybe("share")
    try:
        share = Decimal(cell) if cell else None
    except InvalidOperation:
        share = Decimal(0)
    if share is not None and not 0 < share <= 1:
        row.refuse(f"'{cell}' in 'share' must be above 0 and at most 1, or blank where it is not known.")
    return share


def _backed(row: CsvRow, sources: Sources, fact: Fact) -> Backed[Fact]:
    return Backed(fact=fact, checked=row.yes("checked"), source=source_of(row, sources), note=row.maybe("note"))


def _district(row: CsvRow, sources: Sources) -> DistrictFacts:
    return DistrictFacts(
        municipality=row.text("municipality"),
        slug=row.text("slug"),
        number=row.text("number"),
        name=row.text("name"),
        checked=row.yes("checked"),
        source=source_of(row, sources),
        note=row.maybe("note"),
    )


def _population(row: CsvRow, sources: Sources) -> PopulationFigure:
    persons, note = row.whole("persons"), row.maybe("note")
    if persons is None and not note:
        row.refuse("'persons' is blank; 'note' must say why.")
    return PopulationFigure(
        number=row.text("number"),
        year=row.whole("year") or row.refuse("'year' is blank."),
        persons=persons,
        source=source_of(row, sources),
        cross_checked=row.yes("cross_checked"),
        note=note,
        place=row.place,
    )


def _check(files: PlaceFiles) -> None:
    """The files agree with each other: what one names, another has; and history holds together."""
    slugs = {m.slug for m in files.municipalities}
    regions = {r.code for r in files.regions} | {""}
    for municipality in files.municipalities:
        if municipality.region not in regions:
            raise Invalid(f"municipalities.csv: {municipality.slug} is in a region '{municipality.region}' of no file.")
    named = [c.slug for c in files.codes] + [d.municipality for d in files.districts]
    named += [side for c in files.changes for side in (c.origin, c.target)]
    for slug in named:
        if slug not in slugs:
            raise Invalid(f"municipalities.csv has no '{slug}', which another file names.")
    for slug in sorted(slugs - {c.slug for c in files.codes}):
        raise Invalid(f"codes.csv has no number for {slug}.")
    for finding in rules.check_codes(files.codes) + rules.check_changes(files.codes, files.changes):
        raise Invalid(SENTENCES[finding.code].format(**finding.params))
