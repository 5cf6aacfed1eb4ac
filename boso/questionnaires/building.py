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
