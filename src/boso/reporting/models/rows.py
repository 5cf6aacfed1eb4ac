"""Rows of a form's open tables that are not money, and files handed in with a report."""

from django.db import models

from boso.reporting.models.answers import ORIGIN_KNOWN, Sourced, history
from boso.reporting.models.reports import OfReport


@history
class FormRow(Sourced):
    """A row of an open table of the form, in its order. `cells`: by column, kind, value and expected date as text."""

    table = models.TextField()
    position = models.PositiveSmallIntegerField()
    cells = models.JSONField(default=dict)

    class Meta(Sourced.Meta):
        abstract = False
        ordering = ("report", "version", "table", "position")
        constraints = (
            models.CheckConstraint(condition=ORIGIN_KNOWN, name="formrow_origin_known"),
            models.UniqueConstraint(
                fields=("municipality", "report", "version", "table", "position"), name="form_row_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.table} {self.position}"


class ReportFile(OfReport):
    """A file of a report, in all versions from the one it came in up to the one it was taken out of.

    The content lies in the database: it is committed, guarded and backed up with the answers.
    """

    code = models.TextField()
    version = models.PositiveSmallIntegerField()
    removed_in = models.PositiveSmallIntegerField(null=True, blank=True)
    name = models.TextField()
    content_type = models.TextField()
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("report", "code", "id")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "report", "code", "id"), name="report_file_once"),
        )

    def __str__(self) -> str:
        return self.name
