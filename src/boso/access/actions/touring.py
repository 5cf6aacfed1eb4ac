"""The tour of a first visit: over for good, or wanted once more."""

from datetime import datetime

from django.db import transaction

from boso.access.models import User


@transaction.atomic
def finish_tour(*, account_id: int, now: datetime) -> None:
    """The tour is not shown to this person again."""
    User.objects.filter(pk=account_id, tour_done_at=None).update(tour_done_at=now)


@transaction.atomic
def restart_tour(*, account_id: int) -> None:
    """The tour is shown again, from its first step."""
    User.objects.filter(pk=account_id).update(tour_done_at=None)
