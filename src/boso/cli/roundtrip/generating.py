"""Reports that nobody wrote: any form, any type of field, any kind of answer, and texts that are hard to tell.

The same seed gives the same report. Everything is invented.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from random import Random

from boso.cli.roundtrip.texts import hard_text, plain_text, short_text
from boso.kernel.figures import Figure, Kind
from boso.kernel.periods import ReportPeriod
from boso.kernel.sources import Origin, Source
from boso.questionnaires.loading import all_editions
from boso.questionnaires.values import Edition, FieldType, Question, Table, TableKind
from boso.reporting.rules.asking import asked_by, block_of, is_money
from boso.reporting.values import (
    MONEY_COLUMNS,
    AnswerRow,
    Block,
    EditionPin,
    FieldRow,
    MoneyRow,
    ReportContent,
    ReportRow,
    Status,
    TableRow,
    TextRow,
    TickRow,
)
from boso.reporting.values.fields import Content, FileRow, Home, OpenRow

SOURCE = Source(origin=Origin.TYPED, label="")
WITHOUT = [k for k in Kind if not k.has_value and k not in (Kind.SUPPRESSED, Kind.TEXT_INSTEAD)]
WITH = [k for k in Kind if k.has_value]
LAYOUTS = {"sor_half_year": "sor_section_7"}
LEVELS_BESIDE = ("formal", "none")
NOW = datetime(2014, 2, 10, tzinfo=UTC)


def report(seed: int, edition: Edition | None = None) -> tuple[ReportContent, Edition]:
    """A report and its form; the forms take turns."""
    known = all_editions()
    form = edition or known[seed % len(known)]
    return _Writer(Random(seed), form).content(seed), form  # noqa: S311  # the same again, not secret


class _Writer:
    """Fills one form. About a third of the fields stay empty; rows that nobody has confirmed are rare."""

    def __init__(self, random: Random, edition: Edition) -> None:
        self.random, self.edition = random, edition
        self.empty = random.choice([0.05, 0.3, 0.7])
        self.doubt = random.choice([0.0, 0.0, 0.1])

    def content(self, seed: int) -> ReportContent:
        asked = list(asked_by(self.edition).values())
        figures = {a.address.code: self.figure() for a in asked if a.address.home is Home.FIGURE and self.fills()}
        texts = [a.address.code for a in asked if a.address.home is Home.TEXT and self.fills()]
        money = tuple(self.money())
        return ReportContent(
            report=self.row(seed),
            answers={code: AnswerRow(id=n, code=code, figure=f) for n, (code, f) in enumerate(figures.items())},
            texts={code: self.text(n, code) for n, code in enumerate([*texts, *self.unasked()])},
            fields={q.code: self.field(n, q.code, q.type) for n, q in enumerate(self.fields())},
            layout=LAYOUTS.get(self.edition.template, "ost_section_5") if money else "absent",
            money=money,
            tables=tuple(self.own_table(n) for n in range(self.random.choice([0, 0, 1, 2]))),
            ticks=tuple(self.ticks()),
            rows=tuple(self.rows()),
            files=tuple(self.files()),
        )

    def fills(self) -> bool:
        return self.random.random() > self.empty

    def certain(self) -> bool:
        return self.random.random() >= self.doubt

    def row(self, seed: int) -> ReportRow:
        first, last = self.edition.report_years
        half = self.random.choice([1, 2]) if self.edition.period == "half_year" else None
        pin = EditionPin(
            template=self.edition.template,
            name=self.edition.name,
            revision=self.edition.revision,
            digest=self.edition.digest,
        )
        return ReportRow(
            id=seed,
            municipality_id=1,
            municipality="provevik",
            name="Prøvevik",
            number="9901",
            invented=True,
            edition=pin,
            period=ReportPeriod(self.random.randint(first, last), half),
            status=Status.DELIVERED,
            historical=False,
            version=self.random.randint(1, 4),
            published_version=None,
        )

    def figure(self) -> Figure:
        random = self.random
        kind = random.choice([Kind.NUMBER, Kind.NUMBER, Kind.NUMBER, *WITH, *WITHOUT, Kind.TEXT_INSTEAD])
        value = Decimal(random.choice([0, 1, 7, 412, random.randint(0, 10**6)])) if kind.has_value else None
        return Figure(
            kind=kind,
            value=value,
            raw=short_text(random) if kind is Kind.TEXT_INSTEAD else "",
            certain=self.certain(),
            as_of=random.choice([None, None, None, "2013-12-31", "2014-01", "2013"]) if value is not None else None,
            expected=random.choice(["", "2014-03-31", "2014-05", "etter påske"]) if kind is Kind.PENDING else None,
            comment=short_text(random) if random.random() < 0.03 else "",
        )

    def text(self, id: int, code: str) -> TextRow:
        said = self.random.random() > 0.15
        text = self.random.choice([hard_text, hard_text, plain_text])(self.random).strip() if said else ""
        kind = "text" if text else str(self.random.choice(WITHOUT))
        return TextRow(id=id, code=code, kind=kind, text=text, certain=self.certain(), source=SOURCE)

    def unasked(self) -> list[str]:
        """Codes of texts that a table of goals of an imported report has."""
        return [t.text_code.format(n=1) for t in self.edition.tables() if t.text_code and self.random.random() < 0.3]

    def fields(self) -> Iterator[Question]:
        for question in self.edition.fields():
            if not question.printed and question.type is not FieldType.FILE and self.fills():
                yield question

    def field(self, id: int, code: str, type: FieldType) -> FieldRow:
        content = self.content_of(type)
        value: object = content.value.split("\n") if content.kind == "list" else content.value or None
        if type is FieldType.YEAR and content.kind == "number":
            value = int(content.value)
        raw = content.value if content.kind == Kind.TEXT_INSTEAD else ""
        kind, certain = content.kind, self.certain()
        return FieldRow(
            id=id, code=code, kind=kind, value=None if raw else value, raw=raw, certain=certain, source=SOURCE
        )

    def content_of(self, type: FieldType) -> Content:
        """An answer of this type as a field or a cell of an added row holds it."""
        random = self.random
        if random.random() < 0.1:
            return Content(str(random.choice(WITHOUT)))
        if random.random() < 0.1:
            return Content(Kind.TEXT_INSTEAD.value, short_text(random))
        day = f"{random.randint(2009, 2016)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        if type in (FieldType.INT, FieldType.MONEY):
            figure = self.figure()
            shown = (
                figure.raw if figure.kind is Kind.TEXT_INSTEAD else ("" if figure.value is None else str(figure.value))
            )
            return Content(str(figure.kind), shown, figure.expected or "")
        if type is FieldType.DATE:
            return Content("date", day)
        if type is FieldType.PARTIAL_DATE:
            return Content("date", random.choice([day, day[:7], day[:4]]))
        if type is FieldType.YEAR:
            return Content("number", day[:4])
        if type in (FieldType.DATES, FieldType.LIST, FieldType.PERSONS):
            lines = [day if type is FieldType.DATES else short_text(random) for _ in range(random.randint(1, 3))]
            return Content("list", "\n".join(lines))
        return Content("text", short_text(random) if random.random() < 0.7 else hard_text(random))

    def ticks(self) -> Iterator[TickRow]:
        for table in self.edition.tables():
            if table.kind is not TableKind.MATRIX:
                continue
            for n, actor in enumerate(table.rows):
                if self.fills():
                    level = self.random.choice([*(c.code for c in table.columns)])
                    yield TickRow(id=n, actor=actor.code, level=level, certain=self.certain(), source=SOURCE)

    def money(self) -> Iterator[MoneyRow]:
        id = 0
        for table in self.edition.tables():
            if not is_money(table):
                continue
            block = block_of(table)
            for n in range(self.random.choice([0, 1, 3, 12])):
                id += 1
                yield self.money_row(id, table, block, n)
            if block is Block.ACTIVITIES and self.random.random() < 0.3:
                id += 1
                yield self.money_row(id, table, Block.SUM, 0)

    def money_row(self, id: int, table: Table, block: Block, position: int) -> MoneyRow:
        columns = [c.code for c in table.columns[1:]]
        if self.random.random() < 0.1:
            columns.append(self.random.choice([c for c in MONEY_COLUMNS if c not in columns]))
        label = short_text(self.random) if block is not Block.YEARS else str(2010 + position)
        amounts = {c: self.amount() for c in columns if self.fills()}
        planned = block is Block.YEARS and self.random.random() < 0.3
        certain = self.certain()
        return MoneyRow(
            id=id,
            block=block,
            position=position,
            label=self.random.choice(["Sum", "Totalt"]) if block is Block.SUM else label,
            amounts=amounts,
            planned=planned,
            certain=certain,
            source=SOURCE,
        )

    def amount(self) -> Figure:
        figure = self.figure()
        value = (
            None
            if figure.value is None
            else figure.value * self.random.choice([1, 1000]) - self.random.choice([0, 900])
        )
        return Figure(kind=figure.kind, value=value, raw=figure.raw)

    def rows(self) -> Iterator[OpenRow]:
        id = 1000
        for table in self.edition.tables():
            if table.kind not in (TableKind.ROWS, TableKind.YEARS) or is_money(table):
                continue
            for position in range(self.random.choice([0, 1, 2, 9])):
                id += 1
                cells = {c.code: self.content_of(c.type) for c in table.columns if self.fills()}
                yield OpenRow(
                    id=id, table=table.code, position=position, cells=cells, certain=self.certain(), source=SOURCE
                )

    def own_table(self, id: int) -> TableRow:
        random = self.random
        width = random.randint(1, 5)
        rows = tuple(tuple(short_text(random) for _ in range(width)) for _ in range(random.randint(1, 6)))
        kind = random.choice(["cost_account", "coverage", "own_effort", "grant_list", "other"])
        return TableRow(id=id, type=kind, title=short_text(random), rows=rows, source=SOURCE)

    def files(self) -> Iterator[FileRow]:
        for n, question in enumerate(q for q in self.edition.fields() if q.type is FieldType.FILE):
            if self.fills():
                name = f"{short_text(self.random)}.pdf".replace("\n", " ")
                yield FileRow(
                    id=n,
                    code=question.code,
                    name=name,
                    content_type="application/pdf",
                    size=1000,
                    digest="0" * 64,
                    actor_name="Prøve Prøvesen",
                    at=NOW,
                )
