"""What a report answers: figures, texts, fields, the municipality's own tables and the matrix of partners."""

from typing import TypeVar

import pghistory
from django.db import models
from django.db.models import Q

from boso.kernel.figures import WITH_VALUE, Kind
from boso.kernel.sources import Origin
from boso.reporting.models.reports import OfReport

KINDS = [k.value for k in Kind if k is not Kind.SUPPRESSED]
ORIGIN_KNOWN = Q(origin__in=[o.value for o in Origin])
Row = TypeVar("Row", bound=models.Model)
MISSING = [k for k in KINDS if k not in {v.value for v in WITH_VALUE}]


def history(model: type[Row]) -> type[Row]:
    """Every addition, change and removal of a row goes into a table of its own, with who and why. By triggers."""
    added, changed, removed = (
        pghistory.InsertEvent("added"),
        pghistory.UpdateEvent("changed"),
        pghistory.DeleteEvent("removed"),
    )
    tracked: type[Row] = pghistory.track(added, changed, removed, append_only=True)(model)
    return tracked


class Sourced(OfReport):
    """A row of one version that says where it comes from. `certain` is false for what nobody has confirmed yet.

    `reference` is the id of the import it came by; `place` where it stands in that file.
    """

    version = models.PositiveSmallIntegerField(default=1)
    certain = models.BooleanField(default=True)
    origin = models.TextField()
    source_label = models.TextField(blank=True, default="")
    place = models.JSONField(null=True, blank=True)
    reference = models.TextField(blank=True, default="")

    class Meta:
        abstract = True


@history
class Answer(Sourced):
    """A figure: the indicator `code`, its kind and its number, as written and as understood."""

    code = models.TextField()
    kind = models.TextField()
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    raw = models.TextField(blank=True, default="")
    comment = models.TextField(blank=True, default="")
    as_of = models.TextField(blank=True, default="")
    expected = models.TextField(blank=True, default="")

    class Meta(Sourced.Meta):
        abstract = False
        ordering = ("report", "version", "code")
        indexes = (models.Index(fields=("code", "municipality"), name="answer_by_code"),)
        constraints = (
            models.CheckConstraint(condition=ORIGIN_KNOWN, name="answer_origin_known"),
            models.UniqueConstraint(fields=("municipality", "report", "version", "code"), name="answer_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="answer_kind_known"),
            models.CheckConstraint(
                condition=Q(kind__in=MISSING, value__isnull=True) | (~Q(kind__in=MISSING) & Q(value__isnull=False)),
                name="answer_has_a_value_when_its_kind_has",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code}: {self.kind} {self.value}"


@history
class TextAnswer(Sourced):
    """A narrative or a comment, without telephone numbers and e-mail addresses; or the kind of missing."""

    code = models.TextField()
    kind = models.TextField()
    text = models.TextField(blank=True, default="")

    class Meta(Sourced.Meta):
        abstract = False
        ordering = ("report", "version", "code")
        constraints = (
            models.CheckConstraint(condition=ORIGIN_KNOWN, name="textanswer_origin_known"),
            models.UniqueConstraint(fields=("municipality", "report", "version", "code"), name="text_answer_once"),
            models.CheckConstraint(condition=Q(kind__in=["text", *KINDS]), name="text_answer_kind_known"),
        )

    def __str__(self) -> str:
        return f"{self.code}: {self.kind}"


@history
class FieldAnswer(Sourced):
    """A field of the general information. It may name people: it never leaves for the public."""

    code = models.TextField()
    kind = models.TextField()
    value = models.JSONField(null=True, blank=True)
    raw = models.TextField(blank=True, default="")

    class Meta(Sourced.Meta):
        abstract = False
        ordering = ("report", "version", "code")
        constraints = (
            models.CheckConstraint(condition=ORIGIN_KNOWN, name="fieldanswer_origin_known"),
            models.UniqueConstraint(fields=("municipality", "report", "version", "code"), name="field_answer_once"),
        )

    def __str__(self) -> str:
        return f"{self.code}: {self.kind}"


class OwnTable(Sourced):
    """A table the municipality put in place of the form's, as read: cost_account, coverage, own_effort, …"""

    position = models.PositiveSmallIntegerField()
    type = models.TextField()
    title = models.TextField(blank=True, default="")
    rows = models.JSONField(default=list)

    class Meta(Sourced.Meta):
        abstract = False
        ordering = ("report", "version", "position")
        constraints = (
            models.CheckConstraint(condition=ORIGIN_KNOWN, name="owntable_origin_known"),
            models.UniqueConstraint(fields=("municipality", "report", "version", "position"), name="own_table_once"),
        )

    def __str__(self) -> str:
        return f"{self.type} {self.title}"


@history
class PartnerTick(Sourced):
    """How one partner takes part, as ticked in the matrix of partners."""

    actor = models.TextField()
    level = models.TextField()

    class Meta(Sourced.Meta):
        abstract = False
        ordering = ("report", "version", "id")
        constraints = (
            models.CheckConstraint(condition=ORIGIN_KNOWN, name="partnertick_origin_known"),
            models.UniqueConstraint(fields=("municipality", "report", "version", "actor"), name="partner_tick_once"),
        )

    def __str__(self) -> str:
        return f"{self.actor}: {self.level}"
