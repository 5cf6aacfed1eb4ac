"""`boso bench publish`: all fact sheets' data, an annual report of a hundred pages, and the page of comparison."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from boso.cli.bench_clock import middle, seconds, spent
from boso.cli.bench_programme import MUNICIPALITIES, YEARS
from boso.cli.bench_store import own_database

if TYPE_CHECKING:
    from boso.publishing.values import Publication

TIMES = 7
FEW = 10
AIM_SHEETS_S = 10
AIM_PAGE_MS = 40
AIM_PAGE_RATIO = 3
AIM_PDF_RATIO = 1.3
PAGES = 100
COMPARED = "uten-bolig-fikk-egnet-bolig"


class Asked(NamedTuple):
    """A statement that was sent to the database, with its values."""

    sql: str
    values: Any


def run(municipalities: int = MUNICIPALITIES, years: range = YEARS, pages: int = PAGES) -> list[dict[str, object]]:
    """The rows of the table; each aim beside what was measured, each time beside a baseline of the same run.

    Times are of work done by this process and its database, so that a busy machine makes them no longer.
    """
    with tempfile.TemporaryDirectory(prefix="boso-bench-") as folder:
        Path(folder).chmod(0o711)
        with own_database(Path(folder)):
            from boso.cli.bench_programme import fill

            fill(municipalities, years)
            return measured(municipalities, years, pages=pages)


def measured(municipalities: int, years: range, *, pages: int) -> list[dict[str, object]]:
    """The same on a database that is filled."""
    return [_cold_page(), *_pages(municipalities, years), *_sheets(municipalities, years), *_documents(pages)]


def _cold_page() -> dict[str, object]:
    """The first page of a server that has just begun: templates, forms and addresses are read for it."""
    client = _client()
    first = seconds(lambda: client.get("/"))
    warm = middle(lambda: client.get("/"), TIMES)
    return _row("publish: the first page of a cold server", first * 1000, "ms", warm * 1000, "the same page once more")


def _pages(municipalities: int, years: range) -> Iterator[dict[str, object]]:
    """One indicator of all municipalities: in the latest year, over ten years, and as a file."""
    latest, all_years = (f"?tall={COMPARED}&ar={span}" for span in (years[-1], f"{years[0]}-{years[-1]}"))
    few = ",".join(f"benk-{n}" for n in range(1, FEW + 1))
    for said, query in (("one year", latest), (f"{len(years)} years", all_years)):
        path = f"/sammenlign/{query}&gruppe=alle"
        whole, bare = _page(path), _bare_page(path)
        small = _page(f"/sammenlign/{query}&kommune={few}")
        yield _row(
            f"publish: comparison page, {municipalities} municipalities, {said}",
            whole * 1000,
            "ms",
            bare * 1000,
            "a bare page with the same queries",
            aim=AIM_PAGE_MS,
            growth=whole / small / (municipalities / FEW),
            growth_name=f"{municipalities} municipalities against {FEW}, divided by their number",
        )
        yield _aim_of_ratio(f"publish: the same, against the bare page ({said})", whole / bare, AIM_PAGE_RATIO)


def _sheets(municipalities: int, years: range) -> Iterator[dict[str, object]]:
    """The data of every fact sheet of ten years, and the same statements alone."""
    from boso.publishing.factsheet.many import load_many

    slugs = [f"benk-{n}" for n in range(1, municipalities + 1)]
    with _watched() as asked:
        start = spent()
        count = sum(1 for _ in load_many(slugs, years, language="nb"))
        whole = spent() - start
    alone = seconds(lambda: _replayed(asked))
    few = seconds(lambda: sum(1 for _ in load_many(slugs[:FEW], years, language="nb")))
    yield _row(
        f"publish: the data of {count} fact sheets",
        whole,
        "s",
        alone,
        "the same SQL alone",
        aim=AIM_SHEETS_S,
        growth=whole / few / (municipalities / FEW),
        growth_name=f"{municipalities} municipalities against {FEW} with the same peers, divided by their number",
    )


def _documents(pages: int) -> Iterator[dict[str, object]]:
    """A report of a hundred pages with forty charts: the whole way to the PDF, against the compilation inside it."""
    import pypdfium2
    import typst

    from boso.publishing.drawing import house
    from boso.publishing.writers.pdf import write_pdf

    publication = _long_report(pages)
    inside: list[float] = []
    compile_alone = typst.compile

    def timed(*args: Any, **named: Any) -> bytes:
        start = spent()
        made: bytes = compile_alone(*args, **named)
        inside.append(spent() - start)
        return made

    typst.compile = timed  # type: ignore[assignment]
    try:
        write_pdf(_long_report(1))  # what is loaded once does not count; Typst keeps what it set, so a short one
        house._drawn.cache_clear()
        start = spent()
        made = write_pdf(publication)
        cold = spent() - start
        again = seconds(lambda: write_pdf(publication))
    finally:
        typst.compile = compile_alone
    printed = len(pypdfium2.PdfDocument(made))
    name = f"publish: annual report of {printed} pages with {pages * 2 // 5} charts"
    alone = "compiling the same Typst document alone"
    yield _row(name, cold, "s", inside[-2], alone)
    yield _aim_of_ratio("publish: the same, against the compilation", cold / inside[-2], AIM_PDF_RATIO)
    yield _row("publish: the same once its charts are drawn", again, "s", inside[-1], alone)


def _long_report(pages: int) -> "Publication":
    """Chapters of text, tables and time series, a page each."""
    from datetime import date

    from boso.publishing.values import Column, Entry, Grid, Heading, Paragraph, Publication, Sheet

    text = "Kommunene har arbeidet med rutiner og boliger, og flere husstander har fått en bolig som passer. " * 9
    columns = (Column(label="Kommune"), *(Column(label=str(year), numeric=True) for year in range(2009, 2014)))
    blocks: list[Any] = []
    for number in range(pages):
        blocks += [Heading(f"Kapittel {number + 1}"), Paragraph(text), Paragraph(text)]
        if number % 5 < 2:
            blocks.append(_chart(number))
        rows = tuple(
            (Entry(shown=f"Benk {place:03}"), *(Entry(shown=str(place * 7 + year)) for year in range(5)))
            for place in range(14)
        )
        blocks += [Grid(caption=f"Tabell {number + 1}", columns=columns, rows=rows), Sheet()]
    return Publication(
        title="Årsmelding",
        subtitle="Laget for en måling",
        language="nb",
        made=date(2014, 2, 10),
        invented=True,
        blocks=tuple(blocks[:-1]),
    )


def _chart(number: int) -> Any:
    from boso.publishing.values import Band, Chart, Column, Grid, Line

    years = tuple(range(2009, 2014))
    return Chart(
        title=f"Utvikling {number}",
        subtitle="husstander",
        alternative="Et linjediagram.",
        years=years,
        lines=(Line(label="Benk", values={year: float(40 + number + year % 7) for year in years}),),
        table=Grid(caption="Tall", columns=(Column(label="År"),), rows=()),
        peers={year: Band(low=20.0, median=45.0 + number, high=90.0 + number) for year in years},
        told=False,
    )


def _page(path: str) -> float:
    """Seconds of a warm page, from the request to the last byte."""
    client = _client()
    if client.get(path).status_code != 200:
        raise ValueError(f"{path} does not answer")
    return middle(lambda: client.get(path), TIMES)


def _bare_page(path: str) -> float:
    """Seconds of a page that asks the database the same and shows nothing of it but the frame."""
    import importlib

    from django.shortcuts import render

    with _watched() as asked:
        _client().get(path)
    pattern = next(p for p in importlib.import_module("boso.web.urls").urlpatterns if p.name == "comparison")
    shown = pattern.callback
    own = _of_the_view(asked)

    def bare(request: Any) -> Any:
        _replayed(own)
        return render(request, "web/base.html")

    pattern.callback = bare
    try:
        return _page(path)
    finally:
        pattern.callback = shown


def _of_the_view(asked: Sequence[Asked]) -> list[Asked]:
    """The statements of the page itself: what the frame of every page asks, the bare page asks too."""
    first = next(n for n, each in enumerate(asked) if "programme_agreement" in each.sql)
    return list(asked[first:])


@contextmanager
def _watched() -> Iterator[list[Asked]]:
    from django.db import connection

    asked: list[Asked] = []

    def note(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: Any) -> Any:
        asked.append(Asked(sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        yield asked


def _replayed(asked: Sequence[Asked]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for each in asked:
            cursor.execute(each.sql, each.values)
            if cursor.description:
                cursor.fetchall()


def _client() -> Any:
    from django.test import Client

    return Client(SERVER_NAME="localhost")


def _row(
    name: str,
    value: float,
    unit: str,
    baseline: float,
    baseline_name: str,
    *,
    aim: float | None = None,
    growth: float | None = None,
    growth_name: str = "",
) -> dict[str, object]:
    row: dict[str, object] = {
        "name": name,
        "value": round(value, 2),
        "unit": unit,
        "aim": aim,
        "baseline": round(baseline, 2),
        "baseline_name": baseline_name,
        "ratio": round(value / baseline, 2),
    }
    return row if growth is None else {**row, "growth": round(growth, 2), "growth_name": growth_name}


def _aim_of_ratio(name: str, ratio: float, aim: float) -> dict[str, object]:
    """An aim that is a ratio, in a row of its own so that it is said whether it was reached."""
    return {
        "name": name,
        "value": round(ratio, 2),
        "unit": "×",
        "aim": aim,
        "baseline": 1,
        "baseline_name": "the baseline of the row above",
        "ratio": round(ratio, 2),
    }
