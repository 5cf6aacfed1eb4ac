"""The pages of those who follow a region timed, and whole reports in and out as workbooks, one answer at a time."""

import io
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from statistics import median

from boso.cli.round_bench.server import Server, Visit
from boso.cli.round_bench.wide import Wide, make_wide
from boso.cli.round_bench.world import WIDE as REGION

Row = dict[str, object]
TURNS = 20
CONTENT = ("reporting_answer", "reporting_textanswer", "reporting_fieldanswer", "reporting_economyrow")
OK, FOUND = 200, 302


def following(server: Server) -> list[Row]:
    """The rows of the table: a review, the overview of 357 municipalities, 100 reports out, a workbook in."""
    wide = make_wide()
    visit = Visit(server.port, wide.contact)
    desk, reviews = f"/region/{REGION}/oversikt", cycle(wide.delivered)
    review = _seconds(lambda: _get(visit, f"/rapport/{next(reviews)}/gjennomgang/"), TURNS)
    return [
        _page("the page of a review", review),
        _page("the overview of 357 municipalities", _seconds(lambda: _get(visit, f"{desk}/"), TURNS)),
        _page("the overview of 357 municipalities as CSV", _seconds(lambda: _get(visit, f"{desk}.csv"), TURNS)),
        _page("the overview of 357 municipalities as XLSX", _seconds(lambda: _get(visit, f"{desk}.xlsx"), TURNS)),
        *_reports(visit, wide),
        _upload(server, wide),
    ]


def _get(visit: Visit, path: str) -> bytes:
    status, content = visit.get(path)
    if status != OK:
        raise AssertionError(f"{path} was answered with {status}")
    return content


def _seconds(ask: Callable[[], object], turns: int) -> list[float]:
    """Of each turn; the first, which loads what is loaded once, is left out."""
    found = []
    for _turn in range(turns + 1):
        start = time.perf_counter()
        ask()
        found.append(time.perf_counter() - start)
    return found[1:]


def _page(name: str, seconds: list[float]) -> Row:
    value = median(seconds)
    return {
        "name": f"round: {name} (p50)",
        "value": round(value * 1000, 1),
        "unit": "ms",
        "aim": None,
        "baseline": round(min(seconds) * 1000, 1),
        "baseline_name": f"the quickest of the {len(seconds)}",
        "ratio": round(value / min(seconds), 2),
    }


def _reports(visit: Visit, wide: Wide) -> Iterator[Row]:
    """All that 100 reports answer, in one file and as a workbook each."""
    plain, what = median(_seconds(lambda: list(_copied(wide)), TURNS)), "their rows copied out as CSV by plain SQL"
    answers = f"/region/{REGION}/oversikt/svar"
    for name, kind, aim in (("CSV", "csv", 2), ("XLSX", "xlsx", 5)):
        whole = median(_seconds(partial(_get, visit, f"{answers}.{kind}"), 3))
        yield {**_against(f"the answers of 100 reports as {name}", whole, plain, what), "aim": aim}
    whole = _seconds(lambda: [_get(visit, f"/rapport/{report}/arbeidsbok/fil.xlsx") for report in wide.delivered], 1)[0]
    yield _against("100 reports out as workbooks", whole, plain, what)


def _copied(wide: Wide) -> Iterator[bytes]:
    from django.db import connection

    from boso.places import rls

    with rls.scope(rls.ALL), connection.cursor() as cursor:
        for table in CONTENT:
            ids = ",".join(map(str, wide.delivered))
            with cursor.copy(f"COPY (SELECT * FROM {table} WHERE report_id IN ({ids})) TO STDOUT CSV") as copied:  # noqa: S608
                yield from map(bytes, copied)


def _upload(server: Server, wide: Wide) -> Row:
    """A workbook with everything answered, sent to the report it was fetched from, which has lost all its answers."""
    import python_calamine

    visit, report = Visit(server.port, wide.writer), wide.writer.report_id
    file = _get(visit, f"/rapport/{report}/arbeidsbok/fil.xlsx")
    _empty(report)
    start = time.perf_counter()
    status = visit.send_file(f"/rapport/{report}/arbeidsbok/last-opp/", "arbeidsbok.xlsx", file)
    whole = time.perf_counter() - start
    if status != FOUND:
        raise AssertionError(f"the workbook was answered with {status}")

    def cells() -> None:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(file))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()

    return _against(
        "a full workbook in, its differences found", whole, median(_seconds(cells, TURNS)), "its cells read"
    )


def _empty(report_id: int) -> None:
    from boso.places import rls
    from boso.reporting.models import Answer, FieldAnswer, TextAnswer

    with rls.scope(rls.ALL):
        for model in (Answer, TextAnswer, FieldAnswer):
            model.objects.filter(report=report_id).delete()


def _against(name: str, value: float, plain: float, what: str) -> Row:
    return {
        "name": f"round: {name}",
        "value": round(value, 2),
        "unit": "s",
        "aim": None,
        "baseline": round(plain, 4),
        "baseline_name": what,
        "ratio": round(value / plain, 1) if plain else 0,
    }
