"""`boso annual-report --region R --year Y`: the programme's annual report, in the formats asked for."""

import argparse
from pathlib import Path

from boso.cli.documents import FORMATS, LANGUAGES, formats_in, write_all

DESCRIPTION = """\
Makes the annual report of a region for a year, assembled from what the public may see: who takes part, goals and
results with their coverage, the municipalities side by side, gatherings, money and the quality of the reporting.
"""
EXAMPLES = """example:
  boso annual-report --region øst --year 2013 --format html,pdf,docx,xlsx,json --out årsmelding
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
    parser.add_argument("--out", type=Path, default=Path(), help="folder for the files (default: here)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write one file a format, and print the path of each."""
    formats = formats_in(args.format)
    from boso.cli.database import with_programme

    with_programme()
    from boso.publishing.annual.composing import annual_report
    from boso.publishing.annual.loading import find_region, load_annual
    from boso.web.clock import current_moment

    region = find_region(args.region)
    values = load_annual(region, args.year, language=args.language)
    publication = annual_report(values, language=args.language, made=current_moment().date())
    write_all(publication, formats, stem=f"arsmelding-{region.code}-{args.year}", folder=args.out)
    return 0
