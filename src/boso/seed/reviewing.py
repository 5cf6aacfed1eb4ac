"""The reviews of region Prøve: one accepted, one back with its answers, one away with questions."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import TypedDict

from boso.kernel.decisions import Actor
from boso.reporting.actions.answering import save_section
from boso.reporting.actions.concluding import deliver_again
from boso.reporting.actions.questions import answer_question
from boso.reporting.actions.reviewing import accept, ask_back, begin_review
from boso.reporting.queries.editing import get_draft
from boso.reporting.queries.reviewing import number_of_last_event
from boso.reporting.values import ReportRow
from boso.reporting.values.fields import Typed
from boso.reporting.values.reviewing import Asking

CONTACT = Actor(id="demo", name="Programkontakt i Husbanken")
ADAPTED, TEXT = "figure:C1.adaptation_grant", "text:A.1"
AWAY = (
    Asking(
        section="C",
        address=ADAPTED,
        text="Er tilskudd til tilpasning som ble gitt i fjor, men brukt i år, regnet med her?",
        due=date(2014, 2, 21),
    ),
    Asking(section="4.1", text="Kan dere si mer om hvordan andre kommuner kan bruke det dere har lært?"),
)
BACK = (
    Asking(section="C", address=ADAPTED, text="Er tallet for tilpasning med også det som ble avslått?"),
    Asking(section="A", text="Hvem er med i kartleggingen, og hvor ofte gjøres den?"),
)
ANSWERS = ("Vi hadde telt med to avslag. Tallet er rettet.", "Teksten er utvidet.")
WRITTEN = "Alle tjenester registrerer boligbehov i samme liste fra i år. Listen gås gjennom hvert kvartal."


class _Who(TypedDict):
    report_id: int
    actor: Actor
    now: datetime
    within: list[int]


def review(row: ReportRow, *, writer: Actor, now: datetime) -> None:
    """Bring the review of a delivered report as far as it has come on the demo's day."""
    act = REVIEWS.get(row.municipality)
    if act is not None:
        begin_review(based_on=_last(row), **_who(row, CONTACT, now))
        act(row, writer, now + timedelta(hours=1))


def _accept(row: ReportRow, _writer: Actor, now: datetime) -> None:
    accept(note="Takk for en ryddig rapport.", based_on=_last(row), **_who(row, CONTACT, now))


def _ask_back(row: ReportRow, _writer: Actor, now: datetime) -> None:
    ask_back(questions=AWAY, based_on=_last(row), **_who(row, CONTACT, now))


def _come_back(row: ReportRow, writer: Actor, now: datetime) -> None:
    """Asked, mended, answered, delivered again, and looked at once more."""
    ask_back(questions=BACK, based_on=_last(row), **_who(row, CONTACT, now))
    mended = now + timedelta(days=1)
    draft = get_draft(row.id, within=[row.municipality_id])
    counted = int(draft.at(ADAPTED).content.value or 2)
    typed = {
        ADAPTED: Typed(text=str(max(counted - 2, 1)), kind="number", seen=draft.at(ADAPTED).content.mark),
        TEXT: Typed(text=WRITTEN, seen=draft.at(TEXT).content.mark),
    }
    save_section(typed=typed, **_who(row, writer, mended))
    for number, said in enumerate(ANSWERS, start=1):
        answer_question(number=number, text=said, **_who(row, writer, mended))
    deliver_again(based_on=_last(row), **_who(row, writer, mended + timedelta(hours=1)))
    begin_review(based_on=_last(row), **_who(row, CONTACT, mended + timedelta(days=1)))


def _last(row: ReportRow) -> int:
    return number_of_last_event(row.id, within=[row.municipality_id])


def _who(row: ReportRow, actor: Actor, now: datetime) -> _Who:
    return {"report_id": row.id, "actor": actor, "now": now, "within": [row.municipality_id]}


REVIEWS: Mapping[str, Callable[[ReportRow, Actor, datetime], None]] = {
    "provedal": _come_back,
    "provelund": _accept,
    "provebygd": _ask_back,
}
