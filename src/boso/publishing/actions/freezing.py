"""Freezing an annual report: figures, texts and the whole document, as they are, under a number and an identifier."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid
from boso.places.values import RegionRow
from boso.publishing.actions.locking import locked_report, write_down
from boso.publishing.annual.cells import cells, identify
from boso.publishing.annual.changes import as_plain, changed
from boso.publishing.annual.composing import Stamp, annual_report
from boso.publishing.annual.linked import faults_in
from boso.publishing.annual.loading import in_language, load_annual
from boso.publishing.annual.rows import LANGUAGES, ReleaseRow, TextRow
from boso.publishing.annual.values import AnnualValues
from boso.publishing.models import AnnualReport, Release, ReleaseDocument
from boso.publishing.queries import list_texts, release_row
from boso.publishing.stored import to_text

Texts = Mapping[str, Mapping[str, TextRow]]  # by language and place
NO_DAY = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Frozen:
    """The release, and whether it was made now: nothing that has changed makes no new one."""

    release: ReleaseRow
    made: bool


@transaction.atomic
def freeze(*, region: RegionRow, year: int, reason: str, actor: Actor, now: datetime) -> Frozen:
    """Make the next data release of a region's annual report, in all languages.

    When figures, texts and all else are as in the newest release, that one is returned. Raises NotFound where there is
    nothing to report on, Invalid for a text that points to no figure, and for a later release without a reason.
    """
    report = locked_report(region, year, now)
    values = load_annual(region, year, language=LANGUAGES[0])
    texts = list_texts(region.code, year)
    _check_texts(values, texts)
    digest = digest_of(values, texts)
    newest = report.releases.order_by("-number").first()
    if newest is not None and newest.digest == digest:
        return Frozen(release_row(newest), False)
    if newest is not None and not reason.strip():
        raise Invalid(_("Skriv hvorfor det lages en ny utgave. Grunnen trykkes i den."))
    row = _store(report, newest, values, texts, digest, reason.strip(), actor=actor, now=now)
    facts = {"release": row.number, "identifier": row.identifier, "changed_cells": len(row.changes)}
    write_down("annual_report_frozen", region, year, actor=actor, now=now, reason=row.reason, facts=facts)
    return Frozen(release_row(row), True)


def digest_of(values: AnnualValues, texts: Texts) -> str:
    """SHA-256 of all that would be printed, in all languages, apart from the day and the number of the release."""
    found = hashlib.sha256()
    for language in LANGUAGES:
        draft = annual_report(
            in_language(values, language), language=language, made=NO_DAY, texts=plain_texts(texts, language)
        )
        found.update(to_text(draft).encode())
    return found.hexdigest()


def plain_texts(texts: Texts, language: str) -> dict[str, str]:
    """The texts of a language by their place."""
    return {slot: row.text for slot, row in texts[language].items()}


def _check_texts(values: AnnualValues, texts: Texts) -> None:
    faults = [
        fault
        for language in LANGUAGES
        for row in texts[language].values()
        for fault in faults_in(row.text, values, language)
    ]
    if faults:
        listed = " ".join(f"«{fault.said}»: {fault.why}" for fault in faults)
        raise Invalid(_("Årsmeldingen er ikke frosset: tekster viser til tall som ikke finnes. %s") % listed)


def _store(
    report: AnnualReport,
    newest: Release | None,
    values: AnnualValues,
    texts: Texts,
    digest: str,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> Release:
    found = cells(values)
    changes = changed(newest.cells, found) if newest else ()
    stamp = Stamp(number=newest.number + 1 if newest else 1, day=now.date(), reason=reason, changes=changes)
    row = Release.objects.create(
        report=report,
        number=stamp.number,
        identifier=identify(found),
        digest=digest,
        cells=found,
        changes=as_plain(changes),
        texts=[
            {"language": text.language, "slot": text.slot, "number": text.number}
            for by_slot in texts.values()
            for text in by_slot.values()
        ],
        reason=reason,
        at=now,
        actor_id=actor.id,
        actor_name=actor.name,
    )
    ReleaseDocument.objects.bulk_create(_document(row, values, texts, stamp, language) for language in LANGUAGES)
    return row


def _document(row: Release, values: AnnualValues, texts: Texts, stamp: Stamp, language: str) -> ReleaseDocument:
    composed = annual_report(
        in_language(values, language),
        language=language,
        made=stamp.day,
        texts=plain_texts(texts, language),
        stamp=stamp,
    )
    return ReleaseDocument(release=row, language=language, content=to_text(composed))
