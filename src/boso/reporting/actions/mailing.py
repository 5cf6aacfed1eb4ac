"""The one machine of mails: taken out of the queue, sent at most once, tried again when it surely did not go."""

from datetime import datetime
from typing import TypeVar

from django.db import transaction

from boso.access.letters import Letter, NotSent, Unsure, post
from boso.reporting.models.notices import Queued
from boso.reporting.values.rounds import MailState

Row = TypeVar("Row", bound=Queued)


@transaction.atomic
def taken_out(table: type[Row], mail_id: int) -> Row | None:
    """The mail, marked as being sent; None when it was taken out before. A guarded table needs a scope around."""
    row = table._default_manager.select_for_update().filter(pk=mail_id, state=MailState.QUEUED.value).first()
    if row is not None:
        row.state = MailState.SENDING.value
        row.save(update_fields=["state"])
    return row


def sent(row: Queued, letter: Letter, *, to: str, name: str, now: datetime, last_try: bool) -> MailState:
    """Send a mail that was taken out, once; `name` tells its message from all others, for good.

    Raises NotSent, to be tried again, when it surely did not go. Where nobody knows, it is not sent again.
    """
    try:
        post(letter, to=to, name=name)
    except NotSent as fault:
        _keep(row, MailState.FAILED if last_try else MailState.QUEUED, fault=str(fault))
        if not last_try:
            raise
        return MailState.FAILED
    except Unsure as fault:
        _keep(row, MailState.SENDING, fault=str(fault))
        return MailState.SENDING
    _keep(row, MailState.SENT, sent_at=now)
    return MailState.SENT


def _keep(row: Queued, state: MailState, *, fault: str = "", sent_at: datetime | None = None) -> None:
    row.state, row.fault, row.sent_at = state.value, fault, sent_at
    row.save(update_fields=["state", "fault", "sent_at"])
