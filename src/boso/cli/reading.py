"""`boso read FILE…`: reads reports and prints what was understood. Needs no database and starts without Django."""

import argparse
import json
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boso.importers.publications.values import ReadPublication
    from boso.importers.reports.values import ReadReport
    from boso.importers.values import Reading

EXAMPLES = """examples:
  boso read rapport.docx
  boso read rapporter/*.pdf --json > lest.jsonl
"""
ALL_READ, NOT_ALL_READ = 0, 2
FILES_FOR_A_BAR = 3


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `read` to the command line."""
    parser = subparsers.add_parser(
        "read",
        help="read reports (txt, pdf, docx, xlsx) and print what was understood",
        description="Reads reports, and the fact sheets and annual reports that boso wrote, and prints what was\n"
        "understood. What is doubtful is marked and enters no sum.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="reports as txt, pdf, docx or xlsx")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line for each file")
    parser.add_argument("--language", choices=("nb", "nn", "en"), default="nb", help="of the findings; nb is default")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print each report that could be read, and one sentence on stderr for each that could not."""
    code = ALL_READ
    for name in _with_progress(args.files):
        reading = _read(name)
        if reading is None:
            code = NOT_ALL_READ
            continue
        print(_as_json(name, reading, args.language) if args.json else _as_text(reading, args.language))
    return code


def _read(name: str) -> "Reading | ReadPublication | ReadReport | None":
    from boso.importers.documents.opening import open_document
    from boso.importers.publications.reading import read_publication
    from boso.importers.reading.understanding import understand
    from boso.importers.reports.reading import read_own_report
    from boso.kernel.errors import BosoError

    try:
        path = Path(name)
        document = open_document(path)
        return read_own_report(document, path) or read_publication(document, path) or understand(document)
    except BosoError as fault:
        print(f"boso: {fault}", file=sys.stderr)
    except Exception as fault:  # a fault of boso's own in one file must not cost the others
        at = traceback.extract_tb(fault.__traceback__)[-1]
        where = f"{Path(at.filename).name}, linje {at.lineno}"
        kind = type(fault).__name__
        print(
            f"boso: «{name}» kunne ikke leses på grunn av en feil i boso ({kind} i {where}); meld fra.", file=sys.stderr
        )
    return None


def _with_progress(files: Sequence[str]) -> Iterator[str]:
    """The files one by one, with a bar on a terminal when they are many."""
    if len(files) < FILES_FOR_A_BAR or not sys.stderr.isatty():
        yield from files
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(files, description="Leser", console=Console(stderr=True), transient=True)


def _as_json(name: str, reading: "Reading | ReadPublication | ReadReport", language: str) -> str:
    from dataclasses import replace

    from boso.importers.publications import result as publications
    from boso.importers.publications.values import ReadPublication
    from boso.importers.reading.messages import in_words
    from boso.importers.reading.result import as_json
    from boso.importers.reports import result as reports
    from boso.importers.reports.values import ReadReport

    if isinstance(reading, ReadReport):
        return json.dumps(reports.as_json(replace(reading, file=name), language), ensure_ascii=False)

    if isinstance(reading, ReadPublication):
        return json.dumps(publications.as_json(replace(reading, file=name), language), ensure_ascii=False)
    messages = {i: in_words(f, language) for i, f in enumerate(reading.findings)}
    return json.dumps(as_json(replace(reading, file=name), messages), ensure_ascii=False)


def _as_text(reading: "Reading | ReadPublication | ReadReport", language: str) -> str:
    from boso.importers.publications import result as publications
    from boso.importers.publications.values import ReadPublication
    from boso.importers.reading.summary import summary
    from boso.importers.reports import result as reports
    from boso.importers.reports.values import ReadReport

    if isinstance(reading, ReadReport):
        return reports.summary(reading, language)
    if isinstance(reading, ReadPublication):
        return publications.summary(reading, language)
    return summary(reading, language)
