"""The manual of the checks, docs/CHECKS.md, made from the rules themselves.

python -m boso.questionnaires.checks.manual > docs/CHECKS.md
"""

import sys
from datetime import date

from boso.questionnaires.checks.definitions import RuleDefinition, rule_book

HEAD = """\
# The checks

This file is made from `boso/questionnaires/checks/rules.yaml` by
`python -m boso.questionnaires.checks.manual > docs/CHECKS.md`; a test sees that it is fresh. Names in braces are
filled in.

A rule answers `passed`, `fired`, `not_testable` (with what it lacks), `exempt` (somebody gave a reason) or `not_valid`
(another form, or outside its period). `error` blocks delivery, `warning` asks for a reason, `info` only tells. On
imported reports nothing blocks. A blank, a dash and a figure nobody has confirmed are never taken as 0.
"""


def manual() -> str:
    """The text of docs/CHECKS.md."""
    rules = rule_book().rules.values()
    overview = ["| Rule | Severity | Looks at | Says |", "|---|---|---|---|", *(_line(rule) for rule in rules)]
    return "\n".join([HEAD, *overview, "", *(part for rule in rules for part in _chapter(rule))])


def _line(rule: RuleDefinition) -> str:
    return f"| {rule.id} | {rule.severity} | {rule.scope} | {rule.sentence.en} |"


def _chapter(rule: RuleDefinition) -> list[str]:
    lines = [f"## {rule.id}", "", rule.sentence.nb, "", f"*{rule.sentence.en}* {_validity(rule)}".rstrip(), ""]
    for name, case in rule.cases.items():
        grave = f" ({case.severity})" if case.severity else ""
        lines.append(f"- `{name}`{grave}: {case.found.nb} {case.expected.nb} {case.remedy.nb}")
    return [*lines, ""]


def _validity(rule: RuleDefinition) -> str:
    def day(each: date | None) -> str:
        return each.isoformat() if each else "open"

    if rule.valid.start is None and rule.valid.end is None:
        return ""
    return f"Valid from {day(rule.valid.start)} to {day(rule.valid.end)}."


if __name__ == "__main__":
    sys.stdout.write(manual())
