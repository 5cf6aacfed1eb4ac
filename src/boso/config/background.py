"""The process that does the background work: `python -m boso.config.background PARENT`."""

import sys

from boso.config import env, start
from boso.config.dying import die_with


def main(parent: int) -> None:
    """Works off jobs until told to stop, or until its parent is gone."""
    die_with(parent)
    start.set_up(env.read())
    from django.core.management import call_command  # noqa: PLC0415 -- after the set-up

    call_command("procrastinate", "worker", concurrency=2)


if __name__ == "__main__":
    main(int(sys.argv[1]))
