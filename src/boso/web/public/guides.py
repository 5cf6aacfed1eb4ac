"""Help: the guides for each role, and a tour for a first visit."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from boso.access.actions.touring import finish_tour, restart_tour
from boso.web.help.guides import get_guide
from boso.web.presenters import helping
from boso.web.visitor import visitor_of


def show(request: HttpRequest) -> HttpResponse:
    """The guides, one's own first."""
    return render(request, "web/public/help.html", helping.front(visitor_of(request)))


def show_guide(request: HttpRequest, slug: str) -> HttpResponse:
    """A guide; an address with the code of a topic leads to it."""
    return render(request, "web/public/guide.html", {"guide": helping.guide(get_guide(slug))})


@require_POST
def end_tour(request: HttpRequest) -> HttpResponse:
    """The tour is done, or wanted no more: it is not shown again."""
    visitor = visitor_of(request)
    finish_tour(account_id=int(visitor.actor.id), now=visitor.now)
    return HttpResponseRedirect(reverse("tasks"))


@require_POST
def begin_tour(request: HttpRequest) -> HttpResponse:
    """The tour once more, from its first step."""
    restart_tour(account_id=int(visitor_of(request).actor.id))
    return HttpResponseRedirect(reverse("tasks"))
