"""What people were told of: one's own notices, asked again whether they may be seen, and the rhythm of one's mails."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from boso.access.queries import list_members, municipalities_in_reach
from boso.access.values import Held, Scope
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.models import Municipality
from boso.places.queries import municipality_row
from boso.reporting.models import ChosenRhythm, Notice, NoticeMail
from boso.reporting.notices import notice_rules
from boso.reporting.rules.noticing import may_see
from boso.reporting.values import EditionPin
from boso.reporting.values.notices import Chosen, Holder, NoticeRow, Rhythm
from boso.reporting.values.rounds import MailState

MOST_COUNTED = 100  # in the head of a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whose notices are asked for, with the roles that decide which may be seen on a day."""

    account_id: int
    held: tuple[Held, ...]
    on: date


def list_notices(reader: Reader, *, unread: bool, most: int) -> list[NoticeRow]:
    """One's own notices that may be seen today, newest first: the unread ones, or those read before."""
    with rls.scope(municipalities_in_reach(reader.held, on=reader.on)):
        found = _of(reader.account_id).filter(read_at__isnull=unread).order_by("-at", "-id")
        return [notice_row(row) for row in _seen(reader, found[:most])]


def list_mailed(reader: Reader, mail_id: int) -> list[NoticeRow]:
    """What a mail carries, of what may be seen today and was not read meanwhile, oldest first."""
    with rls.scope(municipalities_in_reach(reader.held, on=reader.on)):
        found = _of(reader.account_id).filter(mail=mail_id, read_at__isnull=True).order_by("at", "id")
        return [notice_row(row) for row in _seen(reader, found)]


def visible_ids(reader: Reader, found: "QuerySet[Notice]") -> list[int]:
    """Which of these notices may be seen today. For a guarded table needs a scope around it."""
    rows = found.values_list("pk", "code", "municipality_id", "municipality__region_id")
    return [
        pk
        for pk, code, municipality, region in rows
        if _visible(reader, code, Scope(municipality_id=municipality, region_id=region))
    ]


def count_unread(reader: Reader) -> int:
    """How many unread notices may be seen today, up to a hundred: one query, within the scope around."""
    found = Notice.objects.filter(account_id=reader.account_id, read_at__isnull=True).order_by()
    return len(visible_ids(reader, found[:MOST_COUNTED]))


def chosen_by(account_ids: Collection[int]) -> Mapping[int, Chosen]:
    """The rhythms that these people have chosen; who has chosen none is left out."""
    rows = ChosenRhythm.objects.filter(account_id__in=account_ids)
    return {
        row.account_id: Chosen(mine=Rhythm(row.mine), news=Rhythm(row.news), hour=row.hour, weekday=row.weekday)
        for row in rows
    }


def rhythm_of(account_id: int) -> Chosen:
    """One person's rhythm."""
    return chosen_by([account_id]).get(account_id, Chosen())


def last_mail_failed(account_id: int) -> bool:
    """The newest mail of notices to a person could not be sent."""
    newest = NoticeMail.objects.filter(account_id=account_id).order_by("-queued_at", "-id").first()
    return newest is not None and newest.state == MailState.FAILED.value


def holders_of(municipality_id: int, *, on: date) -> tuple[Scope, list[Holder]]:
    """The municipality with its region, and everybody who holds a role in either on that day."""
    region = Municipality.objects.values_list("region_id", flat=True).get(pk=municipality_id)
    places = [Scope(municipality_id=municipality_id)] + ([Scope(region_id=region)] if region else [])
    members = (row for place in places for row in list_members(place, on=on))
    scope = Scope(municipality_id=municipality_id, region_id=region)
    return scope, [Holder(account=row.account, held=row.held) for row in members]


def _of(account_id: int) -> "QuerySet[Notice]":
    found = Notice.objects.select_related("report", "municipality__region")
    return found.prefetch_related("municipality__codes").filter(account_id=account_id)


def _seen(reader: Reader, rows: Iterable[Notice]) -> Iterator[Notice]:
    for row in rows:
        scope = Scope(municipality_id=row.municipality_id, region_id=row.municipality.region_id)
        if _visible(reader, row.code, scope):
            yield row


def _visible(reader: Reader, code: str, scope: Scope) -> bool:
    """A notice of a kind that is no longer in the file is shown to nobody."""
    rule = notice_rules().get(code)
    return rule is not None and bool(may_see(rule.sees, reader.held, scope, on=reader.on))


def notice_row(row: Notice) -> NoticeRow:
    """A notice as others see it."""
    report = row.report
    return NoticeRow(
        id=row.pk,
        code=row.code,
        municipality_id=row.municipality_id,
        region_id=row.municipality.region_id,
        municipality=municipality_row(row.municipality, report.year).name,
        report_id=row.report_id,
        edition=EditionPin(
            template=report.template, name=report.edition, revision=report.revision, digest=report.digest
        ),
        period=ReportPeriod(report.year, report.half),
        section=row.section,
        address=row.address,
        day=row.day,
        actor_name=row.actor_name,
        at=row.at,
        read=row.read_at is not None,
    )
