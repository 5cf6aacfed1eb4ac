"""Versions of a report: a delivered one is closed for good, and what is changed afterwards is a new one."""

from datetime import datetime
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Greatest

from boso.reporting.models import DistrictAnswer, DistrictStanding, Report, ReportVersion
from boso.reporting.storage import MODELS


def close_version(report: Report, *, now: datetime) -> None:
    """No row of the report's newest version can change from now on; the database refuses it.

    A clock that was set back does not stop a delivery: a version closes at the earliest when it was opened.
    """
    ReportVersion.objects.filter(
        municipality=report.municipality_id, report=report.pk, number=report.current_version, closed_at=None
    ).update(closed_at=Greatest(F("opened_at"), Value(now)))


def open_new_version(report: Report, *, now: datetime) -> None:
    """A new version with a copy of everything in the newest one, which stays as it is."""
    before, number = report.current_version, report.current_version + 1
    ReportVersion.objects.create(
        municipality_id=report.municipality_id, report_id=report.pk, number=number, opened_at=now
    )
    copied: tuple[type[Any], ...] = (*MODELS.values(), DistrictAnswer, DistrictStanding)
    for model in copied:
        rows = list(model._default_manager.filter(report=report.pk, version=before))
        for row in rows:
            row.pk, row.version = None, number
            row._state.adding = True
        model._default_manager.bulk_create(rows)
    report.current_version = number
    report.save(update_fields=["current_version"])
