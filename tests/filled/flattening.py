"""A filled form as the flattened text of a transcript, in one of many orders in which cells are read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from random import Random
from typing import Any

from boso.questionnaires.values import FieldType, Question, Section, Table, TableKind
from tests.filled.answers import MONEY, YEAR_MONEY, Answers
from tests.filled.layout import printed

PAGE = "\f"
TITLES = (
    "RAPPORTERING I BOLIGSOSIALT UTVIKLINGSPROGRAM ÅRSRAPPORT 2014 KOMMUNE: PRØVEMARK",
    "Skjema for halvårsrapportering i Prøvetorp kommune Formalia",
    "ÅRS- OG HALVÅRSRAPPORTERING. 31. august 2011",
    "ÅRSRAPPORT 2012 KOMMUNE: Prøvebekk Antall bostøttemottakere Januar 2012 411",
    "Programansvarlig : Ola Prøvesen",
)
NOTICES = "Prøvetittel\n\nPrøvetittel 2 om boliger\n\nDetaljer\n\nAnnet\n\nAnnet 3\n\nDetaljer\n"


@dataclass(frozen=True)
class Flattening:
    """What may differ between two transcripts of one form. All false is the plain one."""

    around: bool = False
    feet: bool = False
    many_pages: bool = False
    heads_last: bool = False
    values_after_definition: bool = False
    comment_in_definition: bool = False
    values_in_labels: bool = False
    displaced: bool = False
    answer_before_print: bool = False
    answer_before_heading: bool = False
    answer_in_heading: bool = False
    names_first: bool = False
    spaced_money: bool = False
    kroner: bool = False
    heads_after_amounts: bool = False
    years_by_row: bool = False
    own_tables: bool = False
    wrong_year_field: bool = False
    no_month_year: bool = False

    @classmethod
    def of(cls, random: Random, share: float = 0.35) -> "Flattening":
        """A flattening in which each difference occurs with the same chance."""
        return cls(**{f.name: random.random() < share for f in fields(cls)})


@dataclass
class Flat:
    """The text, and what of the truth became unsure on the way."""

    text: str
    unsure: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)


def flattened(answers: Answers, how: Flattening, random: Random) -> Flat:
    """The whole form as a transcript."""
    writer = _Writer(answers, how, random)
    words = " ".join(part for part in writer.parts() if part)
    return Flat(_as_file(words, answers, how, random), writer.unsure, writer.gone)


def truth_of(answers: Answers, flat: Flat, file: str) -> dict[str, Any]:
    """The truth about the transcript: what flattening made unsure is ambiguous."""
    truth = answers.truth(file)
    for part, key in (
        ("formal", "field"),
        ("indicators", "code"),
        ("narratives", "code"),
        ("indicator_comments", "code"),
    ):
        for cell in truth[part]:
            if cell[key] in flat.unsure:
                cell["confidence"] = "ambiguous"
    if "economy" in flat.gone:
        truth["economy"], truth["multi_year"] = {"rows": [], "totals": {}}, {"rows": []}
    for row in truth["economy"]["rows"]:
        if row["activity"] in flat.unsure:
            row["confidence"] = "ambiguous"
    return truth


def _as_file(words: str, answers: Answers, how: Flattening, random: Random) -> str:
    pages = [re.sub(r"\s+", " ", page).strip() for page in words.split(PAGE)]
    numbered = [f"{n} {page} {n}" if how.feet else f"{n} {page}" for n, page in enumerate(pages, start=1)]
    report = "\n\n".join(numbered)
    if not how.around:
        return report + "\n"
    title = f"ÅRSRAPPORT {answers.year} KOMMUNE: {answers.place}"
    before = "\n\n".join([f"{title}\n\nLike dokumenter", *random.sample(TITLES, len(TITLES)), "Transkript:"])
    return f"{before}\n\n{report}\n\n{NOTICES}"


class _Writer:
    def __init__(self, answers: Answers, how: Flattening, random: Random) -> None:
        self.answers, self.how, self.random = answers, how, random
        self.unsure: set[str] = set()
        self.gone: set[str] = set()
        self.moved = False

    def parts(self) -> Iterator[str]:
        """The form's text in the order it is read."""
        edition = self.answers.edition
        if edition.period == "half_year":
            yield f"Skjema for halvårsrapportering {self.answers.place.upper()} KOMMUNE"
        else:
            yield f"RAPPORTERING I BOLIGSOSIALT UTVIKLINGSPROGRAM ÅRSRAPPORT {self.answers.year}"
            yield f"KOMMUNE: {self.answers.place} {PAGE}"
        sections = [s for s in edition.sections if s.code != "cover"]
        if edition.period != "half_year":
            yield from self._section_start(edition.sections[0])
        for at, section in enumerate(sections):
            if section.level == 1 or self.random.random() < (0.3 if self.how.many_pages else 0.06):
                yield PAGE
            yield from self._section(section, sections[at + 1] if at + 1 < len(sections) else None)

    def _section_start(self, section: Section) -> Iterator[str]:
        if section.heading.nb:
            yield section.anchors[0] if section.anchors else section.heading.nb
        yield from (
            printed(p, self.random).replace(
                "Frist: Rapporteringen leveres innen", "Frist: Rapporteringen leveres innen 28.02"
            )
            if "leveres innen" in p.start
            else printed(p, self.random)
            for p in section.prompts
        )

    def _section(self, section: Section, following: Section | None) -> Iterator[str]:
        if section.code == "5" and self.how.own_tables and self.answers.sums:
            yield from self._own_account()
            return
        narrative = section.narrative
        own_label = narrative is not None and bool(narrative.anchors)
        before = self._before_heading(section, following)
        yield before
        heading = [section.anchors[0] if section.anchors else section.heading.nb]
        prompts = [printed(p, self.random) for p in section.prompts]
        if narrative and not own_label:
            prompts += [printed(p, self.random) for p in narrative.prompts]
            answer = "" if before else self._answer(narrative.code)
            yield from self._with_answer([*heading, *prompts], answer)
        else:
            yield from [*heading, *prompts]
        yield from self._inside(section)
        if narrative and own_label:
            label = [narrative.anchors[0], *(printed(p, self.random) for p in narrative.prompts)]
            yield from [*label, self._answer(narrative.code)]

    def _before_heading(self, section: Section, following: Section | None) -> str:
        """The answer ahead of its own heading: it and the one before it become unsure."""
        del following
        narrative = section.narrative
        if not (
            self.how.answer_before_heading and section.code.startswith("4.2.") and narrative and section.code != "4.2.A"
        ):
            return ""
        if self.random.random() < 0.6 or self.moved:
            return ""
        self.moved = True
        codes = [s.narrative.code for s in self.answers.edition.sections if s.narrative]
        self.unsure |= {narrative.code, codes[codes.index(narrative.code) - 1]}
        return self._answer(narrative.code)

    def _with_answer(self, form: list[str], answer: str) -> Iterator[str]:
        words = form[0].split()
        if self.how.answer_in_heading and len(words) > 8 and self.random.random() < 0.4:
            cut = self.random.randint(6, len(words) - 2)
            yield from [*words[:cut], answer, *words[cut:], *form[1:]]
        elif self.how.answer_before_print and len(form) > 1 and self.random.random() < 0.3:
            form.insert(-1, answer)
            yield from form
        else:
            yield from [*form, answer]

    def _answer(self, code: str) -> str:
        if self.how.many_pages:
            words = self.answers.texts[code].split()
            return " ".join((f"{PAGE} " if i and self.random.random() < 0.01 else "") + w for i, w in enumerate(words))
        return self.answers.texts[code]

    def _inside(self, section: Section) -> Iterator[str]:
        if section.code in ("general", "1") and section.fields:
            yield from self._fields(section.fields)
        for table in section.tables:
            if table.kind is TableKind.FIGURES:
                yield from self._figures(table)
            elif table.code == "activities":
                yield from self._activities(table)
            elif table.kind is TableKind.YEARS:
                yield from self._years(table)
            elif table.text_code:
                yield from self._goals(table)
            elif table.kind is TableKind.MATRIX:
                yield from (c.label.nb for c in table.columns)
                yield from (r.label.nb for r in table.rows)

    def _fields(self, questions: Sequence[Question]) -> Iterator[str]:
        for question in questions:
            if question.type is FieldType.CONTACT:
                yield f"{question.label.nb}: " + ("kari@eksempel.no" if "post" in question.label.nb else "22 33 44 55")
            elif question.code in self.answers.fields:
                shown = self.answers.fields[question.code]
                yield f"{question.label.nb}: {self._field_text(question.code, shown.text)}"

    def _field_text(self, code: str, text: str) -> str:
        if code != "report_year" or not self.how.wrong_year_field:
            return text
        self.answers.fields[code].text = str(self.answers.year + 1)
        self.answers.fields[code].value = self.answers.year + 1
        return str(self.answers.year + 1)

    def _figures(self, table: Table) -> Iterator[str]:
        heads = [c.anchors[0] for c in table.columns] + [printed(p, self.random) for p in table.prompts]
        if not self.how.heads_last:
            yield from heads
        rows = [self._row(table, row) for row in table.rows]
        if table.cell_code == "{row}" and self.how.displaced:
            rows = self._displaced(table, rows)
        if self.how.heads_last:
            rows[-1] += heads
        for row in rows:
            yield from row
            if self.how.many_pages and self.random.random() < 0.2:
                yield PAGE

    def _row(self, table: Table, row: Question) -> list[str]:
        columns = [c for c in table.columns if c.type is FieldType.INT]
        codes = [table.cell_code.format(row=row.code, column=c.code) for c in columns]
        values = [self.answers.figures[c].text for c in codes]
        if len(columns) > 1 and any(not v for v in values) and any(values):
            self.unsure |= set(codes)
        cells, definition = " ".join(values), [printed(p, self.random) for p in self._definition(row)]
        comment = self.answers.comments.get(row.code, "")
        label = row.label.nb
        if self.how.values_in_labels and len(columns) == 1 and cells and len(label.split()) > 8:
            words = label.split()
            return [" ".join([*words[:-2], cells, *words[-2:]]), comment]
        if self.how.comment_in_definition and definition and comment:
            self.unsure.add(f"{row.code}.comment")
            return [label, cells, *self._mixed(definition, comment)]
        if self.how.values_after_definition:
            return [label, *definition, cells, comment]
        return [label, cells, *definition, comment]

    def _definition(self, row: Question) -> Iterator[Any]:
        """The row's printed text; of two ways to mark the same words, one."""
        seen: set[str] = set()
        for prompt in row.prompts:
            if prompt.start[:24] not in seen:
                seen.add(prompt.start[:24])
                yield prompt

    def _mixed(self, definition: list[str], comment: str) -> list[str]:
        words, half = comment.split(), len(comment.split()) // 2
        print_words = " ".join(definition).split()
        cut = self.random.randint(1, len(print_words) - 1)
        first, second = " ".join(words[:half]), " ".join(words[half:])
        return [first, *print_words[:cut], second, *print_words[cut:]]

    def _displaced(self, table: Table, rows: list[list[str]]) -> list[list[str]]:
        """The values of the first rows are read last on the page."""
        count = self.random.randint(1, 2)
        moved = []
        for row, shown in list(zip(table.rows, rows, strict=True))[:count]:
            value = self.answers.figures[row.code].text
            if value and len(shown) > 1 and shown[1] == value:
                moved.append(value)
                shown[1] = ""
        if moved:
            rows[-1].append(" ".join(moved))
            self.unsure |= {r.code for r in table.rows} | {f"{r.code}.comment" for r in table.rows}
        return rows

    def _money(self, amount: int | None, sign: bool = False) -> str:
        if amount is None:
            return ""
        gap = " " if self.how.spaced_money else "."
        text = f"{abs(amount):,}".replace(",", gap)
        before = "-" if amount < 0 else "+ " if sign and amount > 0 and self.random.random() < 0.5 else ""
        return f"{before}{'kr. ' if self.how.kroner and not sign else ''}{text}"

    def _activities(self, table: Table) -> Iterator[str]:
        heads = [c.label.nb for c in table.columns[1:]]
        rows = self.answers.activities
        amounts = [" ".join(filter(None, (self._money(r[c], c.startswith("dev")) for c in MONEY))) for r in rows]
        yield table.anchors[0]
        lines = [(r["activity"], a) for r, a in zip(rows, amounts, strict=True)]
        self._doubt_money()
        if not self.how.heads_after_amounts:
            yield from heads
        if self.how.names_first:
            yield from [name for name, _ in lines] + [a for _, a in lines]
        else:
            yield from (f"{name} {a}" for name, a in lines)
        yield "Sum " + " ".join(filter(None, (self._money(self.answers.sums[c], c.startswith("dev")) for c in MONEY)))
        if self.how.heads_after_amounts:
            yield from heads

    def _doubt_money(self) -> None:
        """Where nothing tells which columns the amounts stand in, no reader can be sure."""
        self.unsure |= {r["activity"] for r in self.answers.activities}

    def _years(self, table: Table) -> Iterator[str]:
        columns = YEAR_MONEY[table.code]
        labels = [next(c.label.nb for c in table.columns if c.code == code) for code in columns]
        years = self.answers.years
        yield table.anchors[0] if table.anchors else ""
        if self.how.years_by_row:
            yield " ".join(str(y) for y in years)
            for code, label in zip(columns, labels, strict=True):
                yield f"{label} " + " ".join(self._money(years[y][code]) for y in years)
            return
        yield from labels
        for year, row in years.items():
            yield f"{year} " + " ".join(self._money(row[c]) for c in columns)

    def _goals(self, table: Table) -> Iterator[str]:
        yield " ".join(c.label.nb for c in table.columns)
        for goal in self.answers.goals[table.code]:
            yield f"{goal.goal} {goal.result} {goal.duration}"
        self.unsure |= {c for c in self.answers.texts if c.startswith(table.code)}

    def _own_account(self) -> Iterator[str]:
        self.gone.add("economy")
        yield f"{PAGE} REGNSKAP FOR PROGRAMMET {self.answers.year} Aktiviteter Kostnader"
        for row in self.answers.activities:
            yield f"{row['activity']} {self._money(row['budget'])} {self._money(row['total'])}"
        yield f"Sum {self._money(self.answers.sums['budget'])}"
