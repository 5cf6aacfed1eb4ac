"""The errors a person may meet. Anything else that is raised is a fault of the program."""

from collections.abc import Sequence
from datetime import datetime

from boso.kernel.findings import Finding


class BosoError(Exception):
    """A fault that is explained to the person in one sentence: what, where, and what to do."""


class NotFound(BosoError):
    """There is no such thing, or the person may not know of it."""


class Denied(BosoError):
    """The person may not do this; the message says why."""


class Overtaken(BosoError):
    """Somebody else acted in between: what (`act`, a code), who and when; nothing was changed."""

    def __init__(self, message: str, *, act: str, who: str, at: datetime) -> None:
        super().__init__(message)
        self.act, self.who, self.at = act, who, at


class Unreadable(BosoError):
    """A file that cannot be read: unknown type, empty, protected, damaged, too large."""


class Invalid(BosoError):
    """Input that breaks rules; `findings` say which and where."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


def panicked(fault: BaseException) -> bool:
    """A library written in Rust gave up. What it raises then (pyo3) has no importable name and is no `Exception`."""
    return type(fault).__name__ == "PanicException" and not isinstance(fault, Exception)
