"""Reports as the checks see them: each with the report before it and the earlier years of its figures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from boso.kernel.dates import PartialDate, read_date
from boso.kernel.figures import Figure
from boso.kernel.periods import Validity
from boso.kernel.sources import Place
from boso.places import rls
from boso.places.queries import population_over_years
from boso.places.reading import Ask, read
from boso.questionnaires.checks.economy import says_withdrawn
from boso.questionnaires.checks.values import Exemption, ReportValues, Row
from boso.questionnaires.values import FieldType
from boso.reporting import models
from boso.reporting.editions import edition_of
from boso.reporting.models.answers import Sourced
from boso.reporting.queries.newest import newest_contents
from boso.reporting.queries.reports import list_line, list_reports
from boso.reporting.values import Block, FieldRow, MoneyRow, ReportContent, ReportRow

DATE_TYPES = frozenset({FieldType.DATE, FieldType.PARTIAL_DATE, FieldType.DATES})
R = TypeVar("R", bound=Sourced)


@dataclass(frozen=True, slots=True)
class _Contents:
    """What several reports hold, by report."""

    figures: Mapping[int, Mapping[str, Figure]]
    texts: Mapping[int, Mapping[str, str]]
    fields: Mapping[int, Mapping[str, FieldRow]]
    money: Mapping[int, Sequence[MoneyRow]]
    exemptions: Mapping[int, tuple[Exemption, ...]] = field(default_factory=dict)
    population: Mapping[tuple[int, int], int | None] = field(default_factory=dict)


def report_values(report_id: int, *, within: rls.type_of_scope, today: date) -> ReportValues:
    """One report with everything its checks need. Raises NotFound for one outside."""
    return values_of(list_line(report_id, within=within), within=within, today=today)


def values_of(line: Sequence[ReportRow], *, within: rls.type_of_scope, today: date) -> ReportValues:
    """The same for a report at hand: the last of `line`, after those before it in its form."""
    return _chained(line, today=today, within=within)[line[-1].id]


def values_in(line: Sequence[ReportContent], *, within: rls.type_of_scope, today: date) -> ReportValues:
    """The same for what is at hand of all of them. Two queries."""
    rows = [content.report for content in line]
    return _chained(rows, today=today, within=within, known=_contents(line))[rows[-1].id]


def list_report_values(
    within: rls.type_of_scope,
    *,
    today: date,
    municipality: str | None = None,
    year: int | None = None,
    invented: bool | None = None,
) -> list[tuple[ReportRow, ReportValues]]:
    """Reports with everything their checks need, oldest first. Eight queries, however many reports."""
    reports = list_reports(within, municipality=municipality, invented=invented)
    values = _chained(reports, today=today, within=within)
    wanted = [r for r in reports if year is None or r.period.year == year]
    return [(r, values[r.id]) for r in sorted(wanted, key=_order)]


def _order(report: ReportRow) -> tuple[str, int, int]:
    return report.municipality, report.period.year, report.period.half or 0


def _chained(
    reports: Iterable[ReportRow], *, today: date, within: rls.type_of_scope, known: _Contents | None = None
) -> dict[int, ReportValues]:
    """The values of each report, each tied to the one before it in the same form of the same municipality."""
    rows = sorted(reports, key=_order)
    with rls.scope(within):
        contents = _with_surroundings(known or _contents(newest_contents(rows)[0].values()), rows)
    done: dict[int, ReportValues] = {}
    last: dict[tuple[int, str], ReportValues] = {}
    earlier: dict[tuple[int, str], dict[str, dict[int, Figure]]] = defaultdict(lambda: defaultdict(dict))
    for report in rows:
        line = (report.municipality_id, report.edition.template)
        values = replace(
            _values(report, contents, today),
            previous=last.get(line),
            earlier={code: dict(years) for code, years in earlier[line].items()},
        )
        done[report.id] = last[line] = values
        for code, figure in values.figures.items():
            earlier[line][code][report.period.year] = figure
    return done


def _values(report: ReportRow, contents: _Contents, today: date) -> ReportValues:
    edition = edition_of(report)
    fields = contents.fields.get(report.id, {})
    money = contents.money.get(report.id, ())
    dated = {q.code for q in edition.fields() if q.type in DATE_TYPES}
    return ReportValues(
        edition=edition,
        period=report.period,
        today=today,
        municipality=report.name,
        stated_year=_year(fields.get("report_year")),
        report_date=_date(fields.get("report_date")),
        programme_start=_date(fields.get("programme_start")),
        dates={code: row.raw for code, row in fields.items() if code in dated and row.raw},
        figures=contents.figures.get(report.id, {}),
        texts=contents.texts.get(report.id, {}),
        rows=tuple(_row(m) for m in money if m.block is Block.ACTIVITIES),
        totals=next((_row(m) for m in money if m.block is Block.SUM), None),
        multi_year=tuple(_row(m) for m in money if m.block is Block.YEARS),
        population=contents.population.get((report.municipality_id, report.period.year)),
        exemptions=contents.exemptions.get(report.municipality_id, ()),
    )


def _year(row: FieldRow | None) -> int | None:
    if row is None or not row.certain:
        return None
    text = str(row.value or "")
    return int(text) if text.isdecimal() else None


def _date(row: FieldRow | None) -> PartialDate | None:
    if row is None or not row.certain:
        return None
    return read_date(str(row.value or row.raw)).value


def _row(money: MoneyRow) -> Row:
    return Row(
        label=money.label,
        table=_table(money),
        amounts=money.amounts,
        year=int(money.label) if money.block is Block.YEARS and money.label.isdecimal() else None,
        planned=money.planned,
        withdrawn=says_withdrawn(money.label),
        place=money.source.place or Place(),
    )


def _table(money: MoneyRow) -> str:
    """The code of the form's table a row stands in; region sør's table of resources tells commitment and paid apart."""
    if money.block is not Block.YEARS:
        return "activities"
    return "resources" if "total_spent" in money.amounts else "whole_period"


def _contents(reports: Iterable[ReportContent]) -> _Contents:
    by_id = {c.report.id: c for c in reports}
    return _Contents(
        figures={each: {code: a.figure for code, a in c.answers.items()} for each, c in by_id.items()},
        texts={each: {code: t.text for code, t in c.texts.items()} for each, c in by_id.items()},
        fields={each: c.fields for each, c in by_id.items()},
        money={each: c.money for each, c in by_id.items()},
    )


def _with_surroundings(contents: _Contents, reports: Sequence[ReportRow]) -> _Contents:
    """The contents with what holds for the municipalities."""
    exemptions = _exemptions({r.municipality_id for r in reports})
    return replace(contents, exemptions=exemptions, population=_population(reports))


def _population(reports: Sequence[ReportRow]) -> dict[tuple[int, int], int | None]:
    """Inhabitants at the end of each report's year, which Statistics Norway gives as 1 January of the next."""
    ids = {report.municipality_id for report in reports}
    found = population_over_years({report.period.year + 1 for report in reports}, ids)
    return {(municipality, year - 1): int(figure.number) for (municipality, year), figure in found.items()}


def _exemptions(municipality_ids: set[int]) -> dict[int, tuple[Exemption, ...]]:
    (rows,) = read(Ask(models.Exemption, "WHERE municipality_id = ANY(%s) ORDER BY id", [sorted(municipality_ids)]))
    found: dict[int, list[Exemption]] = defaultdict(list)
    for row in rows:
        found[row.municipality_id].append(
            Exemption(
                rule_id=row.rule,
                reason=row.reason,
                by=row.actor_name,
                valid=Validity(row.start, row.end),
                field=row.field or None,
            )
        )
    return {municipality: tuple(rows) for municipality, rows in found.items()}
