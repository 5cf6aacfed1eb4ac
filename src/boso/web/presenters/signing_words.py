"""The words of signing and delivering: buttons, what stands in the way, and whom a report waits for."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boso.reporting.rules.signing import Act, Waiting, waits_for
from boso.reporting.values import Status
from boso.reporting.values.delivering import Obstacle

Words = Mapping[str, str | Promise]

ACTS: Words = {
    Act.MARK_READY: _("Meld rapporten klar"),
    Act.APPROVE: _("Godkjenn rapporten"),
    Act.DELIVER: _("Lever rapporten"),
    Act.REOPEN: _("Åpne rapporten igjen"),
}

WAITING: Words = {
    Act.MARK_READY: _("Alt er svart på. Meld rapporten klar, så kan programansvarlig godkjenne den."),
    Act.APPROVE: _("Rapporten er meldt klar og venter på deg."),
    Act.DELIVER: _("Rapporten er godkjent og kan leveres til Husbanken."),
    Act.REOPEN: _("Rapporten er trukket tilbake. Åpne den igjen for å arbeide videre."),
}

REFUSALS: Words = {
    "too_late": _("Fristen for å levere er ute. Be Husbanken om utsettelse; ingenting i rapporten er borte."),
    "not_in_this_state": _("Dette kan ikke gjøres med rapporten slik den står nå."),
    "historical": _("Dette er en historisk rapport. Den er levert i sin tid."),
}

WHO: Words = {
    Waiting.LEADER: _("programlederen"),
    Waiting.OWNER: _("programansvarlig"),
    Waiting.DELIVERER: _("programlederen eller programansvarlig"),
    Waiting.CONTACT: _("programkontakten i Husbanken"),
    Waiting.NOBODY: _("ingen"),
}

OBSTACLES: Mapping[Obstacle, tuple[str | Promise, str | Promise, str]] = {
    Obstacle.ERROR: (_("Feil"), _("Tall som ikke kan være riktige sammen. Rett dem."), "danger"),
    Obstacle.UNREAD: (
        _("Felt som ikke kan forstås"),
        _("Det står noe her som ikke er et tall, en dato eller det feltet spør etter."),
        "danger",
    ),
    Obstacle.DISTRICTS: (_("Bydeler"), _("Summen av bydelene er ikke lik tallet for hele kommunen."), "danger"),
    Obstacle.DOUBTFUL: (
        _("Lest fra fil og ikke bekreftet"),
        _("Se på tallet og bekreft at det er riktig lest."),
        "warning",
    ),
    Obstacle.MISSING: (
        _("Svar som mangler"),
        _("Svar, eller velg hvorfor svaret mangler. Et tall som kommer senere, kan loves til en dato."),
        "warning",
    ),
    Obstacle.WARNING: (_("Advarsler uten grunn"), _("Rett tallet, eller skriv hvorfor det er riktig."), "warning"),
}


def waiting_words(status: Status) -> str:
    """Whom the report waits for, as a sentence."""
    who = waits_for(status)
    if who is Waiting.NOBODY:
        return gettext("Rapporten er ferdig behandlet.")
    return gettext("Rapporten venter på %(who)s.") % {"who": WHO[who]}
