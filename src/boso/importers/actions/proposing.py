"""A file becomes a proposal: read, recognised, stored beside its text – or refused with one sentence."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from boso.audit.actions import record
from boso.audit.values import municipality_scope
from boso.importers.actions.guarding import own_faults_told
from boso.importers.documents.opening import open_document
from boso.importers.editions import newest_edition
from boso.importers.models import Import, ImportedFile
from boso.importers.proposals import ImportState, Proposed
from boso.importers.reading.messages import in_words
from boso.importers.reading.result import as_json
from boso.importers.reading.understanding import understand
from boso.importers.reports.as_reading import as_reading
from boso.importers.reports.reading import read_own_report
from boso.importers.rules.sources import blotted, storable
from boso.importers.stored import spans_as_json
from boso.importers.values import Document, Reading
from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound, Unreadable
from boso.kernel.findings import Severity
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.queries import find_by_number, find_municipality, get_municipality, recognise
from boso.places.values import MunicipalityRow
from boso.questionnaires.loading import all_editions
from boso.questionnaires.values import Edition

PROGRAMMES_OWN = "programme_annual_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A file that was read and recognised: ready to be stored."""

    document: Document
    reading: Reading
    edition: Edition
    municipality: MunicipalityRow
    period: ReportPeriod
    sha256: str
    size: int


def propose(
    *,
    path: Path,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    name: str = "",
    municipality: str = "",
    year: int | None = None,
) -> Proposed:
    """Read a file and store what it says as a proposal; the same file again gives the proposal there is.

    `municipality` (slug, name or number) and `year` settle what the file leaves open. Raises `Unreadable`, `NotFound`
    for an unknown municipality, `Invalid` for a report that cannot be stored, `Denied` for one of a municipality
    outside; then nothing is stored.
    """
    label = name or path.name
    with own_faults_told(label):
        document, reading = _understood(path, label, year)
    return propose_reading(
        document=document,
        reading=reading,
        sha256=_digest(path),
        size=path.stat().st_size,
        label=label,
        actor=actor,
        now=now,
        within=within,
        municipality=municipality,
        year=year,
    )


def propose_reading(
    *,
    document: Document,
    reading: Reading,
    sha256: str,
    size: int,
    label: str,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    municipality: str = "",
    year: int | None = None,
) -> Proposed:
    """Store as a proposal what was read already; `sha256` and `size` tell the file it was read from. As `propose`."""
    edition, period = _form_and_period(reading, label, year)
    read = _Read(
        document=document,
        reading=reading,
        edition=edition,
        municipality=_municipality(reading, label, municipality, period.year),
        period=period,
        sha256=sha256,
        size=size,
    )
    if not isinstance(within, rls.Everywhere) and read.municipality.id not in set(within):
        raise Denied(
            _("«%(file)s» er fra %(name)s, og du kan ikke importere rapporter derfra.")
            % {"file": label, "name": read.municipality.name}
        )
    return _store(read, label=label, actor=actor, now=now)


def _understood(path: Path, label: str, year: int | None) -> tuple[Document, Reading]:
    """What the file says, read by the form's edition for the year where one is given.

    A refusal names the file as the person does.
    """
    try:
        document = open_document(path)
        own = read_own_report(document, path)
        if own is not None:
            return document, replace(as_reading(own), file=document.name)
        reading = understand(document)
        of_year = [e for e in all_editions() if e.template == reading.template and year and _covers(e, year)]
        return document, understand(document, of_year) if of_year else reading
    except Unreadable as fault:
        raise Unreadable(str(fault).replace(path.name, label)) from fault


def _covers(edition: Edition, year: int) -> bool:
    return edition.report_years[0] <= year <= edition.report_years[1]


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _form_and_period(reading: Reading, label: str, year: int | None) -> tuple[Edition, ReportPeriod]:
    edition = newest_edition(reading.template, reading.template_edition)
    if edition.document_type == PROGRAMMES_OWN:
        raise Invalid(_("«%(file)s» er ikke en rapport fra én kommune; les den med boso read.") % {"file": label})
    reported = year or reading.report_year
    if reported is None:
        raise Invalid(_("Finner ikke rapporteringsåret i «%(file)s»; oppgi det (--year).") % {"file": label})
    if not _covers(edition, reported):
        first, last = edition.report_years
        raise Invalid(
            _("«%(file)s» gjelder %(year)s, men skjemaet er for %(first)s–%(last)s; oppgi riktig år (--year).")
            % {"file": label, "year": reported, "first": first, "last": last}
        )
    fatal = next((f for f in reading.findings if f.severity is Severity.FATAL), None)
    if fatal is not None:
        why = in_words(fatal, get_language() or "nb")
        raise Invalid(_("«%(file)s» kan ikke importeres: %(why)s") % {"file": label, "why": why}, [fatal])
    return edition, ReportPeriod(reported, reading.report_half if edition.period == "half_year" else None)


def _municipality(reading: Reading, label: str, given: str, year: int) -> MunicipalityRow:
    if given:
        found = find_municipality(given, year=year)
        if found is None:
            raise NotFound(
                _("Det finnes ingen kommune «%(name)s» i %(year)s; skriv navnet eller nummeret.")
                % {"name": given, "year": year}
            )
        return found
    written = reading.municipality_name or ""
    fits = recognise(written, year=year).fits if written else ()
    numbered = find_by_number(reading.municipality_number, year=year) if reading.municipality_number else None
    if numbered:
        if written and numbered.slug not in {fit.slug for fit in fits}:
            raise Invalid(
                _(
                    "«%(file)s» skriver kommune «%(name)s», men nummeret %(number)s er %(other)s; "
                    "oppgi kommunen (--municipality)."
                )
                % {"file": label, "name": written, "number": reading.municipality_number, "other": numbered.name}
            )
        return numbered
    if len(fits) == 1:
        return get_municipality(fits[0].slug, year=year)
    raise NotFound(
        _("Boso kjente ingen kommune «%(name)s» i %(year)s (i «%(file)s»); oppgi kommunen (--municipality).")
        % {"name": written, "year": year, "file": label}
        if written
        else _("Finner ikke kommunen i «%(file)s»; oppgi den (--municipality).") % {"file": label}
    )


@transaction.atomic
def _store(read: _Read, *, label: str, actor: Actor, now: datetime) -> Proposed:
    with rls.scope([read.municipality.id]):
        file, _made = ImportedFile.objects.select_for_update().get_or_create(
            municipality_id=read.municipality.id,
            sha256=read.sha256,
            defaults={
                "name": label,
                "format": read.document.format,
                "size": read.size,
                "text": storable(blotted(read.document.text)),
                "spans": spans_as_json(read.document.spans),
                "at": now,
            },
        )
        earlier = list(Import.objects.filter(file=file.pk).order_by("attempt"))
        alive = next((i for i in earlier if i.state in (ImportState.PROPOSED, ImportState.APPLIED)), None)
        if alive:
            return Proposed(import_id=alive.pk, known=True, state=ImportState(alive.state))
        row = _create(read, file, attempt=len(earlier) + 1, label=label, actor=actor, now=now)
        record(
            actor=actor,
            now=now,
            act="import_proposed",
            subject_type="import",
            subject_id=row.pk,
            scope=municipality_scope(read.municipality.id),
            facts={"file": label, "sha256": read.sha256, "edition": read.edition.address, "period": str(read.period)},
        )
        return Proposed(import_id=row.pk, known=False, state=ImportState.PROPOSED)


def _create(read: _Read, file: ImportedFile, *, attempt: int, label: str, actor: Actor, now: datetime) -> Import:
    messages = {i: in_words(f, "nb") for i, f in enumerate(read.reading.findings)}
    return Import.objects.create(
        municipality_id=read.municipality.id,
        file=file,
        attempt=attempt,
        template=read.edition.template,
        edition=read.edition.name,
        year=read.period.year,
        half=read.period.half,
        reading=storable({**as_json(read.reading, messages), "file": label}),
        proposed_at=now,
        proposed_by_id=actor.id,
        proposed_by_name=actor.name,
    )
