"""What every page shows: who is logged in, which day it is, the menu, the languages."""

from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from boso.access.values import Permission
from boso.reporting.queries.notices import Reader, count_unread
from boso.web.form_pages import rereading_of
from boso.web.presenters.helping import help_address
from boso.web.sharing import here_in, sharing_of
from boso.web.visitor import Visitor


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A link of the menu; `current` where the page lies under it."""

    label: str
    href: str
    current: bool


def page(request: HttpRequest) -> dict[str, object]:
    """The frame of a page."""
    visitor: Visitor | None = getattr(request, "visitor", None)
    found = request.resolver_match
    return {
        "visitor": visitor,
        "menu": [_item(request, label, name) for label, name in _entries(visitor)],
        "help_address": help_address(found.view_name if found else "", visitor),
        "sharing": sharing_of(request),
        "demo": settings.DEMO,
        "demo_today": settings.TODAY,
        "here": here_in(request),
        "rereading": rereading_of(request),
        "unread": partial(_unread, visitor),
    }


def _unread(visitor: Visitor | None) -> int:
    """How many notices one has not read; asked when the head of a page is drawn."""
    if visitor is None or visitor.account is None:
        return 0
    return count_unread(Reader(account_id=visitor.account.id, held=visitor.held, on=visitor.today))


def _entries(visitor: Visitor | None) -> list[tuple[str, str]]:
    """For whoever is logged in the menu holds the work too; the forms and about are then in the foot alone."""
    entries = [
        (gettext("Kommuner"), "municipalities"),
        (gettext("Sammenlign"), "comparison"),
        (gettext("Publikasjoner"), "publications"),
    ]
    if not visitor or not visitor.account:
        entries += [(gettext("Skjema"), "forms"), (gettext("Om boso"), "about")]
    else:
        if visitor.can_somewhere(Permission.EDIT_ANNUAL_REPORT):
            entries.insert(0, (gettext("Årsmelding"), "annual_home"))
        if visitor.can_somewhere(Permission.REVIEW_REPORTS):
            entries.insert(0, (gettext("Leveringer"), "region"))
        entries.insert(0, (gettext("Arbeid"), "tasks"))
        if visitor.can_somewhere(Permission.IMPORT_REPORTS):
            entries.insert(1, (gettext("Import"), "imports"))
        if visitor.can_somewhere(Permission.MANAGE_PEOPLE):
            entries.insert(1, (gettext("Personer"), "people"))
    return entries


def _item(request: HttpRequest, label: str, name: str) -> MenuItem:
    href = reverse(name)
    return MenuItem(label, href, request.path.startswith(href))
