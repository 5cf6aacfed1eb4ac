"""Writing to the audit log: an explicit call inside the action whose act it records."""

from collections.abc import Mapping
from datetime import datetime

from boso.audit.models import AuditEntry
from boso.kernel.decisions import Actor


def record(
    *,
    actor: Actor,
    now: datetime,
    act: str,
    subject_type: str,
    subject_id: str | int,
    scope: str,
    reason: str = "",
    facts: Mapping[str, object] | None = None,
) -> None:
    """Record one act, in the transaction of the act itself. `facts` are plain JSON and never personal data.

    `act` is a past-tense code such as `import_applied`; `scope` one of `boso.audit.values`.
    """
    AuditEntry.objects.create(
        at=now,
        actor_id=actor.id,
        actor_name=actor.name,
        act=act,
        subject_type=subject_type,
        subject_id=str(subject_id),
        scope=scope,
        reason=reason,
        facts=dict(facts or {}),
    )
