"""A reading as a page of text for a person at a terminal."""

from collections.abc import Iterator

from boso.importers.editions import newest_edition
from boso.importers.reading.messages import in_words
from boso.importers.values import Economy, EconomyRow, ReadFigure, Reading, ReadText
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
    names = _names(reading, language)
    yield reading.file
    yield f"  {who}, {reading.report_year or 'ukjent år'}{half} – skjema {reading.template}/{reading.template_edition}"
    asked = _asked(reading)
    yield f"  {asked} svar må bekreftes av en person (merket {ASKED})" if asked else "  Alle svar er lest sikkert"
    fields = [_line(f.certain, names.get(f.field, f.field), _plain(f.value), f.place) for f in reading.formal]
    yield from _part("Opplysninger", fields)
    yield from _part("Tall", [_figure(f, language) for f in reading.figures])
    yield from _part("Tekster", [_text(t, names) for t in reading.narratives])
    yield from _part("Økonomi", list(_economy(reading.economy, names)))
    yield from _part("Merknader", [_finding(f, language) for f in reading.findings])


def _asked(reading: Reading) -> int:
    """How many answers a person is asked about."""
    sure = [f.certain for f in reading.formal] + [t.certain for t in reading.narratives]
    sure += [f.figure.certain for f in reading.figures] + [r.certain for r in reading.economy.rows]
    return sure.count(False)


def _names(reading: Reading, language: str) -> dict[str, str]:
    """What the form calls its fields, its texts and the columns of its tables."""
    edition = newest_edition(reading.template, reading.template_edition)
    names = {q.code: q.label.in_language(language) for table in edition.tables() for q in table.columns}
    names |= {q.code: q.label.in_language(language) for q in edition.fields()}
    texts = {s.narrative.code: s for s in edition.sections if s.narrative}
    return names | {
        code: (s.narrative.label if s.narrative and s.narrative.anchors else s.heading).in_language(language)
        for code, s in texts.items()
    }


def _plain(value: object) -> str:
    """A field's value in words."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "ikke besvart" if value is None else str(value)


def _text(text: ReadText, names: dict[str, str]) -> str:
    row = text.code.removesuffix(".comment")
    label = f"Kommentar: {name_of(row)}" if row != text.code else names.get(text.code, text.code)
    said = _beginning(text.text) or KINDS.get(_kind(text.kind), text.kind)
    return _line(text.certain, label, said, text.place)


def _part(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"\n  {title}"
        yield from (f"  {line}" for line in lines)


def _line(certain: bool, label: str, value: str, place: Place) -> str:
    page = f"  s. {place.page}" if place.page else ""
    short = label if len(label) <= WIDTH else label[: WIDTH - 1] + "…"
    return f"{CERTAIN if certain else ASKED} {short:<{WIDTH}} {value}{page}"


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


def _economy(economy: Economy, names: dict[str, str]) -> Iterator[str]:
    for row in economy.rows:
        yield _money(row, names)
    if economy.totals:
        yield _money(economy.totals, names)
    for row in economy.multi_year:
        yield _money(row, names)
    for table in economy.tables:
        yield _line(False, f"egen tabell ({table.type})", f"{table.title[:40]} – {len(table.rows)} rader", table.place)


def _money(row: EconomyRow, names: dict[str, str]) -> str:
    amounts = ", ".join(f"{names.get(c, c)} {print_money(a)}" for c, a in row.amounts.items() if a is not None)
    return _line(row.certain, row.label or "(uten navn)", amounts or "uten beløp", row.place)


def _finding(finding: Finding, language: str) -> str:
    page = f" (s. {finding.place.page})" if finding.place.page else ""
    return f"{SEVERITIES[finding.severity]}: {in_words(finding, language)}{page}"
