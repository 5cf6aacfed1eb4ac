"""One's own account: roles, and the ways one logs in: password, second step, those who vouch for one."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from boso.access import actions
from boso.access.queries import has_password, list_bindings
from boso.access.values import Permission
from boso.kernel.errors import Invalid
from boso.web.presenters.people import roles
from boso.web.presenters.signing_in import bindings
from boso.web.visitor import visitor_of


def show(request: HttpRequest) -> HttpResponse:
    """Who I am here, and how I log in."""
    return _page(request)


@require_POST
def unbind(request: HttpRequest, binding_id: int) -> HttpResponse:
    """Take a way to log in away; never the last."""
    visitor = visitor_of(request)
    try:
        actions.unbind(account_id=int(visitor.actor.id), binding_id=binding_id, actor=visitor.actor, now=visitor.now)
    except Invalid as fault:
        return _page(request, refusal=str(fault), status=422)
    messages.success(request, gettext("Innloggingen er ikke lenger knyttet til kontoen."))
    return redirect("account")


def _page(request: HttpRequest, *, refusal: str = "", status: int = 200) -> HttpResponse:
    visitor = visitor_of(request)
    account_id = int(visitor.actor.id)
    bound = bindings(list_bindings(account_id), settings.IDENTITY_PROVIDERS)
    local = has_password(account_id)
    page = {
        "roles": roles(visitor.held, on=visitor.today),
        "reads_log": bool(visitor.can_somewhere(Permission.READ_LOG)),
        "local": local,
        "bindings": bound,
        "removable": local or sum(each.usable for each in bound) > 1,
        "providers": [p for p in settings.IDENTITY_PROVIDERS.values() if p.code not in {b.code for b in bound}],
        "refusal": refusal,
    }
    return render(request, "web/inside/account.html", page, status=status)
