"""Writing accounts and roles: one door for the command line, the pages and the demo."""

from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from boso.access.models import LANGUAGES, Membership, User
from boso.access.rules import can_hold
from boso.access.values import Account, MembershipRow, Role, Scope, ScopeKind
from boso.audit.actions import record
from boso.audit.values import PROGRAMME_SCOPE, municipality_scope, region_scope
from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.places.models import Municipality


@transaction.atomic
def create_account(
    *, username: str, display_name: str, password: str, actor: Actor, now: datetime, language: str = "nb"
) -> Account:
    """A new account without roles. Raises Invalid for a name that is taken or a password that is too weak."""
    try:
        validate_password(password, User(username=username, display_name=display_name))
    except ValidationError as mistake:
        raise Invalid(" ".join(mistake.messages)) from mistake
    user = _create(username=username, display_name=display_name, language=language, now=now)
    return _with_password(user, password, actor=actor, now=now)


@transaction.atomic
def create_demo_account(*, username: str, display_name: str, password: str, actor: Actor, now: datetime) -> Account:
    """An account with a password that is told to everyone. Outside demo mode it cannot exist: raises Denied."""
    if not settings.DEMO:
        raise Denied(_("Demokontoer kan bare lages i demoen."))
    known = User.objects.filter(username=username, demo=True).first()
    user = known or _create(username=username, display_name=display_name, language="nb", now=now, demo=True)
    return _with_password(user, password, actor=actor, now=now)


@transaction.atomic
def give_role(*, account_id: int, role: Role, scope: Scope, start: date, actor: Actor, now: datetime) -> MembershipRow:
    """Let someone hold a role in a place from a day on; giving an open role again changes nothing.

    Raises Invalid for a role that is not held in such a place, NotFound for an unknown account.
    """
    if not can_hold(role, scope):
        raise Invalid(_("Rollen kan ikke gis der. Velg en kommune for kommunens roller, en region for regionens."))
    user = User.objects.select_for_update().filter(pk=account_id, is_active=True).first()
    if user is None:
        raise NotFound(_("Det finnes ingen slik konto."))
    place = _place(scope)
    membership, made = Membership.objects.get_or_create(
        user=user, role=role.value, end=None, **place, defaults={"start": start}
    )
    if made:
        _record(actor, now, "role_given", membership)
    return membership.row


@transaction.atomic
def end_role(*, membership_id: int, end: date, actor: Actor, now: datetime) -> MembershipRow:
    """The role is held until, not on, that day. Ending it again on the same day changes nothing."""
    membership = Membership.objects.select_for_update(of=("self",)).filter(pk=membership_id).first()
    if membership is None:
        raise NotFound(_("Det finnes ingen slik rolle."))
    if end <= membership.start:
        raise Invalid(_("En rolle må slutte etter at den begynte."))
    if membership.end != end:
        membership.end = end
        membership.save(update_fields=["end"])
        _record(actor, now, "role_ended", membership)
    return membership.row


@transaction.atomic
def choose_language(*, account_id: int, language: str) -> None:
    """The language a person wants the pages in: nb, nn or en."""
    if language not in LANGUAGES:
        raise Invalid(_("Velg bokmål, nynorsk eller engelsk."))
    User.objects.filter(pk=account_id).exclude(language=language).update(language=language)


@transaction.atomic
def set_email(*, account_id: int, email: str) -> None:
    """The address mail to a person goes to; empty for none. Raises Invalid for what is no address."""
    wanted = email.strip()
    try:
        if wanted:
            validate_email(wanted)
    except ValidationError:
        raise Invalid(_("«%s» er ingen e-postadresse. Skriv den som navn@kommune.no.") % wanted) from None
    User.objects.filter(pk=account_id).exclude(email=wanted).update(email=wanted)


def _create(*, username: str, display_name: str, language: str, now: datetime, demo: bool = False) -> User:
    if User.objects.filter(username=username).exists():
        raise Invalid(_("Brukernavnet %s er i bruk. Velg et annet.") % username)
    user = User(username=username, display_name=display_name, language=language, demo=demo, created_at=now)
    try:
        user.full_clean(exclude=["password"], validate_unique=False)
    except ValidationError as mistake:
        raise Invalid(" ".join(mistake.messages)) from mistake
    return user


def _with_password(user: User, password: str, *, actor: Actor, now: datetime) -> Account:
    fresh = user.pk is None
    if fresh or not user.check_password(password):
        user.set_password(password)
        user.save()
    if fresh:
        record(
            actor=actor,
            now=now,
            act="account_created",
            subject_type="account",
            subject_id=user.pk,
            scope=PROGRAMME_SCOPE,
        )
    return user.account


def _place(scope: Scope) -> dict[str, object]:
    if scope.municipality_id is not None:
        if not Municipality.objects.filter(pk=scope.municipality_id).exists():
            raise NotFound(_("Det finnes ingen slik kommune."))
        return {"municipality_id": scope.municipality_id, "region_id": None, "whole_programme": False}
    whole = scope.kind is ScopeKind.PROGRAMME
    return {"municipality_id": None, "region_id": scope.region_id, "whole_programme": whole}


def _record(actor: Actor, now: datetime, act: str, membership: Membership) -> None:
    if membership.municipality_id is not None:
        where = municipality_scope(membership.municipality_id)
    else:
        where = PROGRAMME_SCOPE if membership.region_id is None else region_scope(membership.region_id)
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="membership",
        subject_id=membership.pk,
        scope=where,
        facts={"account": membership.user_id, "role": membership.role},
    )
