"""Opening a report for a period."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.questionnaires.values import Edition
from boso.reporting.actions.events import add_event
from boso.reporting.models import Report, ReportVersion, UsedEdition
from boso.reporting.queries.reports import get_report
from boso.reporting.values import EventKind, ReportRow


def open_report(
    *,
    municipality_id: int,
    edition: Edition,
    period: ReportPeriod,
    actor: Actor,
    now: datetime,
    historical: bool = False,
) -> ReportRow:
    """The report of a municipality for a period, made when it is not there. It pins the edition as it is now.

    A historical one is recorded after its time: accepted from the start, and the public may see its figures.
    """
    report, _made = opened_report(
        municipality_id=municipality_id, edition=edition, period=period, actor=actor, now=now, historical=historical
    )
    return get_report(report.pk, within=[municipality_id])


@transaction.atomic
def opened_report(
    *, municipality_id: int, edition: Edition, period: ReportPeriod, actor: Actor, now: datetime, historical: bool
) -> tuple[Report, bool]:
    """The same as its stored row, locked to the end of the transaction, and whether it was made here.

    Raises Invalid for an edition that was changed after it had been used.
    """
    with rls.scope([municipality_id]):
        report, made = Report.objects.select_for_update().get_or_create(
            municipality_id=municipality_id,
            template=edition.template,
            year=period.year,
            half=period.half,
            defaults={
                "edition": edition.name,
                "revision": edition.revision,
                "digest": edition.digest,
                "historical": historical,
                "published_version": 1 if historical else None,
            },
        )
        if made:
            _refuse_changed(edition, now)
            ReportVersion.objects.create(municipality_id=municipality_id, report_id=report.pk, number=1, opened_at=now)
            if historical:
                facts = {"template": edition.template, "period": str(period)}
                add_event(report, EventKind.HISTORY_RECORDED, actor=actor, now=now, facts=facts)
        return report, made


def _refuse_changed(edition: Edition, now: datetime) -> None:
    """An edition is what it was when it was first used: every report that pins it was asked the same."""
    used, new = UsedEdition.objects.get_or_create(
        template=edition.template,
        name=edition.name,
        revision=edition.revision,
        defaults={"digest": edition.digest, "first_used": now},
    )
    if not new and used.digest != edition.digest:
        raise Invalid(
            _("Skjemaet %(form)s er endret etter at det ble tatt i bruk; legg endringen i en ny revisjon.")
            % {"form": edition.address}
        )
