"""Rounds of reporting: what a region asks of its municipalities for a period, who was asked, and the mails about it."""

from django.db import models
from django.db.models import F, Q

from boso.places.models import Municipality, Region
from boso.reporting.models.notices import Queued
from boso.reporting.models.reports import Report
from boso.reporting.values.rounds import MailState


class Round(models.Model):
    """An edition, a region and a period, with its three dates: each a moment, told as a day and an hour in Oslo.

    `deadline` is the one that is shown; a report not begun may begin until `last_new`, and one that was begun be
    changed and delivered until `last_edit`.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    template = models.TextField()
    edition = models.TextField()
    revision = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField(null=True, blank=True)
    deadline = models.DateTimeField()
    last_new = models.DateTimeField()
    last_edit = models.DateTimeField()
    opened_at = models.DateTimeField()
    actor_id = models.TextField()
    actor_name = models.TextField()

    class Meta:
        ordering = ("-year", "-half", "region", "template")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "template", "year", "half"), nulls_distinct=False, name="round_one_for_a_period"
            ),
            models.CheckConstraint(condition=Q(half__isnull=True) | Q(half__in=(1, 2)), name="round_half_one_or_two"),
            models.CheckConstraint(
                condition=Q(last_new__gte=F("deadline"), last_edit__gte=F("last_new")), name="round_dates_in_order"
            ),
        )

    def __str__(self) -> str:
        half = f"-{self.half}" if self.half else ""
        return f"{self.template} {self.year}{half}"


class OfRound(models.Model):
    """A row about one municipality in a round."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Invitation(OfRound):
    """That a municipality was asked to report in a round; or that it was let off, with the reason and who decided."""

    report = models.ForeignKey(Report, models.SET_NULL, related_name="+", null=True, blank=True)
    invited_at = models.DateTimeField()
    excused_reason = models.TextField(blank=True, default="")
    excused_by = models.TextField(blank=True, default="")
    excused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("round", "municipality__sort_name")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "round"), name="invitation_once"),
            models.CheckConstraint(
                condition=Q(excused_at__isnull=True) | ~Q(excused_reason=""), name="invitation_excused_with_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality_id} in {self.round_id}"


class Extension(OfRound):
    """A later deadline for one municipality, with the reason. Rows are added; the newest holds."""

    number = models.PositiveSmallIntegerField()
    until = models.DateTimeField()
    reason = models.TextField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("round", "municipality", "number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "round", "number"), name="extension_in_order"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.municipality_id} until {self.until:%Y-%m-%d}"


class Reminder(OfRound, Queued):
    """One mail to one person by one rule about one deadline: it is queued once, and sent at most once.

    `occasion` tells mails of the same rule apart: the deadline they speak of, or the moment somebody asked for one.
    """

    rule = models.TextField()
    occasion = models.TextField()
    account_id = models.BigIntegerField()
    name = models.TextField()
    address = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=2)
    subject = models.TextField()
    body = models.TextField()

    class Meta:
        ordering = ("round", "queued_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "round", "rule", "occasion", "account_id"), name="reminder_once"
            ),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in MailState]), name="reminder_state_known"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.occasion}"
