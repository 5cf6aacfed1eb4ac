"""A log-in by a provider that came to nothing, in words: what happened, and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from boso.access.values import BindingRow, IdentityProvider


@dataclass(frozen=True, slots=True)
class BindingLine:
    """A way to log in by a provider. `usable`: the provider is still one of the settings."""

    id: int
    code: str
    name: str
    since: datetime
    used: datetime
    usable: bool


UNTRUSTED = _("Svaret fra %(name)s kunne ikke godtas, så du er ikke logget inn. Prøv igjen.")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that says no. `again`: trying again may help."""

    title: str
    sentence: str
    status: int
    again: bool


_TOLD: Mapping[str, tuple[str | Promise, int, bool]] = MappingProxyType(
    {
        "cancelled": (_("Du avbrøt innloggingen hos %(name)s. Ingenting er endret."), 403, True),
        "unreachable": (
            _("%(name)s svarer ikke akkurat nå. Prøv igjen om noen minutter, eller logg inn på en annen måte."),
            503,
            True,
        ),
        "level": (
            _(
                "Du logget inn hos %(name)s på et lavere sikkerhetsnivå enn boso krever. Logg inn igjen og velg en "
                "sterkere innlogging, for eksempel BankID."
            ),
            403,
            True,
        ),
        "unknown": (
            _(
                "%(name)s vet hvem du er, men ingen konto i boso er knyttet til innloggingen. Har du fått en "
                "invitasjon, så åpne lenken i e-posten. Har du en konto fra før, så logg inn slik du pleier og knytt "
                "til %(name)s under «Kontoen min». Ellers: be programlederen i kommunen din, eller den som styrer "
                "tilgang i regionen, om å invitere deg."
            ),
            403,
            False,
        ),
        "bound": (_("Innloggingen kunne ikke tas i bruk."), 403, False),
        "state": (
            _(
                "Innloggingen hører ikke til dette vinduet, eller den tok for lang tid. Begynn på nytt fra "
                "innloggingssiden, og bruk ikke tilbakeknappen underveis."
            ),
            403,
            True,
        ),
        "subject": (
            _("%(name)s sa ikke hvem du er på den måten boso trenger. Si fra til dem som driver boso."),
            403,
            False,
        ),
        "too_often": (_("For mange forsøk. Vent et minutt og prøv igjen."), 429, True),
    }
)


def refusal(code: str, name: str) -> Refusal:
    """What the page says. Whatever shows that an answer was tampered with is told in one and the same sentence."""
    sentence, status, again = _TOLD.get(code, (UNTRUSTED, 403, True))
    title = __("Ingen konto er knyttet til innloggingen") if code == "unknown" else __("Du er ikke logget inn")
    return Refusal(title, str(sentence) % {"name": name}, status, again)


def bindings(rows: Iterable[BindingRow], providers: Mapping[str, IdentityProvider]) -> list[BindingLine]:
    """The ways somebody logs in by a provider, those of providers that are gone too."""
    return [
        BindingLine(
            id=row.id,
            code=row.provider,
            name=providers[row.provider].name if row.provider in providers else row.provider,
            since=row.since,
            used=row.used,
            usable=row.provider in providers,
        )
        for row in rows
    ]
