"""Mails about access: queued in the transaction of what they tell of, sent by a job."""

import secrets
from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from boso.access import letters
from boso.access.models import Invitation, User
from boso.access.queries import digest_of
from boso.access.values import InvitationRow
from boso.places import rls

SEND_INVITATION, SEND_RESET = "boso.access.send_invitation", "boso.access.send_reset"


def queue_invitation(invitation_id: int, *, place: str) -> None:
    """Queue the mail with the link; `place` names in it where the role would be held."""
    app.configure_task(SEND_INVITATION).defer(invitation_id=invitation_id, place=place)


def queue_reset(account_id: int) -> None:
    """Queue word to somebody that her second factor was taken away."""
    app.configure_task(SEND_RESET).defer(account_id=account_id)


def send_invitation(*, invitation_id: int, place: str, now: datetime) -> bool:
    """Send the link of an invitation that is still open; whether there was one. Raises NotSent or Unsure.

    The secret part of the link is made here, each time anew, and stands nowhere but in the mail: the queue holds none.
    """
    secret = secrets.token_urlsafe(32)
    row = _with_secret(invitation_id, secret, now)
    if row is None:
        return False
    letter = letters.invitation(row, secret=secret, place=place)
    letters.post(letter, to=row.email, name=f"invitation-{row.id}-{secrets.token_hex(4)}")
    return True


def send_reset(*, account_id: int, now: datetime) -> bool:
    """Send the word, where the account has an address. Raises NotSent or Unsure."""
    user = User.objects.filter(pk=account_id, is_active=True).exclude(email="").first()
    if user is None:
        return False
    letters.post(letters.reset(user.account), to=user.email, name=f"reset-{user.pk}-{now:%Y%m%d%H%M%S}")
    return True


@transaction.atomic
def _with_secret(invitation_id: int, secret: str, now: datetime) -> InvitationRow | None:
    """The open invitation, which from now on this secret opens and no earlier one."""
    with rls.scope(rls.ALL):
        found = Invitation.objects.select_for_update(of=("self",)).select_related("invited_by")
        row = found.filter(pk=invitation_id).first()
        if row is None or not row.row.open(now):
            return None
        row.digest = digest_of(secret)
        row.save(update_fields=["digest"])
        return row.row
