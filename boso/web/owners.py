"""To whom a page belongs: the scope of what its address names."""

from collections.abc import Callable, Mapping
from typing import Any

from boso.access.values import Scope
from boso.web.permissions import Owner

_FINDERS: Mapping[Owner, Callable[[Mapping[str, Any]], Scope]] = {}


def scope_of(owner: Owner, named: Mapping[str, Any]) -> Scope:
    """The scope of the thing, from the parts of the address. Raises NotFound for what the visitor cannot see."""
    return _FINDERS[owner](named)
