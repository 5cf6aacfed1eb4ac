"""A lost second factor: one person asks that it be taken away, another confirms."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from boso.access.actions.holding import end_sessions
from boso.access.actions.mailing import queue_reset
from boso.access.models import SecondFactorReset, User
from boso.access.queries import list_held, with_regions
from boso.access.rules import manages
from boso.access.values import ResetRow
from boso.audit.actions import record
from boso.audit.values import PROGRAMME_SCOPE
from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound

KEPT_FOR = timedelta(hours=48)


@transaction.atomic
def ask_for_reset(*, account_id: int, reason: str, actor: Actor, now: datetime) -> ResetRow:
    """Ask that somebody's second factor be taken away. Raises Denied where the actor does not manage the person."""
    if not reason.strip():
        raise Invalid(_("Skriv hvorfor, for eksempel «ny telefon»."))
    user = User.objects.select_for_update().filter(pk=account_id, is_active=True).first()
    if user is None:
        raise NotFound(_("Det finnes ingen slik konto."))
    _check_manages(actor, account_id, now)
    if not Authenticator.objects.filter(user_id=account_id).exists():
        raise Invalid(_("Kontoen har ikke innlogging i to trinn."))
    SecondFactorReset.objects.filter(user=user, confirmed_at=None, refused_at=None, expires_at__lte=now).update(
        refused_at=now
    )
    wish, made = SecondFactorReset.objects.get_or_create(
        user=user,
        confirmed_at=None,
        refused_at=None,
        defaults={
            "asked_by_id": int(actor.id),
            "asked_at": now,
            "reason": reason.strip(),
            "expires_at": now + KEPT_FOR,
        },
    )
    if made:
        _record(actor, now, "second_factor_reset_asked", wish, reason=reason.strip())
    return wish.row


@transaction.atomic
def confirm_reset(*, reset_id: int, actor: Actor, now: datetime) -> None:
    """Take the second factor away, end the person's sessions and tell her by mail. Another than who asked, and who
    manages the person too."""
    wish = _open(reset_id, now)
    if int(actor.id) in (wish.asked_by_id, wish.user_id):
        raise Denied(_("En annen enn den som ba om det, må bekrefte."))
    _check_manages(actor, wish.user_id, now)
    wish.confirmed_by_id, wish.confirmed_at = int(actor.id), now
    wish.save(update_fields=["confirmed_by", "confirmed_at"])
    Authenticator.objects.filter(user_id=wish.user_id).delete()
    end_sessions(wish.user_id)
    _record(actor, now, "second_factor_reset", wish)
    queue_reset(wish.user_id)


@transaction.atomic
def refuse_reset(*, reset_id: int, actor: Actor, now: datetime) -> None:
    """Leave the second factor as it is."""
    wish = _open(reset_id, now)
    _check_manages(actor, wish.user_id, now)
    wish.refused_at = now
    wish.save(update_fields=["refused_at"])
    _record(actor, now, "second_factor_reset_refused", wish)


def _open(reset_id: int, now: datetime) -> SecondFactorReset:
    found = SecondFactorReset.objects.select_for_update(of=("self",)).select_related("user").filter(pk=reset_id).first()
    if found is None or found.confirmed_at or found.refused_at or now >= found.expires_at:
        raise NotFound(_("Ønsket finnes ikke lenger. Be om det på nytt."))
    return found


def _check_manages(actor: Actor, account_id: int, now: datetime) -> None:
    if not manages(list_held(int(actor.id)), with_regions(list_held(account_id)), on=now.date()):
        raise Denied(_("Du styrer ikke roller for denne personen."))


def _record(actor: Actor, now: datetime, act: str, wish: SecondFactorReset, reason: str = "") -> None:
    record(
        actor=actor,
        now=now,
        act=act,
        subject_type="account",
        subject_id=wish.user_id,
        scope=PROGRAMME_SCOPE,
        reason=reason,
    )
