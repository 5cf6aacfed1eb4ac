"""Words for codes: reasons, roles, kinds, severities – in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boso.access.values import Role
from boso.importers.proposals import Conflict, Effect, ImportState, Part
from boso.kernel.decisions import Decision
from boso.kernel.findings import Severity
from boso.programme import values as programme
from boso.programme.values import PhaseKind
from boso.questionnaires.values import FieldType, Standing
from boso.reporting.values import EventKind, Status

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
    Role.DISTRICT_LEADER: _("Leder for en bydel"),
    Role.DISTRICT_CONTRIBUTOR: _("Bidragsyter i en bydel"),
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
    FieldType.CONTACT: _("telefon eller e-post, blir ikke offentlig"),
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

PHASES: Words = {
    PhaseKind.APPLICATION: _("Søknad"),
    PhaseKind.PREPARATION: _("Forberedelse"),
    PhaseKind.PLANNING: _("Plan"),
    PhaseKind.IMPLEMENTATION: _("Gjennomføring"),
    PhaseKind.CONTINUATION: _("Videreføring"),
    PhaseKind.CLOSED: _("Avsluttet"),
    PhaseKind.WITHDRAWN: _("Trukket seg"),
}

STANDINGS_IN_PROGRAMME: Words = {
    programme.Standing.REPORTED: _("En kilde sier at avtalen er inngått"),
    programme.Standing.LISTED: _("Står på listen over deltakere; selve avtalen er ikke sett"),
    programme.Standing.FOCUS: _("Fokuskommune"),
    programme.Standing.DOCUMENTS: _("Kjent bare fra prosjektdokumenter"),
    programme.Standing.INVENTED: _("Oppdiktet for demonstrasjonen"),
}

AGREEMENT_COLUMNS: Words = {
    "signed": _("når avtalen ble underskrevet"),
    "period_from": _("når avtalen begynte å gjelde"),
    "period_to": _("når avtalen slutter å gjelde"),
    "programme_start": _("når kommunen selv regner programmet fra"),
}

IMPORT_STATES: Words = {
    ImportState.PROPOSED: _("Venter på bekreftelse"),
    ImportState.APPLIED: _("Tatt i bruk"),
    ImportState.UNDONE: _("Angret"),
    ImportState.REFUSED: _("Forkastet"),
}

ACTS: Words = {
    "import_proposed": _("Lest inn"),
    "import_applied": _("Tatt i bruk"),
    "import_undone": _("Angret"),
    "import_refused": _("Forkastet"),
}

CONFLICTS: Words = {
    Conflict.OTHER_REPORT: _("En annen fil er allerede importert for samme periode."),
    Conflict.OTHER_ANSWERS: _("Noen av svarene er skrevet inn eller bekreftet for hånd, og filen sier noe annet."),
    Conflict.OTHER_EDITION: _("Rapporten for denne perioden er skrevet på en annen utgave av skjemaet."),
}

EFFECTS: Words = {
    Effect.ADD: _("nytt"),
    Effect.CHANGE: _("endres"),
    Effect.UNCHANGED: _("som før"),
    Effect.KEPT: _("det som står, blir stående"),
    Effect.CLASH: _("står i strid med det som er lagret"),
}

PARTS: Words = {
    Part.FIELD: _("Om rapporten"),
    Part.FIGURE: _("Tall"),
    Part.TEXT: _("Tekster"),
    Part.MONEY: _("Økonomi"),
    Part.TABLE: _("Kommunens egne tabeller"),
    Part.TICK: _("Samarbeidspartnere"),
}

MONEY_COLUMNS: Words = {
    "budget": _("budsjett"),
    "grant": _("tilskudd"),
    "own": _("egne midler"),
    "other": _("andre"),
    "total": _("totalt"),
    "deviation_total": _("avvik"),
    "deviation_grant": _("avvik tilskudd"),
    "unused_carried": _("ubrukt overført"),
    "commitment": _("tilsagn"),
    "paid": _("utbetalt"),
    "total_spent": _("totalt forbruk"),
}

UNITS: Words = {
    "households": _("husstander"),
    "purchases": _("kjøp"),
    "grants": _("tilskudd"),
    "recipients": _("mottakere"),
    "dwellings": _("boliger"),
    "applications": _("søknader"),
    "allocations": _("tildelinger"),
    "kroner": _("kroner"),
    "percent": _("prosent"),
    "per_1000": _("per 1 000 innbyggere"),
    "ratio": _("forholdstall"),
}

REPORT_STATES: Words = {
    Status.NOT_STARTED: _("Ikke begynt"),
    Status.UNDER_WAY: _("Under arbeid"),
    Status.READY: _("Klar"),
    Status.APPROVED: _("Godkjent i kommunen"),
    Status.DELIVERED: _("Levert"),
    Status.UNDER_REVIEW: _("Til gjennomgang"),
    Status.ASKED_BACK: _("Sendt tilbake med spørsmål"),
    Status.DELIVERED_AGAIN: _("Levert på nytt"),
    Status.ACCEPTED: _("Godtatt"),
    Status.PUBLISHED: _("Publisert"),
    Status.UNPUBLISHED: _("Trukket fra publisering"),
    Status.WITHDRAWN: _("Trukket"),
}

EVENTS: Words = {
    EventKind.STARTED: _("Begynt"),
    EventKind.EMPTIED: _("Tømt da en import ble angret"),
    EventKind.MARKED_READY: _("Meldt klar"),
    EventKind.REOPENED: _("Åpnet igjen"),
    EventKind.DECLINED: _("Ikke godkjent"),
    EventKind.APPROVED: _("Godkjent i kommunen"),
    EventKind.STEERING_GROUP_CONSIDERED: _("Behandlet i styringsgruppen"),
    EventKind.DELIVERED: _("Levert"),
    EventKind.NOTHING_TO_REPORT: _("Meldt at det ikke er noe å rapportere"),
    EventKind.WITHDRAWN: _("Trukket"),
    EventKind.REVIEW_STARTED: _("Gjennomgang begynt"),
    EventKind.ASKED_BACK: _("Sendt tilbake med spørsmål"),
    EventKind.DELIVERED_AGAIN: _("Levert på nytt"),
    EventKind.SUPPLEMENTED: _("Supplert"),
    EventKind.ACCEPTED: _("Godtatt"),
    EventKind.PUBLISHED: _("Publisert"),
    EventKind.UNPUBLISHED: _("Trukket fra publisering"),
    EventKind.HISTORY_RECORDED: _("Ført inn som historisk rapport"),
    EventKind.CORRECTED: _("Svar endret for hånd"),
    EventKind.ANSWERS_IMPORTED: _("Svar importert fra fil"),
    EventKind.IMPORT_UNDONE: _("Import angret"),
}

LEVELS: Words = {
    "formal": _("formell avtale"),
    "active": _("aktivt med"),
    "informed": _("holdes orientert"),
    "none": _("ikke med"),
}


def word(words: Words, code: str) -> str:
    """The words for a code; the code itself where there are none, so that nothing disappears."""
    return str(words.get(code, code))


def why_not(decision: Decision) -> str:
    """The reason of a refusal as a sentence."""
    return str(REASONS.get(decision.reason, gettext("Du har ikke tilgang til dette.")))
