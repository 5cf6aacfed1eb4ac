"""The general information: labelled fields as written, dates as far as they go, contact details never kept."""

import re
from collections.abc import Sequence
from dataclasses import replace

from boso.importers.reading.anchors import Hit, find_label
from boso.importers.reading.covering import Stretch, words_of
from boso.importers.reading.pages import Flow
from boso.importers.reading.placing import Placed
from boso.importers.reading.stops import label_ways
from boso.importers.values import Candidate, ReadField
from boso.kernel.dates import find_dates, read_date
from boso.kernel.masking import masked
from boso.kernel.sources import Place
from boso.kernel.text import joined
from boso.questionnaires.values import Edition, FieldType, Question, Section

DATE_TYPES = frozenset({FieldType.DATE, FieldType.PARTIAL_DATE})
NUMBER_AND_NAME = re.compile(r"(?P<number>\d{4})\b[\s.:,-]*(?P<name>.*)|(?P<only>.*?)[\s(]*(?P<after>\d{4})?\)?")
KOMMUNE = re.compile(r"(?:\s+kommune\b|\bkommune\s+)\.*", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
DAY_AND_MONTH = re.compile(r"\b\d{1,2}\.\s?\d{1,2}(?:\.\s?\d{2,4})?\b")
LONGEST_VALUE = 220  # letters; more than that is no field but a text that lost its border


def read_general(flow: Flow, edition: Edition, placed: Sequence[Placed]) -> list[ReadField]:
    """All fields of all sections that have fields, in the form's order, without those never kept."""
    zones = {p.stop.section.code: (p.start, p.end) for p in placed}
    fields: list[ReadField] = []
    for section in edition.sections:
        if section.fields and section.code in zones:
            fields += _section(flow, section, *zones[section.code])
    return fields


def _section(flow: Flow, section: Section, start: int, end: int) -> list[ReadField]:
    labels = _labels(flow, section, start, end)
    if not labels:
        return _dates_of_form(flow, section, start, end)
    ends = [hit.start for _, hit in labels[1:]] + [end]
    empty_run = _longest_empty_run(flow, labels, ends)
    fields = []
    for (question, hit), stop in zip(labels, ends, strict=False):
        if question.type is not FieldType.CONTACT:
            value = words_of(flow, Stretch(hit.end, stop))
            fields += _read(flow, question, hit, value, sure=empty_run < 3)
    return [*_dates_of_form(flow, section, start, end), *fields]


def _dates_of_form(flow: Flow, section: Section, start: int, end: int) -> list[ReadField]:
    """A date that the form prints without a label, such as its own: found where the very same date stands."""
    fields = []
    for question in section.fields:
        wanted = read_date(question.printed).value if question.printed and not question.anchors else None
        for found in find_dates(flow.text[max(0, start - 200) : end]) if wanted else ():
            if found.reading.value == wanted and wanted:
                base = max(0, start - 200)
                place = flow.place(base + found.start, base + found.end)
                fields.append(_field(question, "date", wanted.iso(), found.raw, place, certain=True))
                break
    return fields


def _longest_empty_run(flow: Flow, labels: Sequence[tuple[Question, Hit]], ends: Sequence[int]) -> int:
    """Labels in a row without a value: three or more, and the values probably stand elsewhere."""
    longest = run = 0
    for (_, hit), end in zip(labels, ends, strict=False):
        run = 0 if words_of(flow, Stretch(hit.end, end)) else run + 1
        longest = max(longest, run)
    return longest


def _labels(flow: Flow, section: Section, start: int, end: int) -> list[tuple[Question, Hit]]:
    """The first place of each label that is followed by a colon, or else begins with a capital, in order."""
    found: list[tuple[Question, Hit]] = []
    for question in section.fields:
        options = [h for h in find_label(flow, label_ways(question.anchors, question.label), start, end) if not h.gaps]
        coloned = [h for h in options if ":" in flow.text[h.start : h.end + 2]]
        best = next(iter(coloned), None) or next((h for h in options if flow.text[h.start].isupper()), None)
        if best and all(best.end <= o.start or o.end <= best.start for _, o in found):
            found.append((question, _with_colon(flow, best)))
    return sorted(found, key=lambda item: item[1].start)


def _with_colon(flow: Flow, hit: Hit) -> Hit:
    colon = re.compile(r"\s{0,2}:").match(flow.text, hit.end)
    return replace(hit, end=colon.end()) if colon else hit


def _read(flow: Flow, question: Question, hit: Hit, value: Stretch | None, *, sure: bool) -> list[ReadField]:
    written = joined(flow.text[value.start : value.end]) if value else ""
    place = flow.place(value.start, value.end) if value else flow.place(hit.start, hit.end)
    if question.printed:
        return [_printed(question, written, place)]
    if not written:
        return [_field(question, "blank", None, "", place, certain=sure)]
    if len(written) > LONGEST_VALUE:
        return [_field(question, "text", masked(written[:LONGEST_VALUE]), masked(written), place, certain=False)]
    if question.type is FieldType.MUNICIPALITY:
        return _municipality(question, written, place, sure=sure)
    return [_typed(question, masked(written), place, sure=sure)]


def _printed(question: Question, written: str, place: Place) -> ReadField:
    """A date that the form itself prints, such as its deadline."""
    dates = DAY_AND_MONTH.findall(written)[:3]
    if len(dates) == 1 or [d.rstrip(".") for d in dates] == [
        d.rstrip(".") for d in DAY_AND_MONTH.findall(question.printed)
    ]:
        dates = [" og ".join(d.rstrip(".") for d in dates)]
        return _field(question, "text", dates[0].rstrip("."), dates[0], place, certain=True)
    return _field(question, "text", " og ".join(dates) or question.printed, written[:40], place, certain=False)


def _typed(question: Question, written: str, place: Place, *, sure: bool) -> ReadField:
    if question.type in DATE_TYPES:
        return _date(question, written, place, sure=sure)
    if question.type is FieldType.DATES:
        dates, certain = _several(written)
        certain = certain and sure
        return _field(question, "list" if dates else "text", dates or written, written, place, certain=certain)
    if question.type is FieldType.YEAR:
        years = YEAR.findall(written)
        value: object = int(years[0]) if years else written
        return _field(question, "number" if years else "text", value, written, place, certain=sure and len(years) == 1)
    return _field(question, "text", written, written, place, certain=sure)


def _several(written: str) -> tuple[list[str], bool]:
    """Dates in a row; one without a year takes that of the next, which makes them unsure."""
    found = [f.reading for f in find_dates(written) if f.reading.value and f.reading.value.month]
    years = [r.value.year for r in found if r.value and r.value.year]
    dates = [replace(r.value, year=r.value.year or years[0]).iso() for r in found if r.value and years]
    return dates, bool(dates) and len(years) == len(found) and all(r.certain for r in found)


def _date(question: Question, written: str, place: Place, *, sure: bool) -> ReadField:
    reading = read_date(written)
    if reading.value is not None:
        iso = reading.value.iso()
        partial = reading.value.month is None
        return _field(question, "text" if partial else "date", iso, written, place, certain=sure and reading.certain)
    inside = [f for f in find_dates(written) if f.reading.value and f.reading.value.year]
    options = [f.reading.value.iso() for f in inside if f.reading.value][:3]
    field = _field(question, "text", written, written, place, certain=False)
    return replace(field, candidates=tuple(Candidate(o, "date", place) for o in options))


def _municipality(question: Question, written: str, place: Place, *, sure: bool) -> list[ReadField]:
    """ "0502 Gjøvik kommune": number and name apart, the name without the word."""
    match = NUMBER_AND_NAME.fullmatch(written)
    name = (match["name"] or match["only"] or "") if match else written
    number = (match["number"] or match["after"]) if match else None
    name = KOMMUNE.sub(" ", name).strip(" .,:-")
    fields = [
        _field(question, "text" if name else "blank", name or None, written, place, certain=sure and len(name) < 30)
    ]
    if number:
        fields.append(replace(fields[0], field="municipality_number", kind="text", value=number))
    return fields


def _field(question: Question, kind: str, value: object, raw: str, place: Place, *, certain: bool) -> ReadField:
    return ReadField(field=question.code, kind=kind, value=value, raw=raw, certain=certain, place=place)
