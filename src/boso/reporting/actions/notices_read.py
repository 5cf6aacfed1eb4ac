"""What a reader of notices does: mark them as read, and choose how often mail comes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid
from boso.places import rls
from boso.reporting.models import ChosenRhythm, Notice
from boso.reporting.notices import notice_rules
from boso.reporting.values.notices import HOURS, WEEKDAYS, Chosen, Group, Rhythm


@transaction.atomic
def mark_read(*, actor: Actor, now: datetime, within: rls.type_of_scope, notice_id: int | None = None) -> int:
    """Mark one of one's own notices as read, or all of them; how many were unread."""
    with rls.scope(within):
        own = Notice.objects.filter(account_id=int(actor.id), read_at__isnull=True)
        return (own if notice_id is None else own.filter(pk=notice_id)).update(read_at=now)


@transaction.atomic
def choose_rhythm(*, chosen: Chosen, actor: Actor, now: datetime, within: rls.type_of_scope) -> None:
    """How often mail comes to the one who says so. What waits when somebody wants no mail is not mailed later either.

    Raises Invalid for an hour or a day that cannot be chosen.
    """
    if chosen.hour not in HOURS or chosen.weekday not in WEEKDAYS:
        raise Invalid(_("Velg et klokkeslett og en ukedag fra listen."))
    wishes = {"mine": chosen.mine.value, "news": chosen.news.value, "hour": chosen.hour, "weekday": chosen.weekday}
    ChosenRhythm.objects.update_or_create(account_id=int(actor.id), defaults={**wishes, "at": now})
    silent = [group for group in (Group.MINE, Group.NEWS) if chosen.of(group) is Rhythm.FRONT]
    codes = [rule.code for rule in notice_rules().values() if rule.group in silent]
    with rls.scope(within):
        waiting = Notice.objects.filter(account_id=int(actor.id), mail__isnull=True, code__in=codes)
        waiting.update(by_mail=False)
