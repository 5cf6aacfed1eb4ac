"""The `boso` command line: finds the module of a command, imports only that, and turns faults into one sentence."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from boso.kernel.errors import BosoError

FAULT_OF_INPUT = 2
INTERRUPTED = 130

COMMANDS = {
    "demo": "boso.cli.serving",
    "serve": "boso.cli.serving",
    "read": "boso.cli.reading",
    "import": "boso.cli.importing",
    "check": "boso.cli.check",
    "factsheet": "boso.cli.factsheet",
    "annual-report": "boso.cli.annual",
    "form": "boso.cli.forms",
    "places": "boso.cli.places",
    "workflow": "boso.cli.workflow",
    "bench": "boso.cli.bench",
    "test": "boso.cli.testing",
    "manage": "boso.cli.manage",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 when it went well, 2 for bad input or surroundings, with one sentence on stderr."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    args = _parser(given).parse_args(given)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except BosoError as fault:
        print(f"boso: {fault}", file=sys.stderr)
        return FAULT_OF_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="boso",
        description="Runs a housing-social development programme from the register to the printed annual report.",
        epilog="Example: boso demo",
    )
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    asked = next((COMMANDS[word] for word in given if word in COMMANDS), None)
    for module in [asked] if asked else dict.fromkeys(COMMANDS.values()):
        if find_spec(module):
            importlib.import_module(module).add_commands(subparsers)
    return parser
