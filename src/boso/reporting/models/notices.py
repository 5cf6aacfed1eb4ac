"""What people are told of, the mails that carry it, and how often each wants one."""

from django.db import models
from django.db.models import Q

from boso.reporting.models.reports import OfReport
from boso.reporting.values.notices import HOURS, WEEKDAYS, Rhythm
from boso.reporting.values.rounds import MailState


class Queued(models.Model):
    """A mail on its way: it is queued once, taken out once, and sent at most once."""

    state = models.TextField(default=MailState.QUEUED.value)
    fault = models.TextField(blank=True, default="")
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class NoticeMail(Queued):
    """A mail of notices to one person. It holds no words: they are written when it goes, of what may be seen then.

    `occasion` says what called for it, so that the same is called for once.
    """

    account_id = models.BigIntegerField()
    occasion = models.TextField()

    class Meta:
        ordering = ("account_id", "-queued_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("account_id", "occasion"), name="notice_mail_once"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in MailState]), name="notice_mail_state_known"),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.occasion}"


class Notice(OfReport):
    """That something happened to a report, told to one person. `code` names the line of `files/notices.yaml`.

    `occasion` tells two events of a kind apart. `by_mail` is false for what no mail of notices may carry: it has a mail
    of its own, or the reader wanted none when it was made.
    """

    account_id = models.BigIntegerField()
    code = models.TextField()
    occasion = models.TextField()
    section = models.TextField(blank=True, default="")
    address = models.TextField(blank=True, default="")
    day = models.DateField(null=True, blank=True)
    actor_name = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    by_mail = models.BooleanField(default=True)
    mail = models.ForeignKey(NoticeMail, models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "report", "account_id", "code", "occasion"), name="notice_once"
            ),
        )
        indexes = (
            models.Index(fields=("account_id", "at"), name="notice_of_account"),
            models.Index(fields=("account_id",), condition=Q(read_at__isnull=True), name="notice_unread"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.occasion}"


class ChosenRhythm(models.Model):
    """How often a person wants mail, and when. Who has no row has the rhythm everybody begins with."""

    account_id = models.BigIntegerField(unique=True)
    mine = models.TextField()
    news = models.TextField()
    hour = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("account_id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(mine__in=[r.value for r in Rhythm], news__in=[r.value for r in Rhythm]),
                name="rhythm_known",
            ),
            models.CheckConstraint(
                condition=Q(hour__gte=HOURS[0], hour__lte=HOURS[-1], weekday__lte=WEEKDAYS[-1]), name="rhythm_by_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id}: {self.mine}, {self.news}"
