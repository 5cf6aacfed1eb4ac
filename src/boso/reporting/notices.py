"""What is told of which event, out of its file, and the words and the place of a notice."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from boso.access.values import Role
from boso.kernel.dates import print_date
from boso.kernel.errors import Invalid
from boso.questionnaires.values import Edition
from boso.reporting.rules.asking import page_of
from boso.reporting.values.notices import Group, NoticeRow, NoticeRule, Sees

FILE = Path(__file__).parent / "files/notices.yaml"
LANGUAGES = ("nb", "nn", "en")
NAMED = "named"


@cache
def notice_rules(path: Path = FILE) -> Mapping[str, NoticeRule]:
    """The rules by code, in the order of the file. Raises Invalid for a mistake in it."""
    rows: Any = yaml.safe_load(path.read_text("utf-8"))
    try:
        rules = [_rule(row) for row in rows]
    except (KeyError, TypeError, ValueError) as mistake:
        raise Invalid(f"{path.name}: a line is not complete ({mistake}); see the lines around it.") from None
    return {rule.code: rule for rule in rules}


@cache
def rules_on(event: str) -> tuple[NoticeRule, ...]:
    """The rules that speak of an event, in the order of the file; none for one that nobody is told of."""
    return tuple(rule for rule in notice_rules().values() if rule.event == event)


def sentence(row: NoticeRow, edition: Edition, language: str) -> str:
    """What a notice says, in nb, nn or en, with the heading of the section it is about."""
    said = notice_rules()[row.code].words[language].format(day=print_date(row.day, language) if row.day else "")
    on = page_of(edition, row.section) if row.section else None
    return f"{said}: {on.head.heading.in_language(language)}" if on else said


def place(row: NoticeRow, edition: Edition) -> str:
    """The path the link of a notice goes to: of a section, its page; about none the form has, the report."""
    path = notice_rules()[row.code].place
    on = page_of(edition, row.section) if row.section else None
    if "{section}" in path and on is None:
        path = "/rapport/{report}/"
    if "{meeting}" in path and not row.address.isdecimal():
        path = "/arbeid/"
    address = quote(row.address)
    filled = path.format(report=row.report_id, section=quote(on.code) if on else "", address=address, meeting=address)
    return filled.removesuffix("#").removesuffix("&felt=")


def _rule(row: Any) -> NoticeRule:
    if not row["to"]:
        raise ValueError(f"{row['code']} is for nobody")
    return NoticeRule(
        code=row["code"],
        event=row["event"],
        group=Group(row["group"]),
        sees=Sees(row["sees"]),
        to=frozenset(Role(role) for role in row["to"] if role != NAMED),
        named=NAMED in row["to"],
        otherwise=frozenset(Role(role) for role in row.get("otherwise", ())),
        place=row["place"],
        words={language: row[language] for language in LANGUAGES},
    )
