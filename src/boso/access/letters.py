"""Mail to people: how one goes out, and the words of those about access."""

import smtplib
import socket
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from boso.access.values import Account, InvitationRow
from boso.kernel.dates import print_date

OPENED_AT = "/invitasjon/{secret}/"
SURELY_NOT_SENT = (
    ConnectionRefusedError,
    socket.gaierror,
    smtplib.SMTPConnectError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPRecipientsRefused,
)


class NotSent(Exception):
    """The mail surely did not go; the job tries again later."""


class Unsure(Exception):
    """Nobody knows whether the mail went: it is not sent again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail in words."""

    subject: str
    body: str
    language: str


def post(letter: Letter, *, to: str, name: str) -> None:
    """Send a mail now; `name` tells its message from all others, for good. Raises NotSent or Unsure."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    headers = {
        "Message-ID": f"<boso-{name}@{domain}>",
        "Content-Language": letter.language,
        "Auto-Submitted": "auto-generated",
    }
    try:
        EmailMessage(subject=letter.subject, body=letter.body, to=[to], headers=headers).send()
    except SURELY_NOT_SENT as fault:
        raise NotSent(_short(fault)) from fault
    except (OSError, smtplib.SMTPException) as fault:
        raise Unsure(_short(fault)) from fault


def invitation(row: InvitationRow, *, secret: str, place: str) -> Letter:
    """The link, for the address it was meant for."""
    with override(row.language):
        facts = {
            "name": row.name,
            "inviter": row.invited_by,
            "place": place,
            "day": print_date(row.expires_at.date(), row.language),
            "link": settings.ADDRESS + OPENED_AT.format(secret=secret),
        }
        subject = _("Du er invitert til boso")
        body = _(
            "Hei, %(name)s.\n\n%(inviter)s har gitt deg en rolle i %(place)s i boso, der kommunene i Boligsosialt "
            "utviklingsprogram fører planer og rapporter.\n\nÅpne lenken for å se hva det gjelder og ta imot:\n"
            "%(link)s\n\nLenken virker én gang, til %(day)s. Er den ikke til deg, kan du se bort fra den."
        )
        return Letter(subject=subject, body=body % facts, language=row.language)


def reset(account: Account) -> Letter:
    """Word to the person that the second step of her log-in is gone."""
    with override(account.language):
        subject = _("Innlogging i to trinn er nullstilt")
        body = _(
            "Hei, %(name)s.\n\nTo personer har tatt bort det andre trinnet i innloggingen din, fordi det var mistet. "
            "Logg inn med passordet og slå det på igjen.\n\nHar du ikke bedt om dette, så si fra til dem som styrer "
            "tilgang hos deg med en gang."
        )
        return Letter(subject=subject, body=body % {"name": account.display_name}, language=account.language)


def _short(fault: BaseException) -> str:
    return f"{type(fault).__name__}: {fault}"[:200]
