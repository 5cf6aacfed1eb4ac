"""One's own notices: marked as read, and how often mail about them comes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from boso.kernel.errors import NotFound
from boso.reporting.actions.notices_read import choose_rhythm, mark_read
from boso.reporting.queries.notices import Reader, last_mail_failed, list_notices, rhythm_of
from boso.reporting.values.notices import Group
from boso.web.forms.notices import RhythmForm, typed
from boso.web.forms.numbers import id_in
from boso.web.presenters import notices as presenter
from boso.web.visitor import Visitor, visitor_of

MOST_UNREAD, MOST_READ = 50, 20


def notices_of(visitor: Visitor) -> dict[str, object]:
    """What the page of one's work shows of notices: the unread by report, and the newest of those read before."""
    reader = reader_of(visitor)
    unread = list_notices(reader, unread=True, most=MOST_UNREAD)
    read = list_notices(reader, unread=False, most=MOST_READ)
    return {
        "shown": len(unread) if len(unread) == MOST_UNREAD else 0,  # there may be more
        "new": presenter.by_report(unread),
        "read": presenter.by_report(read),
    }


def reader_of(visitor: Visitor) -> Reader:
    """The visitor as a reader of notices."""
    return Reader(account_id=int(visitor.actor.id), held=visitor.held, on=visitor.today)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one notice as read, or all of them."""
    visitor, chosen = visitor_of(request), request.POST.get("varsel", "")
    if chosen and not id_in(chosen):
        raise NotFound(gettext("Det finnes ikke noe slikt varsel."))
    mark_read(actor=visitor.actor, now=visitor.now, within=visitor.reach, notice_id=id_in(chosen) or None)
    return redirect(f"{reverse('tasks')}#varsler")


@require_http_methods(["GET", "POST"])
def rhythm(request: HttpRequest) -> HttpResponse:
    """How often mail comes to me, and when."""
    visitor = visitor_of(request)
    if request.method == "GET":
        return _page(request, RhythmForm(typed(rhythm_of(int(visitor.actor.id)))))
    form = RhythmForm(request.POST)
    chosen = form.read()
    if chosen is None:
        return _page(request, form, status=422)
    choose_rhythm(chosen=chosen, actor=visitor.actor, now=visitor.now, within=visitor.reach)
    messages.success(request, gettext("Valgene dine er lagret."))
    return redirect("notices")


def _page(request: HttpRequest, form: RhythmForm, *, status: int = 200) -> HttpResponse:
    visitor = visitor_of(request)
    account_id = int(visitor.actor.id)
    page = {
        "form": form,
        "groups": [
            ("mine", presenter.GROUPS[Group.MINE], presenter.EXAMPLES[Group.MINE]),
            ("news", presenter.GROUPS[Group.NEWS], presenter.EXAMPLES[Group.NEWS]),
        ],
        "rhythms": presenter.choices(),
        "hours": presenter.hours(),
        "weekdays": presenter.weekdays(),
        "examples": presenter.examples(rhythm_of(account_id), visitor.now),
        "email": visitor.account.email if visitor.account else "",
        "failed": last_mail_failed(account_id),
    }
    return render(request, "web/inside/notices_rhythm.html", page, status=status)
