"""Tables of the programme: intakes, agreements, phases, goals, role holders, gatherings, meetings, documents."""

from collections.abc import Iterable
from enum import StrEnum

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from boso.places.models import District, Municipality, Region
from boso.programme.values import ContactRole, DocumentKind, GatheringKind, GoalLevel, MeetingKind, PhaseKind, Standing

PARTIAL_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


def partial_date_column() -> "models.CharField[str, str]":
    """A date as far as it is known: "2009", "2011-10", "2010-12-22", or blank for not known."""
    return models.CharField(max_length=10, blank=True, default="")


def partial_dates(table: str, *columns: str) -> list[models.CheckConstraint]:
    """A named constraint for each such column."""
    return [
        models.CheckConstraint(
            condition=Q(**{column: ""}) | Q(**{f"{column}__regex": PARTIAL_DATE}), name=f"{table}_{column}_is_a_date"
        )
        for column in columns
    ]


def known_value(table: str, column: str, values: type[StrEnum]) -> models.CheckConstraint:
    """The column holds one of the values of an enumeration."""
    return models.CheckConstraint(
        condition=Q(**{f"{column}__in": [v.value for v in values]}), name=f"{table}_{column}_known"
    )


def choice(values: Iterable[StrEnum]) -> "models.CharField[str, str]":
    """A column that holds one of the values of an enumeration."""
    return models.CharField(max_length=40, choices=[(v.value, v.value) for v in values])


class Sourced(models.Model):
    """Every row says where it comes from and what is not known of it."""

    source = models.TextField()
    note = models.TextField(blank=True, default="")

    class Meta:
        abstract = True


class Intake(Sourced):
    """A group of municipalities that a region took in together (pulje)."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="intakes")
    ordinal = models.PositiveSmallIntegerField()
    opened = partial_date_column()

    class Meta:
        ordering = ("region", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=("region", "ordinal"), name="intake_ordinal_unique"),
            *partial_dates("intake", "opened"),
        )

    def __str__(self) -> str:
        return f"{self.region} {self.ordinal}"


class Agreement(Sourced):
    """That a municipality takes part by agreement with a region, and how that is known."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="agreements")
    region = models.ForeignKey(Region, models.PROTECT, related_name="agreements")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="agreements")
    standing = choice(Standing)
    parties = models.TextField(blank=True, default="")
    signed = partial_date_column()
    period_from = partial_date_column()
    period_to = partial_date_column()
    programme_start = partial_date_column()
    unknown = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    class Meta:
        ordering = ("municipality", F("intake__ordinal").asc(nulls_first=True), "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "region", "intake"), nulls_distinct=False, name="agreement_once_an_intake"
            ),
            known_value("agreement", "standing", Standing),
            *partial_dates("agreement", "signed", "period_from", "period_to", "programme_start"),
        )

    def __str__(self) -> str:
        return f"{self.municipality} – {self.region}"


class AgreementDistrict(models.Model):
    """A city district that an agreement covers."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="covered")
    district = models.ForeignKey(District, models.CASCADE, related_name="agreements")

    class Meta:
        ordering = ("agreement", "district__sort_name")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "agreement", "district"), name="agreement_district_once"),
        )

    def __str__(self) -> str:
        return str(self.district)


class Phase(Sourced):
    """A phase of a municipality's programme. Several may be open at once; ends may be unknown.

    `seen` is a time at which a source says it was open.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="phases")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="phases")
    kind = choice(PhaseKind)
    start = partial_date_column()
    end = partial_date_column()
    seen = partial_date_column()

    class Meta:
        ordering = ("municipality", "agreement", "pk")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "agreement", "kind"), name="phase_once_an_agreement"),
            known_value("phase", "kind", PhaseKind),
            *partial_dates("phase", "start", "end", "seen"),
            models.CheckConstraint(condition=~Q(start="", end="", seen=""), name="phase_has_some_time"),
        )

    def __str__(self) -> str:
        return f"{self.municipality}: {self.kind}"


class Goal(Sourced):
    """A goal of a region, in bokmål, nynorsk and English; `about` is our own explanation."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="goals")
    code = models.CharField(max_length=20)
    level = choice(GoalLevel)
    parent = models.CharField(max_length=20, blank=True, default="")
    nb = models.TextField()
    nn = models.TextField()
    en = models.TextField()
    about_nb = models.TextField(blank=True, default="")
    about_nn = models.TextField(blank=True, default="")
    about_en = models.TextField(blank=True, default="")
    valid_from = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_to = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("region", "level", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "code", "valid_from"), nulls_distinct=False, name="goal_code_unique"
            ),
            known_value("goal", "level", GoalLevel),
            models.CheckConstraint(
                condition=Q(level="main", parent="") | (Q(level="sub") & ~Q(parent="")), name="goal_sub_has_parent"
            ),
        )

    def __str__(self) -> str:
        return self.nb


class Gathering(Sourced):
    """A gathering of a region's municipalities. Where only their number is known, each is a row of its own."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="gatherings")
    kind = choice(GatheringKind)
    held = partial_date_column()
    ordinal = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("region", "held", "kind", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=("region", "kind", "held", "ordinal"), name="gathering_unique"),
            known_value("gathering", "kind", GatheringKind),
            models.CheckConstraint(condition=Q(held__regex=PARTIAL_DATE), name="gathering_has_a_time"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.held}"


class GatheringParticipant(models.Model):
    """A municipality that is known to have taken part in a gathering."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="gatherings")
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="participants")

    class Meta:
        ordering = ("gathering", "municipality__sort_name")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "gathering"), name="gathering_participant_once"),
        )

    def __str__(self) -> str:
        return str(self.municipality)


class Meeting(Sourced):
    """A meeting of one municipality and the bank. `attended` holds roles or offices, never names."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="meetings")
    kind = choice(MeetingKind)
    held = partial_date_column()
    attended = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        ordering = ("municipality", "held")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "kind", "held"), name="meeting_unique"),
            known_value("meeting", "kind", MeetingKind),
            models.CheckConstraint(condition=Q(held__regex=PARTIAL_DATE), name="meeting_has_a_time"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.held}"


class Documented(Sourced):
    """A document that is known to exist, whether or not boso has it. `covers` is "2012", "2012-1" or blank."""

    kind = choice(DocumentKind)
    title = models.TextField(blank=True, default="")
    covers = models.CharField(max_length=6, blank=True, default="")
    dated = partial_date_column()
    publisher = models.TextField(blank=True, default="")

    class Meta:
        abstract = True


class ProgrammeDocument(Documented):
    """A document of a region, or of the whole programme where `region` is None."""

    region = models.ForeignKey(Region, models.CASCADE, null=True, blank=True, related_name="documents")

    class Meta:
        ordering = ("region", "kind", "covers", "dated")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "kind", "title", "covers"), nulls_distinct=False, name="programme_document_unique"
            ),
            known_value("programme_document", "kind", DocumentKind),
            *partial_dates("programme_document", "dated"),
        )

    def __str__(self) -> str:
        return self.title


class MunicipalityDocument(Documented):
    """A document of one municipality."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="documents")

    class Meta:
        ordering = ("municipality", "covers", "kind", "dated")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "kind", "title", "covers"), name="municipality_document_unique"
            ),
            known_value("municipality_document", "kind", DocumentKind),
            *partial_dates("municipality_document", "dated"),
        )

    def __str__(self) -> str:
        return f"{self.municipality}: {self.kind} {self.covers}"


class RoleHolder(models.Model):
    """Who held a contact role in a municipality in the period a report speaks of. Names come from imports alone.

    Guarded by row-level security: names of office-holders are not public here.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="role_holders")
    role = choice(ContactRole)
    name = models.TextField()
    held_from = models.DateField()
    held_to = models.DateField()
    reference = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("municipality", "held_from", "role", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "reference", "role", "name"), name="role_holder_once_a_report"
            ),
            known_value("role_holder", "role", ContactRole),
            models.CheckConstraint(condition=Q(held_from__lt=F("held_to")), name="role_holder_ends_after_start"),
            models.CheckConstraint(condition=~Q(name=""), name="role_holder_has_a_name"),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.held_from}"
