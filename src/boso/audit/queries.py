"""Reading the audit log, for those it concerns."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from boso.audit.models import AuditEntry
from boso.audit.values import Entry


def list_for_subject(subject_type: str, subject_id: str, *, limit: int = 200) -> list[Entry]:
    """What was done to one thing, newest first."""
    return _entries(AuditEntry.objects.filter(subject_type=subject_type, subject_id=subject_id), limit)


def list_for_scopes(scopes: Collection[str], *, limit: int = 200) -> list[Entry]:
    """What was done within these scopes, newest first."""
    return _entries(AuditEntry.objects.filter(scope__in=scopes), limit)


def list_by_actor(actor_id: str, *, limit: int = 200) -> list[Entry]:
    """What one person did, newest first."""
    return _entries(AuditEntry.objects.filter(actor_id=actor_id), limit)


def search(
    scopes: Collection[str],
    *,
    act: str = "",
    actor: str = "",
    since: date | None = None,
    until: date | None = None,
    first: int = 0,
    limit: int = 200,
) -> list[Entry]:
    """What was done within these scopes, newest first: of one act, by whoever's name holds a text, between two days
    (both of them, in Oslo). `first` are left out from the beginning."""
    found = AuditEntry.objects.filter(scope__in=scopes)
    if act:
        found = found.filter(act=act)
    if actor:
        found = found.filter(actor_name__icontains=actor)
    if since:
        found = found.filter(at__date__gte=since)
    if until:
        found = found.filter(at__date__lte=until)
    return _entries(found[first : first + limit], limit)


def list_acts(scopes: Collection[str]) -> list[str]:
    """The acts that there are within these scopes."""
    return sorted(AuditEntry.objects.filter(scope__in=scopes).order_by().values_list("act", flat=True).distinct())


def _entries(rows: QuerySet[AuditEntry], limit: int) -> list[Entry]:
    return [
        Entry(
            at=row.at,
            actor_id=row.actor_id,
            actor_name=row.actor_name,
            act=row.act,
            subject_type=row.subject_type,
            subject_id=row.subject_id,
            scope=row.scope,
            reason=row.reason,
            facts=row.facts,
        )
        for row in rows[:limit]
    ]
