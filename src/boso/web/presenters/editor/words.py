"""What the report editor says: what is wrong with an answer, how far a section is, what may stand for a number."""

from django.utils.translation import gettext_lazy as _

from boso.kernel.figures import Kind
from boso.reporting.rules.completeness import Progress
from boso.web.words import Words

PROBLEMS: Words = {
    "int": _("Skriv et heltall, for eksempel 412."),
    "money": _("Skriv hele kroner, for eksempel 1 400 000."),
    "date": _("Skriv en dato, for eksempel 19.02.2014."),
    "partial_date": _("Skriv et år, en måned eller en dag, for eksempel oktober 2011."),
    "no_such_date": _("Den dagen finnes ikke. Se over dag og måned."),
    "year": _("Skriv et årstall, for eksempel 2013."),
    "year_range": _("Skriv fra år til år, for eksempel 2013–2015."),
    "dates": _("Skriv én dato på hver linje, for eksempel 19.02.2014."),
    "choice": _("Velg ett av svarene."),
}

PROGRESS: Words = {
    Progress.NOT_STARTED: _("Ikke begynt"),
    Progress.UNDER_WAY: _("Under arbeid"),
    Progress.WAITING: _("Venter på lovet tall"),
    Progress.ERRORS: _("Har feil"),
    Progress.COMPLETE: _("Ferdig"),
}
ASKED = _("Spørsmål")  # of a page that the region asks about and that waits for an answer
ASKED_SIGN, ASKED_COLOUR = "?", "warning"
PROGRESS_SIGNS = {
    Progress.NOT_STARTED: "○",
    Progress.UNDER_WAY: "◐",
    Progress.WAITING: "◷",
    Progress.ERRORS: "!",
    Progress.COMPLETE: "✓",
}
PROGRESS_COLOURS = {
    Progress.NOT_STARTED: "neutral",
    Progress.UNDER_WAY: "warning",
    Progress.WAITING: "info",
    Progress.ERRORS: "danger",
    Progress.COMPLETE: "success",
}

KINDS: Words = {
    Kind.NUMBER: _("nøyaktig tall"),
    Kind.APPROXIMATE: _("omtrentlig tall"),
    Kind.PROVISIONAL: _("foreløpig tall"),
    Kind.TENTATIVE: _("usikkert tall"),
    Kind.PENDING: _("kommer senere"),
    Kind.NOT_REGISTERED: _("registreres ikke her"),
    Kind.NOT_APPLICABLE: _("gjelder ikke oss"),
    Kind.UNCLEAR_QUESTION: _("spørsmålet er uklart"),
    Kind.DASH: _("strek"),
    Kind.ABSENT: _("ikke levert"),
    Kind.LOST_IN_SOURCE: _("uleselig i kilden"),
}

WHY_PROPOSED: Words = {
    "closing": _("status 31.12 i rapporten for %(period)s"),
    "last": _("rapporten for %(period)s"),
    "plan": _("planen for %(period)s"),
    "report": _("opplysningene om rapporten"),
}

WHY_CLOSED: Words = {
    "historical": _("Dette er en historisk rapport. Den kan leses her, ikke fylles ut."),
    "marked_ready": _("Rapporten er meldt klar. Skal noe endres, må den åpnes igjen på siden for levering."),
    "already_delivered": _("Rapporten er levert. Her kan du lese det som ble levert."),
    "withdrawn": _("Rapporten er trukket tilbake. Åpne den igjen på siden for levering for å endre noe."),
    "closed": _("Fristen for endringer er ute. Be Husbanken om utsettelse hvis noe må rettes."),
    "not_asked": _("Husbanken har ikke spurt om denne delen. Den står som den ble levert, og kan bare leses nå."),
    "district_done": _("Bydelen har meldt at tallene er ferdige. Åpne dem igjen for å endre noe."),
    "reader": _("Du kan lese rapporten. De som fyller den ut, er programlederen og bidragsyterne."),
}
