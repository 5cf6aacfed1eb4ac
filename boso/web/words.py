"""Words for codes: reasons, roles, kinds, severities – in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boso.access.values import Role
from boso.kernel.decisions import Decision
from boso.kernel.findings import Severity

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


def why_not(decision: Decision) -> str:
    """The reason of a refusal as a sentence."""
    return str(REASONS.get(decision.reason, gettext("Du har ikke tilgang til dette.")))
