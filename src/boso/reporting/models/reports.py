"""A report of a municipality for a period, its versions, its log, and exemptions from rules."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from boso.places.models import Municipality
from boso.reporting.values import EventKind, Status


class UsedEdition(models.Model):
    """An edition that reports are written in, as it was when the first of them was opened."""

    template = models.TextField()
    name = models.TextField()
    revision = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    first_used = models.DateTimeField()

    class Meta:
        ordering = ("template", "name", "revision")
        constraints = (models.UniqueConstraint(fields=("template", "name", "revision"), name="used_edition_once"),)

    def __str__(self) -> str:
        return f"{self.template}/{self.name}@{self.revision}"


class Report(models.Model):
    """One form of one municipality for one period. It pins the edition and revision it is written in.

    `status` is what its events say, kept for lists. `published_version` is the version the public may see figures of;
    a historical report, recorded after its time, is published from the start and blocked by nothing.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    template = models.TextField()
    edition = models.TextField()
    revision = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField(null=True, blank=True)
    historical = models.BooleanField(default=False)
    status = models.TextField(default=Status.NOT_STARTED.value)
    current_version = models.PositiveSmallIntegerField(default=1)
    published_version = models.PositiveSmallIntegerField(null=True, blank=True)
    steering_dates = ArrayField(models.DateField(), default=list, blank=True)

    class Meta:
        ordering = ("municipality", "template", "year", "half")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "template", "year", "half"),
                nulls_distinct=False,
                name="report_one_for_a_period",
            ),
            models.UniqueConstraint(fields=("municipality", "id"), name="report_of_its_municipality"),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="report_year_sensible"),
            models.CheckConstraint(condition=Q(half__isnull=True) | Q(half__in=(1, 2)), name="report_half_one_or_two"),
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="report_status_known"),
            models.CheckConstraint(condition=Q(current_version__gte=1), name="report_has_a_version"),
            models.CheckConstraint(
                condition=Q(published_version__isnull=True) | Q(published_version__lte=F("current_version")),
                name="report_publishes_a_version_it_has",
            ),
        )

    def __str__(self) -> str:
        half = f"-{self.half}" if self.half else ""
        return f"{self.template} {self.year}{half}"


class OfReport(models.Model):
    """A row that belongs to a report and through it to a municipality; the database holds the two together."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="+", db_constraint=False)

    class Meta:
        abstract = True


class ReportVersion(OfReport):
    """A version of a report: the first, and one for each supplement or round of questions. Closed ones stay."""

    number = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("report", "number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "report", "number"), name="version_once"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")), name="version_closes_later"
            ),
        )

    def __str__(self) -> str:
        return f"{self.report_id} v{self.number}"


class Event(models.Model):
    """Something that happened to a report. Rows are only added; they outlive a report that an undone import made."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.DO_NOTHING, related_name="+", db_constraint=False)
    number = models.PositiveIntegerField()
    kind = models.TextField()
    at = models.DateTimeField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    reason = models.TextField(blank=True, default="")
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ("report", "number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "report", "number"), name="event_in_order"),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in EventKind]), name="event_kind_known"),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.number}. {self.kind}"


class Exemption(models.Model):
    """A rule that does not hold for a municipality for a time, with the reason and who decided it."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    rule = models.TextField()
    field = models.TextField(blank=True, default="")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    reason = models.TextField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("municipality", "rule", "field", "start")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "rule", "field", "start"), name="exemption_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="exemption_has_a_reason"),
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="exemption_ends_later"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.field}"
