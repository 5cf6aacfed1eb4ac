"""Asks the house, which lies above the command line and wires it, for a database."""

import importlib


def with_database(*, migrate: bool = True) -> None:
    """Sets Django up for the rest of this process on an up-to-date database; see `boso.config.start`.

    Called by name, as Django asks for its settings by name: imports point down, and `config` is above.
    """
    importlib.import_module("boso.config.start").with_database(migrate=migrate)


def with_programme() -> None:
    """A database that knows the real programme: the places and agreements that come with boso are loaded when there
    are none. Files that have changed since are loaded by `boso places load`.
    """
    with_database()
    from django.utils import timezone

    from boso.kernel.decisions import SYSTEM
    from boso.places import actions as places
    from boso.places.queries import list_municipalities
    from boso.programme import actions as programme
    from boso.programme.queries import list_intakes

    if not list_municipalities():
        places.load_files(actor=SYSTEM, now=timezone.now())
    if not list_intakes():
        programme.load_files(actor=SYSTEM, now=timezone.now())
