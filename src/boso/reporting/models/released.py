"""What a person let out to the public of what municipalities wrote, and the themes an editor found in it."""

from django.db import models
from django.db.models import Q

from boso.reporting.models.reports import OfReport


class ReleasedText(OfReport):
    """A text as it was when somebody released it. Withdrawn ones stay, with who and why; at most one stands.

    `answers` holds what the check of the text found and why it may go out all the same: kind and reason, not the words.
    """

    version = models.PositiveSmallIntegerField()
    code = models.TextField()
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    answers = models.JSONField(default=list)
    actor_id = models.TextField()
    actor_name = models.TextField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_id = models.TextField(blank=True, default="")
    withdrawn_by_name = models.TextField(blank=True, default="")
    why = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("report", "code", "number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "report", "code", "number"), name="released_text_in_order"),
            models.UniqueConstraint(
                fields=("municipality", "report", "code"),
                condition=Q(withdrawn_at__isnull=True),
                name="released_text_one_stands",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="released_text_says_something"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, why="") | (Q(withdrawn_at__isnull=False) & ~Q(why="")),
                name="released_text_withdrawn_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class TextTag(OfReport):
    """A theme that somebody found in an answer. It belongs to the question, so a new version keeps it."""

    code = models.TextField()
    theme = models.TextField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("report", "code", "theme")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "report", "code", "theme"), name="text_tagged_once"),
        )

    def __str__(self) -> str:
        return f"{self.code}: {self.theme}"
