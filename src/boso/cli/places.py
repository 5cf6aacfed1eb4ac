"""`boso places`: the municipalities and their numbers in a year, and population from a file."""

import argparse
import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

FILE_FORMATS = """\
FILE is a CSV as Statistics Norway's statistics bank gives it, with one total for everyone on 1 January:
a column "region" ("0101 Halden", "K-0101 Halden" or "0101") and either one column a year, or a column "år" and
the figure in the last column; or boso's own: number,year,persons. Cells are parted by ; or , or tab.
Each figure goes to the municipality that had the number on 1 January of its year; others are counted and left out.
"""


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`boso places list`, `boso places load` and `boso places load-population`."""
    places = subparsers.add_parser(
        "places",
        help="municipalities and their numbers over time; load population",
        epilog="Example: boso places list --year 2013",
    )
    actions = places.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser(
        "list",
        help="the municipalities, with number and name in a year",
        epilog="Example: boso places list --year 2013",
    )
    listing.add_argument("--year", type=int, help="the year asked about; without it, every number there has been")
    listing.set_defaults(run=run_list)
    loading = actions.add_parser(
        "load", help="store what the files of places and programme say", epilog="Example: boso places load --dry-run"
    )
    loading.add_argument("--dry-run", action="store_true", help="only tell what would change")
    loading.set_defaults(run=run_load)
    population = actions.add_parser(
        "load-population",
        help="store population from a file",
        description=FILE_FORMATS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog='Example: boso places load-population 06913.csv --source "SSB 06913, 22.11.2026" --dry-run',
    )
    population.add_argument("file", type=Path, metavar="FILE")
    population.add_argument("--source", default="", help="where the file was fetched, as it shall be shown")
    population.add_argument("--replace", action="store_true", help="let the file's figures replace stored ones")
    population.add_argument("--dry-run", action="store_true", help="only tell what would change")
    population.set_defaults(run=run_load_population)


def run_list(args: argparse.Namespace) -> int:
    """Print the municipalities that come with boso, from their files; no database is needed."""
    from boso.kernel.text import norwegian_order
    from boso.places import loading, rules

    codes = loading.shipped().codes
    if args.year is not None:
        day = rules.first_of(_sensible(args.year))
        codes = tuple(code for code in codes if code.validity.holds(day))
    for code in sorted(codes, key=lambda c: (norwegian_order(c.name), c.validity.start or date.min)):
        period = "" if args.year is not None else f"  {code.validity.start or '…'} – {code.validity.end or ''}".rstrip()
        print(f"{code.number}  {code.name}{period}")
    return 0


def run_load(args: argparse.Namespace) -> int:
    """Store the files that come with boso and print what changed."""
    from boso.cli.database import with_database
    from boso.kernel.decisions import SYSTEM

    with_database()
    from boso.places import actions as places
    from boso.programme import actions as programme

    now = datetime.now(UTC)
    for plan in (
        places.load_files(actor=SYSTEM, now=now, dry_run=args.dry_run),
        programme.load_files(actor=SYSTEM, now=now, dry_run=args.dry_run),
    ):
        for table in plan.tables:
            print(
                f"{table.table}: {len(table.add)} added, {len(table.change)} changed, {len(table.remove)} removed, "
                f"{table.unchanged} unchanged"
            )
    return 0


def run_load_population(args: argparse.Namespace) -> int:
    """Store a population file and print what that changed and what was left out."""
    from boso.cli.database import with_database
    from boso.kernel.decisions import SYSTEM
    from boso.places.population_files import read_population

    figures = read_population(args.file, source=args.source)
    with_database()
    from boso.places import actions

    done = actions.load_population(
        figures=figures,
        actor=SYSTEM,
        now=datetime.now(UTC),
        fingerprint=hashlib.sha256(args.file.read_bytes()).hexdigest(),
        replace=args.replace,
        dry_run=args.dry_run,
    )
    (table,) = done.plan.tables
    would = "would be " if args.dry_run else ""
    print(f"{len(table.add)} figures {would}added, {len(table.change)} {would}changed, {table.unchanged} unchanged.")
    if done.unknown_numbers:
        shown = ", ".join(done.unknown_numbers[:5]) + (" …" if len(done.unknown_numbers) > 5 else "")
        print(f"Left out: {len(done.unknown_numbers)} numbers of municipalities that boso does not have ({shown}).")
    if done.out_of_time:
        print(f"Left out: {done.out_of_time} figures for years in which nobody had the number.")
    if done.without_figure:
        print(f"Left out: {done.without_figure} rows in which the file has no figure.")
    return 0


def _sensible(year: int) -> int:
    from boso.kernel.errors import Invalid

    if not 1900 <= year <= 2200:
        raise Invalid(f"{year} is no year that municipality numbers are known for; write one such as 2013.")
    return year
