"""From the checked content of an edition file to its values, and back."""

from collections.abc import Mapping
from typing import Any

from boso.kernel.text import folded
from boso.questionnaires.values import (
    Edition,
    FieldType,
    Prompt,
    Question,
    Section,
    Standing,
    Table,
    TableKind,
    Words,
)

MIDDLE = "…"  # stands for what is left out between the first and the last words of a prompt


def edition_from(content: Mapping[str, Any], digest: str) -> Edition:
    """The edition that content which keeps the schema describes."""
    first, last = content["report_years"]
    return Edition(
        template=content["template"],
        name=content["name"],
        revision=content["revision"],
        document_type=content["document_type"],
        region=content["region"],
        period=content["period"],
        report_years=(first, last),
        standing=Standing(content["standing"]),
        title=_words(content["title"]),
        note=_optional_words(content.get("note")),
        marks=tuple(content.get("marks", ())),
        sections=tuple(_section(s) for s in content["sections"]),
        checks=tuple(content.get("checks", ())),
        crosswalk=dict(content.get("crosswalk", {})),
        digest=digest,
    )


def _words(content: Mapping[str, str]) -> Words:
    return Words(nb=content["nb"], nn=content["nn"], en=content.get("en", ""))


def _optional_words(content: Mapping[str, str] | None) -> Words | None:
    return _words(content) if content else None


def _anchors(content: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(content.get("anchors", ()), key=lambda anchor: -len(folded(anchor))))


def _prompts(content: Mapping[str, Any]) -> tuple[Prompt, ...]:
    return tuple(_prompt(mark) for mark in content.get("prompts", ()))


def _prompt(mark: str) -> Prompt:
    """ "first words …12… last words": the number of words left out may stand in the middle."""
    start, *middle, end = [part.strip() for part in mark.split(MIDDLE)] if MIDDLE in mark else [mark.strip(), ""]
    return Prompt(start=start, end=end, left_out=int(middle[0]) if middle else None)


def _question(content: Mapping[str, Any]) -> Question:
    return Question(
        code=content["code"],
        type=FieldType(content.get("type", "text")),
        label=_words(content["label"]),
        anchors=_anchors(content),
        prompts=_prompts(content),
        definition=_optional_words(content.get("definition")),
        hint=_optional_words(content.get("hint")),
        unit=content.get("unit", ""),
        required=content.get("required", True),
        published=content.get("published", True),
        choices=tuple(content.get("choices", ())),
        indicator=content.get("indicator", ""),
        printed=content.get("printed", ""),
    )


def _table(content: Mapping[str, Any]) -> Table:
    return Table(
        code=content["code"],
        kind=TableKind(content["kind"]),
        columns=tuple(_question(q) for q in content["columns"]),
        rows=tuple(_question(q) for q in content.get("rows", ())),
        label=_optional_words(content.get("label")),
        anchors=_anchors(content),
        prompts=_prompts(content),
        cell_code=content.get("cell_code", "{row}.{column}"),
        sum_row=tuple(content.get("sum_row", ())),
        text_code=content.get("text_code", ""),
    )


def _section(content: Mapping[str, Any]) -> Section:
    narrative = content.get("narrative")
    return Section(
        code=content["code"],
        heading=_words(content["heading"]),
        anchors=_anchors(content),
        prompts=_prompts(content),
        level=content.get("level", 1),
        hint=_optional_words(content.get("hint")),
        fields=tuple(_question(q) for q in content.get("fields", ())),
        tables=tuple(_table(t) for t in content.get("tables", ())),
        narrative=_question(narrative) if narrative else None,
    )


def content_from(edition: Edition) -> dict[str, Any]:
    """What an edition file with nothing but this edition says; the inverse of `edition_from`, without the digest."""
    return _stated(
        template=edition.template,
        name=edition.name,
        revision=edition.revision,
        document_type=edition.document_type,
        region=edition.region,
        period=edition.period,
        report_years=list(edition.report_years),
        standing=edition.standing.value,
        title=_said(edition.title),
        note=_said(edition.note),
        marks=list(edition.marks),
        checks=list(edition.checks),
        crosswalk=dict(edition.crosswalk),
    ) | {"sections": [_section_content(section) for section in edition.sections]}


def _stated(**content: Any) -> dict[str, Any]:
    """Only what is said: neither nothing nor an empty list or text."""
    return {key: value for key, value in content.items() if value not in (None, "", [], {})}


def _said(words: Words | None) -> dict[str, str] | None:
    return _stated(nb=words.nb, nn=words.nn, en=words.en) if words else None


def _marks(prompts: tuple[Prompt, ...]) -> list[str]:
    return [f"{p.start} {MIDDLE} {p.end}" if p.end else p.start for p in prompts]


def _question_content(question: Question) -> dict[str, Any]:
    return _stated(
        code=question.code,
        type=question.type.value,
        label=_said(question.label),
        anchors=list(question.anchors),
        prompts=_marks(question.prompts),
        definition=_said(question.definition),
        hint=_said(question.hint),
        unit=question.unit,
        required=question.required,
        published=question.published,
        choices=list(question.choices),
        indicator=question.indicator,
        printed=question.printed,
    )


def _table_content(table: Table) -> dict[str, Any]:
    return _stated(
        code=table.code,
        kind=table.kind.value,
        label=_said(table.label),
        anchors=list(table.anchors),
        prompts=_marks(table.prompts),
        cell_code=table.cell_code,
        sum_row=list(table.sum_row),
        text_code=table.text_code,
        columns=[_question_content(column) for column in table.columns],
        rows=[_question_content(row) for row in table.rows],
    )


def _section_content(section: Section) -> dict[str, Any]:
    return _stated(
        code=section.code,
        heading=_said(section.heading),
        anchors=list(section.anchors),
        prompts=_marks(section.prompts),
        level=section.level,
        hint=_said(section.hint),
        fields=[_question_content(field) for field in section.fields],
        tables=[_table_content(table) for table in section.tables],
        narrative=_question_content(section.narrative) if section.narrative else None,
    )
