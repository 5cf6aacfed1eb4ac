"""Tables of regions, municipalities, their codes, changes and districts, and of population."""

from django.db import models
from django.db.models import F, Q

from boso.places.columns import as_number, one_at_a_time, sort_column
from boso.places.values import INVENTED_PREFIX, ChangeKind, LanguageDecision


class Region(models.Model):
    """A region of the state bank, or the invented one of the demo."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    invented = models.BooleanField(default=False)
    source = models.TextField()
    note = models.TextField(blank=True, default="")
    sort_name = sort_column("name")

    class Meta:
        ordering = ("invented", "sort_name")
        constraints = (
            models.UniqueConstraint(fields=("code",), name="region_code_unique"),
            models.CheckConstraint(
                condition=Q(invented=True, name__startswith=INVENTED_PREFIX)
                | (Q(invented=False) & ~Q(name__startswith=INVENTED_PREFIX)),
                name="region_invented_by_name",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality as an identity that outlives its numbers and names.

    It lives on through a merger when the new municipality bears its name; otherwise it ends there.
    `region` is None where no source says to which it belonged.
    """

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=100)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="municipalities")
    invented = models.BooleanField(default=False)
    language_decision = models.CharField(
        max_length=10, choices=[(d.value, d.value) for d in LanguageDecision], default=LanguageDecision.UNKNOWN.value
    )
    source = models.TextField()
    note = models.TextField(blank=True, default="")
    sort_name = sort_column("name")

    class Meta:
        ordering = ("sort_name",)
        constraints = (
            models.UniqueConstraint(fields=("slug",), name="municipality_slug_unique"),
            models.CheckConstraint(
                condition=Q(invented=True, name__startswith=INVENTED_PREFIX)
                | (Q(invented=False) & ~Q(name__startswith=INVENTED_PREFIX)),
                name="municipality_invented_by_name",
            ),
            models.CheckConstraint(
                condition=Q(language_decision__in=[d.value for d in LanguageDecision]),
                name="municipality_language_known_value",
            ),
        )

    def __str__(self) -> str:
        return self.name


class MunicipalityCode(models.Model):
    """The number and the official name of a municipality from a day to, but not including, another.

    An open start means: valid in all years the programme speaks of; when it began was not looked up.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="codes")
    number = models.CharField(max_length=4)
    name = models.CharField(max_length=100)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    checked = models.BooleanField()
    source = models.TextField()
    note = models.TextField(blank=True, default="")
    sort_name = sort_column("name")

    class Meta:
        ordering = ("municipality", F("valid_from").asc(nulls_first=True))
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "valid_from"), nulls_distinct=False, name="municipality_code_start_unique"
            ),
            models.CheckConstraint(condition=Q(number__regex=r"^[0-9]{4}$"), name="municipality_code_four_digits"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=F("valid_to")),
                name="municipality_code_ends_after_start",
            ),
            one_at_a_time(
                "municipality_one_code_at_a_time", what=F("municipality"), start="valid_from", end="valid_to"
            ),
            one_at_a_time(
                "municipality_number_one_holder", what=as_number("number"), start="valid_from", end="valid_to"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class MunicipalityChange(models.Model):
    """On a day, `municipality` went on as `target` or gave it a part: renamed, renumbered, merged or split."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="changes_from")
    target = models.ForeignKey(Municipality, models.CASCADE, related_name="changes_to")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ChangeKind])
    share = models.DecimalField(max_digits=9, decimal_places=8, null=True, blank=True)
    checked = models.BooleanField()
    source = models.TextField()
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("day", "municipality", "target")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "day", "target"), name="municipality_change_unique"),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in ChangeKind]), name="municipality_change_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gt=0, share__lte=1), name="municipality_change_share_of_one"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["rename", "renumber"]) | Q(target=F("municipality"), share=1),
                name="municipality_change_renamed_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day}: {self.kind}"


class District(models.Model):
    """A city district (bydel): a part of its municipality with a number of its own."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="districts")
    slug = models.SlugField(max_length=60)
    number = models.CharField(max_length=6)
    name = models.CharField(max_length=100)
    checked = models.BooleanField()
    source = models.TextField()
    note = models.TextField(blank=True, default="")
    sort_name = sort_column("name")

    class Meta:
        ordering = ("municipality", "sort_name")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug"), name="district_slug_unique"),
            models.UniqueConstraint(fields=("municipality", "number"), name="district_number_unique"),
            models.CheckConstraint(condition=Q(number__regex=r"^[0-9]{6}$"), name="district_six_digits"),
        )

    def __str__(self) -> str:
        return self.name


class Population(models.Model):
    """Inhabitants on 1 January of a municipality, or of one district; or that no figure was found.

    `shipped` rows follow the files that come with boso; others were loaded by a person and are left alone by them.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="population")
    district = models.ForeignKey(District, models.CASCADE, null=True, blank=True, related_name="population")
    year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=6)
    persons = models.PositiveIntegerField(null=True, blank=True)
    cross_checked = models.BooleanField(default=False)
    shipped = models.BooleanField(default=False)
    source = models.TextField()
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("municipality", "district", "year")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "district", "year"), nulls_distinct=False, name="population_year_unique"
            ),
            models.CheckConstraint(condition=Q(year__gte=1769, year__lte=2200), name="population_year_sensible"),
            models.CheckConstraint(
                condition=Q(persons__isnull=False) | ~Q(note=""), name="population_gap_is_explained"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.year}"


class FileLoad(models.Model):
    """That a set of data files was loaded: which, by whom, when, and what it changed."""

    subject = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("subject", "-at"), name="file_load_by_subject"),)

    def __str__(self) -> str:
        return f"{self.subject} {self.at:%Y-%m-%d}"
