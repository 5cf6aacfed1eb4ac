"""Tables of people with accounts and the roles they hold."""

from typing import ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import F, Q

from boso.access.values import Account, Held, MembershipRow, Role, Scope
from boso.kernel.periods import Validity
from boso.places.models import Municipality, Region

LANGUAGES = ("nb", "nn", "en")


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
    whole_programme = models.BooleanField(default=False)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(role__in=[r.value for r in Role]), name="membership_role_is_known"),
            models.CheckConstraint(
                condition=(
                    Q(municipality__isnull=False, region__isnull=True, whole_programme=False)
                    | Q(municipality__isnull=True, region__isnull=False, whole_programme=False)
                    | Q(municipality__isnull=True, region__isnull=True, whole_programme=True)
                ),
                name="membership_has_one_scope",
            ),
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="membership_ends_later"),
            models.UniqueConstraint(
                fields=("user", "role", "municipality", "region", "whole_programme"),
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
            scope=Scope(municipality_id=self.municipality_id, region_id=self.region_id),
            validity=Validity(self.start, self.end),
        )

    @property
    def row(self) -> MembershipRow:
        """The role with the person who holds it."""
        return MembershipRow(id=self.pk, account=self.user.account, held=self.held, start=self.start, end=self.end)
