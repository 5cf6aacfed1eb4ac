"""A report's contents by field, as an editor needs them: out of its rows, and the names of its cells. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from boso.kernel.figures import Figure, Kind
from boso.kernel.sources import Source
from boso.reporting.values import AnswerRow, FieldRow, MoneyRow, ReportContent, TextRow
from boso.reporting.values.fields import EMPTY, LABEL, Address, Content, Home

UNREAD = Kind.TEXT_INSTEAD.value
PLAIN = frozenset({"text", "date", "list", "number"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands in a field, whether somebody has confirmed it, and where it comes from."""

    content: Content = EMPTY
    certain: bool = True
    source: Source | None = None


NOTHING = Standing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report in the making: its rows, and each field of it by address."""

    content: ReportContent
    fields: Mapping[str, Standing] = field(default_factory=dict)

    def at(self, address: Address | str) -> Standing:
        """What stands in a field; nothing where nothing was stored."""
        return self.fields.get(str(address), NOTHING)


def draft_of(content: ReportContent) -> Draft:
    """The fields of a report by address."""
    return Draft(content=content, fields=MappingProxyType(dict(_fields(content))))


def content_of_figure(figure: Figure) -> Content:
    """A figure as the content of its field."""
    if figure.kind is Kind.TEXT_INSTEAD:
        return Content(UNREAD, figure.raw, figure.expected or "")
    value = "" if figure.value is None else f"{figure.value:f}"
    return Content(figure.kind.value, value, figure.expected or "", figure.as_of or "")


def _fields(content: ReportContent) -> Iterator[tuple[str, Standing]]:
    for answer in content.answers.values():
        yield str(Address(Home.FIGURE, answer.code)), _of_answer(answer)
    for text in content.texts.values():
        yield (
            str(Address(Home.TEXT, text.code)),
            Standing(content=_text(text), certain=text.certain, source=text.source),
        )
    for row in content.fields.values():
        yield str(Address(Home.FIELD, row.code)), Standing(content=_field(row), certain=row.certain, source=row.source)
    for tick in content.ticks:
        level = Content("text", tick.level)
        yield str(Address(Home.TICK, tick.actor)), Standing(content=level, certain=tick.certain, source=tick.source)
    for money in content.money:
        yield from _money(money)
    for opened in content.rows:
        for column, cell in opened.cells.items():
            address = Address(Home.ROW, str(opened.id), column)
            yield str(address), Standing(content=cell, certain=opened.certain, source=opened.source)


def _of_answer(answer: AnswerRow) -> Standing:
    figure = answer.figure
    return Standing(content=content_of_figure(figure), certain=figure.certain, source=figure.source)


def _text(row: TextRow) -> Content:
    if row.text:
        return Content("text", row.text)
    return Content(row.kind if row.kind != "text" else EMPTY.kind)


def _field(row: FieldRow) -> Content:
    if row.kind == UNREAD:
        return Content(UNREAD, row.raw)
    if row.value in (None, "", []):
        return EMPTY if row.kind in PLAIN else Content(row.kind)
    value = row.value
    return Content(row.kind, "\n".join(map(str, value)) if isinstance(value, list) else str(value))


def _money(row: MoneyRow) -> Iterator[tuple[str, Standing]]:
    cells = {column: content_of_figure(figure) for column, figure in row.amounts.items()}
    for column, content in {LABEL: Content("text", row.label) if row.label else EMPTY, **cells}.items():
        address = Address(Home.MONEY, str(row.id), column)
        yield str(address), Standing(content=content, certain=row.certain, source=row.source)
