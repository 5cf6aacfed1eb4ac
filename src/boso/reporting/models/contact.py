"""What a region keeps about its municipalities: the contact's own notes, the yearly meeting, what was agreed there."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from boso.places.models import Municipality, Region
from boso.reporting.models.answers import history
from boso.reporting.models.reports import Report
from boso.reporting.values.contact import FollowUpState, Paper


class OfRegion(models.Model):
    """A row of a region about one of its municipalities; the database asks for both keys (`places.rls`)."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


@history
class ContactNote(OfRegion):
    """The region's own note on a municipality, or on one report of it. The municipality never reads it."""

    number = models.PositiveIntegerField()
    # A report may go when an import is undone; by then nobody at the desk holds the key to change its notes.
    report = models.ForeignKey(Report, models.DO_NOTHING, related_name="+", null=True, blank=True, db_constraint=False)
    text = models.TextField()
    pinned = models.BooleanField(default=False)
    actor_id = models.TextField()
    actor_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("municipality", "-pinned", "-at", "-number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "region", "number"), name="contact_note_in_order"),
            models.CheckConstraint(condition=~Q(text=""), name="contact_note_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.number}"


class FollowUpMeeting(OfRegion):
    """The yearly meeting on the agreement, about a report year: when, and who is there by role, never by name."""

    year = models.PositiveSmallIntegerField()
    held = models.DateField(null=True, blank=True)
    attended = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    actor_id = models.TextField()
    actor_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("municipality", "-year")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "year"), name="follow_up_meeting_one_a_year"),
            models.UniqueConstraint(fields=("municipality", "id"), name="follow_up_meeting_of_its_municipality"),
        )

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.year}"


class OfMeeting(OfRegion):
    """A row that belongs to a meeting and through it to a municipality. Seen by the municipality once it is shared."""

    meeting = models.ForeignKey(FollowUpMeeting, models.CASCADE, related_name="+", db_constraint=False)
    shared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


@history
class MeetingPaper(OfMeeting):
    """The agenda or the minutes. `revision` counts the saves, so that two people do not write over each other."""

    kind = models.TextField()
    text = models.TextField(blank=True, default="")
    revision = models.PositiveIntegerField(default=1)
    actor_id = models.TextField()
    actor_name = models.TextField()
    at = models.DateTimeField()
    shared_by = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("meeting", "kind")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "meeting", "kind"), name="meeting_paper_once"),
            models.CheckConstraint(condition=Q(kind__in=[p.value for p in Paper]), name="meeting_paper_kind_known"),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.kind}"


@history
class FollowUp(OfMeeting):
    """What was agreed: what, whose role does it, and until when. Open until somebody says that it is done."""

    number = models.PositiveSmallIntegerField()
    what = models.TextField()
    role = models.TextField()
    due = models.DateField()
    state = models.TextField(default=FollowUpState.OPEN.value)
    answer = models.TextField(blank=True, default="")
    answered_by = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    closing = models.TextField(blank=True, default="")
    closed_by = models.TextField(blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("meeting", "number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "meeting", "number"), name="follow_up_in_order"),
            models.CheckConstraint(condition=~Q(what=""), name="follow_up_says_what"),
            models.CheckConstraint(
                condition=Q(state__in=[p.value for p in FollowUpState]), name="follow_up_state_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.state}"
