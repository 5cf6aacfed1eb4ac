"""What people were told of: one's own notices, asked again whether they may be seen, and the rhythm of one's mails."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection
from django.db.models import QuerySet

from boso.access.queries import list_members, municipalities_in_reach
from boso.access.values import Held, Scope
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.models import Municipality
from boso.places.queries import municipality_row
from boso.reporting.editions import pin_of
from boso.reporting.models import ChosenRhythm, Notice, NoticeMail
from boso.reporting.notices import notice_rules
from boso.reporting.rules.noticing import may_see
from boso.reporting.values.notices import Chosen, Holder, NoticeRow, Rhythm, Sees
from boso.reporting.values.rounds import MailState

_UNREAD: Final = """
SELECT n.code, n.municipality_id, m.region_id, count(*)
FROM reporting_notice n JOIN places_municipality m ON m.id = n.municipality_id
WHERE n.account_id = %s AND n.read_at IS NULL GROUP BY 1, 2, 3
"""


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


def was_told_of_meeting(reader: Reader, meeting_id: int) -> bool:
    """The reader has a notice that leads to what was shared of this meeting; it may be taken back since."""
    leading = [code for code, rule in notice_rules().items() if "{meeting}" in rule.place]
    with rls.scope(municipalities_in_reach(reader.held, on=reader.on)):
        found = _of(reader.account_id).filter(code__in=leading, address=str(meeting_id))
        return any(_seen(reader, found))


def visible_ids(reader: Reader, found: "QuerySet[Notice]") -> list[int]:
    """Which of these notices may be seen today. For a guarded table needs a scope around it."""
    sees = _Sight(reader)
    rows = found.values_list("pk", "code", "municipality_id", "municipality__region_id")
    return [pk for pk, code, municipality, region in rows if sees.may(code, municipality, region)]


def count_unread(reader: Reader) -> int:
    """How many unread notices may be seen today: one query, within the scope around. Asked by every page's head."""
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD, [reader.account_id])
        rows = cursor.fetchall()
    sees = _Sight(reader)
    return sum(count for code, municipality, region, count in rows if sees.may(code, municipality, region))


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
    """The municipality with its region, and everybody who holds a role in either, or in a district, on that day."""
    region = Municipality.objects.values_list("region_id", flat=True).get(pk=municipality_id)
    members = list_members(Scope(municipality_id=municipality_id), on=on, districts=True)
    members += list_members(Scope(region_id=region), on=on) if region else []
    scope = Scope(municipality_id=municipality_id, region_id=region)
    return scope, [Holder(account=row.account, held=row.held) for row in members]


def _of(account_id: int) -> "QuerySet[Notice]":
    found = Notice.objects.select_related("report", "municipality__region")
    return found.prefetch_related("municipality__codes").filter(account_id=account_id)


def _seen(reader: Reader, rows: Iterable[Notice]) -> Iterator[Notice]:
    sees = _Sight(reader)
    return (row for row in rows if sees.may(row.code, row.municipality_id, row.municipality.region_id))


class _Sight:
    """What a reader may see today, each kind in each municipality asked once."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.known: dict[tuple[Sees, int], bool] = {}

    def may(self, code: str, municipality: int, region: int | None) -> bool:
        """A notice of a kind that is no longer in the file is shown to nobody."""
        rule = notice_rules().get(code)
        if rule is None:
            return False
        key = (rule.sees, municipality)
        if key not in self.known:
            scope = Scope(municipality_id=municipality, region_id=region)
            self.known[key] = bool(may_see(rule.sees, self.reader.held, scope, on=self.reader.on))
        return self.known[key]


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
        edition=pin_of(report),
        period=ReportPeriod(report.year, report.half),
        section=row.section,
        address=row.address,
        day=row.day,
        actor_name=row.actor_name,
        at=row.at,
        read=row.read_at is not None,
    )
