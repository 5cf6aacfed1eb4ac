"""Texts on their way out: nothing goes by itself, everything can be taken back, and the public knows no more."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from boso.audit.models import AuditEntry
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.places import rls
from boso.reporting.actions import release_texts, store_steps, tag_text, untag_text, withdraw_texts
from boso.reporting.models import ReleasedText, Report, TextAnswer
from boso.reporting.queries import list_release_findings, list_releases, list_tagged
from boso.reporting.release_checks import key_of
from boso.reporting.released import list_released, themes_told
from boso.reporting.values import EventKind, ReportRow, RowStep, Table
from tests.factories.reports import LEADER, NOW, id_of, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]
LEARNING, BARRIER, OTHER = "4.1.A", "4.1.D", "1.2"
PLAIN = "Faste møter mellom tjenestene ga raskere avklaring."


def written(slug: str, year: int = 2012, *, historical: bool = True, certain: bool = True, **texts: str) -> ReportRow:
    """A report with texts; LEARNING has a plain one unless told otherwise."""
    given = {LEARNING: PLAIN, **{code.replace("__", "."): text for code, text in texts.items()}}
    row = report(slug, year, historical=historical)
    steps = [
        RowStep(
            table=Table.TEXTS,
            key=(code,),
            before=None,
            after={
                "code": code, "kind": "text", "text": text, "certain": certain, "origin": "typed", "source_label": "",
                "place": None, "reference": "",
            },
        )
        for code, text in given.items()
    ]  # fmt: skip
    with rls.scope([row.municipality_id]):
        store_steps(report_id=row.id, steps=steps, event=EventKind.ANSWERS_IMPORTED, actor=LEADER, now=NOW)
    return row


def release(row: ReportRow, *codes: str, **more: Any) -> tuple[str, ...]:
    given = {"answers": {}, "threshold": 3, "actor": LEADER, "now": NOW, "within": [row.municipality_id], **more}
    return release_texts(report_id=row.id, codes=codes or [LEARNING], **given)


def withdraw(row: ReportRow, reason: str = "En person kan kjennes igjen", **more: Any) -> tuple[str, ...]:
    given = {"actor": LEADER, "now": NOW + timedelta(days=1), "within": [row.municipality_id], **more}
    return withdraw_texts(report_id=row.id, codes=[LEARNING], reason=reason, **given)


def text_id(row: ReportRow, code: str) -> int:
    with rls.scope(rls.ALL):
        return TextAnswer.objects.get(report=row.id, code=code).pk


def tag(row: ReportRow, theme: str, code: str = LEARNING, **more: Any) -> bool:
    given = {"actor": LEADER, "now": NOW, "within": rls.ALL, **more}
    return tag_text(text_id=text_id(row, code), theme_code=theme, **given)


def test_an_imported_text_of_the_past_is_not_released_until_a_person_does_it() -> None:
    row = written("provevik")
    assert list_released(invented=True) == []
    assert release(row) == (LEARNING,)
    (told,) = list_released(invented=True)
    assert (told.municipality, told.code, told.text, told.about) == ("provevik", LEARNING, PLAIN, "learning")
    assert not hasattr(told, "actor_name"), "the public knows no names"


def test_real_and_invented_texts_are_never_in_one_list() -> None:
    for slug in ("provevik", "gjovik"):
        release(written(slug))
    assert [t.municipality for t in list_released()] == ["gjovik"]
    assert [t.municipality for t in list_released(invented=True)] == ["provevik"]


def test_releasing_what_stands_changes_nothing() -> None:
    row = written("provevik")
    assert (release(row), release(row)) == ((LEARNING,), ())
    assert len(list_releases(row.id, within=rls.ALL)) == 1


def test_what_is_taken_back_is_gone_and_stays_known_inside_with_who_and_why() -> None:
    row = written("provevik")
    release(row)
    assert withdraw(row) == (LEARNING,)
    assert list_released(invented=True) == []
    (kept,) = list_releases(row.id, within=rls.ALL)
    assert (kept.stands, kept.withdrawn_by_name, kept.why) == (False, LEADER.name, "En person kan kjennes igjen")
    assert release(row) == (LEARNING,)
    assert [each.number for each in list_releases(row.id, within=rls.ALL)] == [1, 2]


def test_taking_back_needs_a_reason() -> None:
    row = written("provevik")
    release(row)
    with pytest.raises(Invalid):
        withdraw(row, " ")
    assert len(list_released(invented=True)) == 1


def test_a_report_that_is_no_longer_published_shows_no_text() -> None:
    row = written("provevik")
    release(row)
    with rls.scope(rls.ALL):
        Report.objects.filter(pk=row.id).update(published_version=None)
    assert list_released(invented=True) == []
    assert themes_told(region="prove", year=2012, invented=True).unreleased == 0


def test_a_report_that_is_being_written_releases_nothing() -> None:
    row = written("provevik", 2013, historical=False)
    with pytest.raises(Denied):
        release(row)


def test_a_text_nobody_has_confirmed_stays() -> None:
    row = written("provevik", certain=False)
    with pytest.raises(Denied, match="Bekreft"):
        release(row)


@pytest.mark.parametrize("code", ["4.1.B", "programme_leader"])
def test_what_is_no_text_of_the_report_is_not_found(code: str) -> None:
    row = written("provevik")
    with pytest.raises(NotFound):
        release(row, code)


def test_contact_details_refuse_the_whole_release() -> None:
    row = written("provevik", **{BARRIER.replace(".", "__"): "Ring 22 33 44 55."})
    with pytest.raises(Invalid, match="22 33 44 55") as refused:
        release(row, LEARNING, BARRIER, answers={"contact:22334455": "Det går bra"})
    assert [f.code for f in refused.value.findings] == ["contact"]
    assert list_released(invented=True) == [], "all of them or none"


def test_a_small_count_goes_out_when_somebody_has_answered_for_it() -> None:
    row = written("provevik", **{BARRIER.replace(".", "__"): "Det ble 4 begjært utkastet."})
    with pytest.raises(Invalid):
        release(row, BARRIER)
    ((finding,),) = (f for f in list_release_findings(row.id, threshold=3, within=rls.ALL).values() if f)
    assert release(row, BARRIER, answers={key_of(finding): "Står i årsmeldingen"}) == (BARRIER,)
    with rls.scope(rls.ALL):
        assert ReleasedText.objects.get(code=BARRIER).answers == [
            {"kind": "small_count", "reason": "Står i årsmeldingen"}
        ]


def test_both_are_in_the_audit_log_without_the_text() -> None:
    row = written("provevik")
    release(row)
    withdraw(row)
    entries = list(AuditEntry.objects.filter(act__startswith="texts_").order_by("id"))
    assert [(e.act, e.facts["codes"]) for e in entries] == [
        ("texts_released", [LEARNING]),
        ("texts_withdrawn", [LEARNING]),
    ]
    assert PLAIN not in str([e.facts for e in entries])


def test_another_municipality_can_neither_release_nor_take_back() -> None:
    row = written("provevik")
    elsewhere = [id_of("provesund")]
    with pytest.raises(NotFound):
        release(row, within=elsewhere)
    release(row)
    with pytest.raises(NotFound):
        withdraw(row, within=elsewhere)
    with pytest.raises(NotFound):
        list_releases(row.id, within=elsewhere)


def test_two_releases_of_one_text_cannot_stand() -> None:
    row = written("provevik")
    release(row)
    with rls.scope(rls.ALL):
        stored = ReleasedText.objects.get()
        stored.pk, stored.number = None, 2
        with pytest.raises(IntegrityError), transaction.atomic():
            stored.save(force_insert=True)


def test_themes_are_found_and_taken_away_and_the_untagged_are_said() -> None:
    row = written(
        "provevik", **{BARRIER.replace(".", "__"): "Prisene steg.", OTHER.replace(".", "__"): "Bedre bomiljø."}
    )
    assert (tag(row, "cooperation"), tag(row, "cooperation")) == (True, False)
    found = list_tagged(rls.ALL, region="prove", year=2012)
    assert [(t.code, t.themes, t.about) for t in found] == [
        (LEARNING, ("cooperation",), "learning"),
        (BARRIER, (), "barrier"),
    ]
    given = {"actor": LEADER, "now": NOW, "within": rls.ALL}
    assert untag_text(text_id=text_id(row, LEARNING), theme_code="cooperation", **given)
    assert [t.themes for t in list_tagged(rls.ALL, region="prove", year=2012)] == [(), ()]
    acts = AuditEntry.objects.filter(act__contains="tagged").values_list("act", flat=True)
    assert sorted(acts) == ["text_tagged", "text_untagged"]


def test_only_answers_on_learning_and_barriers_have_themes_and_only_known_ones() -> None:
    row = written("provevik", **{OTHER.replace(".", "__"): "Bedre bomiljø."})
    with pytest.raises(Invalid):
        tag(row, "cooperation", OTHER)
    with pytest.raises(NotFound):
        tag(row, "weather")
    with pytest.raises(NotFound):
        tag(row, "cooperation", within=[id_of("provesund")])


def test_the_public_sees_released_answers_by_theme_and_how_many_wait() -> None:
    first = written("provevik", **{BARRIER.replace(".", "__"): "Prisene steg."})
    second = written("provesund")
    tag(first, "cooperation")
    tag(first, "market", BARRIER)
    release(first)
    release(second)
    told = themes_told(region="prove", year=2012, invented=True)
    assert {theme: [t.municipality for t in texts] for theme, texts in told.by_theme.items()} == {
        "cooperation": ["provevik"]
    }
    assert [t.municipality for t in told.untagged] == ["provesund"]
    assert told.unreleased == 1, "the barrier was not released, and its theme is nowhere"
    assert [t.municipality for t in list_released(theme="cooperation", invented=True)] == ["provevik"]


def test_more_texts_cost_no_more_queries() -> None:
    counts = []
    for slug in ("provevik", "provesund", "provedal"):
        release(written(slug))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            list_released(invented=True)
        counts.append(len(seen))
    assert len(set(counts)) == 1
