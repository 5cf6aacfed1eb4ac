"""What is kept of a delivery: its receipt, the reasons given for warnings, and the parts that districts reported."""

import pgtrigger
from django.db import models
from django.db.models import Q

from boso.kernel.figures import Kind
from boso.places.models import District
from boso.reporting.models.answers import KINDS, MISSING, history
from boso.reporting.models.reports import OfReport


class Delivery(OfReport):
    """The receipt of one version: who delivered what and when, with the SHA-256 of its canonical content.

    Rows are added, never changed: a report that was withdrawn keeps the receipt of what it had delivered.
    """

    version = models.PositiveSmallIntegerField()
    nothing = models.BooleanField(default=False)
    at = models.DateTimeField()
    late_by = models.PositiveSmallIntegerField(default=0)  # business days after the deadline
    actor_id = models.TextField()
    actor_name = models.TextField()
    digest = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    promises = models.JSONField(default=list)
    steps = models.JSONField(default=list)

    class Meta:
        ordering = ("report", "version")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "report", "version"), name="delivery_once_a_version"),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.report_id} v{self.version}"


@history
class FindingAnswer(OfReport):
    """The reason a municipality gives for a warning. `key` names rule, case, field and row; `params` what was found.

    It answers the warning as long as the same is found; it is shown again when the rule speaks next year.
    """

    key = models.TextField()
    rule = models.TextField()
    params = models.JSONField(default=dict)
    reason = models.TextField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("report", "key")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "report", "key"), name="finding_answered_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="finding_answer_has_a_reason"),
        )

    def __str__(self) -> str:
        return self.key


@history
class DistrictAnswer(OfReport):
    """The part of a figure that one city district stands for. The central figure is the sum of its parts."""

    version = models.PositiveSmallIntegerField(default=1)
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    code = models.TextField()
    kind = models.TextField()
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    raw = models.TextField(blank=True, default="")
    expected = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("report", "version", "code", "district__sort_name")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "report", "version", "code", "district"), name="district_answer_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="district_answer_kind_known"),
            models.CheckConstraint(
                condition=Q(kind__in=MISSING, value__isnull=True) | (~Q(kind__in=MISSING) & Q(value__isnull=False)),
                name="district_answer_has_a_value_when_its_kind_has",
            ),
        )

    def __str__(self) -> str:
        return f"{self.district_id} {self.code}: {Kind(self.kind)}"


@history
class DistrictStanding(OfReport):
    """A city district says that its parts are done; until they are opened again nobody there changes them."""

    version = models.PositiveSmallIntegerField(default=1)
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    done = models.BooleanField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("report", "version", "district__sort_name")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "report", "version", "district"), name="district_stands_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.report_id} {self.district_id} {self.done}"
