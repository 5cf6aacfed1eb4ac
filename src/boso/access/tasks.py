"""Background work of access: sending its mails. What could not be sent is logged, without the address."""

import logging
from collections.abc import Callable
from functools import partial

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from boso.access.actions.mailing import SEND_INVITATION, SEND_RESET, send_invitation, send_reset
from boso.access.letters import NotSent, Unsure
from boso.places.clock import current_moment

MOST_TRIES = 6
AGAIN = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=6, retry_exceptions={NotSent})  # seconds: 6, 36, 216 …
log = logging.getLogger("boso.access")


@app.task(name=SEND_INVITATION, pass_context=True, retry=AGAIN)
def send_mail_of_invitation(context: JobContext, *, invitation_id: int, place: str) -> None:
    """Send the link of an invitation."""
    _tried(partial(send_invitation, invitation_id=invitation_id, place=place, now=current_moment()), context)


@app.task(name=SEND_RESET, pass_context=True, retry=AGAIN)
def send_mail_of_reset(context: JobContext, *, account_id: int) -> None:
    """Send word that a second factor was taken away."""
    _tried(partial(send_reset, account_id=account_id, now=current_moment()), context)


def _tried(send: Callable[[], bool], context: JobContext) -> None:
    try:
        send()
    except NotSent as fault:
        if context.job is None or context.job.attempts < MOST_TRIES - 1:
            raise
        log.warning("a mail about access was not sent: %s", fault)
    except Unsure as fault:
        log.warning("nobody knows whether a mail about access was sent: %s", fault)
