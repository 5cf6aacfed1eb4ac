"""Tables of the programme's annual reports: editors' texts, data releases and publications.

They belong to a region, never to one municipality; a release holds only what the public may see.
"""

import pgtrigger
from django.db import models
from django.db.models import Q

from boso.places.models import Region

LANGUAGES = ("nb", "nn", "en")


def only_added() -> pgtrigger.Protect:
    """Rows of the table are added, never changed or removed."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class AnnualReport(models.Model):
    """The annual report of a region for a year; its row is locked while something about it is decided."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ("region", "-year")
        constraints = (
            models.UniqueConstraint(fields=("region", "year"), name="annual_report_once_a_year"),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="annual_report_year_sensible"),
        )

    def __str__(self) -> str:
        return f"{self.region} {self.year}"


class ChapterText(models.Model):
    """One version of an editor's text, as it was written; an empty one takes the text away."""

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="texts")
    language = models.CharField(max_length=2)
    slot = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    actor_id = models.TextField()
    actor_name = models.TextField()

    class Meta:
        ordering = ("report", "language", "slot", "number")
        constraints = (
            models.UniqueConstraint(fields=("report", "language", "slot", "number"), name="chapter_text_version"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="chapter_text_language_known"),
            models.CheckConstraint(condition=~Q(slot="") & ~Q(actor_id=""), name="chapter_text_says_where_and_who"),
        )
        triggers = (only_added(),)

    def __str__(self) -> str:
        return f"{self.slot} {self.language} {self.number}"


class Release(models.Model):
    """A data release: the figures of a report as they were, by number and identifier, and who froze them and why.

    `cells` are the figures themselves; `identifier` is their SHA-256; `digest` that of all that was composed of them;
    `changes` the cells that differ from the release before; `texts` the versions of editors' texts that went in.
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="releases")
    number = models.PositiveSmallIntegerField()
    identifier = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    cells = models.JSONField()
    changes = models.JSONField(default=list)
    texts = models.JSONField(default=list)
    reason = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    actor_id = models.TextField()
    actor_name = models.TextField()

    class Meta:
        ordering = ("report", "number")
        constraints = (
            models.UniqueConstraint(fields=("report", "number"), name="release_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="release_counts_from_one"),
            models.CheckConstraint(condition=Q(identifier__regex=r"^[0-9a-f]{64}$"), name="release_identifier_is_sha"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="release_later_says_why"),
        )
        triggers = (only_added(),)

    def __str__(self) -> str:
        return f"{self.report} {self.number}"


class ReleaseDocument(models.Model):
    """The whole document of a release in a language, as the content model of its day: made again from here alone."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="documents")
    language = models.CharField(max_length=2)
    content = models.TextField()

    class Meta:
        ordering = ("release", "language")
        constraints = (
            models.UniqueConstraint(fields=("release", "language"), name="release_document_once"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="release_document_language_known"),
        )
        triggers = (only_added(),)

    def __str__(self) -> str:
        return f"{self.release} {self.language}"


class Publication(models.Model):
    """That a release was made public in a language, by whom, and, where it was taken back, when and why."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="publications")
    language = models.CharField(max_length=2)
    at = models.DateTimeField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.TextField(blank=True, default="")
    withdrawn_reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("release", "language"),
                condition=Q(withdrawn_at__isnull=True),
                name="publication_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="publication_language_known"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | (~Q(withdrawn_by="") & ~Q(withdrawn_reason="")),
                name="publication_withdrawn_by_whom_and_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.release} {self.language}"
