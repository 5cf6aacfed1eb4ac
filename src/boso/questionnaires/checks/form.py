"""Checks of the form itself: its year, its dates, and sections left blank or answered elsewhere (F1–F4)."""

import re

from boso.kernel.dates import DateProblem, FoundDate, find_dates
from boso.kernel.sources import Place
from boso.kernel.text import folded
from boso.questionnaires.checks.values import Broken, Held, Lack, ReportValues, Step, Steps

NO_SUCH_DATE = frozenset({DateProblem.NO_SUCH_DAY, DateProblem.NO_SUCH_MONTH})
MOST_WORDS = 12  # a reference with more words beside it is an answer
REFERENCE = re.compile(
    r"^\W*(?:(?:se|sjå|jf|jfr|jmf|viser til|vi viser til|syner til|henviser til|henvisning til|same som|samme som|som|"
    r"besvart|svart på)\b\.?\s*)+"
    r"(?:(?:også|òg|ovenfor|over|nedenfor|under|svar(?:et)?|tekst(?:en)?|punkt|pkt|pt|avsnitt|kapittel|kap|seksjon|del|"
    r"delmål|på|i|til|vedlegg|vedlagt|tabell(?:en)?|rapport(?:en)?|plan(?:en)?|programplan(?:en)?|og|,)\b\.?\s*)*"
    r"(?P<target>[A-Z]?\.?\d(?:[.\s]?[A-Z\d])*(?:\.[A-Z])?|[A-Z](?:\.\d)?)?\W*$",
    re.IGNORECASE,
)


def check_year_and_dates_fit(report: ReportValues) -> Steps:
    """F1: the year in the form is the year reported, the report is dated after its period, and the programme began."""
    yield _stated_year(report)
    written = report.report_date
    if written is None or written.last is None:
        yield Lack("report_date")
    elif written.last < report.period.end:
        params = {"found": written, "expected": report.period.end}
        yield Broken(case="date", place=Place(field="report_date"), params=params)
    else:
        yield Held()
    began = report.programme_start
    if began is None or began.year is None:
        yield Lack("programme_start")
    elif began.year > report.period.year:
        params = {"found": began, "expected": str(report.period.year)}
        yield Broken(case="start", place=Place(field="programme_start"), params=params)
    else:
        yield Held()


def check_dates_exist(report: ReportValues) -> Steps:
    """F2: deadlines and dates exist in the calendar; a template once said 31 June."""
    if not report.dates:
        yield Lack("dates")
    for field, written in report.dates.items():
        found = find_dates(written)
        if not found:
            yield Lack("date", field)
        yield from (_existing(field, each) for each in found)


def check_only_a_reference(report: ReportValues) -> Steps:
    """F3: a section whose whole answer is "see point A4" should be a link to that point."""
    if not report.texts:
        yield Lack("texts")
    known = {folded(code): code for code in report.edition.narrative_codes()}
    sections = {code: text for code, text in report.texts.items() if not code.endswith(".comment")}
    for code, text in sections.items():
        match = REFERENCE.match(text) if text and len(text.split()) <= MOST_WORDS else None
        if match is None:
            yield Held()
            continue
        target = known.get(folded(match["target"] or ""), match["target"] or "")
        params = {"section": code, "found": " ".join(text.split()), "target": target}
        yield Broken(case="to" if target else "somewhere", place=Place(section=code, field=code), params=params)


def check_blank_again(report: ReportValues) -> Steps:
    """F4: a section left blank this year that was blank last year too."""
    last = report.last_report
    if last is None:
        yield Lack("previous")
        return
    for code in report.edition.narrative_codes():
        if code not in report.texts or code not in last.texts:
            yield Lack("text", code)
        elif report.texts[code].strip() or last.texts[code].strip():
            yield Held()
        else:
            params = {"section": code, "year": str(last.period.year)}
            yield Broken(case="again", place=Place(section=code, field=code), params=params)


def _existing(field: str, found: FoundDate) -> Step:
    if found.reading.problem not in NO_SUCH_DATE:
        return Held()
    params = {"field": field, "found": found.raw}
    return Broken(case=str(found.reading.problem), place=Place(field=field), params=params)


def _stated_year(report: ReportValues) -> Step:
    if report.stated_year is None:
        return Lack("stated_year")
    if report.stated_year == report.period.year:
        return Held()
    params = {"found": str(report.stated_year), "expected": str(report.period.year)}
    return Broken(case="year", place=Place(field="report_year"), params=params)
