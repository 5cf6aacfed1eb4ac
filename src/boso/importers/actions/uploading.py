"""A workbook comes back: read, held against the report, taken as far as a person says, and taken back as one step."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from boso.audit.actions import record
from boso.audit.values import municipality_scope
from boso.importers.actions.guarding import own_faults_told
from boso.importers.documents.active import active_in
from boso.importers.documents.opening import open_document
from boso.importers.editions import edition_read
from boso.importers.models import WorkbookUpload
from boso.importers.reports.workbooks.reading import ReadWorkbook, read_workbook
from boso.importers.rules.uploads.comparing import changes_of, untold
from boso.importers.rules.uploads.fitting import fits
from boso.importers.stored import finding_as_json
from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid, Unreadable
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.reporting.editions import edition_of
from boso.reporting.queries import get_report
from boso.reporting.rules.paper_words import period_words
from boso.reporting.values import ReportRow

WHY_NOT = {
    "not_ours": "«%(file)s» er ikke en arbeidsbok fra boso. Hent arbeidsboken på denne siden, fyll den ut, og last den "
    "opp her.",
    "format": "«%(file)s» er ikke en Excel-fil. Lagre arbeidsboken som .xlsx og last den opp igjen.",
    "macros": "«%(file)s» har makroer og ble ikke åpnet. Lagre den som vanlig Excel-fil (.xlsx) og last den opp igjen.",
    "links": "«%(file)s» henter tall fra andre filer eller fra nettet. Lim dem inn som verdier, fjern koblingene, og "
    "last filen opp igjen.",
    "no_keys": "Det boso la ved i «%(file)s» for å kjenne svarene igjen, er borte. Hent en ny arbeidsbok og lim "
    "svarene inn i den.",
    "changed_keys": "De skjulte nøklene i «%(file)s» er endret, så boso kan ikke vite hvilket svar som hører til "
    "hvilket spørsmål. Hent en ny arbeidsbok og lim svarene inn i den.",
    "other_municipality": "«%(file)s» er arbeidsboken til %(theirs)s, og dette er rapporten til %(ours)s. Last opp "
    "arbeidsboken du hentet her.",
    "other_report": "«%(file)s» hører til en annen rapport (%(theirs_period)s). Denne siden er for %(ours_period)s. "
    "Last den opp på rapporten den ble hentet fra.",
    "other_edition": "«%(file)s» er laget på en eldre utgave av skjemaet. Hent en ny arbeidsbok og lim svarene inn i "
    "den.",
    "older_version": "«%(file)s» ble laget av versjon %(theirs_version)s, og rapporten har nå versjon "
    "%(ours_version)s. Hent en ny arbeidsbok og lim svarene inn i den.",
}


@transaction.atomic
def receive_workbook(
    *, report_id: int, path: Path, name: str, actor: Actor, now: datetime, within: rls.type_of_scope
) -> int:
    """Read a workbook that was filled in and keep what it would change; the same file again is the one there is, called
    what it was called last.

    Nothing of the report changes by this. Returns the upload's id. Raises Unreadable or Invalid with one sentence for
    a file that cannot be used, NotFound for a report outside.
    """
    report = get_report(report_id, within=within)
    with own_faults_told(name):
        read = _read(path, name, report)
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    changes = changes_of(read)
    with rls.scope(within):
        whose = read.carried.whose if read.carried else None
        upload, made = WorkbookUpload.objects.get_or_create(
            municipality_id=report.municipality_id,
            report_id=report.id,
            sha256=digest,
            defaults={
                "version": report.version,
                "name": name[:200],
                "size": path.stat().st_size,
                "made": whose.made if whose else now,
                "changes": [change.as_json() for change in changes],
                "findings": [finding_as_json(f) for f in untold(read, changes)],
                "at": now,
                "actor_id": actor.id,
                "actor_name": actor.name,
            },
        )
        again = not made and upload.name != name[:200]
        if again:
            upload.name, upload.at, upload.actor_id, upload.actor_name = name[:200], now, actor.id, actor.name
            upload.save()
        if made or again:
            _record("workbook_received", upload, actor=actor, now=now)
    return int(upload.pk)


def _read(path: Path, name: str, report: ReportRow) -> ReadWorkbook:
    try:
        document = open_document(path)
    except Unreadable as fault:
        raise Unreadable(str(fault).replace(path.name, name)) from fault
    active = active_in(path)
    if active:
        raise Invalid(_(WHY_NOT[active]) % {"file": name})
    if document.format != "xlsx" or not _is_package(path):
        raise Invalid(_(WHY_NOT["format"]) % {"file": name})
    read = read_workbook(path)
    decision = fits(read, report, [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)])
    if not decision or read is None:
        raise Invalid(_(WHY_NOT[decision.reason]) % _params(name, read, report))
    return read


def _is_package(path: Path) -> bool:
    with path.open("rb") as content:
        return content.read(2) == b"PK"


def _params(name: str, read: ReadWorkbook | None, report: ReportRow) -> Mapping[str, object]:
    if read is None:
        return {"file": name}
    theirs, language = read.report, get_language() or "nb"
    year, _dash, half = theirs.period.partition("-")
    period = ReportPeriod(int(year), int(half) if half else None)
    title = edition_read(theirs).title.in_language(language)
    own = edition_of(report).title.in_language(language)
    return {
        "file": name,
        "theirs": theirs.municipality,
        "ours": report.name,
        "theirs_period": f"{title} {period_words(period, language)}",
        "ours_period": f"{own} {period_words(report.period, language)}",
        "theirs_version": theirs.version,
        "ours_version": report.version,
    }


def _record(act: str, upload: WorkbookUpload, *, actor: Actor, now: datetime, **facts: object) -> None:
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="report",
        subject_id=upload.report_id,
        scope=municipality_scope(upload.municipality_id),
        facts={"file": upload.name, "sha256": upload.sha256, "version": upload.version, **facts},
    )
