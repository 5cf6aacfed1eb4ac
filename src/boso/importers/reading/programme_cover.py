"""The cover of the programme's own report: its title, publisher, date and the municipalities that take part."""

import re
from collections.abc import Iterator

from boso.importers.reading.anchors import Hit, find_label
from boso.importers.reading.grants import names_in
from boso.importers.reading.pages import Flow
from boso.importers.values import ReadField
from boso.kernel.dates import find_dates
from boso.kernel.sources import Place
from boso.kernel.text import joined
from boso.questionnaires.values import Edition, FieldType, Question

BESIDE = 25  # letters after the publisher's name in which its date stands
NO_MORE = re.compile(r"[\W\d_]*")


def has_programme_cover(edition: Edition) -> bool:
    """The form has a cover with participants instead of labelled fields."""
    return any(q.type is FieldType.LIST and q.code == "participants" for q in edition.fields())


def read_programme_cover(flow: Flow, edition: Edition) -> list[ReadField]:
    """The fields of the cover, in the form's order."""
    questions = {q.code: q for q in edition.fields()}
    return [f for code, q in questions.items() if code in READERS for f in READERS[code](flow, q, questions)]


def _title(flow: Flow, question: Question, _: dict[str, Question]) -> Iterator[ReadField]:
    hit = next(iter(find_label(flow, question.anchors)), None)
    if hit:
        yield _as_written(flow, question, hit, certain=True)


def _publisher(flow: Flow, question: Question, _: dict[str, Question]) -> Iterator[ReadField]:
    hits = find_label(flow, question.anchors)
    signed = next((h for h in hits if _date_after(flow, h)), None)
    if hits:
        yield _as_written(flow, question, signed or hits[0], certain=signed is not None)


def _published(flow: Flow, question: Question, questions: dict[str, Question]) -> Iterator[ReadField]:
    for hit in find_label(flow, questions["publisher"].anchors):
        date = _date_after(flow, hit)
        if date:
            iso, raw, place = date
            yield ReadField(field=question.code, kind="date", value=iso, raw=raw, certain=True, place=place)
            return


def _participants(flow: Flow, question: Question, questions: dict[str, Question]) -> Iterator[ReadField]:
    first = [p for p in flow.pieces if p.page == flow.pieces[0].page]
    names = names_in(flow, first[0].start, first[-1].end)
    if not names:
        return
    rest = flow.text[first[0].start : first[-1].end]
    for way in (*questions["title"].anchors, *(name for name, _, _ in names)):
        rest = re.sub(re.escape(way), " ", rest, flags=re.IGNORECASE)
    values = tuple(dict.fromkeys(name for name, _, _ in names))
    place = flow.place(names[0][1], names[-1][2])
    alone = NO_MORE.fullmatch(rest) is not None
    yield ReadField(field=question.code, kind="list", value=values, raw=", ".join(values), certain=alone, place=place)


def _date_after(flow: Flow, hit: Hit) -> tuple[str, str, Place] | None:
    for found in find_dates(flow.text[hit.end : hit.end + BESIDE]):
        if found.reading.value and found.reading.value.month and found.reading.value.year:
            place = flow.place(hit.end + found.start, hit.end + found.end)
            return found.reading.value.iso(), found.raw, place
    return None


def _as_written(flow: Flow, question: Question, hit: Hit, *, certain: bool) -> ReadField:
    text = joined(flow.text[hit.start : hit.end]).rstrip(" ,.;:")
    place = flow.place(hit.start, hit.end)
    return ReadField(field=question.code, kind="text", value=text, raw=text, certain=certain, place=place)


READERS = {"title": _title, "publisher": _publisher, "published": _published, "participants": _participants}
