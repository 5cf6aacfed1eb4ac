"""Ways to log in by somebody who vouches for people: bound to an account, and unbound."""

from datetime import date, datetime

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from boso.access.actions.accounts import create_account_without_password
from boso.access.actions.holding import give_role
from boso.access.actions.inviting import accept_invitation
from boso.access.models import User
from boso.access.queries import find_invitation, list_held
from boso.access.rules import may_give
from boso.access.values import Account, Role, Scope
from boso.audit.actions import record
from boso.audit.values import PROGRAMME_SCOPE
from boso.kernel.decisions import SYSTEM, Actor
from boso.kernel.errors import Denied, Invalid, NotFound


@transaction.atomic
def bind(*, account_id: int, provider: str, digest: str, actor: Actor, now: datetime) -> None:
    """Let an account be logged in to by a person at a provider. Binding it again changes nothing.

    Raises Denied where another account has the person already.
    """
    made, fresh = SocialAccount.objects.get_or_create(
        provider=provider, uid=digest, defaults={"user_id": account_id, "extra_data": {}}
    )
    if made.user_id != account_id:
        raise Denied(_("Denne innloggingen hører til en annen konto i boso. Logg inn på den i stedet."))
    if fresh:
        _record(actor, now, "login_bound", account_id, provider)


@transaction.atomic
def unbind(*, account_id: int, binding_id: int, actor: Actor, now: datetime) -> None:
    """Take a way to log in away from one's account. Raises NotFound for one that is not there, Invalid for the last."""
    user = User.objects.select_for_update().get(pk=account_id)
    found = SocialAccount.objects.filter(pk=binding_id, user=user).first()
    if found is None:
        raise NotFound(_("Det finnes ingen slik innlogging."))
    others = SocialAccount.objects.filter(user=user, provider__in=settings.IDENTITY_PROVIDERS).exclude(pk=found.pk)
    if not (settings.LOCAL_LOGIN and user.has_usable_password()) and not others.exists():
        raise Invalid(_("Dette er den siste måten du kan logge inn på. Knytt til en annen før du tar bort denne."))
    found.delete()
    _record(actor, now, "login_unbound", account_id, found.provider)


@transaction.atomic
def accept_as(*, secret: str, provider: str, digest: str, now: datetime) -> Account:
    """Take the role of an invitation as a person at a provider: with the account she has, or with a new one.

    Raises NotFound for an invitation that opens nothing any more.
    """
    known = SocialAccount.objects.select_related("user").filter(provider=provider, uid=digest).first()
    account = known.user.account if known else _new_account(secret, now)
    if known is None:
        bind(account_id=account.id, provider=provider, digest=digest, actor=account.actor, now=now)
    accept_invitation(secret=secret, account_id=account.id, actor=account.actor, now=now)
    return account


@transaction.atomic
def enrol(
    *,
    name: str,
    email: str,
    language: str,
    role: Role,
    scope: Scope,
    end: date | None,
    provider: str,
    digest: str,
    actor: Actor,
    now: datetime,
) -> Account:
    """A role for a person at a provider who has not been here yet: she logs in there, and is in. No link is sent.

    Raises Denied where the actor may not give the role there, Invalid where the person has an account: which role it
    takes is hers to say, by an invitation.
    """
    decision = may_give(list_held(int(actor.id)), role, scope, until=end, on=now.date())
    if not decision:
        raise Denied(decision.reason)
    if SocialAccount.objects.filter(provider=provider, uid=digest).exists():
        raise Invalid(_("Personen har allerede en konto. Send en invitasjon, så legges rollen til den."))
    account = create_account_without_password(display_name=name, email=email, language=language, actor=actor, now=now)
    bind(account_id=account.id, provider=provider, digest=digest, actor=actor, now=now)
    give_role(account_id=account.id, role=role, scope=scope, start=now.date(), end=end, actor=actor, now=now)
    return account


def note_log_in(*, account_id: int, provider: str, now: datetime) -> None:
    """Note in the log that somebody came in by a provider."""
    user = User.objects.get(pk=account_id)
    _record(user.account.actor, now, "logged_in_by_provider", account_id, provider)


def _new_account(secret: str, now: datetime) -> Account:
    row = find_invitation(secret, now=now)
    if row is None:
        raise NotFound(_("Invitasjonen finnes ikke, er brukt eller er for gammel. Be om en ny."))
    return create_account_without_password(
        display_name=row.name, email=row.email, language=row.language, actor=SYSTEM, now=now
    )


def _record(actor: Actor, now: datetime, act: str, account_id: int, provider: str) -> None:
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="account",
        subject_id=account_id,
        scope=PROGRAMME_SCOPE,
        facts={"provider": provider},
    )
