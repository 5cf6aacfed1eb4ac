"""The one machine of mails: taken out of the queue, sent at most once, tried again when it surely did not go."""

import smtplib
import socket
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from boso.reporting.models.notices import Queued
from boso.reporting.values.notices import Letter
from boso.reporting.values.rounds import MailState

SURELY_NOT_SENT = (
    ConnectionRefusedError,
    socket.gaierror,
    smtplib.SMTPConnectError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPRecipientsRefused,
)
Row = TypeVar("Row", bound=Queued)


class NotSent(Exception):
    """The mail surely did not go; the job tries again later."""


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
        _post(letter, to=to, name=name)
    except SURELY_NOT_SENT as fault:
        state = MailState.FAILED if last_try else MailState.QUEUED
        _keep(row, state, fault=_short(fault))
        if last_try:
            return state
        raise NotSent(_short(fault)) from fault
    except (OSError, smtplib.SMTPException) as fault:
        _keep(row, MailState.SENDING, fault=_short(fault))
        return MailState.SENDING
    _keep(row, MailState.SENT, sent_at=now)
    return MailState.SENT


def _post(letter: Letter, *, to: str, name: str) -> None:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    EmailMessage(
        subject=letter.subject,
        body=letter.body,
        to=[to],
        headers={
            "Message-ID": f"<boso-{name}@{domain}>",
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",
        },
    ).send()


def _keep(row: Queued, state: MailState, *, fault: str = "", sent_at: datetime | None = None) -> None:
    row.state, row.fault, row.sent_at = state.value, fault, sent_at
    row.save(update_fields=["state", "fault", "sent_at"])


def _short(fault: BaseException) -> str:
    return f"{type(fault).__name__}: {fault}"[:200]
