"""Between the flat shape of a report's answers and the shape they are read back in."""

from collections import Counter
from collections.abc import Mapping

from boso.importers.editions import edition_read
from boso.importers.publications.values import SeenCell
from boso.importers.reports.values import ReadAnswer, ReadReport, ReadRow
from boso.kernel.sources import Place
from boso.questionnaires.values import Edition
from boso.reporting.rules.asking import block_of, is_money, money_table
from boso.reporting.rules.telling import seen
from boso.reporting.values import Block
from boso.reporting.values.fields import Content, Home
from boso.reporting.values.told import NOTHING, Said, Told

IN_ROWS = (f"{Home.MONEY}:", f"{Home.ROW}:")
FIXED = (f"{Home.FIGURE}:", f"{Home.TEXT}:", f"{Home.FIELD}:", f"{Home.TICK}:")


def told_of(read: ReadReport) -> Told:
    """What was read, in the flat shape."""
    edition = edition_read(read)
    answers = {answer.address: _said(answer) for answer in read.answers}
    counts: Counter[str] = Counter()
    planned, doubtful = set(), set()
    for row in read.rows:
        table = key_of_table(row.table, edition)
        key = f"{table}:{counts[table]}"
        counts[table] += 1
        answers |= {f"{key}:{column}": _said(cell) for column, cell in row.cells.items()}
        planned |= {key} if row.planned else set()
        doubtful |= set() if row.certain else {key}
    return Told(
        answers={key: said for key, said in answers.items() if not said.nothing},
        rows=dict(counts),
        planned=frozenset(planned),
        doubtful=frozenset(doubtful),
        tables=read.tables,
        files=read.files,
    )


def key_of_table(code: str, edition: Edition) -> str:
    """The key of the rows of a table of the form; `sum` and blocks that the form lacks are money too."""
    table = edition.table(code)
    if table is not None:
        return f"{Home.MONEY}:{block_of(table)}" if is_money(table) else f"{Home.ROW}:{code}"
    return f"{Home.MONEY}:{code}" if code in set(Block) else f"{Home.ROW}:{code}"


def report_parts(
    told: Told,
    edition: Edition,
    cells: Mapping[str, SeenCell],
    places: Mapping[str, Place],
    *,
    asked: Mapping[str, tuple[str, Said]],
) -> tuple[tuple[ReadAnswer, ...], tuple[ReadRow, ...]]:
    """Answers and rows with their places. `asked` holds why a person must look at a key, and what is visible there,
    also where that is nothing."""

    def answer(key: str, said: Said) -> ReadAnswer:
        cell, why = cells.get(key), asked[key][0] if key in asked else ""
        return ReadAnswer(
            address=key,
            content=Content(said.kind, said.value, said.expected, said.as_of),
            certain=said.certain and not why,
            shown=cell.text if cell else "",
            place=cell.place if cell else Place(),
            why=why,
        )

    emptied = {key: said for key, (_, said) in asked.items() if said.nothing and key.startswith(FIXED)}
    fixed = {key: said for key, said in told.answers.items() if not key.startswith(IN_ROWS)}
    answers = tuple(answer(key, said) for key, said in {**emptied, **fixed}.items())
    rows = []
    for table, count in told.rows.items():
        prefixes = [f"{table}:{index}:" for index in range(count)]
        for prefix in prefixes:
            row = prefix.rstrip(":")
            held = {key.removeprefix(prefix): said for key, said in told.answers.items() if key.startswith(prefix)}
            doubted = row in told.doubtful
            rows.append(
                ReadRow(
                    table=_code(table, edition),
                    cells={column: answer(f"{prefix}{column}", said) for column, said in held.items()},
                    planned=row in told.planned,
                    certain=not doubted,
                    place=places.get(row, Place()),
                )
            )
    return answers, tuple(rows)


def _code(key: str, edition: Edition) -> str:
    home, _, rest = key.partition(":")
    if home != Home.MONEY or rest == Block.SUM:
        return rest
    table = money_table(edition, rest)
    return table.code if table else rest


def _said(answer: ReadAnswer) -> Said:
    content = answer.content
    said = Said(content.kind, seen(content.value), seen(content.expected), seen(content.as_of), answer.certain)
    return NOTHING if said.nothing else said
