"""The reader's choice of peers on a fact sheet: read from the address, shown as a form, kept in every link."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boso.indicators.values import PeerGroup
from boso.kernel.errors import NotFound

GROUPS: Mapping[str, tuple[PeerGroup, Promise]] = MappingProxyType(
    {
        "region": (PeerGroup.REGION, _("Samme region")),
        "pulje": (PeerGroup.INTAKE, _("Samme pulje")),
        "storrelse": (PeerGroup.SIZE, _("Samme størrelse")),
        "kostra": (PeerGroup.KOSTRA, _("Lignende (KOSTRA-mønster)")),
        "alle": (PeerGroup.ALL, _("Hele programmet")),
        "egne": (PeerGroup.OWN, _("Kommuner jeg skriver inn")),
    }
)
USUAL = "region"
LONGEST = 600  # letters in a list of names


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks for."""

    key: str = USUAL
    names: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Choice":
        """The choice of an address. Names without a group mean a choice of one's own. Raises NotFound for a group that
        there is not."""
        names = asked.get("kommuner", "")[:LONGEST].strip()
        key = asked.get("sammenlign", "") or ("egne" if names else USUAL)
        if key not in GROUPS:
            raise NotFound
        return cls(key, names)

    @property
    def group(self) -> PeerGroup:
        """The group of peers."""
        return GROUPS[self.key][0]

    @property
    def own(self) -> bool:
        """The reader names the peers."""
        return self.group is PeerGroup.OWN

    @property
    def query(self) -> str:
        """The choice as the tail of an address; nothing for the usual one."""
        if self.own:
            return "?" + urlencode({"sammenlign": self.key, "kommuner": self.names})
        return "" if self.key == USUAL else "?" + urlencode({"sammenlign": self.key})


@dataclass(frozen=True, slots=True)
class Option:
    """A group to choose."""

    key: str
    label: str
    chosen: bool


def options(choice: Choice) -> list[Option]:
    """All groups."""
    return [Option(key, gettext(str(label)), key == choice.key) for key, (_group, label) in GROUPS.items()]
