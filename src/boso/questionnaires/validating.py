"""Mistakes in an edition file, each told in one sentence with file, line and path."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from jsonschema.exceptions import ValidationError

from boso.kernel.errors import Invalid
from boso.questionnaires.placed_yaml import Block, Items, Line, line_of

SCHEMA = Path(__file__).parent / "edition.schema.json"
TYPES = {"string": "text; put it in quotes", "integer": "a whole number", "boolean": "true or false"}
TYPES |= {"array": "a list", "object": "keys and values"}


@cache
def _validator(schema: Path) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))


def check_schema(content: Block, schema: Path = SCHEMA) -> None:
    """Raise `Invalid` for the first mistake: file, line, path, and what is wrong."""
    errors = list(_validator(schema).iter_errors(content))
    if not errors:
        return
    first = min(errors, key=lambda error: _order(content, error))
    path = tuple(first.absolute_path)
    raise Invalid(f"{line_of(content, _pointed(first, path))}: {path_text(content, path)}{_sentence(first)}")


def check_codes(content: Block) -> None:
    """Raise `Invalid` where two sections, fields, tables, rows or figures carry the same code."""
    seen: dict[tuple[str, str], Line] = {}
    for space, code, line in _codes(content):
        if (space, code) in seen:
            raise Invalid(f"{line}: the code '{code}' is used twice; first in {seen[space, code]}.")
        seen[space, code] = line


def path_text(content: Block, path: Sequence[str | int]) -> str:
    """The path in the words of the file: a list's member by its code where it has one."""
    names: list[str] = []
    current: Any = content
    for step in path:
        current = current[step]
        code = current.get("code") if isinstance(current, Block) and isinstance(step, int) else None
        names.append(str(code) if code else str(step + 1 if isinstance(step, int) else step))
    return " › ".join(names) + ": " if names else ""


def _order(content: Block, error: ValidationError) -> tuple[bool, int, int]:
    """By line, but what is missing last: often it is there, misspelt."""
    line = line_of(content, _pointed(error, tuple(error.absolute_path)))
    return error.validator == "required", line.number, -len(error.absolute_path)


def _pointed(error: ValidationError, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path down to the key that is too many, where that is the mistake."""
    unknown = _unknown_key(error)
    return (*path, unknown) if unknown else path


def _known_keys(error: ValidationError) -> list[str]:
    return sorted(error.schema["properties"]) if isinstance(error.schema, Mapping) else []


def _unknown_key(error: ValidationError) -> str | None:
    instance: Any = error.instance
    if error.validator != "additionalProperties" or not isinstance(instance, Block):
        return None
    return next((key for key in instance if key not in _known_keys(error)), None)


def _sentence(error: ValidationError) -> str:
    """What is wrong and what to do. The schema's own sentence where we have no better one."""
    unknown = _unknown_key(error)
    if unknown:
        return f"there is no key '{unknown}'; use one of {', '.join(_known_keys(error))}."
    wanted: Any = error.validator_value
    instance: Any = error.instance
    match error.validator:
        case "required":
            return f"'{next(key for key in wanted if key not in instance)}' is missing."
        case "enum":
            return f"'{error.instance}' is not known; use one of {', '.join(map(str, wanted))}."
        case "type":
            return f"'{error.instance}' must be {TYPES.get(wanted, wanted)}."
        case "minLength" | "pattern":
            return f"'{error.instance}' is empty or has a sign that is not allowed here."
        case "not":
            return str(wanted.get("$comment", error.message))
        case "uniqueItems":
            return "the same stands twice in the list."
        case _:
            return f"{error.message}."


def _codes(content: Block) -> Iterator[tuple[str, str, Line]]:
    for section in _blocks(content, "sections"):
        yield "section", *_code(section)
        narrative = section.get("narrative")
        answers = [*_blocks(section, "fields"), *([narrative] if isinstance(narrative, Block) else [])]
        yield from (("answer", *_code(question)) for question in answers)
        for table in _blocks(section, "tables"):
            yield "table", *_code(table)
            yield from (("answer", *_code(row)) for row in _blocks(table, "rows"))
            yield from ((f"column of {table['code']}", *_code(column)) for column in _blocks(table, "columns"))


def _blocks(content: Block, key: str) -> list[Block]:
    members = content.get(key)
    return [m for m in members if isinstance(m, Block)] if isinstance(members, Items) else []


def _code(block: Block) -> tuple[str, Line]:
    return str(block["code"]), block.lines["code"]
