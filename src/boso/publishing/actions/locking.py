"""The row of an annual report, locked while something about it is decided, and the record of what was done."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from boso.audit.actions import record
from boso.audit.values import region_scope
from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid
from boso.places.values import RegionRow
from boso.publishing.annual.rows import LANGUAGES
from boso.publishing.models import AnnualReport

FIRST_YEAR, LAST_YEAR = 2000, 2100


def locked_report(region: RegionRow, year: int, now: datetime) -> AnnualReport:
    """The annual report of a region and year, made when it is not there, locked to the end of the transaction."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Invalid(_("Det kan ikke lages årsmelding for %s.") % year)
    AnnualReport.objects.get_or_create(region_id=region.id, year=year, defaults={"opened_at": now})
    return AnnualReport.objects.select_for_update().get(region_id=region.id, year=year)


def known_language(language: str) -> str:
    """The language, one of those documents are made in. Raises Invalid."""
    if language not in LANGUAGES:
        raise Invalid(_("Velg bokmål, nynorsk eller engelsk."))
    return language


def write_down(
    act: str,
    region: RegionRow,
    year: int,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
    facts: Mapping[str, object] | None = None,
) -> None:
    """Record an act about an annual report."""
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="annual_report",
        subject_id=f"{region.code}-{year}",
        scope=region_scope(region.id),
        reason=reason,
        facts=facts,
    )
