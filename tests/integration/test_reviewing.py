"""A report under review: asked back by section, answered, marked, delivered again, accepted, published, taken back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from boso.kernel.decisions import Actor
from boso.kernel.errors import BosoError, Denied, Invalid, NotFound, Overtaken
from boso.kernel.figures import number
from boso.places import rls
from boso.reporting.actions import store_steps
from boso.reporting.actions.answering import save_field, save_section
from boso.reporting.actions.concluding import deliver_again, publish, unpublish
from boso.reporting.actions.questions import answer_question, close_question, remark_on_question
from boso.reporting.actions.reviewing import accept, ask_back, begin_review
from boso.reporting.actions.rows import add_row
from boso.reporting.actions.versions import open_new_version
from boso.reporting.models import Report, ReviewRemark, TextAnswer
from boso.reporting.queries import get_report, list_events, list_releases
from boso.reporting.queries.delivering import list_deliveries
from boso.reporting.queries.differing import list_differences
from boso.reporting.queries.editing import get_draft
from boso.reporting.queries.reports import list_reports
from boso.reporting.queries.reviewing import list_questions, number_of_last_event, open_pages_of
from boso.reporting.queries.rounds_of_reports import closes_at
from boso.reporting.released import list_released
from boso.reporting.values import EventKind, ReportRow, RowStep, Status, Table
from boso.reporting.values.fields import Saved, Typed
from boso.reporting.values.reviewing import Asking, QuestionState, Side
from tests.factories.reports import LEADER, answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_of_module")]
NOW = datetime(2014, 2, 10, 9, tzinfo=UTC)
ROUND_ENDS = datetime(2014, 3, 31, 21, 59, tzinfo=UTC)
CONTACT, OTHER = Actor(id="9000007", name="Kontakt Prøvesen"), Actor(id="9000008", name="Annen Prøvesen")
C, TEXTS = "figure:C1.adaptation_grant", "text:4.1.A"


def report(slug: str) -> ReportRow:
    return next(r for r in list_reports(rls.ALL, municipality=slug, year=2013) if not r.historical)


def who(row: ReportRow, actor: Actor = CONTACT, now: datetime = NOW) -> dict[str, Any]:
    return {"report_id": row.id, "actor": actor, "now": now, "within": rls.ALL}


def last(row: ReportRow) -> int:
    return number_of_last_event(row.id, within=rls.ALL)


def status(row: ReportRow) -> Status:
    return get_report(row.id, within=rls.ALL).status


def asked(row: ReportRow) -> dict[int, QuestionState]:
    return {q.number: q.state for q in list_questions(rls.ALL, reports=[row.id])}


def typed(row: ReportRow, address: str, text: str) -> dict[str, Typed]:
    seen = get_draft(row.id, within=rls.ALL).at(address).content.mark
    return {address: Typed(text=text, kind="number" if address.startswith("figure") else "", seen=seen)}


def asks(row: ReportRow, *questions: Asking, actor: Actor = CONTACT, now: datetime = NOW) -> tuple[int, ...]:
    return ask_back(questions=questions, based_on=last(row), **who(row, actor, now))


def back(row: ReportRow, *questions: Asking) -> None:
    """Begun, and asked back."""
    begin_review(based_on=last(row), **who(row))
    asks(row, *(questions or [Asking(section="C", text="Stemmer tallet?")]))


@pytest.fixture
def sund() -> ReportRow:
    """Delivered, and nobody has looked at it."""
    return report("provesund")


def test_the_demo_shows_reviews_in_every_state() -> None:
    assert {slug: status(report(slug)) for slug in ("provesund", "provedal", "provelund", "provebygd")} == {
        "provesund": Status.DELIVERED,
        "provedal": Status.UNDER_REVIEW,
        "provelund": Status.ACCEPTED,
        "provebygd": Status.ASKED_BACK,
    }
    dal = report("provedal")
    assert [r.version for r in list_deliveries(dal.id, within=rls.ALL)] == [1, 2]
    changed = {c.address for c in list_differences(dal.id, before=1, after=2, within=rls.ALL)}
    assert {C, "text:A.1"} <= changed


def test_a_report_goes_from_delivered_to_published_and_back(sund: ReportRow) -> None:
    first = list_deliveries(sund.id, within=rls.ALL)
    back(sund, Asking(section="C", text="Stemmer tallet?", address=C), Asking(section="4.1", text="Si mer."))
    assert open_pages_of(get_report(sund.id, within=rls.ALL), within=rls.ALL) == {"C", "4.1"}
    assert get_report(sund.id, within=rls.ALL).version == 2
    saved, _clashed, refused = save_section(typed=typed(sund, TEXTS, "Mer om det."), **who(sund, LEADER))
    assert [s.changed for s in saved] == [True]
    assert not refused
    with pytest.raises(Denied, match="ikke besvart"):
        deliver_again(based_on=last(sund), **who(sund, LEADER))
    for each in asked(sund):
        answer_question(number=each, text="Ja.", **who(sund, LEADER))
    receipt = deliver_again(based_on=last(sund), **who(sund, LEADER))
    assert deliver_again(based_on=last(sund), **who(sund, LEADER)) == receipt, "a second click"
    assert list_deliveries(sund.id, within=rls.ALL) == (*first, receipt)
    assert (receipt.version, receipt.late_by) == (2, 0)
    begin_review(based_on=last(sund), **who(sund))
    accept(note="Takk.", based_on=last(sund), **who(sund))
    assert set(asked(sund).values()) == {QuestionState.CLOSED}
    publish(codes=["4.1.A"], answers={}, threshold=4, based_on=last(sund), **who(sund))
    assert get_report(sund.id, within=rls.ALL).published_version == 2
    assert [t.text for t in list_released(municipality="provesund", year=2013, invented=True)] == ["Mer om det."]
    unpublish(reason="Feil i tallene.", based_on=last(sund), **who(sund))
    assert get_report(sund.id, within=rls.ALL).published_version is None
    assert list_released(municipality="provesund", year=2013, invented=True) == []
    publish(codes=[], answers={}, threshold=4, based_on=last(sund), **who(sund))
    assert status(sund) is Status.PUBLISHED
    assert list_released(municipality="provesund", year=2013, invented=True) == []


@pytest.mark.parametrize("kind", ["figure", "text", "row", "steps", "saved alone"])
def test_what_was_not_asked_about_stays_as_it_was_delivered(sund: ReportRow, kind: str) -> None:
    back(sund)
    how = who(sund, LEADER)
    tries = {
        "figure": lambda: save_section(typed=typed(sund, "figure:A_no_dwelling.housed", "99"), **how)[2],
        "text": lambda: save_section(typed=typed(sund, "text:A.1", "Noe annet"), **how)[2],
        "row": lambda: add_row(table="activities", **how),
        "steps": lambda: store_steps(
            report_id=sund.id, steps=[changed("A_no_dwelling.housed")], event=EventKind.CORRECTED,
            actor=LEADER, now=NOW, reason="Prøve",
        ),
        "saved alone": lambda: save_field(
            address="text:A.1", typed=typed(sund, "text:A.1", "Noe annet")["text:A.1"], version=2, **how
        ),
    }  # fmt: skip
    try:
        refused = tries[kind]()
    except Denied as fault:
        refused = {"": str(fault)}
    assert isinstance(refused, dict)
    assert [("Husbanken har spurt om" in why, "Delmål C" in why) for why in refused.values()] == [(True, True)]
    assert list_differences(sund.id, before=1, after=2, within=rls.ALL) == ()


def changed(code: str) -> RowStep:
    return RowStep(table=Table.ANSWERS, key=(code,), before=None, after=answer(code, number(99)))


def test_a_return_after_the_round_closed_is_answered_until_the_day_that_was_given(sund: ReportRow) -> None:
    late = ROUND_ENDS + timedelta(days=20)
    begin_review(based_on=last(sund), **who(sund, now=late))
    with pytest.raises(Invalid, match="Runden er lukket"):
        asks(sund, Asking(section="C", text="Hm?"), now=late)
    with pytest.raises(Invalid, match="ikke er passert"):
        asks(sund, Asking(section="C", text="Hm?", due=date(2014, 4, 1)), now=late)
    asks(sund, Asking(section="C", text="Hm?", due=date(2014, 5, 2)), now=late)
    closes = closes_at(sund.id, within=rls.ALL)
    assert closes == datetime(2014, 5, 2, 22, tzinfo=UTC)
    on_the_day = who(sund, LEADER, closes - timedelta(minutes=1))
    saved, _clashed, _refused = save_section(typed=typed(sund, C, "5"), closes=closes, **on_the_day)
    assert isinstance(saved[0], Saved)
    with pytest.raises(Denied, match="Dagen for å svare er passert"):
        answer_question(number=1, text="For sent", **who(sund, LEADER, closes))
    answer_question(number=1, text="I tide", **on_the_day)
    with pytest.raises(Denied, match="passert"):
        deliver_again(based_on=last(sund), **who(sund, LEADER, closes))


def test_two_reviewers_at_once_lose_nothing_and_are_told(sund: ReportRow) -> None:
    begin_review(based_on=last(sund), **who(sund))
    seen = last(sund)
    ask_back(questions=[Asking(section="C", text="Først")], based_on=seen, **who(sund))
    with pytest.raises(Overtaken) as told:
        accept(note="Fint", based_on=seen, **who(sund, OTHER))
    assert (told.value.act, told.value.who) == ("asked_back", CONTACT.name)
    assert ask_back(questions=[Asking(section="C", text="Først")], based_on=seen, **who(sund)) == (), "a second click"
    with pytest.raises(Overtaken):
        ask_back(questions=[Asking(section="A", text="Også")], based_on=seen, **who(sund, OTHER))
    assert asks(sund, Asking(section="A", text="Også"), actor=OTHER) == (2,)
    assert get_report(sund.id, within=rls.ALL).version == 2, "the report was back already"
    assert open_pages_of(get_report(sund.id, within=rls.ALL), within=rls.ALL) == {"A", "C"}


@pytest.mark.parametrize(
    ("asking", "fault", "says"),
    [
        ([], Invalid, "Skriv et spørsmål"),
        ([Asking(section="C", text="  ")], Invalid, "Skriv noe først"),
        ([Asking(section="C", text="x" * 4001)], Invalid, "for lang"),
        ([Asking(section="Z", text="Hm?")], NotFound, "ingen slik del"),
        ([Asking(section="C", text="Hm?", address="text:A.1")], NotFound, "spør ikke om dette"),
        ([Asking(section="C", text="Hm?", again=99)], NotFound, "noe slikt spørsmål"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why_and_changes_nothing(
    sund: ReportRow, asking: list[Asking], fault: type[BosoError], says: str
) -> None:
    begin_review(based_on=last(sund), **who(sund))
    with pytest.raises(fault, match=says):
        ask_back(questions=asking, based_on=last(sund), **who(sund))
    assert (status(sund), asked(sund)) == (Status.UNDER_REVIEW, {})


def test_a_question_is_a_thread_that_the_region_ends_or_takes_up_again() -> None:
    dal = report("provedal")
    assert asked(dal) == {1: QuestionState.ANSWERED, 2: QuestionState.ANSWERED}
    remark_on_question(number=1, text="Takk.", **who(dal))
    remark_on_question(number=1, text="Takk.", **who(dal))
    asks(dal, Asking(section="A", text="Og hvem leder det?", again=2))
    assert asked(dal) == {1: QuestionState.CLOSED, 2: QuestionState.OPEN}
    assert open_pages_of(get_report(dal.id, within=rls.ALL), within=rls.ALL) == {"A"}
    with pytest.raises(NotFound):
        answer_question(number=1, text="Mer", **who(dal, LEADER))
    answer_question(number=2, text="Boligkontoret.", **who(dal, LEADER))
    remark_on_question(number=2, text="Hvem der?", **who(dal))
    assert asked(dal)[2] is QuestionState.OPEN, "asked again while the report is back"
    close_question(number=2, **who(dal))
    said = ReviewRemark.objects.filter(report=dal.id).order_by("question", "number").values_list("question", "side")
    region, own = Side.REGION.value, Side.MUNICIPALITY.value
    assert list(said) == [(1, region), (1, own), (1, region), (2, region), (2, own), (2, region), (2, own), (2, region)]
    assert deliver_again(based_on=last(dal), **who(dal, LEADER)).version == 3, "nothing is asked any more"


def test_contact_details_are_masked_in_what_is_published() -> None:
    lund = report("provelund")
    with_number = "Spør gjerne på tlf. 22 22 22 22 eller post@example.org."
    with rls.scope(rls.ALL):
        stored = Report.objects.get(pk=lund.id)
        open_new_version(stored, now=NOW)
        TextAnswer.objects.filter(report=lund.id, version=2, code="4.1.B").update(text=with_number)
    publish(codes=["4.1.B"], answers={}, threshold=4, based_on=last(lund), **who(lund))
    (out,) = list_released(municipality="provelund", year=2013, invented=True)
    assert out.text == "Spør gjerne på tlf. [telefon] eller [e-post]."
    assert TextAnswer.objects.get(report=lund.id, version=2, code="4.1.B").text == with_number


def test_a_later_version_replaces_what_is_out_when_a_person_says_so() -> None:
    lund = report("provelund")
    publish(codes=["4.1.B"], answers={}, threshold=4, based_on=last(lund), **who(lund))
    with pytest.raises(Denied, match="allerede publisert"):
        publish(codes=[], answers={}, threshold=4, based_on=last(lund), **who(lund, OTHER))
    with rls.scope(rls.ALL):
        open_new_version(Report.objects.get(pk=lund.id), now=NOW)
    publish(codes=[], answers={}, threshold=4, based_on=last(lund), **who(lund))
    row = get_report(lund.id, within=rls.ALL)
    assert (row.published_version, row.status) == (2, Status.PUBLISHED)
    assert [r.why for r in list_releases(lund.id, within=rls.ALL)] == ["Ikke valgt da versjon 2 ble publisert"]
    published = [e for e in list_events(lund.id, within=rls.ALL) if e.kind is EventKind.PUBLISHED]
    assert [e.facts["version"] for e in published] == [1, 2]
