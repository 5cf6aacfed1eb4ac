"""An import as its page shows it: every doubt with its candidates beside the source, then what is certain."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import get_language, gettext

from boso.audit.values import Entry
from boso.importers.proposals import (
    Choice,
    Conflict,
    Effect,
    ImportRow,
    ImportState,
    ImportView,
    Part,
    ProposedCell,
    ReadFinding,
    SettledCell,
    Standing,
)
from boso.importers.reading.messages import in_words
from boso.kernel.figures import Kind
from boso.kernel.findings import Finding, Severity
from boso.kernel.number_printing import print_number
from boso.questionnaires.values import Edition
from boso.web.presenters.excerpts import LONGEST, Piece, Place, around, line_of
from boso.web.presenters.figures import KIND_WORDS, place_words
from boso.web.presenters.import_views import (
    ActView,
    AmountView,
    CellView,
    FindingView,
    GroupView,
    ImportLine,
    ImportPage,
    OptionView,
)
from boso.web.presenters.labels import Label, labels_of
from boso.web.presenters.read_values import in_order, shown_amount, shown_value, words_of_kind
from boso.web.words import ACTS, CONFLICTS, EFFECTS, IMPORT_STATES, MONEY_COLUMNS, PARTS, SEVERITIES, word

MOST_CANDIDATES = 3
SETTLED_REACH = 100
TYPED = {Part.FIGURE: "number", Part.TEXT: "text", Part.FIELD: "text", Part.MONEY: "amounts"}


def line(row: ImportRow, edition: Edition | None) -> ImportLine:
    """One import in a list."""
    language = get_language() or "nb"
    form = edition.title.in_language(language) if edition else row.template
    return ImportLine(
        id=row.id,
        title=f"{row.name}, {form} {row.period}",
        file_name=row.file_name,
        state=row.state.value,
        state_word=word(IMPORT_STATES, row.state),
        municipality=row.municipality,
        period=str(row.period),
        invented=row.invented,
        row=row,
    )


def page(view: ImportView, edition: Edition) -> ImportPage:
    """The page of one import."""
    labels = labels_of(edition, get_language() or "nb")
    cells = [_cell(c, labels, view.text, view.row.state) for c in view.cells]
    doubtful = {c.cell.address for c in view.cells if not c.proposed.certain}
    return ImportPage(
        line=line(view.row, edition),
        doubts=tuple(c for c in cells if c.address in doubtful),
        waiting=_groups(c for c in cells if c.standing == Standing.CERTAIN),
        taken=_groups(c for c in cells if c.standing in (Standing.TAKEN, Standing.LEFT) and c.address not in doubtful),
        findings=tuple(_finding(f) for f in view.findings),
        conflict=word(CONFLICTS, view.conflict) if view.conflict else "",
        conflict_code=view.conflict.value if isinstance(view.conflict, Conflict) else "",
        open=view.counts.open,
        certain=view.counts.certain,
        add=view.counts.add,
        change=view.counts.change,
        remove=view.counts.remove,
        unchanged=view.counts.unchanged,
        active=view.row.state in (ImportState.PROPOSED, ImportState.APPLIED),
        can_apply=view.can_apply,
        can_undo=view.can_undo,
    )


def anchor_of(address: str) -> str:
    """The place of a cell on the page."""
    return "c-" + address.replace(":", "-")


def next_open(view: ImportView, address: str) -> str:
    """Where to go on after a cell was settled: the next doubt, else the first, else the whole."""
    waiting = [c.cell.address for c in view.cells if c.standing is Standing.OPEN or c.cell.address == address]
    others = [a for a in waiting if a != address]
    if not others:
        return "#whole"
    after = waiting.index(address) + 1
    return "#" + anchor_of(waiting[after] if after < len(waiting) else others[0])


def log(entries: Iterable[Entry]) -> list[ActView]:
    """What was done with the import, newest first."""
    return [ActView(at=e.at, what=word(ACTS, e.act), who=e.actor_name, why=e.reason) for e in entries]


def _groups(cells: Iterable[CellView]) -> tuple[GroupView, ...]:
    by_part: dict[str, list[CellView]] = {}
    for cell in cells:
        by_part.setdefault(cell.part, []).append(cell)
    return tuple(GroupView(name=word(PARTS, part), cells=tuple(found)) for part, found in by_part.items())


def _cell(settled: SettledCell, labels: Mapping[str, Label], text: str, state: ImportState) -> CellView:
    cell, label = settled.cell, _label(settled.proposed, labels)
    taken = settled.standing is Standing.TAKEN
    options = _options(settled.proposed)
    return CellView(
        address=cell.address,
        anchor=anchor_of(cell.address),
        name=label.name,
        column=label.column,
        part=cell.part.value,
        shown=shown_value(cell),
        words=words_of_kind(cell),
        standing=settled.standing.value,
        decided_by=settled.decided.actor if settled.decided else "",
        effect=word(EFFECTS, settled.effect) if settled.effect else "",
        changes=settled.effect in (Effect.CHANGE, Effect.CLASH),
        present=_present(settled),
        where=_where(settled, text),
        excerpt=_excerpt(settled, options, text),
        options=options,
        takes=TYPED.get(cell.part, ""),
        amounts=_amounts(cell) if cell.part is Part.MONEY else (),
        typed="" if cell.value is None else str(cell.value),
        may_be_blank=cell.part in (Part.FIGURE, Part.TEXT, Part.FIELD),
        answerable=state is ImportState.PROPOSED or (state is ImportState.APPLIED and not taken),
    )


def _label(cell: ProposedCell, labels: Mapping[str, Label]) -> Label:
    known = labels.get(cell.code)
    if known:
        return known
    if cell.part is Part.MONEY:
        block, _, number = cell.code.partition(":")
        name = cell.label or gettext("Linje %(number)s") % {"number": int(number) + 1}
        return Label(code=cell.code, section="", name=gettext("Sum") if block == "sum" else name)
    return Label(code=cell.code, section="", name=cell.label or cell.code)


def _options(cell: ProposedCell) -> tuple[OptionView, ...]:
    """The readings to choose among: as proposed, unless a candidate says the same, then the candidates."""
    candidates = [
        (index, replace(cell, kind=c.kind, value=c.value, place=c.place))
        for index, c in enumerate(cell.candidates[:MOST_CANDIDATES])
    ]
    same = any((c.kind, c.value) == (cell.kind, cell.value) for _, c in candidates)
    found: list[tuple[int | None, ProposedCell]] = [*([] if same else [(None, cell)]), *candidates]
    return tuple(
        OptionView(
            key=str(number),
            shown=shown_value(option),
            words=words_of_kind(option),
            where=place_words(option.place) if len(found) > 1 else "",
            choice=Choice.ACCEPT.value if index is None else Choice.CANDIDATE.value,
            candidate=index,
        )
        for number, (index, option) in enumerate(found, start=1)
    )


def _excerpt(settled: SettledCell, options: Iterable[OptionView], text: str) -> tuple[Piece, ...]:
    """The place in the source, and, signed by their keys, the places of the other readings."""
    if settled.where is None:
        return ()
    start, end = settled.where
    moved = start - (settled.proposed.place.start or start)
    others = [
        Place(place.start + moved, place.end + moved, option.key)
        for option in options
        if option.candidate is not None
        and (place := settled.proposed.candidates[option.candidate].place).start is not None
        and place.end is not None
    ]
    here = next((o for o in others if (o.start, o.end) == (start, end)), Place(start, end))
    reach = LONGEST if settled.standing is Standing.OPEN else SETTLED_REACH
    return around(text, here, [o for o in others if o != here], reach=reach)


def _amounts(cell: ProposedCell) -> tuple[AmountView, ...]:
    amounts = cell.value if isinstance(cell.value, dict) else {}
    return tuple(
        AmountView(
            column=column,
            name=word(MONEY_COLUMNS, column),
            shown=shown_amount(amount, cell, column),
            typed="" if amount is None else str(amount),
        )
        for column, amount in in_order(amounts)
    )


def _where(settled: SettledCell, text: str) -> str:
    words = place_words(settled.cell.place)
    if settled.where is None:
        return words
    line = gettext("linje %(number)s") % {"number": line_of(text, settled.where[0])}
    return f"{words}, {line}" if words else line


def _present(settled: SettledCell) -> str:
    """What stands there today, where the import says something else."""
    row = settled.present
    if not row:
        return ""
    if settled.cell.part is Part.MONEY:
        held = [(c, a) for c, a in in_order(row) if c in MONEY_COLUMNS and isinstance(a, int)]
        return ", ".join(f"{word(MONEY_COLUMNS, c)} {print_number(a)}" for c, a in held)
    standing = row.get("value", row.get("text", row.get("level")))
    return str(standing if standing not in (None, "") else KIND_WORDS.get(Kind(str(row["kind"])), row["kind"]))


def _finding(finding: ReadFinding) -> FindingView:
    told = Finding(code=finding.code, severity=Severity(finding.severity), place=finding.place, params=finding.params)
    return FindingView(
        severity=finding.severity,
        severity_word=word(SEVERITIES, finding.severity),
        message=in_words(told, get_language() or "nb"),
        where=place_words(finding.place),
    )
