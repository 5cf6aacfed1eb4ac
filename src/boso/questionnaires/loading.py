"""The editions of the report forms: found, checked, resolved and hashed, each from one YAML file."""

import hashlib
import json
import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from boso.kernel.errors import Invalid, NotFound
from boso.questionnaires.building import edition_from
from boso.questionnaires.placed_yaml import Block, plain, read_yaml
from boso.questionnaires.resolving import resolved
from boso.questionnaires.validating import check_codes, check_schema
from boso.questionnaires.values import Edition

FOLDER = Path(__file__).parent / "editions"
LONGEST_ADDRESS = 100  # no name of a file can be much longer
ADDRESS = re.compile(r"(?P<template>[a-z][a-z0-9_]*)/(?P<year>\d{4})(?:-\d\d-\d\d)?(?:@(?P<revision>\d+))?")
READING_MARKS = frozenset({"anchors", "prompts", "marks"})


def load(address: str) -> Edition:
    """The edition at an address such as `ost_annual/2013`, newest revision, or `ost_annual/2013@1`, that revision.

    Raises `NotFound`, naming near addresses, and `Invalid` with file, line and path of a mistake in the file.
    """
    return load_file(_newest(address, FOLDER))


@lru_cache(maxsize=1024)
def _newest(address: str, folder: Path) -> Path:
    """The file of an address. The folder is looked through once for each, until `check_all` looks at it anew."""
    del folder
    return _file_of(address)


@cache
def load_file(path: Path) -> Edition:
    """The edition in a file; read and checked once."""
    content = content_of(path)
    return edition_from(cast(dict[str, Any], content), digest_of(content))


def all_editions() -> tuple[Edition, ...]:
    """Every edition at its newest revision, by template and name."""
    return tuple(load(address) for address in addresses())


def addresses() -> tuple[str, ...]:
    """The addresses of all editions, in order; reads no file."""
    return tuple(sorted({_address_of(path) for path in FOLDER.glob("*-[12]*.yaml")}))


def revisions(address: str) -> tuple[Edition, ...]:
    """All revisions of an edition, oldest first."""
    return tuple(load_file(path) for path in _files_of(address.partition("@")[0]))


def content_of(path: Path, above: tuple[Path, ...] = ()) -> Block:
    """What the file says after everything it is based on is filled in, checked against the schema.

    `above` are the files that are based on this one, so that a circle is told and not followed.
    """
    own = read_yaml(path)
    content = resolved(own, base=lambda address: _base(address, own, (*above, path)))
    check_schema(content)
    check_codes(content)
    return content


def _base(address: str, own: Block, above: tuple[Path, ...]) -> Block:
    line = own.lines["based_on"]
    try:
        file = _file_of(address)
    except NotFound as fault:
        raise Invalid(f"{line}: based_on: {fault}") from None
    if file in above:
        raise Invalid(f"{line}: based_on: '{address}' is itself based on this edition.")
    return content_of(file, above)


def digest_of(content: Block) -> str:
    """SHA-256 of what the form asks and says. Marks for reading documents are no part of that: they may be sharpened
    without a new revision, and so may comments and line breaks in the file."""
    text = json.dumps(_asked(plain(content)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def near(wanted: str, known: Iterable[str]) -> str:
    """The tail of a sentence that names what may have been meant."""
    names = sorted(known)
    close = get_close_matches(wanted, names, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(close)}?" if close else f"there are: {', '.join(names)}."


def _asked(value: object) -> object:
    if isinstance(value, dict):
        return {key: _asked(member) for key, member in value.items() if key not in READING_MARKS}
    if isinstance(value, list):
        return [_asked(member) for member in value]
    return value


def _file_of(address: str) -> Path:
    match = ADDRESS.fullmatch(address[:LONGEST_ADDRESS])
    if match is None or len(address) > LONGEST_ADDRESS:
        raise NotFound(f"'{address}' is no edition; write template/year, {near(address, addresses())}")
    files = _files_of(f"{match['template']}/{match['year']}")
    if not files:
        raise NotFound(f"There is no edition '{address}'; {near(address, addresses())}")
    if match["revision"] is None:
        return files[-1]
    if not 1 <= int(match["revision"]) <= len(files):
        raise NotFound(f"'{address}' does not exist; the newest revision is {len(files)}.")
    return files[int(match["revision"]) - 1]


def _files_of(address: str) -> list[Path]:
    """The files of an edition's revisions: ost_annual-2013.yaml is the first, ost_annual-2013-r2.yaml the second."""
    stem = address.replace("/", "-")
    first = FOLDER / f"{stem}.yaml"
    later = sorted(FOLDER.glob(f"{stem}-r*.yaml"), key=lambda path: int(path.stem.rpartition("-r")[2]))
    return [first, *later] if first.exists() else []


def _address_of(path: Path) -> str:
    template, year = path.stem.partition("-r")[0].rsplit("-", 1)
    return f"{template}/{year}"


def check_all() -> None:
    """Load every revision of every edition, as the folder is now; raises `Invalid` at the first mistake."""
    _newest.cache_clear()
    for address in addresses():
        for number, edition in enumerate(revisions(address), start=1):
            if (edition.address, edition.revision) != (address, number):
                raise Invalid(
                    f"The file of {address}@{number} says it is {edition.address}@{edition.revision}; "
                    "name the file after template, year and revision."
                )
