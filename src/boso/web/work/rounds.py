"""Rounds: the region's overview of who is where, opening a round, and what is done to one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypedDict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boso.access.values import Permission
from boso.audit.queries import list_for_subject
from boso.kernel.decisions import Actor
from boso.kernel.errors import BosoError, Invalid, NotFound
from boso.places.queries import list_regions
from boso.places.values import RegionRow
from boso.programme.values import Certainty
from boso.questionnaires.loading import all_editions, load
from boso.reporting.actions.extending import extend
from boso.reporting.actions.reminding import remind_now
from boso.reporting.actions.rounds import change_dates, excuse, invite, open_round, take_back_excuse
from boso.reporting.queries.rounds import (
    get_round,
    list_extensions,
    list_not_invited,
    list_reminders,
    list_rounds,
    list_standings,
)
from boso.reporting.rules.rounds import days_left
from boso.web.forms.numbers import id_in
from boso.web.forms.rounds import DatesForm, period_from, typed_dates
from boso.web.middleware.errors import status_of
from boso.web.presenters import rounds as presenter
from boso.web.visitor import visitor_of
from boso.web.work.desk import regions_of

REGULAR = ("year", "half_year")  # forms that come back, each with a round of its own


class Which(TypedDict):
    """Which round, and who acts on it, when, in which regions."""

    round_id: int
    actor: Actor
    now: datetime
    regions: frozenset[int]


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Every round that is going on in one's regions, municipality by municipality."""
    visitor = visitor_of(request)
    regions = visitor.regions(Permission.REVIEW_REPORTS)
    within = visitor.within(Permission.REVIEW_REPORTS)
    found = []
    for row in list_rounds(regions):
        standings = list_standings(row.id, within=within, now=visitor.now)
        line = presenter.line(row, standings, days_left(row.dates.deadline, visitor.now))
        found.append((line, [presenter.standing(s) for s in standings]))
    page = {"rounds": found, "may_open": bool(visitor.regions(Permission.OPEN_ROUNDS)), "desks": regions_of(visitor)}
    return render(request, "web/inside/region.html", page)


@require_http_methods(["GET", "POST"])
def show_all(request: HttpRequest) -> HttpResponse:
    """The rounds of one's regions, and the way to open one more."""
    visitor = visitor_of(request)
    form = DatesForm(request.POST)
    refusal, status = "", 200
    if request.method == "POST":
        try:
            opened = _open(request, form)
            if opened is not None:
                return redirect("round", opened)
            status = 422
        except BosoError as fault:
            refusal, status = gettext(str(fault)), status_of(fault)
    regions = visitor.regions(Permission.OPEN_ROUNDS)
    within = visitor.within(Permission.REVIEW_REPORTS)
    rows = [
        presenter.line(
            r, list_standings(r.id, within=within, now=visitor.now), days_left(r.dates.deadline, visitor.now)
        )
        for r in list_rounds(regions)
    ]
    page = {
        "rounds": rows,
        "regions": _regions(regions),
        "forms": _forms(),
        "form": form,
        "typed": request.POST,
        "refusal": refusal,
    }
    return render(request, "web/inside/rounds.html", page, status=status)


@require_GET
def show(request: HttpRequest, round_id: int) -> HttpResponse:
    """One round: its dates, who is where, extensions, mails and log."""
    return _page(request, round_id)


@require_POST
def dates(request: HttpRequest, round_id: int) -> HttpResponse:
    """Move the dates, with a reason."""
    form = DatesForm(request.POST)
    moved = form.read()
    if moved is None:
        return _page(request, round_id, form=form, status=422)

    def change() -> None:
        change_dates(dates=moved, reason=request.POST.get("reason", ""), **_which(request, round_id))
        messages.success(request, gettext("Datoene er endret."))

    return _done(request, round_id, change)


@require_POST
def more_time(request: HttpRequest, round_id: int) -> HttpResponse:
    """Give one municipality a later deadline."""

    def give() -> None:
        form = DatesForm({"deadline": request.POST.get("until", ""), "deadline_hour": request.POST.get("hour", "")})
        until = form.moment("deadline")
        if until is None:
            raise Invalid(" ".join(form.errors.values()))
        extend(
            municipality_id=_municipality(request),
            until=until,
            reason=request.POST.get("reason", ""),
            **_which(request, round_id),
        )
        messages.success(request, gettext("Kommunen har fått ny frist og får beskjed på e-post."))

    return _done(request, round_id, give)


@require_POST
def let_off(request: HttpRequest, round_id: int) -> HttpResponse:
    """Excuse one municipality, or take that back."""

    def decide() -> None:
        if request.POST.get("again") == "yes":
            take_back_excuse(municipality_id=_municipality(request), **_which(request, round_id))
            messages.success(request, gettext("Kommunen skal rapportere likevel."))
        else:
            excuse(
                municipality_id=_municipality(request),
                reason=request.POST.get("reason", ""),
                **_which(request, round_id),
            )
            messages.success(request, gettext("Kommunen er fritatt."))

    return _done(request, round_id, decide)


@require_POST
def remind(request: HttpRequest, round_id: int) -> HttpResponse:
    """Send a reminder to one municipality now."""

    def send() -> None:
        count = remind_now(municipality_id=_municipality(request), **_which(request, round_id))
        if count:
            text = ngettext("%(n)s påminnelse er lagt i kø.", "%(n)s påminnelser er lagt i kø.", count) % {"n": count}
            messages.success(request, text)
        else:
            messages.info(
                request, gettext("Kommunen er allerede minnet om fristen i dag, eller har ingen å skrive til.")
            )

    return _done(request, round_id, send)


@require_POST
def ask_more(request: HttpRequest, round_id: int) -> HttpResponse:
    """Ask municipalities that came later or that perhaps take part."""

    def ask() -> None:
        names = invite(municipalities=request.POST.getlist("municipality"), **_which(request, round_id))
        text = gettext("Invitert: %(names)s.") if names else gettext("Ingen nye kommuner ble invitert.")
        messages.success(request, text % {"names": ", ".join(names)})

    return _done(request, round_id, ask)


def _open(request: HttpRequest, form: DatesForm) -> int | None:
    """The id of the round that was opened; None where the dates must be mended."""
    visitor = visitor_of(request)
    moments = form.read()
    period = period_from(request.POST.get("year", ""), request.POST.get("half", ""))
    if period is None:
        form.errors["year"] = gettext("Skriv året rapportene gjelder, for eksempel 2013.")
    if moments is None or period is None:
        return None
    allowed = {r.code: r for r in _regions(visitor.regions(Permission.OPEN_ROUNDS))}
    region = allowed.get(request.POST.get("region", ""))
    if region is None or request.POST.get("form", "") not in {address for address, _title in _forms()}:
        raise Invalid(gettext("Velg en region og et skjema."))
    opened = open_round(
        region_id=region.id,
        edition=load(request.POST["form"]),
        period=period,
        dates=moments,
        actor=visitor.actor,
        now=visitor.now,
    )
    count = len(opened.invited)
    text = ngettext("Runden er åpnet for %(n)s kommune.", "Runden er åpnet for %(n)s kommuner.", count) % {"n": count}
    messages.success(request, text if opened.made else gettext("Runden var åpnet fra før. Her er den."))
    return opened.round.id


def _page(
    request: HttpRequest, round_id: int, *, form: DatesForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    visitor = visitor_of(request)
    regions = visitor.regions(Permission.REVIEW_REPORTS)
    row = get_round(round_id, regions=regions)
    within = visitor.within(Permission.REVIEW_REPORTS)
    standings = list_standings(round_id, within=within, now=visitor.now)
    page = {
        "round": row,
        "line": presenter.line(row, standings, days_left(row.dates.deadline, visitor.now)),
        "standings": [presenter.standing(s) for s in standings],
        "extensions": list_extensions(round_id, within=within),
        "mails": [presenter.mail(m) for m in list_reminders(round_id, within=within)],
        "log": presenter.log(list_for_subject("round", str(round_id))),
        "not_invited": [(p, p.certainty is Certainty.CERTAIN) for p in list_not_invited(round_id, regions=regions)],
        "may_change": row.region.id in visitor.regions(Permission.OPEN_ROUNDS),
        "form": form or DatesForm({}),
        "typed": request.POST if status != 200 else typed_dates(row.dates),
        "refusal": refusal,
        "soon": visitor.today + timedelta(days=14),
    }
    return render(request, "web/inside/round.html", page, status=status)


def _done(request: HttpRequest, round_id: int, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except NotFound:
        raise
    except BosoError as fault:
        return _page(request, round_id, refusal=gettext(str(fault)), status=status_of(fault))
    return redirect("round", round_id)


def _which(request: HttpRequest, round_id: int) -> Which:
    visitor = visitor_of(request)
    return {
        "round_id": round_id,
        "actor": visitor.actor,
        "now": visitor.now,
        "regions": visitor.regions(Permission.OPEN_ROUNDS),
    }


def _municipality(request: HttpRequest) -> int:
    """The municipality that was sent, if the visitor reaches it. Raises NotFound for another."""
    sent = id_in(request.POST.get("municipality"))
    if sent not in visitor_of(request).within(Permission.OPEN_ROUNDS):
        raise NotFound(gettext("Det finnes ingen slik kommune."))
    return sent


def _regions(ids: frozenset[int]) -> list[RegionRow]:
    return [r for invented in (False, True) for r in list_regions(invented=invented) if r.id in ids]


def _forms() -> list[tuple[str, str]]:
    """The forms that come back every year or half-year, newest edition first, with what each is called."""
    language = get_language() or "nb"
    editions = [e for e in all_editions() if e.period in REGULAR]
    editions.sort(key=lambda e: (e.template, e.name), reverse=True)
    return [(e.address, f"{e.title.in_language(language)} – {e.region} {e.name[:4]}".strip()) for e in editions]
