"""Tables of files that came in, and of what was proposed, applied and undone from them."""

from django.db import models
from django.db.models import F, Q

from boso.importers.proposals import ImportState, Resolution
from boso.places.models import Municipality
from boso.reporting.models import Report


class ImportedFile(models.Model):
    """A file as it was read: its text with contact details blotted out, and the way from text to places.

    `spans` are rows of start, end and place. The file itself is not kept: it may hold what must not be stored.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.TextField()
    format = models.TextField()
    size = models.PositiveBigIntegerField()
    text = models.TextField()
    spans = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "sha256"), name="imported_file_once"),
            models.UniqueConstraint(fields=("municipality", "id"), name="imported_file_of_its_municipality"),
        )

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """One attempt to take a report out of a file: proposed, then applied, perhaps undone.

    `reading` is what `boso read --json` prints; `decisions` what people said, by cell; `steps` what applying did to
    each row, so that it can be taken back. `report` outlives no undoing: it is a mark, not a constraint.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    file = models.ForeignKey(ImportedFile, models.PROTECT, related_name="imports", db_constraint=False)
    attempt = models.PositiveSmallIntegerField(default=1)
    state = models.TextField(default=ImportState.PROPOSED.value)
    template = models.TextField()
    edition = models.TextField()
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField(null=True, blank=True)
    report = models.ForeignKey(Report, models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False)
    made_report = models.BooleanField(default=False)
    reading = models.JSONField()
    certain_accepted = models.BooleanField(default=False)
    decisions = models.JSONField(default=dict)
    resolution = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    steps = models.JSONField(default=list)
    proposed_at = models.DateTimeField()
    proposed_by_id = models.TextField()
    proposed_by_name = models.TextField()
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by_id = models.TextField(blank=True, default="")
    applied_by_name = models.TextField(blank=True, default="")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_id = models.TextField(blank=True, default="")
    undone_by_name = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("-proposed_at", "-id")
        indexes = (models.Index(fields=("municipality", "report"), name="import_by_report"),)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "file", "attempt"), name="import_attempt_once"),
            models.UniqueConstraint(
                fields=("municipality", "file"), condition=Q(state__in=("proposed", "applied")), name="import_one_alive"
            ),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ImportState]), name="import_state_known"),
            models.CheckConstraint(
                condition=Q(resolution__in=["", *(r.value for r in Resolution)]), name="import_resolution_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="applied") | Q(applied_at__isnull=False, report__isnull=False),
                name="import_applied_says_when_and_where",
            ),
            models.CheckConstraint(
                condition=~Q(state="undone") | Q(undone_at__isnull=False, applied_at__lte=F("undone_at")),
                name="import_undone_after_applied",
            ),
        )

    def __str__(self) -> str:
        return f"{self.template} {self.year}: {self.state}"


class WorkbookUpload(models.Model):
    """A workbook that was filled in and came back: what it would change, and what was taken of it, to be taken back.

    `changes` are its answers that differ from what the workbook was made with; the file itself is not kept.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="+", db_constraint=False)
    version = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    name = models.TextField()
    size = models.PositiveBigIntegerField()
    made = models.DateTimeField()
    changes = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    taken = models.JSONField(default=list)
    at = models.DateTimeField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by_name = models.TextField(blank=True, default="")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_name = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "report", "sha256"), name="workbook_upload_once"),
        )

    def __str__(self) -> str:
        return self.name
