"""`boso workflow`: the states of a report and what leads from one to another, as a diagram in text."""

import argparse
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[3] / "docs/WORKFLOW.md"


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command and its options."""
    parser = commands.add_parser(
        "workflow",
        help="the states of a report as a diagram (Mermaid)",
        description="Prints the states of a report and the events between them, or writes docs/WORKFLOW.md.",
        epilog="Example: boso workflow --write",
    )
    parser.add_argument("--write", action="store_true", help="write docs/WORKFLOW.md instead of printing")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints or writes the page; 0."""
    from boso.reporting.rules.picturing import workflow_document

    text = workflow_document()
    if args.write:
        DOCUMENT.write_text(text, encoding="utf-8")
        print(f"Wrote {DOCUMENT.name}.")
    else:
        print(text, end="")
    return 0
