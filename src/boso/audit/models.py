"""The table of the audit log: rows are added, never changed or removed."""

import pgtrigger
from django.db import models


class AuditEntry(models.Model):
    """One act, without foreign keys, so that it stays when its subject goes."""

    at = models.DateTimeField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    act = models.TextField()
    subject_type = models.TextField()
    subject_id = models.TextField()
    scope = models.TextField()
    reason = models.TextField(blank=True, default="")
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (
            models.Index(fields=("scope", "-at"), name="audit_by_scope"),
            models.Index(fields=("subject_type", "subject_id", "-at"), name="audit_by_subject"),
            models.Index(fields=("actor_id", "-at"), name="audit_by_actor"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(actor_id="") & ~models.Q(act=""), name="audit_says_who_and_what"
            ),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.act} {self.subject_type} {self.subject_id}"
