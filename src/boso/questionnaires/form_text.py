"""A form, a list of forms and a difference as readable text, in nb, nn or en."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill, indent

from boso.questionnaires.comparing import compare
from boso.questionnaires.comparing_words import NAMES
from boso.questionnaires.crosswalks import Crosswalk, Link, crosswalk
from boso.questionnaires.loading import all_editions
from boso.questionnaires.parts import answer_codes
from boso.questionnaires.values import Edition, FieldType, Question, Section, Table, TableKind, Words

WIDTH = 100
WORDS: Mapping[str, Words] = {
    "revision": Words("revisjon", "revisjon", "revision"),
    "checks": Words("Kontroller", "Kontrollar", "Checks"),
    "table": Words("Tabell", "Tabell", "Table"),
    "columns": Words("Kolonner", "Kolonnar", "Columns"),
    "rows": Words("Linjer", "Linjer", "Rows"),
    "sum": Words("Sumlinje", "Sumlinje", "Sum row"),
    "optional": Words("kan stå tomt", "kan stå tomt", "may be left out"),
    "private": Words("offentliggjøres ikke", "blir ikkje offentleggjord", "not published"),
    "printed": Words("står i skjemaet", "står i skjemaet", "printed in the form"),
    "choices": Words("velg", "vel", "choose"),
    "no_change": Words(
        "Ingen forskjell i det skjemaene spør om og sier.",
        "Ingen skilnad i det skjemaa spør om og seier.",
        "No difference in what the forms ask and say.",
    ),
    "other_form": Words(
        "To ulike skjemaer. Dette svarer til hverandre:",
        "To ulike skjema. Dette svarer til kvarandre:",
        "Two different forms. These correspond:",
    ),
    "only": Words("Bare i {form}:", "Berre i {form}:", "Only in {form}:"),
    "nothing": Words("(ingenting)", "(ingenting)", "(nothing)"),
    "all": Words("alle regioner", "alle regionar", "all regions"),
}
PERIODS: Mapping[str, Words] = {
    "year": Words("helt år", "heilt år", "whole year"),
    "half_year": Words("halvår", "halvår", "half-year"),
    "programme": Words("hele programmet", "heile programmet", "whole programme"),
}
TYPES: Mapping[FieldType, Words] = {
    FieldType.INT: Words("heltall", "heiltal", "whole number"),
    FieldType.MONEY: Words("beløp", "beløp", "amount"),
    FieldType.TEXT: Words("tekst", "tekst", "text"),
    FieldType.DATE: Words("dato", "dato", "date"),
    FieldType.PARTIAL_DATE: Words("år, måned eller dato", "år, månad eller dato", "year, month or date"),
    FieldType.YEAR: Words("år", "år", "year"),
    FieldType.YEAR_RANGE: Words("fra år til år", "frå år til år", "from year to year"),
    FieldType.CHOICE: Words("valg", "val", "choice"),
    FieldType.MUNICIPALITY: Words("kommune", "kommune", "municipality"),
    FieldType.PERSON: Words("person", "person", "person"),
    FieldType.PERSONS: Words("personer", "personar", "persons"),
    FieldType.CONTACT: Words("kontakt", "kontakt", "contact"),
    FieldType.DATES: Words("datoer", "datoar", "dates"),
    FieldType.LIST: Words("liste", "liste", "list"),
    FieldType.FILE: Words("fil", "fil", "file"),
}
TABLE_KINDS: Mapping[TableKind, Words] = {
    TableKind.FIGURES: Words("faste linjer", "faste linjer", "fixed rows"),
    TableKind.ROWS: Words("så mange linjer som trengs", "så mange linjer som trengst", "as many rows as needed"),
    TableKind.YEARS: Words("én linje for hvert år", "éi linje for kvart år", "one row a year"),
    TableKind.MATRIX: Words("ett kryss i hver linje", "eitt kryss i kvar linje", "one tick in each row"),
}


def listed(language: str) -> str:
    """All editions, one line each: address, title, what it covers, how well it is known."""
    rows = [
        (
            edition.address,
            edition.title.in_language(language),
            _region(edition, language),
            years_of(edition),
            NAMES[edition.standing].in_language(language),
        )
        for edition in all_editions()
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]) for row in rows
    )


def shown(edition: Edition, language: str) -> str:
    """The whole form with codes, types, hints and definitions."""
    return "\n".join([*_head(edition, language), *(line for s in edition.sections for line in _section(s, language))])


def difference(older: Edition, newer: Edition, language: str) -> str:
    """The change list of two editions of one form; for two different forms what in them corresponds."""
    head = f"{older.address}@{older.revision} → {newer.address}@{newer.revision}"
    if older.template != newer.template:
        walk = crosswalk(older.address, newer.address)
        return "\n".join([head, "", *_correspondence(walk, older, newer, language)])
    sentences = [_wrapped(f"– {change.sentence(language)}", 0) for change in compare(older, newer)]
    return "\n".join([head, "", *(sentences or [WORDS["no_change"].in_language(language)])])


def years_of(edition: Edition) -> str:
    """The years the edition may report about: 2013, or 2012–2016."""
    first, last = edition.report_years
    return f"{first}" if first == last else f"{first}–{last}"


def _region(edition: Edition, language: str) -> str:
    return WORDS["all"].in_language(language) if edition.region == "all" else f"region {edition.region}"


def _head(edition: Edition, language: str) -> Iterator[str]:
    revision = f"{WORDS['revision'].in_language(language)} {edition.revision}"
    yield f"{edition.title.in_language(language)} – {edition.address}, {revision}"
    period = PERIODS[edition.period].in_language(language)
    standing = NAMES[edition.standing].in_language(language)
    yield f"{_region(edition, language)} · {years_of(edition)} · {period} · {standing}"
    if edition.note:
        yield _wrapped(edition.note.in_language(language), 0)
    yield _wrapped(f"{WORDS['checks'].in_language(language)}: {' '.join(edition.checks)}", 0)
    yield f"SHA-256: {edition.digest}"


def _section(section: Section, language: str) -> Iterator[str]:
    heading = section.heading.in_language(language)
    yield "\n" + _wrapped(f"{heading}  [{section.code}]", 0)
    yield ("=" if section.level == 1 else "-") * min(len(heading), WIDTH)
    yield from _texts((section.hint,), 2, language)
    for field in section.fields:
        yield from _question(field, 2, language)
    for table in section.tables:
        yield from _table(table, language)
    if section.narrative:
        yield from _question(section.narrative, 2, language)


def _table(table: Table, language: str) -> Iterator[str]:
    label = f" {table.label.in_language(language)}" if table.label else ""
    kind = TABLE_KINDS[table.kind].in_language(language)
    yield _wrapped(f"{WORDS['table'].in_language(language)} {table.code}:{label} ({kind})", 2)
    for name, questions in (("columns", table.columns), ("rows", table.rows)):
        if questions:
            yield f"    {WORDS[name].in_language(language)}:"
        for question in questions:
            yield from _question(question, 6, language)
    if table.sum_row:
        yield f"    {WORDS['sum'].in_language(language)}: {table.sum_row[0]}"


def _question(question: Question, margin: int, language: str) -> Iterator[str]:
    facts = ", ".join(_facts(question, language))
    yield _wrapped(f"{question.label.in_language(language)}  [{question.code}]  ({facts})", margin)
    yield from _texts((question.definition, question.hint), margin + 4, language)


def _facts(question: Question, language: str) -> Iterator[str]:
    yield TYPES[question.type].in_language(language)
    if question.unit:
        yield NAMES[question.unit].in_language(language)
    if question.choices:
        yield f"{WORDS['choices'].in_language(language)}: {' / '.join(question.choices)}"
    if question.printed:
        yield f"{WORDS['printed'].in_language(language)}: {question.printed}"
    elif not question.required:
        yield WORDS["optional"].in_language(language)
    if not question.published:
        yield WORDS["private"].in_language(language)


def _texts(texts: Sequence[Words | None], margin: int, language: str) -> Iterator[str]:
    yield from (_wrapped(text.in_language(language), margin) for text in texts if text)


def _wrapped(text: str, margin: int) -> str:
    hanging = "  " if text.startswith("– ") else ""
    return indent(fill(text, WIDTH - margin, subsequent_indent=hanging), " " * margin)


def _correspondence(walk: Crosswalk, older: Edition, newer: Edition, language: str) -> Iterator[str]:
    if walk.note:
        yield _wrapped(walk.note.in_language(language), 0) + "\n"
    yield WORDS["other_form"].in_language(language)
    kept = [link for link in walk.links if not link.lost]
    yield from (_wrapped(f"– {_sides(link)}", 0) for link in kept)
    if not kept:
        yield f"  {WORDS['nothing'].in_language(language)}"
    for edition, side in ((older, "older"), (newer, "newer")):
        linked = {code for link in kept for code in getattr(link, side)}
        alone = sorted(answer_codes(edition) - linked)
        if alone:
            yield "\n" + WORDS["only"].in_language(language).format(form=edition.address)
            yield _wrapped(", ".join(alone), 2)


def _sides(link: Link) -> str:
    older, newer = " + ".join(link.older), " + ".join(link.newer)
    return older if older == newer else f"{older} → {newer}"
