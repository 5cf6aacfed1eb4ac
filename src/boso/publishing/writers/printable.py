"""Text as a document can hold it: signs that no file format allows are left out, everything else stays as it is."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from boso.publishing.values import Publication

# What XML 1.0 forbids or warns of: control characters but tab and line break, halves of pairs, and no characters.
NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(publication: Publication) -> Publication:
    """The same publication without signs that no document can hold."""
    cleaned: Publication = _cleaned(publication)
    return cleaned


def _cleaned(value: Any) -> Any:
    """The value with every text in it cleaned, however deep; what holds none is the same object."""
    if isinstance(value, str):
        return NOT_IN_XML.sub("", value) if type(value) is str else value
    if isinstance(value, Mapping):
        return {_cleaned(key): _cleaned(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_cleaned(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: getattr(value, f.name) for f in fields(value) if f.init}
        changed = {name: new for name, old in parts.items() if (new := _cleaned(old)) != old}
        return replace(value, **changed) if changed else value
    return value
