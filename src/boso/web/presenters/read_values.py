"""What was read from a file, as text: a figure, a date, a list, a row of amounts."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import get_language, gettext

from boso.importers.proposals import Part, ProposedCell
from boso.kernel.dates import print_date, read_date
from boso.kernel.figures import Figure, Kind
from boso.kernel.number_printing import print_figure, print_number
from boso.web.presenters.figures import KIND_WORDS
from boso.web.words import LEVELS, MONEY_COLUMNS, word

SHORT = 240


def shown_value(cell: ProposedCell) -> str:
    """The value as a person reads it."""
    if cell.part is Part.MONEY:
        return _amounts(cell)
    if cell.part is Part.TABLE:
        rows = cell.value.get("rows", []) if isinstance(cell.value, dict) else []
        return gettext("egen tabell, %(rows)s linjer") % {"rows": len(rows)}
    if cell.part is Part.TICK:
        return word(LEVELS, str(cell.value))
    if cell.kind in set(Kind):
        return _figure(cell)
    return _text(cell)


def words_of_kind(cell: ProposedCell) -> str:
    """What kind of answer it is, where that is not plain."""
    return str(KIND_WORDS.get(Kind(cell.kind), "")) if cell.kind in set(Kind) else ""


def _figure(cell: ProposedCell) -> str:
    kind = Kind(cell.kind)
    if kind.has_value and not isinstance(cell.value, int | float | str | Decimal):
        return cell.raw
    try:
        value = Decimal(str(cell.value)) if kind.has_value else None
    except ArithmeticError:
        return str(cell.value)
    figure = Figure(kind=kind, value=value, raw=cell.raw, expected=cell.expected)
    return print_figure(figure, get_language() or "nb")


def _text(cell: ProposedCell) -> str:
    if isinstance(cell.value, list | tuple):
        return ", ".join(str(each) for each in cell.value)
    text = "" if cell.value is None else str(cell.value)
    if cell.kind == "date":
        reading = read_date(text)
        return print_date(reading.value, get_language() or "nb") if reading.value else text
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"


def _amounts(cell: ProposedCell) -> str:
    amounts: Mapping[str, object] = cell.value if isinstance(cell.value, dict) else {}
    return ", ".join(f"{word(MONEY_COLUMNS, c)} {shown_amount(amount, cell, c)}" for c, amount in in_order(amounts))


def in_order(amounts: Mapping[str, object]) -> list[tuple[str, object]]:
    """The amounts of a money row in the order of the forms."""
    order = {column: place for place, column in enumerate(MONEY_COLUMNS)}
    return sorted(amounts.items(), key=lambda pair: order.get(pair[0], len(order)))


def shown_amount(amount: object, cell: ProposedCell, column: str) -> str:
    """One amount of a money row, or what stands there instead."""
    if isinstance(amount, int | Decimal):
        return print_number(amount)
    kind = cell.kinds.get(column, Kind.BLANK.value)
    return print_figure(Figure(kind=Kind(kind)), get_language() or "nb") if kind in set(Kind) else "–"
