"""The form that a file which came in is filled into."""

from typing import Protocol

from boso.questionnaires.loading import load
from boso.questionnaires.values import Edition


class Read(Protocol):
    """A file that boso made, read back: it says its edition (`ost_annual/2013`) and revision."""

    @property
    def edition(self) -> str: ...

    @property
    def revision(self) -> int: ...


def edition_read(read: Read) -> Edition:
    """The edition and revision that a file boso made was made of. Raises NotFound for one there is not."""
    return load(f"{read.edition}@{read.revision}")


def newest_edition(template: str, name: str) -> Edition:
    """The newest revision of the edition of this name (`2013`, `2013-09-01`), for a file that others made."""
    return load(f"{template}/{name[:4]}")
