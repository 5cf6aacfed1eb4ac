"""Background work of reporting: sending mails about rounds, and finding out each morning which are due."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from boso.places import rls
from boso.reporting.actions.reminding import NotSent, queue_due, send

MOST_TRIES = 6


@app.task(
    name="boso.reporting.send_reminder",
    pass_context=True,
    retry=RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=6, retry_exceptions={NotSent}),
)
def send_reminder(context: JobContext, *, reminder_id: int, municipality_id: int) -> None:
    """Send one mail. A job that is run twice sends nothing the second time."""
    tries = context.job.attempts if context.job else 0
    send(reminder_id=reminder_id, municipality_id=municipality_id, now=_now(), last_try=tries >= MOST_TRIES - 1)


@app.periodic(cron="0 6 * * *")
@app.task(name="boso.reporting.queue_due_reminders", queueing_lock="boso.reporting.queue_due_reminders")
def queue_due_reminders(timestamp: int) -> None:
    """Queue the mails whose day has come. Run twice on a day it queues nothing the second time."""
    del timestamp
    with rls.scope(rls.ALL):
        queue_due(now=_now())


def _now() -> datetime:
    """The moment as the pages see it: jobs stand at the edge of the program too."""
    real = timezone.localtime()
    return datetime.combine(settings.TODAY, real.timetz()) if settings.TODAY else real
