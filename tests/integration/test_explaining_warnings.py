"""A warning is answered with a reason: kept, shown next year, and asked again when something else is found."""

import pytest

from boso.audit.queries import list_for_subject
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.places import rls
from boso.questionnaires.checks.engine import findings_of, run_checks
from boso.reporting.actions.explaining import answer_warning
from boso.reporting.queries import report_values
from boso.reporting.queries.explaining import last_years_answers, list_finding_answers
from boso.reporting.rules.explaining import explained, finding_key
from boso.reporting.values.delivering import Explained
from tests.factories.reports import LEADER, NOW, id_of, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]
END, START = "A_no_dwelling.status_end", "A_no_dwelling.status_start"


def warnings(report_id: int) -> list[Explained]:
    found = findings_of(run_checks(report_values(report_id, within=rls.ALL, today=NOW.date())))
    own = list_finding_answers(report_id, within=rls.ALL)
    last = last_years_answers(report_id, within=rls.ALL)
    return [row for row in explained(found, own, last) if row.finding.code == "N2"]


def answered(report_id: int, key: str, reason: str = "Listen er vasket") -> None:
    answer_warning(report_id=report_id, key=key, reason=reason, actor=LEADER, now=NOW, within=rls.ALL)


def test_a_reason_answers_the_warning_and_is_there_next_year() -> None:
    report("provevik", 2012, {END: 10})
    own = report("provevik", 2013, {START: 14, END: 20}, historical=False)
    (found,) = warnings(own.id)
    assert not found.answered
    answered(own.id, found.key)
    (found,) = warnings(own.id)
    assert found.answered
    assert found.given
    assert (found.given.reason, found.given.actor_name) == ("Listen er vasket", LEADER.name)
    following = report("provevik", 2014, {START: 25}, historical=False)
    (again,) = warnings(following.id)
    assert not again.answered
    assert again.last_year
    assert again.last_year.reason == "Listen er vasket"
    assert [e.act for e in list_for_subject("report", str(own.id))] == ["warning_answered"]


def test_a_reason_answers_only_what_was_found_when_it_was_given() -> None:
    earlier = report("provevik", 2012, {END: 10})
    own = report("provevik", 2013, {START: 14}, historical=False)
    (found,) = warnings(own.id)
    answered(own.id, found.key)
    from boso.reporting.models import Answer

    Answer.objects.filter(report=earlier.id, code=END).update(value=11)
    (now,) = warnings(own.id)
    assert now.given
    assert not now.answered


def test_a_reason_needs_words_and_a_warning_that_is_there() -> None:
    report("provevik", 2012, {END: 10})
    own = report("provevik", 2013, {START: 14}, historical=False)
    (found,) = warnings(own.id)
    with pytest.raises(Invalid):
        answered(own.id, found.key, "  ")
    with pytest.raises(Invalid):
        answered(own.id, found.key, "å" * 2001)
    with pytest.raises(NotFound):
        answered(own.id, "N9|nothing||")
    with pytest.raises(NotFound):
        answer_warning(
            report_id=own.id, key=found.key, reason="x", actor=LEADER, now=NOW, within=[id_of("provesund")]
        )  # fmt: skip
    assert finding_key(found.finding) == found.key


def test_no_reason_is_given_for_what_was_delivered() -> None:
    report("provevik", 2012, {END: 10})
    own = report("provevik", 2013, {START: 14})
    (found,) = warnings(own.id)
    with pytest.raises(Denied):
        answered(own.id, found.key)
