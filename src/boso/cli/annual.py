"""`boso annual-report --region R --year Y`: the programme's annual report, in the formats asked for."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from boso.cli.documents import FORMATS, LANGUAGES, formats_in, write_all
from boso.kernel.errors import Invalid, NotFound

if TYPE_CHECKING:
    from boso.places.values import RegionRow
    from boso.publishing.values import Publication

NEWEST = "newest"

DESCRIPTION = """\
Makes the annual report of a region for a year, assembled from what the public may see: who takes part, goals and
results with their coverage, the municipalities side by side, learning, gatherings, money and the quality of the
reporting, with the editors' texts. Without --release it is made of the figures as they are now and marked as a draft;
with it, a data release is made again as it was frozen, to the digit.
"""
EXAMPLES = """example:
  boso annual-report --region øst --year 2013 --format html,pdf,docx,xlsx,json --out årsmelding
  boso annual-report --region Prøve --year 2012 --release 2 --language nn
"""


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `annual-report` to the command line."""
    parser = subparsers.add_parser(
        "annual-report",
        help="make the programme's annual report",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--region", required=True, help="name or code")
    parser.add_argument("--year", type=int, required=True, help="the year the report is about")
    parser.add_argument("--format", default="pdf", help=f"one or several of {','.join(FORMATS)} (default %(default)s)")
    parser.add_argument("--language", choices=LANGUAGES, default="nb", help="default %(default)s")
    parser.add_argument("--release", metavar="N", help="a data release by its number, or 'newest' (default: a draft)")
    parser.add_argument("--out", type=Path, default=Path(), help="folder for the files (default: here)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write one file a format, and print the path of each."""
    formats = formats_in(args.format)
    from boso.cli.database import with_programme

    with_programme()
    from boso.publishing.annual.loading import find_region

    region = find_region(args.region)
    if args.release is None:
        publication, stem = _draft(region, args.year, args.language), f"arsmelding-{region.code}-{args.year}"
    else:
        publication, number = _release(region, args.year, args.release, args.language)
        stem = f"arsmelding-{region.code}-{args.year}-utgave-{number}"
    write_all(publication, formats, stem=stem, folder=args.out)
    return 0


def _draft(region: "RegionRow", year: int, language: str) -> "Publication":
    from boso.places.clock import current_moment
    from boso.publishing.annual.composing import annual_report
    from boso.publishing.annual.loading import load_annual
    from boso.publishing.queries import list_texts

    values = load_annual(region, year, language=language)
    texts = {slot: row.text for slot, row in list_texts(region.code, year)[language].items()}
    return annual_report(values, language=language, made=current_moment().date(), texts=texts)


def _release(region: "RegionRow", year: int, wanted: str, language: str) -> "tuple[Publication, int]":
    """The release asked for and its number. Raises NotFound, naming those there are, and Invalid for no number."""
    from boso.publishing.queries import list_releases, remake

    known = [release.number for release in list_releases(region.code, year)]
    if not known:
        raise NotFound(f"Region {region.name} har ingen datautgave for {year}. Uten --release lages et utkast.")
    number = known[0] if wanted == NEWEST else int(wanted) if wanted.isdecimal() else None
    if number is None:
        raise Invalid(f"Skriv nummeret på en datautgave eller {NEWEST}, ikke «{wanted}».")
    if number not in known:
        listed = ", ".join(str(each) for each in reversed(known))
        raise NotFound(f"Region {region.name} har ingen datautgave {number} for {year}; det finnes {listed}.")
    return remake(region.code, year, number, language), number
