"""`boso form list · show · diff · log`: the report forms as text. Needs no database and starts without Django."""

import argparse
from collections.abc import Callable
from pathlib import Path

EXAMPLES = """examples:
  boso form list
  boso form show ost_annual/2013 --language nn
  boso form diff ost_annual/2012 ost_annual/2013
"""
LANGUAGES = ("nb", "nn", "en")
LOG = Path(__file__).parents[3] / "docs" / "FORMS.md"


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `form` and its subcommands to the command line."""
    parser = subparsers.add_parser(
        "form",
        help="the report forms: list, show, compare",
        description="The report forms: what each edition asks, and what changed between two.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="form_command", required=True, metavar="COMMAND")
    _add(commands, "list", "all editions, with what they cover and how well they are known", run_list)
    show = _add(commands, "show", "a whole form with codes, hints and definitions", run_show)
    show.add_argument("edition", help="template/year, such as ost_annual/2013, or with a revision, ost_annual/2013@1")
    diff = _add(commands, "diff", "what changed from one edition to another", run_diff)
    diff.add_argument("older", help="the edition to compare from, such as ost_annual/2012")
    diff.add_argument("newer", help="the edition to compare to, such as ost_annual/2013")
    _add(commands, "log", "write the log of all editions, docs/FORMS.md", run_log)


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    help_text: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    example = next((line for line in EXAMPLES.splitlines() if f" form {name}" in line), f"  boso form {name}")
    parser = commands.add_parser(
        name,
        help=help_text,
        description=help_text[0].upper() + help_text[1:] + ".",
        epilog=f"example:\n{example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--language", choices=LANGUAGES, default="nb", help="nb (default), nn or en")
    parser.set_defaults(run=run)
    return parser


def run_list(args: argparse.Namespace) -> int:
    """Print one line for each edition."""
    from boso.questionnaires.form_text import listed

    print(listed(args.language))
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Print a whole form."""
    from boso.questionnaires.form_text import shown
    from boso.questionnaires.loading import load

    print(shown(load(args.edition), args.language))
    return 0


def run_diff(args: argparse.Namespace) -> int:
    """Print the change list of two editions of one form, or the crosswalk of two different forms."""
    from boso.questionnaires.form_text import difference
    from boso.questionnaires.loading import load

    print(difference(load(args.older), load(args.newer), args.language))
    return 0


def run_log(_args: argparse.Namespace) -> int:
    """Write the log of all editions into the documents."""
    from boso.questionnaires.form_log import log_text

    LOG.parent.mkdir(exist_ok=True)
    LOG.write_text(log_text(), encoding="utf-8")
    print(f"Wrote {LOG}")
    return 0
