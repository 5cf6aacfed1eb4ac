"""Pure rules of reports: the states they go through, and steps that change their rows and can be taken back."""

from boso.reporting.rules.steps import applied, changed_since, inverse, merged
from boso.reporting.rules.workflow import (
    WORKFLOW,
    can_correct,
    can_happen,
    can_import,
    can_release,
    status_after,
    status_of,
)

__all__ = [
    "WORKFLOW",
    "applied",
    "can_correct",
    "can_happen",
    "can_import",
    "can_release",
    "changed_since",
    "inverse",
    "merged",
    "status_after",
    "status_of",
]
