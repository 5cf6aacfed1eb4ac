"""What was sent from a section of the report editor: fields by address, and the button that was pressed."""

from collections.abc import Mapping

from django.http import QueryDict

from boso.reporting.values.fields import Address, Typed

KIND, EXPECTED, SEEN = "!kind", "!expected", "!seen"


def typed_in(sent: QueryDict) -> dict[str, Typed]:
    """Every field that was sent, by its address."""
    return {name: typed_field(sent, name) for name in sent if "!" not in name and Address.read(name) is not None}


def typed_field(sent: Mapping[str, str], address: str) -> Typed:
    """One field with what stands beside it. Tries whose answer was lost are named in `earlier`."""
    return Typed(
        text=sent.get(address, ""),
        kind=sent.get(address + KIND, ""),
        expected=sent.get(address + EXPECTED, ""),
        seen=sent.get(address + SEEN, ""),
        token=sent.get("token", "")[:64],
        earlier=tuple(t for t in sent.get("earlier", "").split(",") if t)[:20],
    )


def pressed(sent: Mapping[str, str]) -> tuple[str, str]:
    """What the button does, and to what: `add:activities` is ("add", "activities")."""
    action, _, target = sent.get("do", "").partition(":")
    return action, target
