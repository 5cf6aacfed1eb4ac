"""Stored answers as values: what the tables hold, told in the words of `kernel` and `reporting.values`."""

from decimal import Decimal

from boso.kernel.figures import Figure, Kind
from boso.kernel.sources import Origin, Place, Source
from boso.reporting.models import Answer, EconomyRow, FieldAnswer, OwnTable, PartnerTick, TextAnswer
from boso.reporting.models.answers import Sourced
from boso.reporting.values import AnswerRow, Block, FieldRow, MoneyRow, TableRow, TextRow, TickRow


def source_of(row: Sourced) -> Source:
    """Where a stored row comes from."""
    return Source(
        origin=Origin(row.origin), label=row.source_label, place=place_from(row.place), reference=row.reference
    )


def place_from(stored: dict[str, object] | None) -> Place | None:
    """A place as it was stored (`Place.as_json`)."""
    if not stored:
        return None
    parts = dict(stored)
    box = parts.get("bbox")
    if isinstance(box, list):
        parts["bbox"] = tuple(box)
    return Place(**parts)  # type: ignore[arg-type]  # it was written by Place.as_json


def plain(value: Decimal | None) -> Decimal | None:
    """A number as it was before the database padded it with zeros behind the comma."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def figure_of(row: Answer) -> Figure:
    """A stored answer as a figure."""
    return Figure(
        kind=Kind(row.kind),
        value=plain(row.value),
        raw=row.raw,
        comment=row.comment,
        certain=row.certain,
        source=source_of(row),
        as_of=row.as_of or None,
        expected=row.expected or None,
    )


def answer_row(row: Answer) -> AnswerRow:
    """A stored answer with its id."""
    return AnswerRow(id=row.pk, code=row.code, figure=figure_of(row))


def text_row(row: TextAnswer) -> TextRow:
    """A stored narrative or comment."""
    return TextRow(id=row.pk, code=row.code, kind=row.kind, text=row.text, certain=row.certain, source=source_of(row))


def field_row(row: FieldAnswer) -> FieldRow:
    """A stored field of the general information."""
    return FieldRow(
        id=row.pk,
        code=row.code,
        kind=row.kind,
        value=row.value,
        raw=row.raw,
        certain=row.certain,
        source=source_of(row),
    )


def money_row(row: EconomyRow) -> MoneyRow:
    """A stored line of a money table: a figure for each column that holds an amount or says why it holds none."""
    source = source_of(row)
    amounts = {
        column: _kroner(amount, row.kinds.get(column, ""), source, certain=row.certain, raw=row.raws.get(column, ""))
        for column, amount in row.amounts.items()
        if amount is not None or column in row.kinds
    }
    return MoneyRow(
        id=row.pk,
        block=Block(row.block),
        position=row.position,
        label=row.label,
        amounts=amounts,
        planned=row.planned,
        certain=row.certain,
        source=source,
    )


def _kroner(amount: int | None, kind: str, source: Source, *, certain: bool, raw: str) -> Figure:
    if amount is None:
        return Figure(kind=Kind(kind or Kind.BLANK), certain=certain, source=source, raw=raw)
    known = Kind(kind) if kind else Kind.NUMBER
    return Figure(
        kind=known if known.has_value else Kind.NUMBER,
        value=Decimal(amount),
        raw=str(amount),
        certain=certain,
        source=source,
    )


def table_row(row: OwnTable) -> TableRow:
    """A stored table of the municipality's own."""
    return TableRow(
        id=row.pk,
        type=row.type,
        title=row.title,
        rows=tuple(tuple(cells) for cells in row.rows),
        source=source_of(row),
    )


def tick_row(row: PartnerTick) -> TickRow:
    """A stored tick of the matrix of partners."""
    return TickRow(id=row.pk, actor=row.actor, level=row.level, certain=row.certain, source=source_of(row))
