"""How several people write one report: who saved what, who is where, who was asked, and what they say to each other."""

from django.db import models
from django.db.models import Q

from boso.reporting.models.reports import OfReport


class SavedField(OfReport):
    """The last save of a field from an editor. `token` is the browser's own, so that the same save counts once."""

    version = models.PositiveSmallIntegerField()
    address = models.TextField()
    token = models.TextField()
    mark = models.TextField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("report", "version", "address")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "report", "version", "address"), name="saved_field_once"),
        )

    def __str__(self) -> str:
        return self.address


class Presence(OfReport):
    """Who has a section open; believed for a minute after the last sign of life."""

    account_id = models.TextField()
    name = models.TextField()
    section = models.TextField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ("report", "name")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "report", "account_id"), name="presence_one_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.name} in {self.section}"


class Assignment(OfReport):
    """A section, or one question of it (`address`), that somebody was asked to answer."""

    section = models.TextField()
    address = models.TextField(blank=True, default="")
    account_id = models.TextField()
    name = models.TextField()
    due = models.DateField(null=True, blank=True)
    by_id = models.TextField()
    by_name = models.TextField()
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("report", "section", "address")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "report", "section", "address"), name="assignment_one_a_question"
            ),
        )

    def __str__(self) -> str:
        return f"{self.section} {self.address}: {self.name}"


class Comment(OfReport):
    """What a colleague says about a section or a question; `thread` is the number of the remark it answers."""

    number = models.PositiveIntegerField()
    thread = models.PositiveIntegerField(null=True, blank=True)
    section = models.TextField()
    address = models.TextField(blank=True, default="")
    text = models.TextField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("report", "number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "report", "number"), name="comment_in_order"),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.actor_name}"
