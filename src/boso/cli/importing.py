"""`boso import FILE…`: reads reports and stores what they say as proposals; certain cells at once where asked to."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from boso.importers.proposals import ImportView, Proposed

DESCRIPTION = """\
Reads reports (txt, pdf, docx, xlsx) and stores what they say as proposals, with the text of the file beside.
With --confirm-certain all that was read with certainty is taken into the report of its period; what is doubtful
stays open, is asked about on the pages, and enters no sum. The same file again changes nothing.
"""
EXAMPLES = """examples:
  boso import rapport.docx
  boso import rapporter/*.pdf --confirm-certain
  boso import ny.docx --confirm-certain --replace "Rettet utgave fra kommunen"
"""
ALL_STORED, NOT_ALL_STORED = 0, 2
STATES = {"proposed": "foreslått", "applied": "tatt inn", "undone": "angret", "refused": "avvist"}


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `import` to the command line."""
    parser = subparsers.add_parser(
        "import",
        help="read reports into the database, as proposals",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="reports as txt, pdf, docx or xlsx")
    parser.add_argument("--confirm-certain", action="store_true", help="take in all that was read with certainty")
    parser.add_argument("--municipality", default="", help="whose report it is, where the file does not say")
    parser.add_argument("--year", type=int, help="the year reported about, where the file does not say")
    conflict = parser.add_mutually_exclusive_group()
    conflict.add_argument("--replace", metavar="REASON", default="", help="replace another report for the period")
    conflict.add_argument("--fill", action="store_true", help="beside another report, take in only what it lacks")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Store each report that can be stored, and print one sentence on stderr for each that cannot."""
    from boso.cli.database import with_programme

    with_programme()
    code = ALL_STORED
    for path in args.files:
        if not _import(path, args):
            code = NOT_ALL_STORED
    return code


def _now() -> "datetime":
    from django.utils import timezone

    return timezone.now()


def _import(path: Path, args: argparse.Namespace) -> bool:
    """One file, all of it or nothing; says whether it was stored."""
    from django.db import DatabaseError, InterfaceError

    from boso.importers.actions import propose
    from boso.kernel.decisions import SYSTEM
    from boso.kernel.errors import BosoError
    from boso.places import rls

    try:
        proposed = propose(
            path=path, actor=SYSTEM, now=_now(), within=rls.ALL, municipality=args.municipality, year=args.year
        )
        print(_what_was_read(path, proposed))
        if args.confirm_certain:
            print(_take_in(proposed, args))
    except BosoError as fault:
        print(f"boso: {fault}", file=sys.stderr)
        return False
    except (DatabaseError, InterfaceError) as fault:  # a full disk, a server that went away
        why = str(fault).strip().partition("\n")[0]
        print(f"boso: Databasen kunne ikke lagre «{path.name}», og ingenting av den er lagret: {why}", file=sys.stderr)
        return False
    return True


def _what_was_read(path: Path, proposed: "Proposed") -> str:
    from boso.importers.queries import view_import
    from boso.places import rls

    view = view_import(proposed.import_id, within=rls.ALL)
    row, counts = view.row, view.counts
    again = f" Filen var importert før (import {row.id}, {STATES[row.state]})." if proposed.known else ""
    certain = counts.certain + counts.taken
    return (
        f"{path.name}: {row.name} {row.period}, {row.template}/{row.edition[:4]}.{again}\n"
        f"  {certain} sikre celler, {counts.open} usikre, {counts.left} utelatt, {counts.findings} merknader.\n"
        f"  {_rows(view)}"
    )


def _rows(view: "ImportView") -> str:
    counts = view.counts
    planned = f"{counts.add} rader nye, {counts.change} endret, {counts.remove} fjernet, {counts.unchanged} uendret"
    if view.conflict:
        return f"{planned}; perioden har alt andre svar: bruk --replace GRUNN eller --fill."
    return f"{planned}."


def _take_in(proposed: "Proposed", args: argparse.Namespace) -> str:
    from boso.importers.actions import accept_certain, apply_import
    from boso.importers.proposals import Resolution
    from boso.kernel.decisions import SYSTEM
    from boso.places import rls

    accept_certain(import_id=proposed.import_id, actor=SYSTEM, now=_now(), within=rls.ALL)
    resolution = Resolution.REPLACE if args.replace else Resolution.FILL if args.fill else None
    applied = apply_import(
        import_id=proposed.import_id,
        actor=SYSTEM,
        now=_now(),
        within=rls.ALL,
        resolution=resolution,
        reason=args.replace,
    )
    counts = applied.counts
    if applied.nothing_new:
        return "  Alt dette var tatt inn fra før; ingenting er endret."
    return (
        f"  Tatt inn: {counts.add} nye, {counts.change} endret, {counts.remove} fjernet, "
        f"{counts.unchanged} uendret; {counts.open} usikre celler står åpne."
    )
