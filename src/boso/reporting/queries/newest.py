"""What several reports hold in their newest versions, or in others, in one query or two."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from boso.places.reading import Ask, read
from boso.reporting.contents import file_row, open_row
from boso.reporting.models import (
    Answer,
    EconomyRow,
    FieldAnswer,
    FindingAnswer,
    FormRow,
    OwnTable,
    PartnerTick,
    ReportFile,
    TextAnswer,
)
from boso.reporting.queries.explaining import finding_answer_row
from boso.reporting.rows import answer_row, field_row, money_row, table_row, text_row, tick_row
from boso.reporting.values import ReportContent, ReportRow
from boso.reporting.values.delivering import FindingAnswerRow

Reasons = Mapping[str, FindingAnswerRow]
OF_REPORTS = "WHERE report_id = ANY(%s)"
OF_VERSIONS = "WHERE (report_id, version) IN (SELECT * FROM unnest(%s::bigint[], %s::int[]))"
IN_ORDER: Mapping[Any, str] = {
    Answer: "code",
    TextAnswer: "code",
    FieldAnswer: "code",
    EconomyRow: "block, position",
    FormRow: '"table", position',
    PartnerTick: "id",
    OwnTable: "position",
}
# The files that a version has: in it or before it came, and not taken out by then.
FILES_THEN = """
WHERE EXISTS (
  SELECT FROM unnest(%s::bigint[], %s::int[]) AS asked (report, number)
  WHERE report = report_id AND version <= number AND (removed_in IS NULL OR removed_in > number)
) ORDER BY code, id
"""


def newest_contents(
    reports: Sequence[ReportRow], *, whole: Collection[int] = ()
) -> tuple[dict[int, ReportContent], dict[int, Reasons]]:
    """What these reports hold, without their logs, and the reasons given for warnings; inside a scope only.

    Only those in `whole` come with open rows, ticks, files and reasons, which no check of a later year asks for.
    """
    known = [(r.id, r.version) for r in reports]
    chosen = [each for each in known if each[0] in whole]
    answers, texts, fields, money, rows, ticks, files, given = map(
        _by_report,
        read(
            *(_of(model, known) for model in (Answer, TextAnswer, FieldAnswer, EconomyRow)),
            *(_of(model, chosen) for model in (FormRow, PartnerTick)),
            Ask(ReportFile, f"{OF_REPORTS} AND removed_in IS NULL ORDER BY code, id", [list(whole)], ("content",)),
            Ask(FindingAnswer, OF_REPORTS, [list(whole)]),
        ),
    )
    contents = {
        r.id: ReportContent(
            report=r,
            answers={a.code: answer_row(a) for a in answers[r.id]},
            texts={t.code: text_row(t) for t in texts[r.id]},
            fields={f.code: field_row(f) for f in fields[r.id]},
            money=tuple(money_row(m) for m in money[r.id]),
            ticks=tuple(tick_row(t) for t in ticks[r.id]),
            rows=tuple(open_row(row) for row in rows[r.id]),
            files=tuple(file_row(f) for f in files[r.id]),
        )
        for r in reports
    }
    return contents, {each: {f.key: finding_answer_row(f) for f in given[each]} for each in whole}


def contents_then(reports: Sequence[ReportRow]) -> dict[int, ReportContent]:
    """What these reports hold in the version that each row names, with the files of then and the municipality's own
    tables, without their logs; inside a scope only. Each report once."""
    contents, _reasons = newest_contents(reports, whole=[r.id for r in reports])
    known = [(r.id, r.version) for r in reports]
    then = Ask(ReportFile, FILES_THEN, [[k[0] for k in known], [k[1] for k in known]], ("content",))
    tables, files = map(_by_report, read(_of(OwnTable, known), then))
    return {
        each: replace(
            content,
            tables=tuple(table_row(table) for table in tables[each]),
            files=tuple(file_row(file) for file in files[each]),
        )
        for each, content in contents.items()
    }


def _of(model: Any, versions: Sequence[tuple[int, int]]) -> Ask[Any]:
    ids, numbers = [v[0] for v in versions], [v[1] for v in versions]
    return Ask(model, f"{OF_VERSIONS} ORDER BY {IN_ORDER[model]}", [ids, numbers])


def _by_report(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.report_id].append(row)
    return found
