"""What a person answered to a doubt, out of the form of one cell."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext

from boso.importers.proposals import Choice, Decided, Part, ProposedCell, Resolution
from boso.kernel.errors import Invalid
from boso.kernel.figures import Kind
from boso.kernel.numbers import read_count, read_money
from boso.web.forms.numbers import number_in

BLANK, TYPED, LEAVE = "blank", "typed", "leave"


def answer_from(sent: Mapping[str, str], cell: ProposedCell) -> Decided:
    """The decision that was sent. Raises Invalid with what to write instead."""
    choice, _, candidate = sent.get("choice", "").partition(":")
    which = number_in(candidate)
    if choice == Choice.CANDIDATE and which is not None:
        return Decided(choice=Choice.CANDIDATE, candidate=which)
    if choice == Choice.ACCEPT:
        return Decided(choice=Choice.ACCEPT)
    if choice == LEAVE:
        return Decided(choice=Choice.LEAVE)
    if choice == BLANK:
        return Decided(choice=Choice.TYPED, kind=Kind.BLANK.value, value="" if cell.part is Part.TEXT else None)
    if choice == TYPED:
        return _amounts(sent, cell) if cell.part is Part.MONEY else _typed(sent.get("typed", "").strip(), cell)
    raise Invalid(gettext("Velg et av svarene."))


def resolution_from(sent: str) -> Resolution | None:
    """What to do about what is stored already."""
    return Resolution(sent) if sent in set(Resolution) else None


def _typed(text: str, cell: ProposedCell) -> Decided:
    if cell.part is not Part.FIGURE:
        kind = cell.kind if cell.kind not in set(Kind) else "text"
        return Decided(choice=Choice.TYPED, kind=kind, value=text)
    figure = read_count(text)
    if not text or not figure.certain or figure.kind is Kind.TEXT_INSTEAD:
        raise Invalid(gettext("Skriv et tall, for eksempel 412, eller hva som står i stedet, for eksempel «ca. 250»."))
    return Decided(choice=Choice.TYPED, kind=figure.kind.value, value=_plain(figure.value))


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _amounts(sent: Mapping[str, str], cell: ProposedCell) -> Decided:
    """A money row, typed column by column; an empty field is an empty cell."""
    columns = cell.value if isinstance(cell.value, dict) else {}
    return Decided(
        choice=Choice.TYPED, kind=cell.kind, value={c: _kroner(sent.get(f"amount.{c}", "").strip()) for c in columns}
    )


def _kroner(text: str) -> int | None:
    if not text:
        return None
    figure = read_money(text)
    if figure.value is None or not figure.certain or figure.value != figure.value.to_integral_value():
        raise Invalid(gettext("Skriv hele kroner, for eksempel 1 400 000."))
    return int(figure.value)
