"""Words for codes: reasons, roles, kinds, severities – in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boso.access.values import Role
from boso.kernel.decisions import Decision
from boso.kernel.findings import Severity
from boso.questionnaires.values import FieldType, Standing

Words = Mapping[str, str | Promise]

REASONS: Words = {
    "not_signed_in": _("Logg inn først."),
    "no_role": _("Kontoen din har ingen rolle ennå. Be den som styrer kontoer om å gi deg en."),
    "role_ended": _("Rollen som ga deg tilgang, gjelder ikke i dag."),
    "elsewhere": _("Rollen din gjelder en annen kommune eller region."),
    "not_your_role": _("Rollen din gir ikke tilgang til dette."),
}

ROLES: Words = {
    Role.PROGRAMME_LEADER: _("Programleder"),
    Role.PROGRAMME_OWNER: _("Programansvarlig"),
    Role.CONTRIBUTOR: _("Bidragsyter"),
    Role.CASE_WORKER: _("Saksbehandler"),
    Role.DECISION_MAKER: _("Beslutter"),
    Role.AUDITOR: _("Revisor"),
    Role.PROGRAMME_CONTACT: _("Programkontakt"),
    Role.REGION_MANAGER: _("Regionansvarlig"),
    Role.EDITOR: _("Redaktør"),
    Role.STATE_ADMIN: _("Skjemaansvarlig i Husbanken"),
    Role.SYSTEM_ADMIN: _("Systemansvarlig"),
}

SEVERITIES: Words = {
    Severity.FATAL: _("Stopper"),
    Severity.ERROR: _("Feil"),
    Severity.WARNING: _("Advarsel"),
    Severity.INFO: _("Merk"),
}

FIELD_TYPES: Words = {
    FieldType.INT: _("tall"),
    FieldType.MONEY: _("kroner"),
    FieldType.TEXT: _("tekst"),
    FieldType.DATE: _("dato"),
    FieldType.PARTIAL_DATE: _("år, måned eller dag"),
    FieldType.YEAR: _("årstall"),
    FieldType.YEAR_RANGE: _("fra år til år"),
    FieldType.CHOICE: _("ett valg"),
    FieldType.MUNICIPALITY: _("kommune"),
    FieldType.PERSON: _("navn"),
    FieldType.PERSONS: _("navn"),
    FieldType.CONTACT: _("telefon eller e-post, lagres ikke"),
    FieldType.DATES: _("datoer"),
    FieldType.LIST: _("liste"),
    FieldType.FILE: _("fil"),
}

STANDINGS: Words = {
    Standing.SEEN: _("Hele skjemaet er sett"),
    Standing.PARTLY_SEEN: _("Deler av skjemaet er sett"),
    Standing.RECONSTRUCTED: _("Gjenskapt fra rapporter"),
    Standing.UNVERIFIED: _("Ikke bekreftet"),
}

FORM_PERIODS: Words = {"year": _("hvert år"), "half_year": _("hvert halvår"), "programme": _("én gang")}

DOCUMENT_TYPES: Words = {
    "annual_report": _("Årsrapport"),
    "half_year_report": _("Halvårsrapport"),
    "programme_annual_report": _("Programmets årsmelding"),
    "final_report": _("Sluttrapport"),
    "plan": _("Plan"),
    "project_report": _("Prosjektrapport"),
}


def word(words: Words, code: str) -> str:
    """The words for a code; the code itself where there are none, so that nothing disappears."""
    return str(words.get(code, code))


def why_not(decision: Decision) -> str:
    """The reason of a refusal as a sentence."""
    return str(REASONS.get(decision.reason, gettext("Du har ikke tilgang til dette.")))
