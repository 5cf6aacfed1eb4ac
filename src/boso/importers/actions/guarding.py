"""A fault of boso's own in reading one file is logged with all that helps to mend it, and told in a sentence."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from boso.importers.documents.refusals import unreadable
from boso.kernel.errors import BosoError, panicked

logger = logging.getLogger(__name__)


@contextmanager
def own_faults_told(name: str) -> Iterator[None]:
    """Raises `Unreadable` for anything unforeseen that reading the file called `name` comes upon."""
    try:
        yield
    except BosoError:
        raise
    except BaseException as fault:  # whatever a damaged file makes a parser do, the person is told and loses nothing
        if not isinstance(fault, Exception) and not panicked(fault):
            raise
        logger.exception("a file that came in could not be read")
        raise unreadable("own", name) from fault
