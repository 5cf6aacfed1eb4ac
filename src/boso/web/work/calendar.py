"""One's own dates: on the page of tasks, and as a calendar file."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET
from icalendar import Calendar, Event

from boso.access.values import Permission
from boso.reporting.queries.rounds import dates_of_person
from boso.reporting.rules.rounds import days_left
from boso.web.presenters.rounds import DateLine, date_line
from boso.web.visitor import Visitor, visitor_of

PAST = timedelta(days=31)


def dates_for(visitor: Visitor) -> list[tuple[str, DateLine]]:
    """The dates that concern the visitor, those of the last month included, each with its name for all time."""
    regions, follows = visitor.regions(Permission.READ_REPORTS), bool(visitor.regions(Permission.REVIEW_REPORTS))
    own = visitor.within(Permission.READ_REPORTS) if not regions else frozenset()
    found = dates_of_person(within=own, regions=regions, now=visitor.now, since=visitor.today - PAST)
    return [(d.uid, date_line(d, days_left(d.at, visitor.now), follows=follows)) for d in found]


@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """One's dates as a file that calendars understand. A date that was moved keeps its name, and moves there too."""
    visitor = visitor_of(request)
    calendar = Calendar()
    calendar.add("prodid", "-//boso//NO")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", gettext("Frister i boso"))
    host = urlsplit(settings.ADDRESS).hostname or "boso"
    for uid, line in dates_for(visitor):
        event = Event()
        event.add("uid", f"{uid}@{host}")
        event.add("dtstamp", visitor.now)
        event.add("dtstart", line.at)
        event.add("dtend", line.at)
        event.add("summary", f"{line.what} – {line.place}")
        event.add("url", f"{settings.ADDRESS}{line.href}")
        calendar.add_component(event)
    headers = {"Content-Disposition": 'attachment; filename="frister.ics"'}
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8", headers=headers)
