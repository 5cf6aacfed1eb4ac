"""Review of a delivered report: who may do what in which state, which sections are open, and until when. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from boso.kernel.decisions import YES, Decision, no
from boso.questionnaires.values import Edition, FieldType
from boso.reporting.rules.asking import asked_on, money_table, page_of, pages_of
from boso.reporting.rules.rounds import IN_THE_MUNICIPALITY
from boso.reporting.rules.signing import Right
from boso.reporting.rules.workflow import can_happen
from boso.reporting.rules.working_days import day_in_oslo, moment_in_oslo
from boso.reporting.values import EventKind, RowStep, Status, Table
from boso.reporting.values.reviewing import QuestionState
from boso.reporting.values.supplementing import VersionRow


class ReviewAct(StrEnum):
    """What a person can do with a report from its delivery on."""

    BEGIN = "begin"
    ASK_BACK = "ask_back"
    REMARK = "remark"
    ANSWER = "answer"
    DELIVER_AGAIN = "deliver_again"
    ACCEPT = "accept"
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"


A, S = ReviewAct, Status
EVENT_OF: Mapping[ReviewAct, EventKind] = MappingProxyType(
    {
        A.BEGIN: EventKind.REVIEW_STARTED,
        A.ASK_BACK: EventKind.ASKED_BACK,
        A.DELIVER_AGAIN: EventKind.DELIVERED_AGAIN,
        A.ACCEPT: EventKind.ACCEPTED,
        A.PUBLISH: EventKind.PUBLISHED,
        A.UNPUBLISH: EventKind.UNPUBLISHED,
    }
)
WITHOUT_EVENT: Mapping[ReviewAct, frozenset[Status]] = MappingProxyType(
    {A.REMARK: frozenset({S.UNDER_REVIEW, S.ASKED_BACK}), A.ANSWER: frozenset({S.ASKED_BACK})}
)
ALLOWED_TO: Mapping[ReviewAct, Right] = MappingProxyType(
    {
        A.BEGIN: Right.REVIEW,
        A.ASK_BACK: Right.REVIEW,
        A.REMARK: Right.REVIEW,
        A.ANSWER: Right.EDIT,
        A.DELIVER_AGAIN: Right.DELIVER,
        A.ACCEPT: Right.REVIEW,
        A.PUBLISH: Right.REVIEW,
        A.UNPUBLISH: Right.REVIEW,
    }
)
FROM_DELIVERY = frozenset(Status) - IN_THE_MUNICIPALITY | {S.ASKED_BACK}
BY_THE_MUNICIPALITY = frozenset({A.ANSWER, A.DELIVER_AGAIN})
NEXT = (A.BEGIN, A.ACCEPT, A.PUBLISH, A.DELIVER_AGAIN, A.ANSWER)


def can_review(
    act: ReviewAct,
    status: Status,
    *,
    historical: bool = False,
    open_questions: int = 0,
    blocked: int = 0,
    newer: bool = False,
    closes: datetime | None = None,
    now: datetime | None = None,
) -> Decision:
    """May the act be done in this state, by anybody?

    `newer`: there is a version after the published one. A no is `historical`, `not_in_this_state`, `nothing_new`,
    `too_late`, `questions_open` or `blocked`.
    """
    if historical:
        return no("historical")
    if not _happens(act, status):
        return no("not_in_this_state")
    if act is A.PUBLISH and status is S.PUBLISHED and not newer:
        return no("nothing_new")
    if act in BY_THE_MUNICIPALITY and closes and now and now >= closes:
        return no("too_late")
    if act is A.DELIVER_AGAIN and open_questions:
        return no("questions_open")
    return no("blocked") if act is A.DELIVER_AGAIN and blocked else YES


def review_acts_for(rights: Collection[Right], status: Status) -> tuple[ReviewAct, ...]:
    """What a person with these rights may do in this state, whatever stands in the way."""
    return tuple(act for act in ReviewAct if ALLOWED_TO[act] in rights and _happens(act, status))


def next_review_act(
    rights: Collection[Right], status: Status, *, open_questions: int = 0, newer: bool = False
) -> ReviewAct | None:
    """The one act this person is expected to do now; None where others are to act, or nobody."""
    possible = set(review_acts_for(rights, status))
    possible.discard(A.DELIVER_AGAIN if open_questions else A.ANSWER)
    if status is S.PUBLISHED and not newer:
        possible.discard(A.PUBLISH)
    return next((act for act in NEXT if act in possible), None)


def day_ends(due: date) -> datetime:
    """The moment at which the last day to answer is over, in Oslo."""
    return moment_in_oslo(due + timedelta(days=1), time(0))


def answers_close(last_edit: datetime | None, dues: Iterable[date | None]) -> datetime | None:
    """Until when questions that were asked back are answered: the last day of editing, or the latest day that was given
    with a question, whichever is later. None: a report outside any round never closes."""
    if last_edit is None:
        return None
    return max([last_edit, *(day_ends(due) for due in dues if due)])


def answer_by(
    status: Status, last_edit: datetime | None, asked: Iterable[tuple[QuestionState, date | None]]
) -> date | None:
    """The day by which a report that was asked back is to be answered: the earliest given with a question that waits
    for an answer, else the last day on which answers may change. `asked`: each question's state and day.

    None for a report that is not asked back, and where nothing closes it. The one deadline that such a report has.
    """
    if status is not S.ASKED_BACK:
        return None
    open_here = [(state, due) for state, due in asked if state is not QuestionState.CLOSED]
    closes = answers_close(last_edit, (due for _state, due in open_here))
    last = day_in_oslo(closes - timedelta(microseconds=1)) if closes else None
    return min((due for state, due in open_here if due and state is QuestionState.OPEN), default=last)


def versions_for(versions: Iterable[VersionRow], *, colleague: bool) -> tuple[VersionRow, ...]:
    """The versions that a reader compares and fetches: what the municipality still writes is for its own people."""
    return tuple(row for row in versions if colleague or row.closed_at)


def open_pages(edition: Edition, sections: Iterable[str]) -> frozenset[str]:
    """The pages of the form (their codes) on which these sections stand: they open as a whole."""
    found = (page_of(edition, section) for section in sections)
    return frozenset(page.code for page in found if page)


def places_of(edition: Edition) -> Mapping[str, str]:
    """The page of everything a form asks: by address (`figure:A.1`), and for tables and files by `table:` and `file:`
    with their code; of the texts that rows of goals make, `goals:` with what their codes begin with."""
    return dict(_places(edition))


def place_of_step(edition: Edition, step: RowStep) -> str:
    """The page that a step changes; empty for what stands on none, as the municipality's own tables."""
    places = places_of(edition)
    head = str(step.key[0]) if step.key else ""
    if step.table is Table.MONEY:
        table = money_table(edition, head)
        return places.get(f"table:{table.code}", "") if table else ""
    home = _HOMES.get(step.table)
    found = places.get(f"{home}:{head}", "") if home else ""
    if not found and step.table is Table.TEXTS:
        begun = (page for key, page in places.items() if key.startswith("goals:") and head.startswith(key[6:]))
        found = next(begun, "")
    return found


def _happens(act: ReviewAct, status: Status) -> bool:
    if act in EVENT_OF:
        return bool(can_happen(status, EVENT_OF[act]))
    return status in WITHOUT_EVENT[act]


def _places(edition: Edition) -> Iterator[tuple[str, str]]:
    for page in pages_of(edition):
        for asked in asked_on(page):
            yield str(asked.address), page.code
        for section in page.sections:
            for table in section.tables:
                yield f"table:{table.code}", page.code
                if table.text_code:
                    yield f"goals:{table.text_code.partition('{')[0]}", page.code
            for question in section.fields:
                if question.type is FieldType.FILE:
                    yield f"file:{question.code}", page.code


_HOMES: Mapping[Table, str] = MappingProxyType(
    {
        Table.ANSWERS: "figure",
        Table.TEXTS: "text",
        Table.FIELDS: "field",
        Table.TICKS: "tick",
        Table.ROWS: "table",
    }
)
