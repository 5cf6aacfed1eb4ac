"""Mails of notices: filled when they go, with what is due to the reader and what the reader may see at that moment."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from boso.access.queries import get_account, list_held
from boso.access.values import MUNICIPAL_ROLES, Account
from boso.kernel.errors import NotFound
from boso.places import rls
from boso.places.models import Municipality
from boso.reporting.actions.mailing import sent, taken_out
from boso.reporting.actions.noticing import queue_mail
from boso.reporting.models import Notice, NoticeMail
from boso.reporting.notice_letters import letter_of
from boso.reporting.notices import notice_rules
from boso.reporting.queries.notices import Reader, chosen_by, list_mailed, rhythm_of, visible_ids
from boso.reporting.rules.noticing import KEPT_READ, KEPT_UNREAD, due, language_of_mail
from boso.reporting.rules.working_days import day_in_oslo
from boso.reporting.values.notices import Chosen, Group, NoticeRow, Pending
from boso.reporting.values.rounds import MailState


@transaction.atomic
def queue_collected(*, now: datetime) -> int:
    """Queue a mail for everybody to whom something is due, what was to go at once and did not among it; how many.

    Needs a scope of everywhere. Safe to repeat: each notice goes in one mail.
    """
    waiting: dict[int, list[Pending]] = defaultdict(list)
    found = Notice.objects.filter(mail__isnull=True, by_mail=True, read_at__isnull=True).order_by()
    for account_id, pk, code, at in found.values_list("account_id", "pk", "code", "at"):
        waiting[account_id].append(Pending(id=pk, group=_group(code), at=at))
    chosen = chosen_by(waiting)
    ready = [i for i, pending in waiting.items() if due(pending, chosen.get(i, Chosen()), now)]
    return sum(queue_mail(i, occasion=f"{now:%Y-%m-%dT%H}", now=now) for i in sorted(ready))


def send_notices(*, mail_id: int, now: datetime, last_try: bool) -> MailState:
    """Fill one queued mail and send it, at most once whatever happens. With nothing to tell there is no mail.

    Raises NotSent, to be tried again, when it surely did not go.
    """
    row = taken_out(NoticeMail, mail_id)
    if row is None:
        return MailState.SENT
    account, reader = _reader(row.account_id, now)
    _fill(row, reader, now)
    rows = list_mailed(reader, row.pk)
    if account is None or not rows:
        with rls.scope(rls.ALL):  # what it carried lets go of it
            row.delete()
        return MailState.SENT
    letter = letter_of(rows, _language(account, reader, rows))
    return sent(row, letter, to=account.email, name=f"notices-{row.pk}", now=now, last_try=last_try)


@transaction.atomic
def clear_old(*, now: datetime) -> int:
    """Take away what was read some months ago or nobody will read, and the traces of old mails; how many notices.

    Needs a scope of everywhere.
    """
    old = Q(read_at__lt=now - KEPT_READ) | Q(read_at__isnull=True, at__lt=now - KEPT_UNREAD)
    count, _each = Notice.objects.filter(old).delete()
    NoticeMail.objects.filter(queued_at__lt=now - KEPT_UNREAD).delete()
    return count


def _reader(account_id: int, now: datetime) -> tuple[Account | None, Reader]:
    """Who reads the mail, with the roles held now: none where the account is closed or has no address."""
    on = day_in_oslo(now)
    try:
        account = get_account(account_id)
    except NotFound:
        account = None
    if account is None or not account.email:
        return None, Reader(account_id=account_id, held=(), on=on)
    return account, Reader(account_id=account_id, held=list_held(account_id), on=on)


@transaction.atomic
def _fill(row: NoticeMail, reader: Reader, now: datetime) -> None:
    """Put what is due into the mail. What is due and may no longer be seen is never mailed."""
    with rls.scope(rls.ALL):
        found = Notice.objects.filter(
            account_id=row.account_id, mail__isnull=True, by_mail=True, read_at__isnull=True
        ).order_by()
        waiting = [Pending(id=pk, group=_group(code), at=at) for pk, code, at in found.values_list("pk", "code", "at")]
        ready = found.filter(pk__in=due(waiting, rhythm_of(row.account_id), now))
        seen = visible_ids(reader, ready)
        ready.exclude(pk__in=seen).update(by_mail=False)
        ready.filter(pk__in=seen).update(mail=row)


def _group(code: str) -> Group:
    """The group of a kind of notice; one no longer in the file counts as news, which nobody may see."""
    rule = notice_rules().get(code)
    return rule.group if rule else Group.NEWS


def _language(account: Account, reader: Reader, rows: list[NoticeRow]) -> str:
    """For somebody in a municipality, the language of the municipality that all of it is about."""
    own = {h.scope.municipality_id for h in reader.held if h.role in MUNICIPAL_ROLES and h.validity.holds(reader.on)}
    about = {row.municipality_id for row in rows}
    decision = ""
    if len(about) == 1 and about <= own:
        decision = Municipality.objects.values_list("language_decision", flat=True).get(pk=about.pop())
    return language_of_mail(account.language, decision)
