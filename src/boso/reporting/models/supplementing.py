"""Fields of a delivered report that the region opened, so that they may be changed in a supplement."""

from django.db import models
from django.db.models import Q

from boso.reporting.models.answers import history
from boso.reporting.models.reports import OfReport
from boso.reporting.values.supplementing import OpenState


@history
class OpenedField(OfReport):
    """A field opened with a reason and perhaps a day; `done_version` is the version that filled it in."""

    number = models.PositiveSmallIntegerField()
    address = models.TextField()
    section = models.TextField()
    reason = models.TextField()
    due = models.DateField(null=True, blank=True)
    state = models.TextField(default=OpenState.OPEN.value)
    done_version = models.PositiveSmallIntegerField(null=True, blank=True)
    actor_id = models.TextField()
    actor_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("report", "number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "report", "number"), name="opened_field_in_order"),
            models.UniqueConstraint(
                fields=("municipality", "report", "address"), condition=Q(state="open"), name="opened_field_open_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="opened_field_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in OpenState]), name="opened_field_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_version__isnull=False)
                | (~Q(state="done") & Q(done_version__isnull=True)),
                name="opened_field_done_in_a_version",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.address}"
