"""Django's own commands, run as the owner of the tables."""

from collections.abc import Sequence

from boso.config import env, start

WITHOUT_OWNER = {"runserver", "procrastinate"}


def manage(words: Sequence[str]) -> None:
    """Runs one of Django's commands; `migrate` gives the app its rights afterwards."""
    environment = env.read()
    start.set_up(environment)
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- after the set-up

    command = ["boso manage", *words]
    if words and words[0] in WITHOUT_OWNER:
        execute_from_command_line(command)
        return
    with start.as_owner(environment):
        execute_from_command_line(command)
    if words and words[0] == "migrate":
        start.grant_rights(environment)
