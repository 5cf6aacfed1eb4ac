"""All rules over one report: each is asked, none writes, none raises."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from boso.kernel.findings import Finding, Severity
from boso.questionnaires.checks import commitments, dwellings, economy, form, instruments, need, own_effort
from boso.questionnaires.checks.definitions import RuleBook, RuleDefinition, rule_book
from boso.questionnaires.checks.values import Broken, Held, Lack, ReportValues, Result, State, Step, Steps
from boso.questionnaires.values import Edition

Check = Callable[[ReportValues], Steps]

CHECKS: Mapping[str, Check] = {
    "N1": need.check_whole_numbers,
    "N2": need.check_start_follows_last_end,
    "N3": need.check_families_within_all,
    "N4": need.check_change_beside_housed,
    "N5": need.check_large_change,
    "N6": need.check_routes_add_up,
    "L1": instruments.check_fixed_rate_within_full,
    "L2": instruments.check_all_purchases,
    "L3": instruments.check_within_all_purchases,
    "L4": instruments.check_rent_to_own_register,
    "L5": instruments.check_allowance_month,
    "D1": dwellings.check_acquired_and_stock,
    "D2": dwellings.check_more_allocated_than_applied,
    "D3": dwellings.check_dwellings_per_thousand,
    "E1": economy.check_total_of_row,
    "E2": economy.check_deviation_of_row,
    "E3": economy.check_grant_deviation_of_row,
    "E4": economy.check_sum_row,
    "E5": economy.check_rows_outside_sums,
    "E6": economy.check_year_in_whole_period,
    "E7": commitments.check_used_within_commitment,
    "E8": commitments.check_lapse,
    "E9": commitments.check_lapse_date_suggested,
    "E10": own_effort.check_hours_times_rate,
    "E11": own_effort.check_own_share,
    "E12": own_effort.check_cost_is_covered,
    "E13": economy.check_total_spent,
    "F1": form.check_year_and_dates_fit,
    "F2": form.check_dates_exist,
    "F3": form.check_only_a_reference,
    "F4": form.check_blank_again,
}


def run_checks(
    report: ReportValues, *, book: RuleBook | None = None, checks: Mapping[str, Check] = CHECKS
) -> tuple[Result, ...]:
    """What came of every rule, in the order of the rule book. A finding that is fatal stops the rules after it.

    Whether a finding keeps a report from being delivered is the caller's to decide; on imported reports nothing does.
    """
    results: list[Result] = []
    stopped = ""
    for rule in (book or rule_book()).rules.values():
        result = _stopped(rule, stopped) if stopped else _asked(rule, report, checks[rule.id])
        results.append(result)
        if any(finding.severity is Severity.FATAL for finding in result.findings):
            stopped = rule.id
    return tuple(results)


def findings_of(results: Iterable[Result]) -> tuple[Finding, ...]:
    """All findings of rules that fired, in order."""
    return tuple(finding for result in results for finding in result.findings)


def _stopped(rule: RuleDefinition, by: str) -> Result:
    return Result(rule_id=rule.id, severity=rule.severity, state=State.NOT_TESTABLE, lacks=(Lack("stopped", by),))


def _asked(rule: RuleDefinition, report: ReportValues, check: Check) -> Result:
    last_day = report.period.end - timedelta(days=1)
    if not rule.valid.holds(last_day) or (report.edition.checks and rule.id not in report.edition.checks):
        return Result(rule_id=rule.id, severity=rule.severity, state=State.NOT_VALID)
    return _answer(rule, report, tuple(check(report)))


def _answer(rule: RuleDefinition, report: ReportValues, steps: tuple[Step, ...]) -> Result:
    sections = _sections(report.edition) if any(isinstance(step, Broken) for step in steps) else {}
    found = [_finding(rule, sections, step) for step in steps if isinstance(step, Broken)]
    exempted = tuple(f for f in found if any(e.covers(f, report.today) for e in report.exemptions))
    findings = tuple(f for f in found if f not in exempted)
    lacks = tuple(dict.fromkeys(step for step in steps if isinstance(step, Lack)))
    return Result(
        rule_id=rule.id,
        severity=rule.severity,
        state=_state(findings, exempted, tested=any(isinstance(step, Held) for step in steps)),
        findings=findings,
        exempted=exempted,
        lacks=lacks,
    )


def _state(findings: tuple[Finding, ...], exempted: tuple[Finding, ...], *, tested: bool) -> State:
    if findings:
        return State.FIRED
    if exempted:
        return State.EXEMPT
    return State.PASSED if tested else State.NOT_TESTABLE


def _finding(rule: RuleDefinition, sections: Mapping[str, str], broken: Broken) -> Finding:
    place = broken.place
    if place.section is None and place.field is not None:
        section = sections.get(place.field) or sections.get(place.field.partition(".")[0])
        place = replace(place, section=section)
    return Finding(
        code=rule.id,
        severity=rule.cases[broken.case].severity or rule.severity,
        place=place,
        params={"case": broken.case, **broken.params},
    )


def _sections(edition: Edition) -> Mapping[str, str]:
    """The section each figure, field and table of a form belongs to."""
    known: dict[str, str] = {}
    for section in edition.sections:
        known |= dict.fromkeys((question.code for question in section.fields), section.code)
        for table in section.tables:
            known |= dict.fromkeys((table.code, *table.figure_codes()), section.code)
    return known
