"""The rules of reminders of late answers out of their file."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from boso.kernel.errors import Invalid
from boso.reporting.rules.promising import PromiseRule

FILE = Path(__file__).parent / "files/promises.yaml"
PROMISE, OPENED = "promise", "opened"


@cache
def promise_rules(of: str, path: Path = FILE) -> tuple[PromiseRule, ...]:
    """The rules for promises, or for fields that were opened. Raises Invalid for a mistake in the file."""
    rows: Any = yaml.safe_load(path.read_text("utf-8"))
    try:
        return tuple(PromiseRule(event=str(row["event"]), days=int(row["days"])) for row in rows if row["of"] == of)
    except (KeyError, TypeError, ValueError) as mistake:
        raise Invalid(f"{path.name}: a rule is not complete ({mistake}); see the rules around it.") from None
