"""The rules of reminders out of their file, and a mail in words."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from boso.kernel.errors import Invalid
from boso.reporting.values import Status
from boso.reporting.values.rounds import ReminderRule

FILE = Path(__file__).parent / "files/reminders.yaml"
LANGUAGES = ("nb", "nn")
CONTACT_WRITES = {"nb": "Programkontakten skriver:", "nn": "Programkontakten skriv:"}


@cache
def reminder_rules(path: Path = FILE) -> Mapping[str, ReminderRule]:
    """The rules by code, in the order of the file. Raises Invalid for a mistake in it."""
    rows: Any = yaml.safe_load(path.read_text("utf-8"))
    try:
        rules = [_rule(row) for row in rows]
    except (KeyError, TypeError, ValueError) as mistake:
        raise Invalid(f"{path.name}: a rule is not complete ({mistake}); see the rules around it.") from None
    return {rule.code: rule for rule in rules}


def written(rule: ReminderRule, language: str, facts: Mapping[str, str]) -> tuple[str, str]:
    """Subject and text of a mail by the rule, in nb or nn."""
    subject = rule.subject[language].format_map(facts)
    return " ".join(subject.split()), rule.body[language].format_map(facts).strip() + "\n"


def added(words: str, language: str) -> str:
    """What somebody adds to a mail in their own words, as it stands in nb or nn; nothing for nothing."""
    return f"\n\n{CONTACT_WRITES[language]}\n{words}" if words else ""


def _rule(row: Any) -> ReminderRule:
    for part in ("subject", "body"):
        if set(row[part]) != set(LANGUAGES):
            raise ValueError(f"{row['code']}: {part} needs nb and nn")
    return ReminderRule(
        code=row["code"],
        days=row["days"],
        business=row.get("business", True),
        to=tuple(row["to"]),
        states=frozenset(Status(state) for state in row["states"]),
        subject=row["subject"],
        body=row["body"],
    )
