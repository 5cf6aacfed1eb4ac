"""Texts, data releases and publications of an annual report: nothing is written over, nothing frozen changes."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from pytest_django import Settings

from boso.audit.queries import list_for_subject
from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid, NotFound
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.queries import get_region
from boso.publishing.actions import Frozen, Saved, freeze, publish, restore_text, save_text, withdraw
from boso.publishing.annual.cells import cells
from boso.publishing.annual.loading import load_annual
from boso.publishing.models import ChapterText, Release
from boso.publishing.queries import (
    changes_since,
    get_published,
    list_published,
    list_releases,
    list_versions,
    remake,
)
from boso.publishing.writers.plain import write_json
from boso.reporting.actions.concluding import publish as publish_report
from boso.reporting.actions.opening_fields import open_for_supplement
from boso.reporting.actions.supplementing import supplement
from boso.reporting.models import Answer
from boso.reporting.queries import find_report
from boso.reporting.queries.reviewing import number_of_last_event
from boso.reporting.values.fields import Typed
from tests.factories.demo import NOW, load_demo

LATER = NOW + timedelta(days=400)
EDITOR = Actor(id="9000007", name="Redaktør")
YEAR = 2012
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _without_annual_reports(rows_of_module: None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("boso.seed.demo.load_annual_reports", lambda now: None)
        load_demo()


@pytest.fixture(autouse=True)
def _filled(settings: Settings) -> None:
    settings.DEMO = True


def write(text: str, *, based_on: int = 0, slot: str = "introduction", language: str = "nb") -> Saved:
    return save_text(
        region=get_region("prove"),
        year=YEAR,
        language=language,
        slot=slot,
        text=text,
        based_on=based_on,
        actor=EDITOR,
        now=NOW,
    )


def frozen(reason: str = "", now: datetime = NOW) -> Frozen:
    return freeze(region=get_region("prove"), year=YEAR, reason=reason, actor=EDITOR, now=now)


def correct(code: str, value: int) -> str:
    """A published figure of Prøvesund is not what it was."""
    with rls.scope(rls.ALL):
        found = Answer.objects.filter(report__municipality__slug="provesund", report__year=YEAR, code=code)
        assert found.update(value=value, kind="number", raw=str(value)) == 1
    return "provesund"


def test_each_saving_is_a_version_and_the_same_text_is_none() -> None:
    assert write("Først").text.number == 1
    assert write("Først", based_on=0).text.number == 1
    assert write("Så", based_on=1).text.number == 2
    assert [v.text for v in list_versions("prove", YEAR, "nb", "introduction")] == ["Så", "Først"]
    assert (
        restore_text(
            region=get_region("prove"), year=YEAR, language="nb", slot="introduction", number=1, actor=EDITOR, now=NOW
        ).text.number
        == 3
    )
    acts = [entry.act for entry in list_for_subject("annual_report", f"prove-{YEAR}")]
    assert acts == ["annual_text_saved"] * 3


def test_a_text_that_somebody_saved_meanwhile_is_not_written_over() -> None:
    write("Den enes tekst")
    saved = write("Den andres tekst", based_on=0)
    assert (saved.stored, saved.text.text) == (False, "Den enes tekst")


def test_stored_texts_and_releases_are_never_changed() -> None:
    write("Først")
    frozen()
    for row, column in ((ChapterText, "text"), (Release, "reason")):
        with pytest.raises(DatabaseError), transaction.atomic():
            row._default_manager.update(**{column: "noe annet"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[tall: Prøvevik finnesikke 2012]]", "finnesikke"),
        ("[[tall: Utopia housed_total 2012]]", "ingen av kommunene"),
        ("[[tall: Prøvevik housed_total 1999]]", "ikke for 1999"),
        ("[[tall: Prøve housed_total 2011]]", "bare for 2012"),
        ("[[tall: Prøvef housed_total 2012]] og [[tall: Prøves housed_total 2012]]", "Prøvestrand, Prøvesund"),
        ("[[tall: Prøvevik", "Skriv slik"),
        ("x" * 20_001, "plass til"),
    ],
)
def test_a_text_that_points_to_no_figure_is_refused_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        write(text)
    assert list_versions("prove", YEAR, "nb", "introduction") == []


def test_a_place_or_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotFound):
        write("x", slot="finnes_ikke")
    with pytest.raises(Invalid):
        write("x", language="se")


def test_freezing_again_without_a_change_gives_the_same_release() -> None:
    first, again = frozen(), frozen("uten grunn")
    assert (first.made, again.made) == (True, False)
    assert first.release.identifier == again.release.identifier
    assert len(list_releases("prove", YEAR)) == 1


def test_a_correction_makes_a_new_release_with_the_changed_cells_and_why() -> None:
    write("Vi hjalp [[tall: Prøvesund A_no_dwelling.housed]].")
    frozen()
    slug = correct("A_no_dwelling.housed", 412)
    with pytest.raises(Invalid, match="hvorfor"):
        frozen()
    second = frozen("Prøvesund rettet et tall.").release
    changed = {(c.municipality, c.code): (c.before, c.after) for c in second.changes}
    before, after = changed[slug, "A_no_dwelling.housed"]
    assert after is not None
    assert before is not None
    assert (after.value, before.kind) == ("412", "number")
    assert ("", "A_no_dwelling.housed") in changed
    assert second.identifier != list_releases("prove", YEAR)[1].identifier
    printed = write_json(remake("prove", YEAR, 2, "nb")).decode()
    assert "412 husstander" in printed
    assert "Prøvesund rettet et tall." in printed
    assert "412 husstander" not in write_json(remake("prove", YEAR, 1, "nb")).decode()


def test_a_release_is_made_again_to_the_digit_whatever_happened_since(monkeypatch: pytest.MonkeyPatch) -> None:
    write("**Tallet** er [[tall: Prøvesund A_no_dwelling.housed]].")
    number = frozen().release.number
    before = {language: write_json(remake("prove", YEAR, number, language)) for language in ("nb", "nn", "en")}
    correct("A_no_dwelling.housed", 9)
    write("Noe helt annet", based_on=1)
    monkeypatch.setattr("boso.publishing.annual.composing.chapters", tuple)
    monkeypatch.setattr("boso.publishing.words._all", dict)
    after = {language: write_json(remake("prove", YEAR, number, language)) for language in ("nb", "nn", "en")}
    assert after == before


def test_what_has_changed_since_a_release_is_told_before_a_new_one_is_made() -> None:
    frozen()
    assert changes_since("prove", YEAR, 1, _now()) == ()
    slug = correct("A_no_dwelling.housed", 77)
    assert slug in {change.municipality for change in changes_since("prove", YEAR, 1, _now())}


def _now() -> dict[str, object]:
    return cells(load_annual(get_region("prove"), YEAR, language="nb"))


def test_what_is_published_is_read_by_anyone_and_the_old_is_told_to_be_replaced() -> None:
    region = get_region("prove")
    frozen()
    assert list_published() == []
    for _again in range(2):
        publish(region=region, year=YEAR, number=1, languages=["nb", "en"], actor=EDITOR, now=NOW)
    correct("A_no_dwelling.housed", 77)
    frozen("Rettet.", now=LATER)
    publish(region=region, year=YEAR, number=2, languages=["nb"], actor=EDITOR, now=LATER)
    newest, old = list_published(invented=True)
    assert (newest.slug, newest.languages, newest.superseded_by) == ("prove-2012-2", ("nb",), "")
    assert (old.slug, old.languages, old.superseded_by) == ("prove-2012-1", ("nb", "en"), "prove-2012-2")
    assert get_published("prove-2012-2", "nn").language == "nb"
    assert get_published("prove-2012-2").previous == "prove-2012-1"
    assert get_published("prove-2012-2").changes
    assert list_published(invented=False) == []
    with pytest.raises(Invalid, match="senere"):
        publish(region=region, year=YEAR, number=1, languages=["nn"], actor=EDITOR, now=LATER)
    acts = [entry.act for entry in list_for_subject("annual_report", "prove-2012")]
    assert acts.count("annual_report_published") == 2


def test_what_is_taken_back_says_why_and_can_be_published_again() -> None:
    region = get_region("prove")
    frozen()
    publish(region=region, year=YEAR, number=1, languages=["nb"], actor=EDITOR, now=NOW)
    with pytest.raises(Invalid):
        withdraw(region=region, year=YEAR, number=1, reason=" ", actor=EDITOR, now=NOW)
    withdraw(region=region, year=YEAR, number=1, reason="Feil forside.", actor=EDITOR, now=NOW)
    with pytest.raises(NotFound, match="Feil forside"):
        get_published("prove-2012-1")
    publish(region=region, year=YEAR, number=1, languages=["nb"], actor=EDITOR, now=LATER)
    assert get_published("prove-2012-1").row.published_at == LATER


@pytest.mark.parametrize("slug", ["prove-2012-9", "prove-2012", "x", "prove-2012-01", "../etc-2012-1"])
def test_an_address_of_nothing_is_said(slug: str) -> None:
    with pytest.raises(NotFound):
        get_published(slug)


def test_nothing_is_frozen_where_no_report_can_be_shown() -> None:
    with pytest.raises(NotFound, match="ingen offentlige rapporter"):
        freeze(region=get_region("prove"), year=2013, reason="", actor=EDITOR, now=NOW)


def test_a_late_answer_changes_no_release_before_a_person_publishes_its_version() -> None:
    code, region = "A_no_dwelling.housed", get_region("prove")
    report = find_report(rls.ALL, municipality="provelund", template="ost_annual", period=ReportPeriod(2013))
    assert report is not None
    who: dict[str, Any] = {"report_id": report.id, "actor": EDITOR, "now": NOW, "within": rls.ALL}

    def let_out() -> None:
        last = number_of_last_event(report.id, within=rls.ALL)
        publish_report(codes=[], answers={}, threshold=3, based_on=last, **who)

    def again(reason: str = "") -> Frozen:
        return freeze(region=region, year=2013, reason=reason, actor=EDITOR, now=NOW)

    let_out()
    first = again()
    open_for_supplement(address=f"figure:{code}", reason="Er alle med?", due=None, **who)
    supplement(typed={f"figure:{code}": Typed(text="412")}, reason="To lister manglet.", version=report.version, **who)
    assert not again("Ingenting er nytt.").made, "the public still sees the version that was published"
    let_out()
    second = again("Provelund har ettersendt et tall.").release
    changed = {(c.municipality, c.code): (c.before, c.after) for c in second.changes}
    before, after = changed["provelund", code]
    assert after is not None
    assert before is not None
    assert (after.value, before.value != "412") == ("412", True)
    assert first.release.identifier == list_releases("prove", 2013)[1].identifier
