"""Asks the house, which lies above the command line and wires it, for a database."""

import importlib


def with_database(*, migrate: bool = True) -> None:
    """Sets Django up for the rest of this process on an up-to-date database; see `boso.config.start`.

    Called by name, as Django asks for its settings by name: imports point down, and `config` is above.
    """
    importlib.import_module("boso.config.start").with_database(migrate=migrate)
