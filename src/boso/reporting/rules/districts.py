"""A central report with the parts of its city districts: each figure is the sum of its parts. Pure."""

from collections.abc import Collection, Mapping, Sequence

from boso.kernel.figures import Figure
from boso.questionnaires.values import Edition
from boso.reporting.rules.asking import pages_of
from boso.reporting.values.delivering import PartsOfFigure
from boso.reporting.values.fields import Home


def parts_of_figure(
    code: str, total: Figure | None, parts: Mapping[str, Figure], districts: Sequence[str]
) -> PartsOfFigure:
    """One figure with its parts, and whether they tie.

    They are compared only when every district has a number that counts, and the total too: a part that is missing is
    no zero. Parts without a total do not tie; nothing given at all is no question.
    """
    given = [parts[slug] for slug in districts if slug in parts]
    whole = len(given) == len(districts) and bool(given) and all(f.counts for f in given)
    added = sum((f.number for f in given), start=given[0].number * 0) if whole else None
    ties = None
    if added is not None and total is not None and total.counts:
        ties = added == total.number
    elif added is not None and total is None:
        ties = False
    return PartsOfFigure(
        code=code,
        total=_plain(total),
        parts={slug: _plain(parts.get(slug)) for slug in districts},
        sum="" if added is None else f"{added:f}",
        ties=ties,
    )


def blank_parts(
    edition: Edition, given: Collection[str], *, pages: Collection[str] | None = None
) -> dict[str, tuple[str, ...]]:
    """The figures (codes) that a district can give and has said nothing of, by the page of the form (its code) they
    stand on. `pages`: those that are open while a report is asked back; None for all."""
    blank: dict[str, tuple[str, ...]] = {}
    for page in pages_of(edition):
        figures = (a.address.code for a in page.asked if a.address.home is Home.FIGURE)
        codes = tuple(code for code in figures if code not in given)
        if codes and (pages is None or page.code in pages):
            blank[page.code] = codes
    return blank


def _plain(figure: Figure | None) -> str:
    return "" if figure is None or figure.value is None else f"{figure.value:f}"
