"""Tables of people with accounts and the roles they hold."""

from typing import ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from boso.access.values import Account, Held, InvitationRow, MembershipRow, ResetRow, Role, Scope
from boso.kernel.periods import Validity
from boso.places.models import District, Municipality, Region

LANGUAGES = ("nb", "nn", "en")
HASHED_WITH = "boso.access.session"
DISTRICT_IN_ITS_CITY = Q(district__isnull=True) | Q(municipality__isnull=False)
ONE_PLACE = (
    Q(municipality__isnull=False, region__isnull=True, whole_programme=False)
    | Q(municipality__isnull=True, region__isnull=False, whole_programme=False)
    | Q(municipality__isnull=True, region__isnull=True, whole_programme=True)
)


class UserManager(BaseUserManager["User"]):
    """Finds people by the name they log in with."""


class User(AbstractBaseUser):
    """A person with an account. What they may do follows from their roles alone; there is no superuser."""

    username = models.CharField(max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    display_name = models.TextField()
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=2, default="nb")
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    session_generation = models.PositiveIntegerField(default=0)
    tour_done_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]
    objects = UserManager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(display_name=""), name="user_has_a_name"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="user_language_is_known"),
        )

    def __str__(self) -> str:
        return self.display_name

    def get_session_auth_hash(self) -> str:
        """What an open session must still match: a new password ends it, and so does a new generation."""
        return salted_hmac(HASHED_WITH, f"{self.password}:{self.session_generation}", algorithm="sha256").hexdigest()

    @property
    def account(self) -> Account:
        """The person as a value."""
        return Account(
            id=self.pk,
            username=self.username,
            display_name=self.display_name,
            email=self.email,
            language=self.language,
            demo=self.demo,
            tour_done=self.tour_done_at is not None,
        )


@pghistory.track(
    pghistory.InsertEvent("added"), pghistory.UpdateEvent("changed"), pghistory.DeleteEvent("removed"), append_only=True
)
class Membership(models.Model):
    """A role held in exactly one place: a municipality, a region or the whole programme, from a day to another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=32)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    whole_programme = models.BooleanField(default=False)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(role__in=[r.value for r in Role]), name="membership_role_is_known"),
            models.CheckConstraint(condition=ONE_PLACE, name="membership_has_one_scope"),
            models.CheckConstraint(condition=DISTRICT_IN_ITS_CITY, name="membership_district_in_its_city"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="membership_ends_later"
            ),
            models.UniqueConstraint(
                fields=("user", "role", "municipality", "region", "district", "whole_programme"),
                condition=Q(end__isnull=True),
                nulls_distinct=False,
                name="membership_open_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"

    @property
    def held(self) -> Held:
        """The role as a value."""
        return Held(
            role=Role(self.role),
            scope=Scope(municipality_id=self.municipality_id, region_id=self.region_id, district_id=self.district_id),
            validity=Validity(self.start, self.end),
        )

    @property
    def row(self) -> MembershipRow:
        """The role with the person who holds it."""
        return MembershipRow(id=self.pk, account=self.user.account, held=self.held, start=self.start, end=self.end)


class Invitation(models.Model):
    """A role offered to an address: a link that opens once. Only a digest of the link is kept."""

    email = models.EmailField()
    name = models.TextField()
    language = models.CharField(max_length=2, default="nb")
    role = models.CharField(max_length=32)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    whole_programme = models.BooleanField(default=False)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(role__in=[r.value for r in Role]), name="invitation_role_is_known"),
            models.CheckConstraint(condition=ONE_PLACE, name="invitation_has_one_scope"),
            models.CheckConstraint(condition=DISTRICT_IN_ITS_CITY, name="invitation_district_in_its_city"),
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="invitation_ends_later"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at__isnull=True),
                name="invitation_accepted_by_somebody_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.email} {self.role}"

    @property
    def scope(self) -> Scope:
        """Where the role would be held."""
        return Scope(municipality_id=self.municipality_id, region_id=self.region_id, district_id=self.district_id)

    @property
    def scope_with_region(self) -> Scope:
        """The same, with the region a municipality lies in, for asking who may give it."""
        region = self.municipality.region_id if self.municipality else self.region_id
        return Scope(municipality_id=self.municipality_id, region_id=region, district_id=self.district_id)

    @property
    def row(self) -> InvitationRow:
        """The invitation as a value."""
        return InvitationRow(
            id=self.pk,
            email=self.email,
            name=self.name,
            language=self.language,
            role=Role(self.role),
            scope=self.scope,
            start=self.start,
            end=self.end,
            invited_by=self.invited_by.display_name,
            invited_at=self.invited_at,
            expires_at=self.expires_at,
            accepted_at=self.accepted_at,
            withdrawn_at=self.withdrawn_at,
        )


class SecondFactorReset(models.Model):
    """A wish to take away somebody's lost second factor: one asks, another confirms."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.TextField()
    expires_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(user=F("asked_by")), name="reset_is_asked_by_another"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | (~Q(confirmed_by=F("asked_by")) & ~Q(confirmed_by=F("user"))),
                name="reset_takes_two",
            ),
            models.UniqueConstraint(
                fields=("user",),
                condition=Q(confirmed_at__isnull=True, refused_at__isnull=True),
                name="reset_open_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.asked_at:%Y-%m-%d}"

    @property
    def row(self) -> ResetRow:
        """The wish as a value."""
        return ResetRow(
            id=self.pk,
            account=self.user.account,
            asked_by=self.asked_by.display_name,
            asked_by_id=self.asked_by_id,
            asked_at=self.asked_at,
            expires_at=self.expires_at,
            reason=self.reason,
        )
