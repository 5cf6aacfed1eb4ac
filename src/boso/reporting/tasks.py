"""Background work of reporting: sending mails of rounds and notices, finding out which are due, clearing old ones."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from boso.access.letters import NotSent
from boso.places import rls
from boso.places.clock import current_moment
from boso.reporting.actions.follow_up_reminding import tell_of_follow_ups
from boso.reporting.actions.notice_mails import clear_old, queue_collected, send_notices
from boso.reporting.actions.noticing import SEND
from boso.reporting.actions.promise_reminding import tell_of_promises
from boso.reporting.actions.reminding import queue_due, send

MOST_TRIES = 6
AGAIN = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=6, retry_exceptions={NotSent})  # seconds: 6, 36, 216 …


@app.task(name="boso.reporting.send_reminder", pass_context=True, retry=AGAIN)
def send_reminder(context: JobContext, *, reminder_id: int, municipality_id: int) -> None:
    """Send one mail. A job that is run twice sends nothing the second time."""
    send(reminder_id=reminder_id, municipality_id=municipality_id, now=current_moment(), last_try=_is_last(context))


@app.task(name=SEND, pass_context=True, retry=AGAIN)
def send_mail_of_notices(context: JobContext, *, mail_id: int) -> None:
    """Fill one mail of notices and send it. A job that is run twice sends nothing the second time."""
    send_notices(mail_id=mail_id, now=current_moment(), last_try=_is_last(context))


@app.periodic(cron="0 * * * *")
@app.task(name="boso.reporting.queue_collected_notices", queueing_lock="boso.reporting.queue_collected_notices")
def queue_collected_notices(timestamp: int) -> None:
    """Queue the mails that collect notices, for those whose hour has come."""
    del timestamp
    with rls.scope(rls.ALL):
        queue_collected(now=current_moment())


@app.periodic(cron="30 3 * * *")
@app.task(name="boso.reporting.clear_old_notices", queueing_lock="boso.reporting.clear_old_notices")
def clear_old_notices(timestamp: int) -> None:
    """Take old notices away."""
    del timestamp
    with rls.scope(rls.ALL):
        clear_old(now=current_moment())


@app.periodic(cron="0 6 * * *")
@app.task(name="boso.reporting.queue_due_reminders", queueing_lock="boso.reporting.queue_due_reminders")
def queue_due_reminders(timestamp: int) -> None:
    """Queue the mails whose day has come. Run twice on a day it queues nothing the second time."""
    del timestamp
    with rls.scope(rls.ALL):
        queue_due(now=current_moment())


@app.periodic(cron="10 6 * * *")
@app.task(name="boso.reporting.tell_of_promises", queueing_lock="boso.reporting.tell_of_promises")
def tell_of_late_answers(timestamp: int) -> None:
    """Tell of answers promised for later whose day comes or has passed. Run twice on a day it tells nobody twice."""
    del timestamp
    tell_of_promises(now=current_moment())


@app.periodic(cron="15 6 * * *")
@app.task(name="boso.reporting.tell_of_follow_ups", queueing_lock="boso.reporting.tell_of_follow_ups")
def tell_of_what_was_agreed(timestamp: int) -> None:
    """Tell of what was agreed whose day comes or has passed. Run twice on a day it tells nobody twice."""
    del timestamp
    tell_of_follow_ups(now=current_moment())


def _is_last(context: JobContext) -> bool:
    return context.job is not None and context.job.attempts >= MOST_TRIES - 1
