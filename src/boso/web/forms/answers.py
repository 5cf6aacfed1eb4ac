"""What was sent from a section of the report editor: fields by address, and the button that was pressed."""

from collections.abc import Mapping

from django.http import QueryDict

from boso.reporting.values.delivering import SumSeen
from boso.reporting.values.fields import EMPTY, Address, Home, Typed

KIND, EXPECTED, SEEN, SUM = "!kind", "!expected", "!seen", "!sum"


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


def sums_in(sent: Mapping[str, str], code: str = "") -> dict[str, SumSeen]:
    """The sums of districts' parts to be taken, by code: of one figure, or of all that nobody had answered."""
    found = {}
    for name in sent:
        address = Address.read(name.removesuffix(SUM)) if name.endswith(SUM) else None
        mark = sent.get(f"{address}{SEEN}", "")
        if address is None or address.home is not Home.FIGURE:
            continue
        if address.code == code or (not code and mark == EMPTY.mark):
            found[address.code] = SumSeen(sum=sent[name], mark=mark)
    return found


def pressed(sent: Mapping[str, str]) -> tuple[str, str]:
    """What the button does, and to what: `add:activities` is ("add", "activities")."""
    action, _, target = sent.get("do", "").partition(":")
    return action, target
