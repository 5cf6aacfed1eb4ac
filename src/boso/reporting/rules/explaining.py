"""Warnings and their reasons: which warning a reason belongs to, and whether it still answers it. Pure."""

from collections.abc import Iterable, Mapping

from boso.kernel.findings import Finding, Severity
from boso.reporting.values.delivering import Explained, FindingAnswerRow

Reasons = Mapping[str, FindingAnswerRow]


def finding_key(finding: Finding) -> str:
    """What tells a finding from the others of its report, this year and next: rule, case, field and row."""
    row = finding.params.get("label", "")
    return "|".join((finding.code, str(finding.params.get("case", "")), finding.place.field or "", str(row)))


def finding_facts(finding: Finding) -> dict[str, str]:
    """What was found, as text: as long as this is the same, a reason answers the finding."""
    return {name: str(value) for name, value in sorted(finding.params.items())}


def answers(given: FindingAnswerRow | None, finding: Finding) -> bool:
    """The reason was given for exactly what is found now."""
    return given is not None and dict(given.params) == finding_facts(finding)


def explained(findings: Iterable[Finding], now: Reasons, last_year: Reasons) -> tuple[Explained, ...]:
    """The warnings with their reasons; those without one first."""
    rows = [_explained(f, now, last_year) for f in findings if f.severity is Severity.WARNING]
    return tuple(sorted(rows, key=lambda row: row.answered))


def _explained(finding: Finding, now: Reasons, last_year: Reasons) -> Explained:
    key = finding_key(finding)
    given = now.get(key)
    return Explained(
        key=key,
        finding=finding,
        section=finding.place.section or "",
        given=given,
        last_year=last_year.get(key),
        answered=answers(given, finding),
    )
