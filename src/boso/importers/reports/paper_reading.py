"""The answers of a report out of what is visible of it: tables, texts, and what follows the form."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from boso.importers.publications.values import SeenCell, SeenTable
from boso.importers.reports.paper_sorting import FILES, OTHERS, OWN_TABLES, REMARKS, Spot, excerpt, finding, sort_blocks
from boso.importers.reports.paper_tables import Gathered, read_tables
from boso.importers.reports.paper_values import SeenLines, SeenNote, SeenPaper
from boso.kernel.sources import Place
from boso.kernel.text import folded
from boso.questionnaires.values import Edition, FieldType
from boso.reporting.rules.paper import comments_called, parts_of, plain_line
from boso.reporting.rules.paper_words import word
from boso.reporting.rules.saying import hear
from boso.reporting.rules.telling import seen, squared
from boso.reporting.values.told import NOTHING, Told, ToldFile, ToldTable

TYPES = ("cost_account", "coverage", "own_effort", "grant_list", "other")
MARKS = ("rows", "planned", "doubtful")


def answers_of(paper: SeenPaper, edition: Edition, language: str) -> tuple[Told, Gathered]:
    """All answers as they are visible, and where each stands."""
    parts = parts_of(edition, language)
    found = sort_blocks(paper.blocks, parts, language)
    into = Gathered(language=language, findings=found.findings)
    tables: list[ToldTable] = []
    files: list[ToldFile] = []
    for spot in found.spots:
        if spot.part is not None:
            read_tables(spot.part, spot.tables, into)
            _read_text(spot, into)
        elif spot.chapter == OWN_TABLES:
            tables += [_own_table(table, language) for table in spot.tables]
        elif spot.chapter == FILES:
            files += [file for table in spot.tables for file in _files(table, edition, language)]
        elif spot.chapter == OTHERS:
            called = {folded(name): key for key, name in comments_called(parts, language).items()}
            _read_others(spot.tables, called, into)
        elif spot.chapter == REMARKS:
            _tell_remarks(spot, into)
        else:
            into.findings += [finding("unknown_table", table=excerpt(t.caption or "–")) for t in spot.tables]
    told = Told(
        answers=dict(into.answers),
        rows=dict(into.rows),
        planned=frozenset(into.planned),
        doubtful=frozenset(into.doubtful),
        tables=tuple(tables),
        files=tuple(files),
    )
    return told, into


def _read_text(spot: Spot, into: Gathered) -> None:
    """The text under the heading; without one a remark says why, and with one that nobody has confirmed it."""
    part = spot.part
    if part is None or not part.narrative:
        return
    language = into.language
    text = seen("\n".join(line for lines in spot.lines for line in lines.lines))
    unanswered = word("unanswered", language).partition("{")[0]
    others = (unanswered, word("no_rows", language))
    notes = [seen(note.text).strip() for note in spot.notes if not note.text.startswith(others)]
    doubt = f"({word('doubtful', language)})"
    said = hear(text, FieldType.TEXT, language) if text.strip() else NOTHING
    if said.nothing:
        said = next((hear(note, FieldType.TEXT, language) for note in notes), NOTHING)
    elif doubt in notes:
        said = replace(said, certain=False)
    seen_here: list[SeenLines | SeenNote] = [*spot.lines, *spot.notes]
    place = next((each.place for each in seen_here), Place())
    changed = any(lines.changed for lines in spot.lines)
    into.put(part.narrative, said, SeenCell(text=text, place=place, changed=changed))


def _own_table(table: SeenTable, language: str) -> ToldTable:
    kind, _, title = seen(table.caption).partition(": ")
    named = {word(f"type_{type}", language): type for type in TYPES}
    rows = squared([table.heads, *([cell.text for cell in row] for row in table.rows)])
    return ToldTable(named.get(kind, kind), " ".join(title.split()), rows)


def _files(table: SeenTable, edition: Edition, language: str) -> list[ToldFile]:
    codes = {plain_line(q.label.in_language(language)): q.code for q in edition.fields()}
    rows = [row for row in table.rows if len(row) > 1]
    return [ToldFile(codes.get(plain_line(row[0].text), row[0].text), seen(row[1].text)) for row in rows]


def _read_others(tables: Sequence[SeenTable], called: Mapping[str, str], into: Gathered) -> None:
    """Answers that the form has no place for, by their names or keys; a key may be broken between any two letters."""
    for table in tables:
        for row in (row for row in table.rows if len(row) > 1):
            key = called.get(folded(seen(row[0].text))) or "".join(seen(row[0].text).split())
            said = hear(row[1].text, FieldType.TEXT, into.language)
            mark, _, rest = key.partition(":")
            if mark not in MARKS:
                into.put(key, said, row[1])
            elif mark == "rows":
                into.rows[rest] = int(said.value) if said.value.isdecimal() and len(said.value) < 6 else 0
            else:
                (into.planned if mark == "planned" else into.doubtful).add(rest)


def _tell_remarks(spot: Spot, into: Gathered) -> None:
    """Remarks are no answers; that somebody made some is told."""
    written = [cell.text for table in spot.tables for row in table.rows for cell in row[1:] if cell.text.strip()]
    if written:
        into.findings.append(finding("remarks", text=excerpt("; ".join(written))))
