"""`boso manage`: Django's own commands, for developers."""

import argparse
import importlib


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `manage` to the command line."""
    parser = subparsers.add_parser(
        "manage",
        help="Django's own commands (developers)",
        description="Runs one of Django's commands as the owner of the tables.",
        epilog="Example: boso manage makemigrations places",
    )
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="…", help="the command and what it takes")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Runs the command and returns 0; Django says itself what was wrong."""
    importlib.import_module("boso.config.managing").manage(args.words)
    return 0
