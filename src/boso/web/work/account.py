"""One's own account: roles, password, second step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boso.access.values import Permission
from boso.web.presenters.people import roles
from boso.web.visitor import visitor_of


def show(request: HttpRequest) -> HttpResponse:
    """Who I am here, and how I log in."""
    visitor = visitor_of(request)
    page = {
        "roles": roles(visitor.held, on=visitor.today),
        "reads_log": bool(visitor.can_somewhere(Permission.READ_LOG)),
    }
    return render(request, "web/inside/account.html", page)
