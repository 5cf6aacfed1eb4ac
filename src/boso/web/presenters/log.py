"""The audit log in words: who did what, where and why."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boso.audit.values import PROGRAMME_SCOPE, Entry, municipality_scope, region_scope
from boso.places.queries import list_municipalities, list_regions

ACTS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "account_created": _("Konto laget"),
        "login_bound": _("Innlogging knyttet til konto"),
        "login_unbound": _("Innlogging tatt bort fra konto"),
        "logged_in_by_provider": _("Logget inn hos en tilbyder"),
        "role_given": _("Rolle gitt"),
        "role_ended": _("Rolle avsluttet"),
        "invitation_sent": _("Invitasjon sendt"),
        "invitation_accepted": _("Invitasjon tatt imot"),
        "invitation_withdrawn": _("Invitasjon trukket tilbake"),
        "second_factor_reset_asked": _("Bedt om nullstilt totrinn"),
        "second_factor_reset": _("Totrinn nullstilt"),
        "second_factor_reset_refused": _("Nullstilling av totrinn avslått"),
        "handover_taken": _("Overtatt etter en annen"),
        "import_proposed": _("Fil lest inn"),
        "import_applied": _("Import tatt i bruk"),
        "import_undone": _("Import angret"),
        "import_refused": _("Import forkastet"),
        "workbook_received": _("Arbeidsbok lastet opp"),
        "workbook_taken": _("Endringer tatt inn fra arbeidsbok"),
        "workbook_undone": _("Endringer fra arbeidsbok angret"),
        "answer_changed": _("Svar endret"),
        "section_assigned": _("Kollega bedt om å svare"),
        "assignment_finished": _("Oppgave gjort"),
        "file_added": _("Fil lagt ved"),
        "file_removed": _("Fil tatt bort"),
        "district_done": _("Bydel meldt ferdig"),
        "district_opened": _("Bydel åpnet igjen"),
        "report_marked_ready": _("Rapport meldt klar"),
        "report_approved": _("Rapport godkjent i kommunen"),
        "report_declined": _("Rapport ikke godkjent i kommunen"),
        "report_reopened": _("Rapport åpnet igjen"),
        "report_steering_group_considered": _("Behandlet i styringsgruppen"),
        "steering_date_recorded": _("Dato i styringsgruppen ført inn"),
        "steering_date_removed": _("Dato i styringsgruppen tatt bort"),
        "report_delivered": _("Rapport levert"),
        "report_nothing_to_report": _("Levert uten noe å rapportere"),
        "report_withdrawn": _("Levering trukket tilbake"),
        "review_started": _("Gjennomgang begynt"),
        "report_asked_back": _("Rapport sendt tilbake med spørsmål"),
        "question_answered": _("Spørsmål besvart"),
        "question_remarked": _("Spørsmål kommentert"),
        "question_closed": _("Spørsmål avsluttet"),
        "report_accepted": _("Rapport godtatt"),
        "report_published": _("Rapport publisert"),
        "report_unpublished": _("Rapport trukket fra publisering"),
        "report_supplemented": _("Svar ettersendt"),
        "field_opened": _("Felt åpnet for ettersending"),
        "field_opening_taken_back": _("Felt ikke lenger åpent for ettersending"),
        "exemption_granted": _("Fritak fra en kontroll gitt"),
        "exemption_ended": _("Fritak fra en kontroll avsluttet"),
        "role_holders_recorded": _("Navn fra en rapport lagret"),
        "role_holders_forgotten": _("Navn fra en rapport slettet"),
        "round_opened": _("Runde åpnet"),
        "round_dates_changed": _("Datoer for runden endret"),
        "municipality_invited": _("Kommune bedt om rapport"),
        "municipality_excused": _("Kommune fritatt"),
        "municipality_asked_again": _("Kommune ikke lenger fritatt"),
        "municipality_reminded": _("Kommune minnet om fristen"),
        "deadline_extended": _("Frist utsatt"),
        "text_tagged": _("Svar merket med tema"),
        "text_untagged": _("Tema tatt bort fra svar"),
        "annual_text_saved": _("Tekst i årsmeldingen lagret"),
        "annual_report_frozen": _("Datautgave av årsmeldingen laget"),
        "annual_report_published": _("Årsmelding publisert"),
        "annual_report_withdrawn": _("Årsmelding trukket tilbake"),
        "note_written": _("Notat skrevet"),
        "note_changed": _("Notat endret"),
        "note_removed": _("Notat fjernet"),
        "meeting_prepared": _("Oppfølgingsmøte forberedt"),
        "meeting_planned": _("Dato og deltakere i oppfølgingsmøte satt"),
        "agenda_saved": _("Saksliste lagret"),
        "minutes_begun": _("Referat begynt"),
        "minutes_saved": _("Referat lagret"),
        "minutes_shared": _("Referat delt med kommunen"),
        "minutes_taken_back": _("Referat trukket tilbake"),
        "follow_up_agreed": _("Oppfølging avtalt"),
        "follow_up_dropped": _("Avtalt punkt fjernet før det ble delt"),
        "follow_up_done": _("Avtalt oppfølging meldt gjort"),
        "follow_up_closed": _("Avtalt oppfølging lukket"),
        "follow_up_reopened": _("Avtalt oppfølging åpnet igjen"),
        "texts_released": _("Tekster frigitt"),
        "texts_withdrawn": _("Tekster trukket tilbake"),
        "warning_answered": _("Advarsel begrunnet"),
    }
)
SUBJECTS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "account": _("konto"),
        "membership": _("rolle"),
        "invitation": _("invitasjon"),
        "municipality": _("kommune"),
        "import": _("import"),
        "report": _("rapport"),
        "exemption": _("fritak"),
        "round": _("runde"),
        "contact_note": _("notat"),
        "follow_up_meeting": _("oppfølgingsmøte"),
        "follow_up": _("avtalt oppfølging"),
        "annual_report": _("årsmelding"),
    }
)
RISKY = ("=", "+", "-", "@", "\t", "\r")  # a cell beginning so is a formula to a spreadsheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One act."""

    at: datetime
    who: str
    act: str
    where: str
    subject: str
    reason: str


def lines(entries: Iterable[Entry], names: Mapping[str, str]) -> list[Line]:
    """Entries in words; `names` of the scopes."""
    return [
        Line(
            at=timezone.localtime(entry.at),
            who=entry.actor_name,
            act=act(entry.act),
            where=names.get(entry.scope, entry.scope),
            subject=f"{SUBJECTS.get(entry.subject_type, entry.subject_type)} {entry.subject_id}",
            reason=entry.reason,
        )
        for entry in entries
    ]


def act(code: str) -> str:
    """An act in words; one without words by its code."""
    return str(ACTS.get(code, code.replace("_", " ")))


def scopes(municipality_ids: Iterable[int], region_ids: Iterable[int], *, programme: bool) -> dict[str, str]:
    """The scopes one may read the log of, with the name of each."""
    wanted, regions = set(municipality_ids), set(region_ids)
    found = {
        municipality_scope(row.id): row.name
        for invented in (False, True)
        for row in (list_municipalities(ids=wanted, invented=invented) if wanted else [])
    }
    for invented in (False, True):
        for region in list_regions(invented=invented):
            if region.id in regions:
                found[region_scope(region.id)] = gettext("Region %(name)s") % {"name": region.name}
    return found | ({PROGRAMME_SCOPE: gettext("Hele programmet")} if programme else {})


def as_csv(rows: Iterable[Line]) -> str:
    """The lines as a file for a spreadsheet, with a mark that it is UTF-8; no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    heads = ("Tidspunkt", "Hvem", "Hva", "Hvor", "Gjelder", "Begrunnelse")
    writer.writerow(heads)
    for row in rows:
        cells = (row.at.strftime("%Y-%m-%d %H:%M:%S"), row.who, row.act, row.where, row.subject, row.reason)
        writer.writerow([f"'{cell}" if cell.startswith(RISKY) else cell for cell in cells])
    return "\ufeff" + out.getvalue()
