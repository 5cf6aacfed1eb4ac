"""What is missing on a fact sheet, and why: by kind, in words."""

from collections.abc import Iterable, Mapping, Sequence

from boso.kernel.figures import Figure, Kind
from boso.kernel.number_printing import print_expected
from boso.publishing.factsheet.values import SheetValues
from boso.publishing.factsheet.wording import counted, listed
from boso.publishing.words import word

STATES = ("status_start", "status_end", "housed")
GROUPS = ("A_no_dwelling", "B_at_risk", "C_unsuitable", "P_child_families")
DOUBTFUL, NOT_ASKED = "doubtful", "not_asked"
ORDER = (
    DOUBTFUL, Kind.SUPPRESSED, Kind.PENDING, Kind.TENTATIVE, Kind.BLANK, Kind.DASH, Kind.NOT_REGISTERED,
    Kind.UNCLEAR_QUESTION, Kind.TEXT_INSTEAD, Kind.LOST_IN_SOURCE, Kind.ABSENT, Kind.NOT_APPLICABLE, NOT_ASKED,
)  # fmt: skip
MOST_NAMED = 5  # of one kind; the tables behind have them all


def what_is_missing(values: SheetValues, codes: Sequence[str], language: str, *, most: int = MOST_NAMED) -> list[str]:
    """What has no certain number this year, by kind; then years without a report and what else is not known. At most
    `most` of each kind are named, and the others counted."""
    lines = [_line(kind, found, values, language, most) for kind, found in _by_kind(values, codes).items()]
    silent = [year for year in values.span() if year not in values.reported]
    if silent:
        lines.append(word("gap_years", language, list=listed([str(year) for year in silent], language)))
    if not (values.money or values.money_years):
        lines.append(word("money_none", language))
    if values.year + 1 not in values.population:
        lines.append(word("gap_population", language, year=values.year + 1))
    return lines or [word("missing_none", language)]


def _by_kind(values: SheetValues, codes: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {kind: [] for kind in ORDER}
    for code in codes:
        kind = _kind(values, code)
        if kind is not None:
            found[kind].append(code)
    return {kind: codes for kind, codes in found.items() if codes}


def _kind(values: SheetValues, code: str) -> str | None:
    """Why a figure of the sheet's year is no certain number; None for one that is."""
    figure = values.figure(code)
    if figure is None or figure.kind is Kind.ABSENT:
        return Kind.ABSENT if code in values.asked else NOT_ASKED
    if not figure.certain:
        return DOUBTFUL
    return None if figure.kind.in_sums else figure.kind


def _line(kind: str, codes: Sequence[str], values: SheetValues, language: str, most: int) -> str:
    names = _names(codes, values, language)
    shown = "; ".join(names[:most])
    if len(names) > most:
        shown = f"{shown} {counted('gap_more', language, len(names) - most)}"
    reason = word(f"gap_{kind}", language).format(year=values.year)
    if kind == Kind.PENDING and (when := _expected(values.figure(code) for code in codes)):
        reason = f"{reason} ({word('gap_expected', language, when=print_expected(when, language))})"
    return f"{reason}: {shown}."


def _expected(figures: Iterable[Figure | None]) -> str:
    """When figures come, where all of them come at one time."""
    moments = {figure.expected or "" for figure in figures if figure}
    return moments.pop() if len(moments) == 1 else ""


def _names(codes: Sequence[str], values: SheetValues, language: str) -> list[str]:
    """The printed names; a group of the need table that is missing altogether by its own name."""
    whole = {group: {f"{group}.{state}" for state in STATES} for group in GROUPS}
    gone = {group for group, parts in whole.items() if parts <= set(codes)}
    names: Mapping[str, str] = values.names
    found = []
    for code in codes:
        group = code.partition(".")[0]
        found.append(word(group, language) if group in gone else names.get(code, code))
    return list(dict.fromkeys(found))
