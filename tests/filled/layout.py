"""A filled form as blocks – headings, paragraphs, tables – in one of many layouts, before it becomes a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from random import Random

from boso.questionnaires.values import Edition, FieldType, Prompt, Question, Section, Table, TableKind, Words
from tests.filled.answers import MONEY, YEAR_MONEY, Answers, Goal

NO_OWN_LAYOUT = ("cover",)


@dataclass
class TableCell:
    """A cell and how far it reaches."""

    text: str
    across: int = 1
    down: int = 1


@dataclass
class Block:
    """A heading (level > 0), a paragraph, or a table whose first `heads` rows are heads."""

    text: str = ""
    level: int = 0
    rows: list[list[TableCell]] = field(default_factory=list)
    heads: int = 0


@dataclass(frozen=True)
class Layout:
    """What may differ between two filled copies of one form. All false is the plain form."""

    nynorsk: bool = False
    shouted: bool = False  # labels in capitals
    spaced: bool = False  # labels with odd spacing
    fields_in_table: bool = False
    split_heads: bool = False  # heads of the need table over two rows
    comment_first: bool = False
    blank_column: bool = False
    extra_column: bool = False
    years_in_heads: bool = False
    heads_again: bool = False
    definitions: bool = False
    labels_over_two_rows: bool = False
    boxed_texts: bool = False
    own_rows: bool = False
    annex: bool = False
    without_some_texts: bool = False
    years_across: bool = False
    dotted_money: bool = False
    plain_cover: bool = False
    one_table: bool = False  # need table, its text and the families in one table

    @classmethod
    def of(cls, random: Random, share: float = 0.3) -> "Layout":
        """A layout in which each difference occurs with the same chance."""
        return cls(**{f.name: random.random() < share for f in fields(cls)})


def laid_out(answers: Answers, layout: Layout, random: Random) -> list[Block]:
    """The whole form, filled."""
    if layout.without_some_texts:
        codes = [c for c in answers.texts if not c.startswith("H")]
        answers.missing_texts = set(random.sample(codes, 2))
    return list(_Writer(answers, layout, random).blocks())


class _Writer:
    def __init__(self, answers: Answers, layout: Layout, random: Random) -> None:
        self.answers, self.layout, self.random = answers, layout, random
        self.edition: Edition = answers.edition

    def blocks(self) -> Iterator[Block]:
        yield from self._cover()
        for section in self.edition.sections:
            if section.code not in NO_OWN_LAYOUT and not self._left_out(section):
                yield from self._section(section)
        if self.layout.annex:
            yield from self._annex()

    def _left_out(self, section: Section) -> bool:
        return (
            section.narrative is not None
            and section.narrative.code in self.answers.missing_texts
            and not section.tables
        )

    def _cover(self) -> Iterator[Block]:
        if self.edition.period == "half_year":
            yield Block("Skjema for halvårsrapportering", 1)
            yield Block(f"{self.answers.place.upper()} KOMMUNE")
            yield Block("Rapporteringsfrist: 20.06. og 20.12.")
            return
        yield Block("RAPPORTERING I BOLIGSOSIALT UTVIKLINGSPROGRAM", 1)
        yield Block(f"ÅRSRAPPORT {self.answers.year}", 1)
        yield Block(f"KOMMUNE: {self.answers.place}", 1)
        if not self.layout.plain_cover:
            yield Block("Årsrapportering", 2)
            yield from (Block(printed(p, self.random)) for p in self.edition.sections[0].prompts)

    def _section(self, section: Section) -> Iterator[Block]:
        yield Block(self._words(section.heading), section.level + 1)
        yield from (Block(printed(p, self.random)) for p in section.prompts)
        if section.fields and section.code in ("general", "1"):
            yield from self._fields(section.fields)
        for table in section.tables:
            yield from self._table(table)
        if section.narrative:
            yield from self._narrative(section)

    def _fields(self, questions: Sequence[Question]) -> Iterator[Block]:
        shown = [(q, self.answers.fields[q.code].text) for q in questions if q.code in self.answers.fields]
        if self.layout.fields_in_table:
            yield Block(rows=[[TableCell(self._label(q.label)), TableCell(text)] for q, text in shown])
        else:
            yield from (Block(f"{self._words(q.label)}: {text}") for q, text in shown)

    def _narrative(self, section: Section) -> Iterator[Block]:
        narrative = section.narrative
        assert narrative
        label = [self._words(narrative.label)] if narrative.anchors else []
        prompts = [printed(p, self.random) for p in narrative.prompts]
        answer = self.answers.texts.get(narrative.code, "")
        if narrative.code in self.answers.missing_texts:
            answer = ""
        if self.layout.boxed_texts and section.level > 1:
            rows = [[TableCell("\n".join([*label, *prompts]) or " ")], [TableCell(answer)]]
            yield Block(rows=rows)
            return
        yield from (Block(text) for text in (*label, *prompts))
        if answer:
            yield Block(answer)

    def _table(self, table: Table) -> Iterator[Block]:
        if table.kind is TableKind.FIGURES:
            yield from self._figures(table)
        elif table.code == "activities":
            yield Block(self._words(table.label) + ":" if table.label else "")
            yield self._activities(table)
        elif table.kind is TableKind.YEARS:
            if table.label and table.anchors:
                yield Block(self._words(table.label) + ":")
            yield self._years(table)
        elif table.kind is TableKind.MATRIX:
            yield self._matrix(table)
        else:
            yield self._goals(table)

    def _figures(self, table: Table) -> Iterator[Block]:
        columns = list(table.columns)
        if self.layout.comment_first:
            columns = [columns[-1], *columns[:-1]]
        heads = self._heads(table, columns)
        rows = [*heads]
        for n, row in enumerate(table.rows):
            if self.layout.heads_again and n == 2:
                rows += heads
            rows += self._figure_rows(table, row, columns)
        if self.layout.own_rows:
            rows.append(
                [TableCell("Herav unge under 25 år (egen telling)"), *self._widened([TableCell("5")] * len(columns))]
            )
        yield Block(rows=rows, heads=len(heads))

    def _heads(self, table: Table, columns: Sequence[Question]) -> list[list[TableCell]]:
        texts = [self._head(c) for c in columns]
        if self.layout.definitions and table.prompts:
            texts[-1] += "\n" + printed(table.prompts[-1], self.random)
        if not self.layout.split_heads or len(columns) < 3 or self.layout.comment_first:
            return [[TableCell(" "), *self._widened([TableCell(t) for t in texts])]]
        upper = [TableCell(" ", down=2), TableCell("Status behov", across=2)]
        lower = [TableCell(t.replace("Status behov", "").strip()) for t in texts[:2]]
        rest = [TableCell(t, down=2) for t in texts[2:]]
        extra = [TableCell("", down=2)] if self.layout.extra_column else []
        return [[*upper, *self._blank(down=2), *rest, *extra], lower]

    def _head(self, column: Question) -> str:
        text = self._label(column.label)
        if self.layout.years_in_heads and column.code in ("status_start", "status_end") and "20" not in text:
            return f"{text}.{self.answers.year}"
        return text

    def _figure_rows(self, table: Table, row: Question, columns: Sequence[Question]) -> list[list[TableCell]]:
        label = self._label(row.label)
        if self.layout.definitions and row.prompts:
            label += "\n" + "\n".join(printed(p, self.random) for p in row.prompts)
        values = []
        for column in columns:
            code = table.cell_code.format(row=row.code, column=column.code)
            asked = column.type is FieldType.INT
            values.append(
                TableCell(self.answers.figures[code].text if asked else self.answers.comments.get(row.code, ""))
            )
        split = len(columns) < 3 and len(row.label.nb.split()) > 8
        if split and self.layout.labels_over_two_rows and not self.layout.definitions:
            said = label.split()
            first, second = " ".join(said[:6]), " ".join(said[6:])
            below = self._widened([TableCell("") for _ in values])
            return [[TableCell(first), *self._widened(values)], [TableCell(second), *below]]
        return [[TableCell(label), *self._widened(values)]]

    def _widened(self, cells: list[TableCell]) -> list[TableCell]:
        """The cells of a row with the layout's additional columns."""
        extra = [TableCell("")] if self.layout.extra_column else []
        shown = [TableCell(c.text, c.across, c.down) for c in cells]
        if len(shown) > 2 and not self.layout.comment_first:
            return [*shown[:2], *self._blank(), *shown[2:], *extra]
        return [*shown, *extra]

    def _blank(self, down: int = 1) -> list[TableCell]:
        return [TableCell("", down=down)] if self.layout.blank_column else []

    def _activities(self, table: Table) -> Block:
        heads = [[TableCell(self._label(c.label)) for c in table.columns]]
        if self.layout.split_heads:
            shown = [TableCell(self._label(c.label)) for c in table.columns]
            above = [
                TableCell(" ", down=1),
                TableCell("Budsjett"),
                TableCell("Regnskap", across=4),
                TableCell("Avvik", across=2),
            ]
            heads = [above, [shown[0], TableCell(""), *shown[2:]]]
        rows = [
            [TableCell(a["activity"]), *(TableCell(self._money(a[c])) for c in MONEY)] for a in self.answers.activities
        ]
        total = [TableCell("Sum"), *(TableCell(self._money(self.answers.sums[c])) for c in MONEY)]
        return Block(rows=[*heads, *rows, total], heads=len(heads))

    def _years(self, table: Table) -> Block:
        columns = [c for c in table.columns if c.code in YEAR_MONEY[table.code]]
        years = self.answers.years
        if self.layout.years_across:
            rows = [[TableCell(" "), *(TableCell(str(year)) for year in years)]]
            rows += [
                [
                    TableCell(self._label(c.label)),
                    *(TableCell(self._money(amounts[c.code])) for amounts in years.values()),
                ]
                for c in columns
            ]
            return Block(rows=rows, heads=1)
        rows = [[TableCell("År"), *(TableCell(self._label(c.label)) for c in columns)]]
        rows += [
            [TableCell(str(year)), *(TableCell(self._money(amounts[c.code])) for c in columns)]
            for year, amounts in years.items()
        ]
        return Block(rows=rows, heads=1)

    def _matrix(self, table: Table) -> Block:
        tick = self.random.choice(["x", "X", "☒", "✓"])
        empty = "☐" if tick == "☒" else ""
        rows = [[TableCell("Kommunale aktører"), *(TableCell(self._label(c.label)) for c in table.columns)]]
        for row in table.rows:
            level = self.answers.ticks.get(row.code)
            marks = [TableCell(tick if c.code == level else empty) for c in table.columns]
            name = "Andre" if row.code.endswith(".other") else self._label(row.label)
            rows.append([TableCell(name), *marks])
            if row.code == "municipal.other":
                rows.append([TableCell("Aktører utenfor kommunen"), *(TableCell("") for _ in table.columns)])
        return Block(rows=rows, heads=1)

    def _goals(self, table: Table) -> Block:
        goals: list[Goal] = self.answers.goals[table.code]
        heads = [TableCell(self._label(c.label)) for c in table.columns]
        rows = [[TableCell(g.goal), TableCell(g.result), TableCell(g.duration)] for g in goals]
        return Block(rows=[heads, *rows], heads=1)

    def _annex(self) -> Iterator[Block]:
        yield Block("Vedlegg 1: Egeninnsats", 2)
        rows = [
            ["Aktivitet", "Timer", "Kostnad"],
            ["Møter", "120", "50 400"],
            ["Kurs", "40", "16 800"],
            ["Sum", "160", "67 200"],
        ]
        yield Block(rows=[[TableCell(text) for text in row] for row in rows], heads=1)

    def _money(self, amount: int | None) -> str:
        if amount is None:
            return ""
        grouped = f"{abs(amount):,}".replace(",", "." if self.layout.dotted_money else " ")
        return ("- " if self.layout.dotted_money else "-") + grouped if amount < 0 else grouped

    def _words(self, words: Words | None) -> str:
        assert words
        return words.nn if self.layout.nynorsk else words.nb

    def _label(self, words: Words) -> str:
        text = self._words(words)
        if self.layout.shouted:
            text = text.upper()
        return "  ".join(text.split()) if self.layout.spaced else text


def printed(prompt: Prompt, random: Random) -> str:
    """A prompt as the form prints it, with as many words in the middle as the form has."""
    if not prompt.end:
        return prompt.start
    if prompt.start.endswith("innen"):
        return f"{prompt.start} 28.02 {prompt.end}"
    middle = [
        random.choice(["tiltak", "arbeid", "og", "for", "kommunen", "boliger"]) for _ in range(prompt.left_out or 4)
    ]
    return " ".join([prompt.start, *middle, prompt.end])
