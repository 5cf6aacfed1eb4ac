"""A delivered report as lines of a long table: every question of its form in order, and what else is stored. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boso.questionnaires.values import Edition
from boso.reporting.rules.drafts import NOTHING, Draft, Standing, draft_of
from boso.reporting.rules.economy import COMPUTED, completed
from boso.reporting.rules.export_plan import Added, Question, plan_of
from boso.reporting.values import Block, MoneyRow, ReportContent
from boso.reporting.values.exported import AnswerLine
from boso.reporting.values.fields import LABEL, Content, Home

IN_ROWS = (f"{Home.MONEY}:", f"{Home.ROW}:")
AMOUNT = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """An added row: `address` begins the addresses of its cells, `columns` are those with an answer."""

    key: str
    label: str
    address: str
    columns: tuple[str, ...]
    computed: Mapping[str, int]


def answer_lines(edition: Edition, content: ReportContent, language: str) -> Iterator[AnswerLine]:
    """Every question of the form with its answer or that it has none, in the form's order; then what else is stored.

    What names a person, or says how one is reached, is left out (`export_plan.PERSONAL`).
    """
    plan, draft, rows = plan_of(edition, language), draft_of(content), _rows_of(content)
    told = set(plan.hidden)
    for asked in plan.asked:
        if isinstance(asked, Question):
            told.add(asked.key)
            yield _line(asked, draft)
            continue
        for row in (row for key in asked.keys for row in rows.pop(key, ())):
            yield from _of_row(asked, row, draft)
    for key, left in rows.items():
        yield from (line for row in left for line in _of_row(_unknown(key), row, draft))
    yield from _others(draft, told)
    yield from _own(content)


def _line(asked: Question, draft: Draft) -> AnswerLine:
    standing = draft.at(asked.key)
    content = standing.content
    if content.value in asked.levels:
        content = Content(content.kind, asked.levels[content.value])
    return AnswerLine(
        key=asked.key,
        section=asked.section,
        label=asked.label,
        content=content,
        unit=asked.unit,
        comment=_comment(asked, draft),
        certain=standing.certain,
        origin=_origin(standing),
    )


def _comment(asked: Question, draft: Draft) -> str:
    """What was written at a figure, or beside it in its row."""
    answer = draft.content.answers.get(asked.key.removeprefix(f"{Home.FIGURE}:"))
    if answer is not None and answer.figure.comment:
        return answer.figure.comment
    return draft.at(asked.comment).content.value if asked.comment else ""


def _rows_of(content: ReportContent) -> dict[str, list[_Row]]:
    """The added rows by the key of their table, counted within it."""
    found: dict[str, list[_Row]] = defaultdict(list)
    for money in content.money:
        table = f"{Home.MONEY}:{money.block}"
        found[table].append(
            _Row(
                key=f"{table}:{len(found[table])}",
                label=money.label,
                address=f"{Home.MONEY}:{money.id}",
                columns=tuple(money.amounts),
                computed=_computed(money),
            )
        )
    for row in sorted(content.rows, key=lambda r: (r.table, r.position)):
        table = f"{Home.ROW}:{row.table}"
        found[table].append(
            _Row(
                key=f"{table}:{len(found[table])}",
                label=str(len(found[table]) + 1),
                address=f"{Home.ROW}:{row.id}",
                columns=tuple(row.cells),
                computed={},
            )
        )
    return found


def _computed(money: MoneyRow) -> dict[str, int]:
    """What follows from the amounts of an activity and was typed by nobody."""
    if money.block is not Block.ACTIVITIES:
        return {}
    amounts = {c: None if f.value is None else int(f.value) for c, f in money.amounts.items()}
    done = completed(amounts)
    return {c: value for c in COMPUTED if c not in amounts and (value := done[c]) is not None}


def _of_row(table: Added, row: _Row, draft: Draft) -> Iterator[AnswerLine]:
    for column in dict.fromkeys((*table.columns, *row.columns)):
        standing = draft.at(f"{row.address}:{column}")
        computed = column in row.computed
        if standing is NOTHING and column in COMPUTED and not computed:
            continue
        head, unit = table.columns.get(column, (column, ""))
        about = f"{table.caption}, {row.label}" if row.label and column != LABEL else table.caption
        yield AnswerLine(
            key=f"{row.key}:{column}",
            section=table.section,
            label=f"{about} – {head}",
            content=Content(AMOUNT, str(row.computed[column])) if computed else standing.content,
            unit=unit,
            certain=standing.certain,
            origin=_origin(standing),
            computed=computed,
        )


def _unknown(key: str) -> Added:
    """A table that is stored and that the form does not have."""
    return Added(keys=(key,), section="", caption=key.partition(":")[2], columns={})


def _others(draft: Draft, told: set[str]) -> Iterator[AnswerLine]:
    """What is stored outside the tables and the form does not ask."""
    for key, standing in draft.fields.items():
        if key not in told and not key.startswith(IN_ROWS) and not standing.content.empty:
            yield AnswerLine(
                key=key,
                section="",
                label=key.partition(":")[2],
                content=standing.content,
                certain=standing.certain,
                origin=_origin(standing),
            )


def _own(content: ReportContent) -> Iterator[AnswerLine]:
    """The tables that the municipality put in place of the form's, cell by cell."""
    for number, table in enumerate(content.tables):
        for line, row in enumerate(table.rows):
            for place, text in enumerate(row):
                if text.strip():
                    yield AnswerLine(
                        key=f"table:{number}:{line}:{place}",
                        section="",
                        label=table.title or table.type,
                        content=Content("text", text),
                        origin=table.source.label,
                    )


def _origin(standing: Standing) -> str:
    return standing.source.label if standing.source else ""
