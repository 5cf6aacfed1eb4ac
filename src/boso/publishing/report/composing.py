"""A whole report as a publication, in the form's own order; and as it is read in a council: what was answered."""

from collections.abc import Iterable, Iterator
from datetime import date

from boso.publishing.report.tables import answered, files_grid, grid_of, own_grid, ticked, two_columns
from boso.publishing.report.values import Front
from boso.publishing.values import Block, Contents, Heading, Note, Publication, Sheet, Written
from boso.questionnaires.values import Edition, FieldType
from boso.reporting.rules.paper import comments_called, parts_of, types_of
from boso.reporting.rules.paper_words import form_words, kind_word, period_words, word
from boso.reporting.rules.saying import hear, quote, say
from boso.reporting.rules.telling import as_json, checksum, flat, without_contacts
from boso.reporting.values.fields import Home
from boso.reporting.values.paper import PaperPart, PaperTable, Shape
from boso.reporting.values.told import NOTHING, Said, Told

KIND = "report"
ROOM = "\u00a0" * 72 + "\n\n"  # three lines, wide


def publication_of(
    told: Told, edition: Edition, front: Front, *, language: str, made: date, whole: bool = True, contacts: bool = True
) -> Publication:
    """The report as a document. `whole` shows every question; else what is not answered is one line a chapter, and
    there is room for remarks. Without `contacts` e-mail addresses and telephone numbers are left out, also of what it
    carries along."""
    if not contacts:
        told = without_contacts(
            told, [f"{Home.FIELD}:{q.code}" for q in edition.fields() if q.type is FieldType.CONTACT]
        )
    title, subtitle = _titles(edition, front, language)
    parts = parts_of(edition, language)
    body = [*_body(parts, told, language, whole=whole), *_after(parts, told, edition, language)]
    entries = tuple(block for block in body if isinstance(block, Heading) and block.level < 3)
    closing = () if whole else (Heading(word("remarks", language)), _remarks(parts, language))
    return Publication(
        title=title,
        subtitle=subtitle,
        language=language,
        made=made,
        invented=front.invented,
        blocks=(
            _front(told, edition, front, language, contacts=contacts),
            Contents(title=word("contents", language), entries=entries),
            Sheet(),
            *body,
            *closing,
        ),
        kind=KIND,
        running=title,
        about=_about(edition, front),
        attached={"identifier": checksum(told), "told": as_json(told)},
    )


def _titles(edition: Edition, front: Front, language: str) -> tuple[str, str]:
    form = edition.title.in_language(language)
    period = period_words(front.period, language)
    title = word("title", language, form=form, period=period, name=front.name)
    return title, " · ".join(part for part in (f"{front.number} {front.name}".strip(), period, front.status) if part)


def _about(edition: Edition, front: Front) -> dict[str, object]:
    return {
        "municipality": {"number": front.number, "name": front.name},
        "year": front.period.year,
        "period": str(front.period),
        "edition": {"address": edition.address, "name": edition.name, "revision": edition.revision},
        "version": front.version,
    }


def _front(told: Told, edition: Edition, front: Front, language: str, *, contacts: bool) -> Block:
    """The table of the title page, by which the document is told where its data are gone."""
    rows = [
        (word("municipality", language), f"{front.number} {front.name}".strip()),
        (word("period", language), period_words(front.period, language)),
        (word("form", language), form_words(edition, language)),
        (word("version", language), str(front.version)),
        (word("status", language), front.status),
        (word("delivered", language), front.delivered),
        (word("receipt", language), front.receipt),
        (word("contacts", language), "" if contacts else word("contacts_left_out", language)),
        (word("checksum", language), checksum(told)),
    ]
    heads = (word("what", language), word("value", language))
    return two_columns(word("about", language), heads, [row for row in rows if row[1]])


def _body(parts: Iterable[PaperPart], told: Told, language: str, *, whole: bool) -> Iterator[Block]:
    missing: list[str] = []
    for part in parts:
        if part.level == 1:
            yield from _unanswered(missing, language)
            missing = []
        blocks = list(_part(part, told, language, whole=whole))
        if not whole:
            missing += _missing(part, told)
        if blocks or whole or part.level == 1:
            yield Heading(part.heading, part.level)
        yield from blocks
    yield from _unanswered(missing, language)


def _unanswered(missing: list[str], language: str) -> Iterator[Block]:
    if missing:
        listed = "; ".join(text.rstrip(".:") for text in missing)
        yield Note(word("unanswered", language, list=listed).replace("?.", "?"))


def _part(part: PaperPart, told: Told, language: str, *, whole: bool) -> Iterator[Block]:
    for table in part.tables:
        if whole or _filled(table, told):
            yield grid_of(table, told, language, whole=whole)
    if part.narrative:
        said = told.answers.get(part.narrative, NOTHING)
        if part.subheading and (whole or not said.nothing):
            yield Heading(part.subheading, min(part.level + 1, 3))
        if whole or not said.nothing:
            yield from _narrative(said, language)


def _narrative(said: Said, language: str) -> Iterator[Block]:
    if said.kind != "text" or not said.value:
        words = kind_word("blank", language) if said.nothing else say(said, FieldType.TEXT, language)
        yield Note(words, quiet=said.nothing)
        return
    if not said.certain:
        yield Note(f"({word('doubtful', language)})")
    plain = hear(said.value, FieldType.TEXT, language) == Said("text", said.value)
    yield Written(said.value if plain else quote(said.value))


def _filled(table: PaperTable, told: Told) -> bool:
    if table.shape is Shape.ROWS:
        return any(told.rows.get(key) for key in (table.key, table.sums) if key)
    return any(answered(told, row) for row in table.rows)


def _missing(part: PaperPart, told: Told) -> Iterator[str]:
    """Labels of what is not answered: rows of a table that has some, tables without any, the text."""
    for table in part.tables:
        if not _filled(table, told):
            yield table.caption
        elif table.shape is not Shape.ROWS:
            yield from (row.label for row in table.rows if not answered(told, row))
    if part.narrative and part.narrative not in told.answers:
        yield part.subheading or part.heading


def _after(parts: Iterable[PaperPart], told: Told, edition: Edition, language: str) -> Iterator[Block]:
    """What the form does not ask: the municipality's own tables, files, and what else is stored."""
    if told.tables:
        yield Heading(word("own_tables", language))
        yield from (own_grid(table, language) for table in told.tables)
    if told.files:
        yield Heading(word("files", language))
        yield files_grid(told.files, edition, language)
    known = _known(parts, told)
    others = [(key, said) for key, said in flat(told) if key not in known and not key.startswith(("table:", "file:"))]
    if others:
        yield Heading(word("others", language))
        heads = (word("field", language), word("answer", language))
        called = comments_called(parts, language)
        rows = [(called.get(key, key), say(said, FieldType.TEXT, language)) for key, said in sorted(others)]
        yield two_columns(word("others_of", language), heads, rows)


def _known(parts: Iterable[PaperPart], told: Told) -> set[str]:
    """Keys that stand in the form's own places."""
    known: set[str] = set()
    for part in parts:
        known |= {cell.key for cell in types_of(part)}
        for table in part.tables:
            if table.shape is Shape.TICKS:
                known -= {row.cells[0].key for row in table.rows if not ticked(table, row.cells[0].key, told)}
            for key in filter(None, (table.key, table.sums)):
                rows = [f"{key}:{index}" for index in range(told.rows.get(key, 0))]
                known |= {f"rows:{key}", *(f"{mark}:{row}" for row in rows for mark in ("planned", "doubtful"))}
                known |= {f"{row}:{column}" for row in rows for column, _ in table.columns}
    return known


def _remarks(parts: Iterable[PaperPart], language: str) -> Block:
    """A row for each chapter, with room to write in."""
    heads = (word("remarks_on", language), word("remark", language))
    rows = [(part.heading, ROOM) for part in parts if part.level == 1]
    return two_columns(word("remarks_room", language), heads, rows)
