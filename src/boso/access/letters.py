"""Mails about access: an invitation with its link, and word that a second factor was taken away."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from boso.access.values import Account, InvitationRow
from boso.kernel.dates import print_date

log = logging.getLogger("boso.access")
OPENED_AT = "/invitasjon/{secret}/"


def send_invitation(row: InvitationRow, *, secret: str, place: str) -> None:
    """The link, to the address it was meant for."""
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
        _send(row.email, subject, body % facts, row.language)


def send_reset(account: Account) -> None:
    """Word to the person that the second step of her log-in is gone."""
    if not account.email:
        return
    with override(account.language):
        subject = _("Innlogging i to trinn er nullstilt")
        body = _(
            "Hei, %(name)s.\n\nTo personer har tatt bort det andre trinnet i innloggingen din, fordi det var mistet. "
            "Logg inn med passordet og slå det på igjen.\n\nHar du ikke bedt om dette, så si fra til dem som styrer "
            "tilgang hos deg med en gang."
        )
        _send(account.email, subject, body % {"name": account.display_name}, account.language)


def _send(address: str, subject: str, body: str, language: str) -> None:
    """A mail that cannot be sent is logged, without the address: what was decided stands, and may be sent anew."""
    headers = {"Content-Language": language, "Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(subject=subject, body=body, to=[address], headers=headers).send()
    except (OSError, smtplib.SMTPException) as fault:
        log.warning("a mail about access was not sent: %s", type(fault).__name__)
