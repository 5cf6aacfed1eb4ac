"""The process that does the background work: `python -m boso.config.background PARENT`."""

import sys

from boso.config import env, start
from boso.config.dying import die_with


def main(parent: int) -> None:
    """Works off jobs until told to stop, or until its parent is gone."""
    die_with(parent)
    start.set_up(env.read())
    from procrastinate.contrib.django import app  # noqa: PLC0415 -- after the set-up
    from procrastinate.contrib.django.django_connector import DjangoConnector  # noqa: PLC0415

    from boso.publishing import fonts  # noqa: PLC0415

    fonts.folder()  # made before anybody waits for a document
    if isinstance(app.connector, DjangoConnector):
        with app.replace_connector(app.connector.get_worker_connector()):
            app.run_worker(concurrency=2)


if __name__ == "__main__":
    main(int(sys.argv[1]))
