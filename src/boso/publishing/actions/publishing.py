"""Letting anyone read a data release, and taking it back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid, NotFound
from boso.places.values import RegionRow
from boso.publishing.actions.locking import known_language, locked_report, write_down
from boso.publishing.annual.rows import ReleaseRow
from boso.publishing.models import AnnualReport, Publication, Release
from boso.publishing.queries import release_row


@transaction.atomic
def publish(
    *, region: RegionRow, year: int, number: int, languages: Collection[str], actor: Actor, now: datetime
) -> ReleaseRow:
    """Make a release public in these languages. Those in which it is public already are left as they are.

    Raises NotFound for an unknown release, Invalid without a language and for a release that a later one replaces.
    """
    wanted = [known_language(language) for language in languages]
    if not wanted:
        raise Invalid(_("Velg minst ett språk å publisere på."))
    report = locked_report(region, year, now)
    release = _release(report, number)
    later = Publication.objects.filter(release__report=report, release__number__gt=number, withdrawn_at__isnull=True)
    if later.exists():
        raise Invalid(_("En senere utgave er allerede publisert. Publiser den nyeste."))
    known = set(release.publications.filter(withdrawn_at__isnull=True).values_list("language", flat=True))
    new = [language for language in dict.fromkeys(wanted) if language not in known]
    Publication.objects.bulk_create(
        Publication(release=release, language=language, at=now, actor_id=actor.id, actor_name=actor.name)
        for language in new
    )
    if new:
        facts = {"release": number, "languages": new, "identifier": release.identifier}
        write_down("annual_report_published", region, year, actor=actor, now=now, facts=facts)
    return release_row(release)


@transaction.atomic
def withdraw(*, region: RegionRow, year: int, number: int, reason: str, actor: Actor, now: datetime) -> ReleaseRow:
    """Take a release back from the public, in all languages; its address tells the reason. It stays in the archive.

    Doing it again changes nothing. Raises NotFound for an unknown release, Invalid without a reason.
    """
    if not reason.strip():
        raise Invalid(_("Skriv hvorfor publikasjonen trekkes tilbake. Grunnen vises på adressen."))
    release = _release(locked_report(region, year, now), number)
    taken = release.publications.filter(withdrawn_at__isnull=True).update(
        withdrawn_at=now, withdrawn_by=actor.name, withdrawn_reason=reason.strip()
    )
    if taken:
        facts = {"release": number}
        write_down("annual_report_withdrawn", region, year, actor=actor, now=now, reason=reason.strip(), facts=facts)
    return release_row(release)


def _release(report: AnnualReport, number: int) -> Release:
    found = Release.objects.filter(report=report, number=number).select_related("report__region").first()
    if found is None:
        raise NotFound(_("Det finnes ingen slik datautgave."))
    return found
