"""A reading as a page of text for a person at a terminal."""

from collections.abc import Iterator

from boso.importers.reading.messages import in_words
from boso.importers.values import Economy, EconomyRow, ReadFigure, Reading
from boso.kernel.figures import Kind
from boso.kernel.findings import Finding
from boso.kernel.numbers import print_money, print_number
from boso.kernel.sources import Place
from boso.questionnaires.checks.messages import name_of

CERTAIN, ASKED = " ", "?"
KINDS = {
    Kind.BLANK: "ikke besvart",
    Kind.DASH: "– (ikke oppgitt)",
    Kind.NOT_REGISTERED: "registreres ikke",
    Kind.UNCLEAR_QUESTION: "spørsmålet er uklart",
    Kind.PENDING: "ettersendes",
    Kind.NOT_APPLICABLE: "ikke aktuelt",
    Kind.TEXT_INSTEAD: "tekst i stedet for tall",
    Kind.LOST_IN_SOURCE: "uleselig i kilden",
    Kind.ABSENT: "ikke levert",
}
BEFORE = {Kind.APPROXIMATE: "ca. {}", Kind.TENTATIVE: "({})", Kind.PROVISIONAL: "{} (foreløpig)"}
WIDTH = 56
SEVERITIES = {"fatal": "STOPP", "error": "FEIL", "warning": "ADVARSEL", "info": "opplysning"}


def summary(reading: Reading, language: str = "nb") -> str:
    """What was understood: who and when, fields, figures, texts, money, findings. A ? marks what is asked."""
    return "\n".join(_lines(reading, language)) + "\n"


def _lines(reading: Reading, language: str) -> Iterator[str]:
    who = " ".join(p for p in (reading.municipality_number, reading.municipality_name) if p) or "(hele programmet)"
    half = f", {reading.report_half}. halvår" if reading.report_half else ""
    yield reading.file
    yield f"  {who}, {reading.report_year or 'ukjent år'}{half} – skjema {reading.template}/{reading.template_edition}"
    sure = [f.certain for f in reading.formal] + [t.certain for t in reading.narratives]
    sure += [f.figure.certain for f in reading.figures] + [r.certain for r in reading.economy.rows]
    asked = sure.count(False)
    yield f"  {asked} svar må bekreftes av en person (merket {ASKED})" if asked else "  Alle svar er lest sikkert"
    yield from _part("Opplysninger", [_line(f.certain, f.field, str(f.value or "–"), f.place) for f in reading.formal])
    yield from _part("Tall", [_figure(f, language) for f in reading.figures])
    texts = [
        _line(t.certain, t.code, _beginning(t.text) or KINDS.get(_kind(t.kind), t.kind), t.place)
        for t in reading.narratives
    ]
    yield from _part("Tekster", texts)
    yield from _part("Økonomi", list(_economy(reading.economy)))
    yield from _part("Merknader", [_finding(f, language) for f in reading.findings])


def _part(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"\n  {title}"
        yield from (f"  {line}" for line in lines)


def _line(certain: bool, label: str, value: str, place: Place) -> str:
    page = f"  s. {place.page}" if place.page else ""
    return f"{CERTAIN if certain else ASKED} {label:<{WIDTH}} {value}{page}"


def _kind(kind: str) -> Kind:
    return Kind(kind) if kind in set(Kind) else Kind.BLANK


def _figure(read: ReadFigure, language: str) -> str:
    others = ", ".join(_value(c.kind, c.value) for c in read.candidates[1:])
    value = _value(str(read.figure.kind), read.figure.value) + (f"   eller: {others}" if others else "")
    return _line(read.figure.certain, name_of(read.code, language), value, read.place)


def _value(kind: str, value: object) -> str:
    if value is None:
        return KINDS.get(Kind(kind), kind)
    return BEFORE.get(Kind(kind), "{}").format(print_number(value))  # type: ignore[arg-type]


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + (f" … ({len(words)} ord)" if len(words) > 8 else "") if words else ""


def _economy(economy: Economy) -> Iterator[str]:
    for row in economy.rows:
        yield _money(row)
    if economy.totals:
        yield _money(economy.totals)
    for row in economy.multi_year:
        yield _money(row)
    for table in economy.tables:
        yield _line(False, f"egen tabell ({table.type})", f"{table.title[:40]} – {len(table.rows)} rader", table.place)


def _money(row: EconomyRow) -> str:
    amounts = ", ".join(f"{c} {print_money(a)}" for c, a in row.amounts.items() if a is not None)
    label = (row.label or "(uten navn)")[:WIDTH]
    return _line(row.certain, label, amounts or "uten beløp", row.place)


def _finding(finding: Finding, language: str) -> str:
    page = f" (s. {finding.place.page})" if finding.place.page else ""
    return f"{SEVERITIES[finding.severity]}: {in_words(finding, language)}{page}"
