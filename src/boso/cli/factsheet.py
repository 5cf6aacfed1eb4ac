"""`boso factsheet MUNICIPALITY --year Y`: one municipality's figures on one page, in the formats asked for."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from boso.cli.documents import FORMATS, LANGUAGES, formats_in, write_all
from boso.kernel.errors import Invalid

if TYPE_CHECKING:
    from boso.places.values import MunicipalityRow
    from boso.publishing.factsheet.values import PeerChoice

GROUPS = ("region", "intake", "size", "kostra", "all")
DESCRIPTION = """\
Makes the fact sheet of a municipality for a year out of what the public may see: need, results, instruments,
dwellings and money, over the years there are, beside the peers – and what is missing.
"""
EXAMPLES = """example:
  boso factsheet Gjøvik --year 2013 --format html,pdf,json --out faktaark
  boso factsheet Gjøvik --year 2013 --peers "Hamar, Lillehammer, Sarpsborg, Halden"
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
    parser.add_argument(
        "--peers",
        default="region",
        metavar="GROUP",
        help=f"compared with: {', '.join(GROUPS)}, or names with commas between (default %(default)s)",
    )
    parser.add_argument("--out", type=Path, default=Path(), help="folder for the files (default: here)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write one file a format, and print the path of each."""
    formats = formats_in(args.format)
    from boso.cli.database import with_programme

    with_programme()
    from boso.places.clock import current_moment
    from boso.places.queries import find_municipality
    from boso.publishing.factsheet.composing import fact_sheet
    from boso.publishing.factsheet.loading import check_year, load_sheet

    check_year(args.year, args.language)
    found = find_municipality(args.municipality, year=args.year)
    if found is None:
        raise Invalid(f"Det finnes ingen kommune «{args.municipality}» i {args.year}; skriv navnet eller nummeret.")
    choice = _choice(args, found)
    values = load_sheet(found.slug, args.year, language=args.language, peers=choice)
    publication = fact_sheet(values, language=args.language, made=current_moment().date())
    write_all(publication, formats, stem=f"faktaark-{found.slug}-{args.year}", folder=args.out)
    return 0


def _choice(args: argparse.Namespace, place: "MunicipalityRow") -> "PeerChoice":
    from boso.indicators.values import PeerGroup
    from boso.publishing.factsheet.peers import own_choice
    from boso.publishing.factsheet.values import PeerChoice

    if args.peers in GROUPS:
        return PeerChoice(group=PeerGroup(args.peers))
    return own_choice(args.peers, place, year=args.year, language=args.language)
