"""A report form as a page shows it, in one language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from boso.kernel.dates import print_date_short
from boso.questionnaires.comparing import compare
from boso.questionnaires.values import Edition, Question, Section, Table, TableKind
from boso.web.words import DOCUMENT_TYPES, FIELD_TYPES, FORM_PERIODS, STANDINGS, word


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """An edition in the list of forms."""

    title: str
    name: str
    region: str
    period: str
    years: str
    standing: str
    seen: bool
    href: str
    changes_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question with what explains it."""

    code: str
    label: str
    kind: str
    definition: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table of the form; `rows` is empty where the reporter writes as many as needed."""

    code: str
    label: str
    note: str
    columns: tuple[QuestionView, ...]
    rows: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A part of the form under one heading."""

    code: str
    heading: str
    level: int
    hint: str
    fields: tuple[QuestionView, ...]
    tables: tuple[TableView, ...]
    narrative: QuestionView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A whole form."""

    line: FormLine
    document_type: str
    note: str
    sections: tuple[SectionView, ...]


def lines(editions: Iterable[Edition], language: str) -> list[FormLine]:
    """The editions, newest first within each form."""
    known = list(editions)
    order = sorted(known, key=lambda e: e.name, reverse=True)
    return [line(e, older_than(e, known), language) for e in order]


def line(edition: Edition, older: Edition | None, language: str) -> FormLine:
    """One edition, with the way to what changed since the edition before."""
    first, last = edition.report_years
    named = {"template": edition.template, "year": edition.name[:4]}
    return FormLine(
        title=edition.title.in_language(language),
        name=_name(edition.name),
        region=edition.region,
        period=word(FORM_PERIODS, edition.period),
        years=str(first) if first == last else f"{first}–{last}",
        standing=word(STANDINGS, edition.standing),
        seen=edition.standing == "seen",
        href=reverse("form", kwargs=named),
        changes_href=reverse("form_changes", kwargs=named) if older else "",
    )


def _name(name: str) -> str:
    """An edition is named by its year, or by the day that is printed on the form."""
    return name if len(name) == len("2013") else print_date_short(date.fromisoformat(name))


def older_than(edition: Edition, editions: Iterable[Edition]) -> Edition | None:
    """The edition of the same form that came before."""
    before = [e for e in editions if e.template == edition.template and e.name < edition.name]
    return max(before, key=lambda e: e.name, default=None)


def form(edition: Edition, older: Edition | None, language: str) -> FormView:
    """The whole form."""
    return FormView(
        line=line(edition, older, language),
        document_type=word(DOCUMENT_TYPES, edition.document_type),
        note=edition.note.in_language(language) if edition.note else "",
        sections=tuple(_section(s, language) for s in edition.sections),
    )


def changes(older: Edition, newer: Edition, language: str) -> list[str]:
    """What changed from one edition to the next, one sentence for each difference."""
    return [change.sentence(language) for change in compare(older, newer)]


def _section(section: Section, language: str) -> SectionView:
    return SectionView(
        code=section.code,
        heading=section.heading.in_language(language),
        level=min(section.level + 1, 4),
        hint=section.hint.in_language(language) if section.hint else "",
        fields=tuple(_question(q, language) for q in section.fields),
        tables=tuple(_table(t, language) for t in section.tables),
        narrative=_question(section.narrative, language) if section.narrative else None,
    )


def _question(question: Question, language: str) -> QuestionView:
    return QuestionView(
        code=question.code,
        label=question.label.in_language(language),
        kind=word(FIELD_TYPES, question.type),
        definition=question.definition.in_language(language) if question.definition else "",
        hint=question.hint.in_language(language) if question.hint else "",
    )


def _table(table: Table, language: str) -> TableView:
    notes = {
        TableKind.ROWS: gettext("Én linje for hver, så mange det trengs."),
        TableKind.YEARS: gettext("Én linje for hvert år."),
        TableKind.MATRIX: gettext("Ett kryss på hver linje."),
    }
    return TableView(
        code=table.code,
        label=table.label.in_language(language) if table.label else "",
        note=notes.get(table.kind, ""),
        columns=tuple(_question(q, language) for q in table.columns),
        rows=tuple(_question(q, language) for q in table.rows),
    )
