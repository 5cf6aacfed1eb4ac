"""An invitation as whoever has its link sees it: opening it changes nothing; accepting is sent."""

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from boso.access import actions
from boso.access.queries import find_invitation
from boso.access.values import Account
from boso.kernel.decisions import SYSTEM
from boso.kernel.errors import BosoError, Denied, NotFound
from boso.web.forms.people import AccountForm
from boso.web.middleware.errors import status_of
from boso.web.presenters import managing as presenter
from boso.web.visitor import visitor_of


@never_cache
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, secret: str) -> HttpResponse:
    """What is offered, by whom; taken with the account one is logged in to, or with a new one."""
    visitor, form = visitor_of(request), AccountForm(request.POST)
    row = find_invitation(secret, now=visitor.now)
    if row is None:
        raise NotFound
    refusal, status = "", 200
    if request.method == "POST":
        try:
            if _accepted(request, secret, form, email=row.email, name=row.name, language=row.language):
                return redirect("tasks")
            status = 422
        except BosoError as fault:
            refusal, status = presenter.refusal(str(fault)), status_of(fault)
    page = {
        "invitation": row,
        "role": presenter.role_name(row.role),
        "place": presenter.place_name(row.scope),
        "until": presenter.last_day(row.end),
        "form": form,
        "refusal": refusal,
        "local": settings.LOCAL_LOGIN,
        "providers": list(settings.IDENTITY_PROVIDERS.values()),
        "secret": secret,
    }
    return render(request, "web/public/invitation.html", page, status=status)


def _accepted(request: HttpRequest, secret: str, form: AccountForm, *, email: str, name: str, language: str) -> bool:
    visitor = visitor_of(request)
    account = visitor.account or _new_account(request, form, email=email, name=name, language=language)
    if account is None:
        return False
    actions.accept_invitation(secret=secret, account_id=account.id, actor=account.actor, now=visitor.now)
    return True


def _new_account(request: HttpRequest, form: AccountForm, *, email: str, name: str, language: str) -> Account | None:
    if not settings.LOCAL_LOGIN:
        raise Denied(gettext("Her logger ingen inn med passord. Velg en av knappene."))
    if not form.check():
        return None
    username, password = request.POST["username"].strip(), request.POST.get("password1", "")
    account = actions.create_account(
        username=username,
        display_name=name,
        password=password,
        language=language,
        actor=SYSTEM,
        now=visitor_of(request).now,
    )
    actions.set_email(account_id=account.id, email=email)
    user = authenticate(request, username=username, password=password)
    if user is None:
        raise NotFound(gettext("Kontoen er laget, men innloggingen gikk ikke. Logg inn og åpne lenken på nytt."))
    login(request, user)
    return account
