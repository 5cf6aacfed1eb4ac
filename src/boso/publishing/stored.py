"""A publication as text that lasts: every value with its type, so that it is read back as it was, to the digit.

What is frozen is what was composed, not what it was composed from: words, definitions and code change with the years.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from boso.kernel import figures, sources
from boso.kernel.figures import Figure
from boso.publishing import values
from boso.publishing.values import Publication

TYPE, CONTENT = "is", "of"
NOTHING: tuple[object, ...] = (None, "", ())  # left out where it is the default


def to_text(publication: Publication) -> str:
    """The publication as JSON. The same publication always gives the same text."""
    return json.dumps(_plain(publication), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def from_text(text: str) -> Publication:
    """The publication again, equal to what was stored."""
    found = _typed(json.loads(text))
    if not isinstance(found, Publication):
        raise TypeError("what is stored is no publication")
    return found


def _plain(value: object) -> object:
    """Dataclasses by field, mappings as pairs in their order, and what JSON does not know with its type."""
    if isinstance(value, Enum | Decimal | date):
        return {TYPE: type(value).__name__, CONTENT: _said(value)}
    if is_dataclass(value) and not isinstance(value, type):
        given = ((f, getattr(value, f.name)) for f in fields(value))
        kept = {f.name: _plain(each) for f, each in given if not (each in NOTHING and each == f.default)}
        return {TYPE: type(value).__name__, **kept}
    if isinstance(value, Mapping):
        return {TYPE: "pairs", CONTENT: [[_plain(key), _plain(each)] for key, each in value.items()]}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"{type(value).__name__} cannot be stored")


def _said(value: Enum | Decimal | date) -> object:
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Decimal) else value.isoformat()


def _typed(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_typed(each) for each in value)
    if not isinstance(value, dict):
        return value
    name = value[TYPE]
    if name == "pairs":
        return {_typed(key): _typed(each) for key, each in value[CONTENT]}
    if CONTENT in value:
        return _made(name, value[CONTENT])
    return _classes()[name](**{key: _typed(each) for key, each in value.items() if key != TYPE})


def _made(name: str, content: Any) -> object:
    if name == "date":
        return date.fromisoformat(content)
    return Decimal(content) if name == "Decimal" else _classes()[name](content)


@cache
def _classes() -> dict[str, Any]:
    """The types a publication may hold, by name."""
    found = [each for module in (values, figures, sources) for each in vars(module).values() if isinstance(each, type)]
    return {each.__name__: each for each in found if is_dataclass(each) or issubclass(each, Enum)} | {"Figure": Figure}
