"""`boso factsheet MUNICIPALITY --year Y`: one municipality's figures on one page, in the formats asked for."""

import argparse
import importlib
from collections.abc import Callable
from pathlib import Path

from boso.kernel.errors import BosoError, Invalid

FORMATS = ("html", "pdf", "docx", "xlsx", "json")
LANGUAGES = ("nb", "nn", "en")
DESCRIPTION = """\
Makes the fact sheet of a municipality for a year out of what the public may see: need, results, instruments,
dwellings and money, over the years there are, beside the peers – and what is missing.
"""
EXAMPLES = """example:
  boso factsheet Gjøvik --year 2013 --format html,pdf,json --out faktaark
"""


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `factsheet` to the command line."""
    parser = subparsers.add_parser(
        "factsheet",
        help="make a fact sheet",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("municipality", help="name or number")
    parser.add_argument("--year", type=int, required=True, help="the year the sheet is about")
    parser.add_argument("--format", default="pdf", help=f"one or several of {','.join(FORMATS)} (default %(default)s)")
    parser.add_argument("--language", choices=LANGUAGES, default="nb", help="default %(default)s")
    parser.add_argument("--peers", choices=("region", "intake", "size", "all"), default="region", help="compared with")
    parser.add_argument("--out", type=Path, default=Path(), help="folder for the files (default: here)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write one file a format, and print the path of each."""
    formats = _formats(args.format)
    from boso.cli.database import with_programme

    with_programme()
    from boso.indicators.values import PeerGroup
    from boso.places.queries import find_municipality
    from boso.publishing.factsheet.composing import fact_sheet
    from boso.publishing.factsheet.loading import load_sheet
    from boso.web.clock import current_moment

    found = find_municipality(args.municipality, year=args.year)
    if found is None:
        raise Invalid(f"Det finnes ingen kommune «{args.municipality}» i {args.year}; skriv navnet eller nummeret.")
    values = load_sheet(found.slug, args.year, language=args.language, group=PeerGroup(args.peers))
    publication = fact_sheet(values, language=args.language, made=current_moment().date())
    for name in formats:
        path = args.out / f"faktaark-{found.slug}-{args.year}.{name}"
        _write(path, _writer(name)(publication))
        print(path)
    return 0


def _formats(given: str) -> list[str]:
    asked = [name.strip().lower() for name in given.split(",") if name.strip()]
    unknown = [name for name in asked if name not in FORMATS]
    if unknown or not asked:
        raise Invalid(f"Formatet «{', '.join(unknown) or given}» finnes ikke; velg blant {', '.join(FORMATS)}.")
    return list(dict.fromkeys(asked))


def _writer(name: str) -> Callable[[object], bytes]:
    module = importlib.import_module(f"boso.publishing.writers.{'plain' if name == 'json' else name}")
    writer: Callable[[object], bytes] = getattr(module, f"write_{name}")
    return writer


def _write(path: Path, content: bytes) -> None:
    """The file appears whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise BosoError(f"Kan ikke skrive {path}: {fault.strerror}. Velg en annen mappe med --out.") from fault
