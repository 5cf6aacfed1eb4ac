"""Late answers: a version of their own with a receipt, only where something was promised or asked for, and reminded."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boso.access.values import Role
from boso.audit.queries import list_for_subject
from boso.kernel.decisions import Actor
from boso.kernel.errors import BosoError, Denied, Invalid, NotFound, Overtaken
from boso.places import rls
from boso.reporting.actions.opening_fields import open_for_supplement, take_back_opening
from boso.reporting.actions.promise_reminding import tell_of_promises
from boso.reporting.actions.reviewing import begin_review
from boso.reporting.actions.supplementing import Unfit, preview, supplement
from boso.reporting.models import Answer, EconomyRow, FindingAnswer, Notice, OpenedField, Report, ReportVersion
from boso.reporting.queries import get_content, get_report
from boso.reporting.queries.delivering import get_delivery, list_deliveries
from boso.reporting.queries.differing import list_differences, list_unpublished_changes
from boso.reporting.queries.promises import list_promise_history, list_promises
from boso.reporting.queries.reviewing import number_of_last_event
from boso.reporting.queries.supplementing import list_opened, list_supplements, list_versions
from boso.reporting.rules.signing import Act
from boso.reporting.values import Block, EventKind, ReportRow, Status
from boso.reporting.values.delivering import DeliveryRow
from boso.reporting.values.fields import Typed
from boso.reporting.values.supplementing import OpenState
from tests.factories.delivering import complete, delivered, opened, pending, step
from tests.factories.people import holder
from tests.factories.reports import LEADER, NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]
A, B = "A_no_dwelling.housed", "B_at_risk.housed"
PURCHASES, CHILDREN = "C1.full_financed", "P_child_families.status_end"
FIELD, OTHER = f"figure:{A}", f"figure:{B}"
MARCH = datetime(2014, 3, 12, 9, tzinfo=UTC)
CONTACT = Actor(id="9000077", name="Kontakt Prøvesen")
ON = (Act.MARK_READY, Act.APPROVE)


@pytest.fixture
def own() -> ReportRow:
    """A delivered report that promised a figure for the middle of March."""
    row = complete("provevik", **{A: pending("2014-03-14")})
    step(row, *ON)
    delivered(row)
    return row


def send(
    row: ReportRow,
    reason: str = "",
    *,
    version: int = 1,
    actor: Actor = LEADER,
    now: datetime = MARCH,
    **typed: Typed | str,
) -> DeliveryRow:
    fields = {a: t if isinstance(t, Typed) else Typed(text=t) for a, t in typed.items()}
    return supplement(
        report_id=row.id, typed=fields, reason=reason, version=version, actor=actor, now=now, within=rls.ALL
    )


def ask(row: ReportRow, address: str = OTHER, *, due: date | None = None, reason: str = "Tallet ser lavt ut") -> int:
    return open_for_supplement(
        report_id=row.id, address=address, reason=reason, due=due, actor=CONTACT, now=MARCH, within=rls.ALL
    )


@contextmanager
def refused(sentence: str, fault: type[BosoError] = BosoError) -> Iterator[None]:
    with pytest.raises(fault, match=sentence):
        yield


def test_a_kept_promise_is_a_version_with_its_own_receipt_and_the_old_one_stays(own: ReportRow) -> None:
    first = get_delivery(own.id, within=rls.ALL)
    receipt = send(own, **{FIELD: "12"})
    assert (receipt.version, receipt.late_by, receipt.promises, receipt.at) == (2, 0, (), MARCH)
    assert receipt.digest != first.digest
    assert get_delivery(own.id, within=rls.ALL, version=1) == first
    assert get_report(own.id, within=rls.ALL).status is Status.DELIVERED
    (change,) = list_differences(own.id, before=1, after=2, within=rls.ALL)
    assert (change.address, change.before.expected, change.after.value) == (FIELD, "2014-03-14", "12")
    closed = ReportVersion.objects.filter(report=own.id).values_list("number", "closed_at")
    assert dict(closed) == {1: NOW, 2: MARCH}
    (event,) = list_supplements(own.id, within=rls.ALL)
    assert (event.facts["fields"], event.facts["moved"], event.facts["version"]) == ([FIELD], [], 2)
    assert list_for_subject("report", str(own.id))[0].act == "report_supplemented"
    newest, oldest = list_versions(own.id, within=rls.ALL)
    assert (newest.number, newest.event and newest.event.kind) == (2, EventKind.SUPPLEMENTED)
    assert (oldest.number, oldest.receipt) == (1, first)


def test_sent_twice_it_is_one_version_and_one_receipt(own: ReportRow) -> None:
    assert send(own, **{FIELD: "12"}) == send(own, now=MARCH + timedelta(seconds=2), **{FIELD: "12"})
    assert len(list_deliveries(own.id, within=rls.ALL)) == 2


def test_a_promise_may_move_with_a_reason_and_its_history_is_kept(own: ReportRow) -> None:
    later = Typed(kind="pending", expected="30.04.2014")
    with refused("hvorfor et lovet tall kommer senere", Invalid):
        send(own, **{FIELD: later})
    send(own, "Registeret er ikke ferdig", **{FIELD: later})
    (promise,) = list_promises(rls.ALL, today=MARCH.date(), reports=[own.id])
    assert (promise.address, promise.day, promise.overdue) == (FIELD, date(2014, 4, 30), False)
    send(own, version=2, now=MARCH + timedelta(days=60), **{FIELD: "ca. 9"})
    steps = list_promise_history(own.id, within=rls.ALL)[FIELD]
    assert [(s.version, s.expected, s.kept, s.reason) for s in steps] == [
        (1, "2014-03-14", False, ""),
        (2, "2014-04-30", False, "Registeret er ikke ferdig"),
        (3, "", True, ""),
    ]
    assert list_promises(rls.ALL, today=MARCH.date(), reports=[own.id]) == []


@pytest.mark.parametrize(
    ("address", "typed", "sentence"),
    [
        (OTHER, Typed(text="9"), "verken lovet"),
        ("figure:finnes.ikke", Typed(text="9"), "verken lovet"),
        ("money:1:grant", Typed(text="9"), "verken lovet"),
        (FIELD, Typed(text="mange"), "lar seg ikke lese"),
        (FIELD, Typed(kind="pending"), "Skriv datoen"),
        (FIELD, Typed(kind="pending", expected="10.03.2014"), "passert"),
        (FIELD, Typed(kind="pending", expected="snart"), "Skriv datoen"),
    ],
)
def test_what_cannot_come_late_is_refused_at_its_field_and_nothing_happens(
    own: ReportRow, address: str, typed: Typed, sentence: str
) -> None:
    with pytest.raises(Unfit) as fault:
        send(own, "Fordi", **{address: typed})
    assert sentence in fault.value.refused[address]
    assert get_report(own.id, within=rls.ALL).version == 1


def test_nothing_new_is_no_supplement(own: ReportRow) -> None:
    with refused("minst ett", Invalid):
        send(own, **{FIELD: Typed(kind="pending", expected="14.03.2014")})


def test_an_error_of_a_check_blocks_and_nothing_is_stored() -> None:
    row = complete("provevik", **{PURCHASES: pending("2014-03")})
    step(row, *ON)
    delivered(row)
    how = {"report_id": row.id, "version": 1, "actor": LEADER, "now": MARCH, "within": rls.ALL}
    typed = {f"figure:{PURCHASES}": Typed(text="1")}
    assert [f.code for f in preview(typed=typed, **how).errors] == ["L1"]  # type: ignore[arg-type]
    with pytest.raises(Invalid) as fault:
        supplement(typed=typed, reason="Slik er det", **how)  # type: ignore[arg-type]
    assert [f.code for f in fault.value.findings] == ["L1"]
    assert get_report(row.id, within=rls.ALL).version == 1


def test_states_in_which_nothing_is_sent_late(own: ReportRow) -> None:
    fresh = opened("provevik", 2014, edition="ost_annual/2014")
    with refused("ikke levert", Denied):
        send(fresh, **{FIELD: "1"})
    step(own, Act.WITHDRAW)
    with refused("ikke levert", Denied):
        send(own, **{FIELD: "1"})


def test_another_version_meanwhile_is_told(own: ReportRow) -> None:
    send(own, **{FIELD: "12"})
    ask(own)
    with refused("ny versjon", Overtaken):
        send(own, "Rettet", actor=CONTACT, **{OTHER: "5"})


def test_elsewhere_there_is_nothing(own: ReportRow) -> None:
    with refused("ingen slik rapport", NotFound):
        supplement(
            report_id=own.id, typed={}, reason="", version=1, actor=LEADER, now=MARCH, within=[own.municipality_id + 1]
        )


def test_a_preview_tells_what_would_happen_and_stores_nothing(own: ReportRow) -> None:
    how = {"report_id": own.id, "version": 1, "actor": LEADER, "now": MARCH, "within": rls.ALL}
    seen = preview(typed={FIELD: Typed(text="12")}, **how)  # type: ignore[arg-type]
    assert [(c.address, c.after.value) for c in seen.changes] == [(FIELD, "12")]
    assert (seen.errors, seen.moved, seen.version) == ((), (), 2)
    assert get_report(own.id, within=rls.ALL).version == 1
    assert not Answer.objects.filter(report=own.id, version=2).exists()


def test_a_field_the_region_opened_may_be_changed_with_a_comment_once(own: ReportRow) -> None:
    number = ask(own, due=date(2014, 3, 20))
    assert ask(own) == number, "a second click opens nothing more"
    with refused("hva som er endret", Invalid):
        send(own, **{OTHER: "5"})
    send(own, "Tallet var for lavt", **{OTHER: "5"})
    (row,) = list_opened(rls.ALL, reports=[own.id], only_open=False)
    assert (row.state, row.done_version, row.due) == (OpenState.DONE, 2, date(2014, 3, 20))
    with pytest.raises(Unfit):
        send(own, "Igjen", version=2, **{OTHER: "6"})


def test_what_the_region_may_open(own: ReportRow) -> None:
    with refused("Skriv hvorfor", Invalid):
        ask(own, reason=" ")
    with refused("passert", Invalid):
        ask(own, due=date(2014, 3, 1))
    with refused("lovet til senere", Invalid):
        ask(own, FIELD)
    with refused("spør ikke", NotFound):
        ask(own, "figure:finnes.ikke")
    with refused("ikke levert", Denied):
        ask(opened("provevik", 2014, edition="ost_annual/2014"))
    number = ask(own)
    take_back_opening(report_id=own.id, number=number, actor=CONTACT, now=MARCH, within=rls.ALL)
    assert list_opened(rls.ALL, reports=[own.id]) == []
    with pytest.raises(Unfit):
        send(own, "Likevel", **{OTHER: "5"})


def test_the_comment_answers_the_warnings_that_late_answers_bring() -> None:
    row = complete("provevik", **{CHILDREN: pending("2014-03")})
    step(row, *ON)
    delivered(row)
    with refused("advarsler", Invalid):
        send(row, **{f"figure:{CHILDREN}": "4000"})
    send(row, "Vi har telt på nytt", **{f"figure:{CHILDREN}": "4000"})
    reasons = set(FindingAnswer.objects.filter(report=row.id).values_list("reason", flat=True))
    assert "Vi har telt på nytt" in reasons


def test_during_a_review_it_is_told_and_the_review_goes_on(own: ReportRow) -> None:
    based_on = number_of_last_event(own.id, within=rls.ALL)
    begin_review(report_id=own.id, based_on=based_on, actor=CONTACT, now=NOW, within=rls.ALL)
    send(own, **{FIELD: "12"})
    assert get_report(own.id, within=rls.ALL).status is Status.UNDER_REVIEW
    assert get_content(own.id, within=rls.ALL).answers[A].figure.value == 12


def test_after_publication_the_public_version_stays_until_a_person_publishes_another(own: ReportRow) -> None:
    Report.objects.filter(pk=own.id).update(status=Status.PUBLISHED.value, published_version=1)
    assert list_unpublished_changes(own.id, within=rls.ALL) == ()
    send(own, **{FIELD: "12"})
    report = get_report(own.id, within=rls.ALL)
    assert (report.version, report.published_version) == (2, 1)
    assert [c.address for c in list_unpublished_changes(own.id, within=rls.ALL)] == [FIELD]


def test_a_promised_amount_in_a_row_is_kept_in_its_row_and_its_sums_follow() -> None:
    row = complete("provevik")
    EconomyRow.objects.filter(report=row.id, block=Block.ACTIVITIES.value).update(own=None, kinds={"own": "pending"})
    step(row, *ON)
    (promise,) = delivered(row).promises
    assert (promise.key, promise.row) == ("money:activities:1:own", "Boskole")
    (listed,) = list_promises(rls.ALL, today=MARCH.date(), reports=[row.id])
    assert listed.address == promise.address
    send(row, "Økonomien er gjort opp", **{promise.address: "40"})
    changes = list_differences(row.id, before=1, after=2, within=rls.ALL)
    assert {c.column for c in changes if not c.computed} == {"own"}
    assert EconomyRow.objects.get(report=row.id, version=2, block=Block.SUM.value).own == 40


def test_promises_are_listed_in_as_many_queries_however_many_there_are(own: ReportRow) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            list_promises(rls.ALL, today=MARCH.date())
        return len(caught)

    one = count()
    for slug, year in (("provevik", 2014), ("provesund", 2013), ("provesund", 2014)):
        row = complete(slug, year, **{A: pending("2014-06"), B: pending("2014-01-10")})
        step(row, *ON)
        delivered(row)
    assert count() == one
    days = [p.days for p in list_promises(rls.ALL, today=MARCH.date())]
    assert len(days) == 7
    assert [d for d in days if d is not None] == sorted(d for d in days if d is not None)


def test_promises_are_told_of_before_and_after_their_day_once(own: ReportRow) -> None:
    leader, contact = holder(Role.PROGRAMME_LEADER), holder(Role.PROGRAMME_CONTACT)
    ask(own, due=date(2014, 3, 21))

    def told(day: int) -> list[str]:
        tell_of_promises(now=datetime(2014, 3, day, 6, tzinfo=UTC))
        return [n.code for n in Notice.objects.filter(report=own.id, account_id=leader.id).order_by("pk")]

    assert told(6) == ["field_opened"]
    assert told(7) == told(8) == ["field_opened", "promise_due"], "five working days before the 14th"
    assert told(13)[2:] == told(13)[2:] == ["promise_due"]
    assert told(14)[3:] == [], "on the day itself nothing more is said"
    assert told(17)[3:] == ["promise_overdue"]
    assert sorted(told(18)[4:]) == ["field_due"]
    send(own, **{FIELD: "12"}, now=datetime(2014, 3, 19, tzinfo=UTC))
    assert "promise_overdue" not in told(31)[5:], "a promise that is kept is not spoken of again"
    codes = Notice.objects.filter(report=own.id, account_id=contact.id).values_list("code", flat=True)
    assert list(codes.order_by("pk")) == ["waiting_for_promise", "supplemented"]


def test_opened_fields_are_guarded_by_their_municipality(own: ReportRow) -> None:
    ask(own)
    assert list_opened([own.municipality_id], reports=[own.id])
    assert list_opened([own.municipality_id + 1], reports=[own.id]) == []
    assert OpenedField.objects.filter(municipality=own.municipality_id).count() == 1
