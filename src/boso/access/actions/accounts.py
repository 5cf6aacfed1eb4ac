"""Accounts: made, with a password, a language and an address."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from boso.access.models import LANGUAGES, User
from boso.access.values import Account
from boso.audit.actions import record
from boso.audit.values import PROGRAMME_SCOPE
from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid


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
def create_account_without_password(
    *, display_name: str, email: str, language: str, actor: Actor, now: datetime
) -> Account:
    """A new account without roles for somebody whom a provider of identities vouches for.

    The log-in name is made up, since nobody types it: it tells no address. Raises Invalid for an address or a name
    that is none.
    """
    username = f"{slugify(display_name)[:80] or 'person'}-{get_random_string(6).lower()}"
    user = _create(username=username, display_name=display_name.strip(), language=language, now=now)
    user.set_unusable_password()
    user.save()
    _record_made(user, actor, now)
    set_email(account_id=user.pk, email=email)
    return user.account


@transaction.atomic
def create_demo_account(*, username: str, display_name: str, password: str, actor: Actor, now: datetime) -> Account:
    """An account with a password that is told to everyone. Outside demo mode it cannot exist: raises Denied."""
    if not settings.DEMO:
        raise Denied(_("Demokontoer kan bare lages i demoen."))
    known = User.objects.filter(username=username, demo=True).first()
    user = known or _create(username=username, display_name=display_name, language="nb", now=now, demo=True)
    return _with_password(user, password, actor=actor, now=now)


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
        raise Invalid(_("«%s» er ingen e-postadresse. Skriv den som navn@example.no.") % wanted) from None
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
        _record_made(user, actor, now)
    return user.account


def _record_made(user: User, actor: Actor, now: datetime) -> None:
    record(
        actor=actor, now=now, act="account_created", subject_type="account", subject_id=user.pk, scope=PROGRAMME_SCOPE
    )
