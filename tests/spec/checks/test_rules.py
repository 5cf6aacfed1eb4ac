"""Every rule of the rule book against its table: when it fires, when it does not, and what it lacks."""

from typing import Any

import pytest

from boso.questionnaires.checks.definitions import LANGUAGES, rule_book
from boso.questionnaires.checks.engine import CHECKS, run_checks
from boso.questionnaires.checks.manual import manual
from boso.questionnaires.checks.messages import lack_in_words, message, speaks_of
from boso.questionnaires.checks.values import Result
from boso.questionnaires.loading import all_editions
from tests.spec.checks import commitment_tables, economy_tables, form_tables, instrument_tables, need_tables
from tests.spec.checks.reports import Spec, report

TABLES: dict[str, list[Spec]] = {
    **need_tables.TABLES,
    **instrument_tables.TABLES,
    **economy_tables.TABLES,
    **commitment_tables.TABLES,
    **form_tables.TABLES,
}


def lines(state: str = "") -> list[Any]:
    every = ((rule, spec) for rule, table in TABLES.items() for spec in table if state in ("", spec.state))
    return [pytest.param(rule, spec, id=f"{rule}: {spec.name}") for rule, spec in every]


def result_of(rule: str, spec: Spec) -> Result:
    return next(r for r in run_checks(report(**spec.report)) if r.rule_id == rule)


@pytest.mark.parametrize(("rule", "spec"), lines())
def test_the_rule_answers_as_its_table_says(rule: str, spec: Spec) -> None:
    result = result_of(rule, spec)
    assert result.state == spec.state
    if spec.state == "fired":
        assert spec.says in {finding.params["case"] for finding in result.findings}
        first = next(f for f in result.findings if f.params["case"] == spec.says)
        assert {key: first.params[key] for key in spec.params} == spec.params
    elif spec.says:
        assert spec.says in {lack.what for lack in result.lacks}


@pytest.mark.parametrize(("rule", "spec"), lines("fired"))
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_fires_says_what_was_found_expected_and_to_do(rule: str, spec: Spec, language: str) -> None:
    for finding in result_of(rule, spec).findings:
        assert speaks_of(finding)
        said = message(finding, language)
        assert said.found
        assert said.expected
        assert said.remedy
        assert not set("{}…") & set(str(said))


@pytest.mark.parametrize(("rule", "spec"), lines("not_testable"))
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_tested_says_what_it_lacks(rule: str, spec: Spec, language: str) -> None:
    lacks = result_of(rule, spec).lacks
    assert lacks or spec.name == "a blank is not 0"
    for lack in lacks:
        assert lack.what in rule_book().lacks
        assert "{" not in lack_in_words(lack, language)


def test_every_rule_has_a_check_a_table_and_all_three_answers() -> None:
    assert list(rule_book().rules) == list(CHECKS) == sorted(TABLES, key=list(CHECKS).index)
    for rule, table in TABLES.items():
        states = {spec.state for spec in table}
        assert {"fired", "not_testable"} <= states, rule
        assert "passed" in states or rule == "D3", f"{rule}: only what is always shown never passes"


def test_every_case_of_every_rule_is_in_its_table() -> None:
    for rule, definition in rule_book().rules.items():
        shown = {spec.says for spec in TABLES[rule] if spec.state == "fired"}
        assert shown == set(definition.cases), rule


def test_every_text_is_there_in_three_languages() -> None:
    book = rule_book()
    texts = [*book.lacks.values(), *book.names.values()]
    for rule in book.rules.values():
        texts.append(rule.sentence)
        texts += [text for case in rule.cases.values() for text in (case.found, case.expected, case.remedy)]
    assert all(text.in_language(language).strip() for text in texts for language in LANGUAGES)


def test_rules_of_every_edition_exist() -> None:
    for edition in all_editions():
        assert set(edition.checks) <= set(rule_book().rules), edition.address


def test_the_manual_is_fresh(pytestconfig: pytest.Config) -> None:
    written = (pytestconfig.rootpath / "docs" / "CHECKS.md").read_text(encoding="utf-8")
    assert written == manual(), "run: python -m boso.questionnaires.checks.manual > docs/CHECKS.md"
