"""`boso check`: runs all checks on stored reports, or on a file, and prints what they found."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from boso.kernel.errors import NotFound

if TYPE_CHECKING:
    from boso.kernel.findings import Finding
    from boso.questionnaires.checks.values import Result

EXAMPLES = """examples:
  boso check
  boso check Gjøvik --year 2013
  boso check --file rapport.docx --language nn
"""
LANGUAGES = ("nb", "nn", "en")
SEVERITIES = {
    "fatal": {"nb": "STOPP", "nn": "STOPP", "en": "STOP"},
    "error": {"nb": "feil", "nn": "feil", "en": "error"},
    "warning": {"nb": "advarsel", "nn": "åtvaring", "en": "warning"},
    "info": {"nb": "opplysning", "nn": "opplysning", "en": "information"},
}
SUMMARY = {
    "nb": "{rules} kontroller: {fired} slo ut, {passed} holdt, {not_testable} kunne ikke prøves, {exempt} er unntatt.",
    "nn": "{rules} kontrollar: {fired} slo ut, {passed} heldt, {not_testable} kunne ikkje prøvast, {exempt} er unntak.",
    "en": "{rules} checks: {fired} fired, {passed} held, {not_testable} could not be tested, {exempt} are exempt.",
}
PAGE = {"nb": "s.", "nn": "s.", "en": "p."}
LACKING = {"nb": "mangler", "nn": "manglar", "en": "lacks"}
NONE_STORED = "No report is stored here yet; import one with `boso import FILE`."


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `check` to the command line."""
    parser = subparsers.add_parser(
        "check",
        help="run all checks on stored reports, or on a file",
        description="Runs all checks and prints what they found. Nothing is blocked and nothing stored.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("municipality", nargs="?", metavar="MUNICIPALITY", help="name or number; without it, all")
    parser.add_argument("--year", type=int, help="the year reported about; without it, all")
    parser.add_argument("--file", type=Path, action="append", metavar="FILE", help="check a file, without a database")
    parser.add_argument("--language", choices=LANGUAGES, default="nb", help="nb (default), nn or en")
    parser.add_argument("--all", action="store_true", help="also what could not be tested, and what it lacks")
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each report")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what the checks found; 0 also when some fired, since it is the reader who decides."""
    for title, results in _checked_files(args.file) if args.file else _checked_reports(args):
        if args.json:
            print(json.dumps(as_json(title, results, args.language), ensure_ascii=False))
        else:
            print("\n".join(as_text(title, results, args.language, everything=args.all)), end="\n\n")
    return 0


def as_text(title: str, results: Sequence["Result"], language: str, *, everything: bool) -> Iterator[str]:
    """The results of one report, most grave first, with a line of totals."""
    from boso.questionnaires.checks.engine import findings_of
    from boso.questionnaires.checks.messages import lack_in_words, message

    yield title
    for finding in sorted(findings_of(results), key=lambda f: list(SEVERITIES).index(f.severity)):
        said = message(finding, language)
        yield f"  {finding.code:<4} {SEVERITIES[finding.severity][language]}: {said}{_where(finding, language)}"
    for result in results if everything else ():
        if result.state == "not_testable":
            lacks = "; ".join(dict.fromkeys(lack_in_words(lack, language) for lack in result.lacks))
            yield f"  {result.rule_id:<4} {LACKING[language]} {lacks}"
    states = Counter(str(result.state) for result in results)
    counted = {state: states[state] for state in ("fired", "passed", "not_testable", "exempt")}
    yield "  " + SUMMARY[language].format(rules=sum(counted.values()), **counted)


def as_json(title: str, results: Sequence["Result"], language: str) -> dict[str, object]:
    """The results of one report for another program."""
    from boso.questionnaires.checks.messages import lack_in_words, message

    return {
        "report": title,
        "results": [
            {
                "rule": result.rule_id,
                "state": result.state,
                "findings": [
                    {"severity": f.severity, "message": str(message(f, language)), "place": f.place.as_json()}
                    for f in result.findings
                ],
                "lacks": [lack_in_words(lack, language) for lack in result.lacks],
            }
            for result in results
        ],
    }


def _checked_files(files: Sequence[Path]) -> Iterator[tuple[str, Sequence["Result"]]]:
    from boso.importers.checking import check_reading
    from boso.importers.documents.opening import open_document
    from boso.importers.editions import newest_edition
    from boso.importers.reading.understanding import understand

    for file in files:
        reading = understand(open_document(file))
        edition = newest_edition(reading.template, reading.template_edition)
        title = f"{file.name}: {reading.municipality_name or '?'} {reading.report_year or '?'}, {edition.address}"
        yield title, check_reading(reading, edition, today=date.today())  # noqa: DTZ011 -- where the person is


def _checked_reports(args: argparse.Namespace) -> Iterator[tuple[str, Sequence["Result"]]]:
    from boso.cli.database import with_programme

    with_programme()
    from boso.places import rls
    from boso.places.clock import current_moment
    from boso.questionnaires.checks.engine import run_checks
    from boso.reporting.queries.values_for_checks import list_report_values

    slug = _slug(args.municipality, args.year) if args.municipality else None
    found = list_report_values(rls.ALL, today=current_moment().date(), municipality=slug, year=args.year)
    if not found:
        raise NotFound(NONE_STORED if slug is None and args.year is None else _no_such(args))
    for report, values in found:
        yield f"{report.name} {report.period}, {report.edition.address}", run_checks(values)


def _slug(text: str, year: int | None) -> str:
    from boso.places.queries import find_municipality

    municipality = find_municipality(text, year=year)
    if municipality is None:
        raise NotFound(f"No municipality is called '{text}' here; see `boso places list`.")
    return municipality.slug


def _no_such(args: argparse.Namespace) -> str:
    wanted = " ".join(str(part) for part in (args.municipality, args.year) if part)
    return f"No report is stored for {wanted}; see which there are with `boso check`."


def _where(finding: "Finding", language: str) -> str:
    return f" [{PAGE[language]} {finding.place.page}]" if finding.place.page is not None else ""
