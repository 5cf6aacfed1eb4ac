"""What stands on the title page of a report, beside its answers."""

from dataclasses import dataclass

from boso.kernel.periods import ReportPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """Whose report it is, of when, and how far it has come; `status`, `delivered` and `receipt` in words, or empty."""

    number: str
    name: str
    invented: bool
    period: ReportPeriod
    version: int
    status: str = ""
    delivered: str = ""
    receipt: str = ""  # SHA-256 of the delivered version
