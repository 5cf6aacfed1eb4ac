"""What the region asks about a delivered report, and what is said about it until the question is done with."""

import pgtrigger
from django.db import models
from django.db.models import Q

from boso.reporting.models.answers import history
from boso.reporting.models.reports import OfReport
from boso.reporting.values.reviewing import QuestionState, Side


@history
class ReviewQuestion(OfReport):
    """A question about a section of a version, or a field of it (`address`); `due` is the last day to answer it."""

    number = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    section = models.TextField()
    address = models.TextField(blank=True, default="")
    due = models.DateField(null=True, blank=True)
    state = models.TextField(default=QuestionState.OPEN.value)

    class Meta:
        ordering = ("report", "number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "report", "number"), name="review_question_in_order"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in QuestionState]), name="review_question_state_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.section}"


class ReviewRemark(OfReport):
    """What somebody said in the thread of a question; the first is the question itself. Rows are only added."""

    question = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    side = models.TextField()
    text = models.TextField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("report", "question", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "report", "question", "number"), name="review_remark_in_order"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="review_remark_says_something"),
            models.CheckConstraint(condition=Q(side__in=[s.value for s in Side]), name="review_remark_side_known"),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.question}.{self.number} {self.actor_name}"
