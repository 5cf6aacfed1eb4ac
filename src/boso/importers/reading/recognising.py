"""Which form a report is on, of which year, by the form's own marks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from boso.importers.reading.anchors import find_exact
from boso.importers.reading.pages import Flow
from boso.importers.values import ReadField
from boso.kernel.dates import find_dates
from boso.questionnaires.values import Edition, Standing

YEAR_MARK = "{year}"
MARKED_EARLY = 4000  # letters in which a mark says more than later on
LEAST_POINTS = 3.5
TITLE_YEAR = re.compile(
    r"(?:års?|halvårs?|slutt)(?:rapport(?:ering)?|melding)\b[^\d\n]{0,12}(?P<year>20\d\d)", re.IGNORECASE
)
HALF_COVER = re.compile(r"(?<!og )(?<!- )\bhalvårsrapport", re.IGNORECASE)
HALF_TITLE = re.compile(r"halvår", re.IGNORECASE)
MONTH_AND_YEAR = re.compile(
    r"\b(?P<month>juni|juli|august|september|desember|januar)\s+(?P<year>20\d\d)", re.IGNORECASE
)
HEAD = re.compile(r"\b31\.\s?12\.?\s?(?P<year>20\d\d)")
COVER = 900
COVER_TITLE = 250
LAST_MONTH_OF_HALF = 10  # a half-year report dated up to October speaks of the first half
WRITTEN_BEFORE_NEW_YEAR = 11  # an annual report dated November or December speaks of the same year


@dataclass(frozen=True, slots=True)
class YearSaid:
    """One place that says which year a report is about: cover, field, date or heads."""

    by: str
    year: int
    weight: int


@dataclass(frozen=True, slots=True)
class ReportYear:
    """The year a report speaks of, the half where there is one, and all that was said about it."""

    year: int | None
    half: int | None
    said: tuple[YearSaid, ...]
    written: int | None = None  # the year it was written in, by its date

    @property
    def agreed(self) -> bool:
        """Everything that says a year says the same."""
        return len({s.year for s in self.said}) <= 1


def template_of(flow: Flow, editions: Sequence[Edition]) -> str | None:
    """The form whose marks and headings stand in the report; None where none fits well enough."""
    points = Counter({e.address: _points(flow, e) for e in editions})
    best = max(editions, key=lambda e: points[e.address], default=None)
    return best.template if best and points[best.address] >= LEAST_POINTS else None


def _points(flow: Flow, edition: Edition) -> float:
    marks = [m for m in edition.marks if YEAR_MARK not in m]
    found = [next(find_exact(flow, m), None) for m in marks]
    early = sum((2.0 if h.start < MARKED_EARLY else 0.5) for h in found if h)
    headings = [(s.anchors[0], s.heading.nb, s.heading.nn) for s in edition.sections if s.anchors]
    standing = sum(any(True for way in ways for _ in find_exact(flow, way)) for ways in headings)
    return early * 3 / max(1, len(marks)) + 12 * standing / max(1, len(headings))


def edition_of(template: str, year: int | None, editions: Sequence[Edition]) -> tuple[Edition, bool]:
    """The form's edition for a report year; False where no edition covers it and the nearest is taken."""
    own = [e for e in editions if e.template == template]
    if year is None:
        return own[-1], False
    fitting = [e for e in own if e.report_years[0] <= year <= e.report_years[1]]
    if fitting:
        return fitting[-1], True
    return min(own, key=lambda e: min(abs(year - y) for y in e.report_years)), False


def likeliest_edition(flow: Flow, template: str, editions: Sequence[Edition]) -> Edition:
    """The edition whose own words stand most fully in the report, for one that does not say its year."""
    own = [e for e in editions if e.template == template]
    seen = [e for e in own if e.standing is not Standing.UNVERIFIED] or own
    return max(seen, key=lambda e: (_points(flow, e), e.name))


def year_of(flow: Flow, fields: Sequence[ReadField], *, half_years: bool) -> ReportYear:
    """The year the report is about, not the one it was written in.

    The cover's title and the report's date outweigh the field, in which some write the year of writing.
    """
    dated = _date_of(fields)
    said = [*_on_cover(flow, half_years=half_years)]
    said += [YearSaid("field", int(str(f.value)), 2) for f in fields if f.field == "report_year" and _is_year(f.value)]
    if dated:
        said.append(YearSaid("date", _year_of_date(*dated, half_years=half_years), 2))
    said += [YearSaid("heads", int(m["year"]), 1) for m in list(HEAD.finditer(flow.text))[:1]]
    half = _half(flow, fields, dated) if half_years or _says_half(flow, fields) else None
    return ReportYear(_heaviest(said), half, tuple(said), dated[0] if dated else None)


def _on_cover(flow: Flow, *, half_years: bool) -> Iterable[YearSaid]:
    title = TITLE_YEAR.search(flow.text[:COVER])
    dates = [f.reading.value for f in find_dates(flow.text[:COVER_TITLE]) if f.reading.value]
    dated = next(((d.year, d.month) for d in dates if d.year and d.month), None)
    if title:
        yield YearSaid("cover", int(title["year"]), 3)
    elif dated and not half_years:
        yield YearSaid("cover", _year_of_date(*dated, half_years=False), 1)
    elif half_years and (month := MONTH_AND_YEAR.search(flow.text[:COVER])):
        yield YearSaid("cover", int(month["year"]) - (month["month"].lower() == "januar"), 2)
    else:
        later = TITLE_YEAR.search(flow.text)
        if later:
            yield YearSaid("text", int(later["year"]), 1)


def _date_of(fields: Sequence[ReadField]) -> tuple[int, int] | None:
    """Year and month of the report's date."""
    for field in fields:
        if field.field in ("report_date", "published") and field.kind in ("date", "text"):
            match = re.match(r"(20\d\d)-(\d\d)", str(field.value))
            if match:
                return int(match[1]), int(match[2])
    return None


def _year_of_date(year: int, month: int, *, half_years: bool) -> int:
    if half_years:
        return year - (month <= 2)
    return year if month >= WRITTEN_BEFORE_NEW_YEAR else year - 1


def _says_half(flow: Flow, fields: Sequence[ReadField]) -> bool:
    stated = any(f.field == "report_year" and HALF_TITLE.search(f.raw) for f in fields)
    return stated or HALF_COVER.search(flow.text[:COVER]) is not None


def _half(flow: Flow, fields: Sequence[ReadField], dated: tuple[int, int] | None) -> int | None:
    for field in fields:
        if field.field == "report_year" and HALF_TITLE.search(field.raw):
            return 1 if re.search(r"første|fyrste|1\.", field.raw, re.IGNORECASE) else 2
    month = dated[1] if dated else None
    named = MONTH_AND_YEAR.search(flow.text[:COVER])
    if month is None and named:
        month = 12 if named["month"].lower() in ("desember", "januar") else 6
    return None if month is None else 1 if 3 <= month <= LAST_MONTH_OF_HALF else 2


def _heaviest(said: Sequence[YearSaid]) -> int | None:
    weights: Counter[int] = Counter()
    for one in said:
        weights[one.year] += one.weight
    return max(weights, key=lambda y: (weights[y], -y)) if weights else None


def _is_year(value: object) -> bool:
    return isinstance(value, int) and 2000 <= value <= 2100
