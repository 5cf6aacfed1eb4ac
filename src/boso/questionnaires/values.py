"""A report form as data: edition, sections, questions, tables – as loaded from one YAML file a year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class FieldType(StrEnum):
    """What an answer is."""

    INT = "int"
    MONEY = "money"  # whole kroner
    TEXT = "text"
    DATE = "date"
    PARTIAL_DATE = "partial_date"  # a year, a month or a day
    YEAR = "year"
    YEAR_RANGE = "year_range"  # possibly open: "2014-"
    CHOICE = "choice"
    MUNICIPALITY = "municipality"
    PERSON = "person"
    PERSONS = "persons"
    CONTACT = "contact"  # telephone, e-mail: never stored from an import, never published
    DATES = "dates"
    LIST = "list"
    FILE = "file"


class TableKind(StrEnum):
    """How a table is shaped."""

    FIGURES = "figures"  # fixed rows × fixed columns of figures, each cell a code
    ROWS = "rows"  # as many rows as the reporter needs, perhaps with a sum row
    YEARS = "years"  # one line a year
    MATRIX = "matrix"  # fixed rows, tick exactly one column


class Standing(StrEnum):
    """How well the edition is known."""

    SEEN = "seen"
    PARTLY_SEEN = "partly_seen"
    RECONSTRUCTED = "reconstructed"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in bokmål, nynorsk and English. Headings and labels are the form's own; the rest is ours."""

    nb: str
    nn: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """The text in nb, nn or en; bokmål where the language has none."""
        return {"nb": self.nb, "nn": self.nn, "en": self.en}.get(language) or self.nb


@dataclass(frozen=True, slots=True)
class Prompt:
    """Fixed text printed in the form, marked by its first and last few words, so that it can be told from an answer.

    A prompt whose `end` is empty is exactly `start`. `left_out` is how many words stand between, where that is known:
    more of them in a document are somebody's answer.
    """

    start: str
    end: str = ""
    left_out: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing asked: a field of the general information, a narrative, a column or a row of a table.

    `anchors` are the ways its label stands in real documents, longest first; comparison folds case and signs.
    """

    code: str
    type: FieldType = FieldType.TEXT
    label: Words
    anchors: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    definition: Words | None = None
    hint: Words | None = None
    unit: str = ""
    required: bool = True
    published: bool = True
    choices: tuple[str, ...] = ()
    indicator: str = ""  # the code in `indicators`, where it is not the question's own
    printed: str = ""  # what the form itself prints here; such a question is shown, not asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a form. Figure codes are `cell_code` with {row} and {column} filled in."""

    code: str
    kind: TableKind
    columns: tuple[Question, ...]
    rows: tuple[Question, ...] = ()
    label: Words | None = None
    anchors: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    cell_code: str = "{row}.{column}"
    sum_row: tuple[str, ...] = ()  # the ways a sum row is labelled; empty where the table has none
    text_code: str = ""  # the code of the texts read from a table of goals; {n} counts its blocks from 1

    def figure_codes(self) -> Iterator[str]:
        """The code of each figure of a table of fixed cells, row by row; comments and texts are not figures."""
        if self.kind is not TableKind.FIGURES:
            return
        for row in self.rows:
            for column in self.columns:
                if column.type in (FieldType.INT, FieldType.MONEY):
                    yield self.cell_code.format(row=row.code, column=column.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a form under one heading. `narrative` is the free text it asks for, if any."""

    code: str
    heading: Words
    anchors: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    level: int = 1
    hint: Words | None = None
    fields: tuple[Question, ...] = ()
    tables: tuple[Table, ...] = ()
    narrative: Question | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition of one form. `checks` are the ids of the rules that apply.

    `digest` is the SHA-256 of its resolved content (`loading.digest_of`).

    `report_years` are the first and last year the edition may report about. `marks` are texts that tell a document
    of this edition from others, `{year}` standing for the report year.
    """

    template: str
    name: str  # "2013"; for region sør its date, "2012-02-13"
    revision: int
    document_type: str
    region: str
    period: str  # year | half_year | programme
    report_years: tuple[int, int]
    standing: Standing
    title: Words
    note: Words | None
    marks: tuple[str, ...]
    sections: tuple[Section, ...]
    checks: tuple[str, ...] = ()
    crosswalk: Mapping[str, str] = field(
        default_factory=dict
    )  # code here -> code of the edition before, where they differ
    digest: str = ""

    @property
    def address(self) -> str:
        """How the edition is named on the command line and in the browser: template/first four of its name."""
        return f"{self.template}/{self.name[:4]}"

    def tables(self) -> Iterator[Table]:
        """All tables in the order of the form."""
        for section in self.sections:
            yield from section.tables

    def table(self, code: str) -> Table | None:
        """The table of that code, if the form has it."""
        return next((t for t in self.tables() if t.code == code), None)

    def figure_codes(self) -> tuple[str, ...]:
        """The codes of all figures in fixed cells, in the order of the form."""
        return tuple(code for table in self.tables() for code in table.figure_codes())

    def narrative_codes(self) -> tuple[str, ...]:
        """The codes of all free texts, in the order of the form."""
        return tuple(s.narrative.code for s in self.sections if s.narrative)

    def fields(self) -> tuple[Question, ...]:
        """The single questions (general information), in the order of the form."""
        return tuple(q for s in self.sections for q in s.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """What a report keeps of the edition it is written on: enough to find it again and to see that it is the same."""

    template: str
    name: str
    revision: int
    digest: str

    @property
    def address(self) -> str:
        """The pinned revision, as `loading.load` takes it."""
        return f"{self.template}/{self.name[:4]}@{self.revision}"
