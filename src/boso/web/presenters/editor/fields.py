"""One field of the report editor: what stands in it and what is said beside it."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from boso.kernel.dates import print_date, read_date
from boso.kernel.figures import Kind
from boso.kernel.number_printing import print_number
from boso.kernel.sources import Origin
from boso.questionnaires.values import FieldType, Question, Words
from boso.reporting.rules.answering import (
    MISSING_CHOICES,
    MOST_CHARACTERS,
    NUMBER_CHOICES,
    UNREAD,
    problem_of,
    shown,
)
from boso.reporting.rules.asking import Asked
from boso.reporting.rules.drafts import Standing
from boso.reporting.rules.proposals import Proposal
from boso.reporting.values.fields import Address, Clash, Content, Home
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.editor.findings import findings_at
from boso.web.presenters.editor.views import FieldView, Option, ProposalView, TheirsView
from boso.web.presenters.editor.words import KINDS, PROBLEMS, WHY_PROPOSED
from boso.web.presenters.figures import ORIGIN_WORDS, place_words
from boso.web.presenters.reports import period_words
from boso.web.words import UNITS, word

CONTROLS = {
    FieldType.INT: "number",
    FieldType.MONEY: "number",
    FieldType.TEXT: "line",
    FieldType.CHOICE: "choice",
    FieldType.LIST: "lines",
    FieldType.DATES: "lines",
    FieldType.PERSONS: "line",
}
LONG = 60  # characters of a line in what is shown in short
ENOUGH_PEERS = 3


def fixed_field(asked: Asked, editor: Editor, *, label: str = "", long: bool = False) -> FieldView:
    """A field that the form asks once."""
    question = asked.question
    return field_view(
        asked.address,
        asked.type,
        question,
        editor,
        label=label or said_in(question.label, editor),
        control="text" if long else "",
        required=asked.required,
    )


def field_view(
    address: Address,
    type: FieldType,
    question: Question,
    editor: Editor,
    *,
    label: str,
    control: str = "",
    required: bool = False,
    computed: bool = False,
) -> FieldView:
    """A field with everything beside it. What was typed and refused stands in it as it was typed."""
    at = str(address)
    standing = editor.drafts.own.at(address)
    typed = editor.typed.get(at)
    content = standing.content
    value = typed.text if typed is not None else shown(type, content)
    last, when = _last(address, type, editor)
    return FieldView(
        address=at,
        label=label,
        control=control or CONTROLS.get(type, "line"),
        value=value,
        mark=typed.seen if typed is not None and at not in editor.clashes else content.mark,
        shown=in_words(type, content),
        kind=typed.kind if typed is not None and typed.kind else content.kind,
        kinds=_kinds(address, typed.kind if typed is not None and typed.kind else content.kind),
        expected=typed.expected if typed is not None else _day(content.expected),
        options=tuple(Option(value=c, label=c, chosen=c == value) for c in question.choices),
        required=required,
        unit=word(UNITS, question.unit) if question.unit else "",
        hint=said_in(question.hint, editor),
        definition=said_in(question.definition, editor),
        limit=MOST_CHARACTERS if (control == "text" and type is FieldType.TEXT) else 0,
        error=editor.refused.get(at) or _problem(type, content),
        doubtful=not standing.certain and not content.empty,
        source=_source(standing),
        last=last,
        last_when=when,
        proposal=_proposal(editor.proposals.get(at), type) if editor.editable else None,
        peers=_peers(address, editor),
        theirs=_theirs(editor.clashes.get(at), type),
        findings=findings_at(at, editor),
        remarks=sum(r.address == at and not r.resolved_by for r in editor.remarks),
        assigned=next((a.name for a in editor.assignments if a.address == at and not a.done), ""),
        history_href=editor.answer_href(at),
        computed=computed,
        asked_by_region=tuple(q for q in editor.questions if q.address == at and not q.done),
        before=_before(at, type, editor),
        unsaved=typed is not None,
    )


def in_words(type: FieldType, content: Content) -> str:
    """A content as it is read, not typed: a number with what qualifies it, a date in words."""
    if content.empty:
        return ""
    if content.kind in KINDS and content.kind != Kind.NUMBER and type in (FieldType.INT, FieldType.MONEY):
        number = shown(type, content)
        expected = gettext("ventet %(day)s") % {"day": _day(content.expected)} if content.expected else ""
        return ", ".join(part for part in (number, word(KINDS, content.kind), expected) if part)
    if content.kind in KINDS and content.kind != Kind.NUMBER:
        return word(KINDS, content.kind)
    return shown(type, content)


def moment_words(at: datetime | None) -> str:
    """The time of the day of something that happened just now."""
    return timezone.localtime(at).strftime("%H:%M") if at else ""


def proposal_source(proposed: Proposal) -> str:
    """Where a proposal comes from, in words."""
    period = period_words(proposed.report.period) if proposed.report else ""
    return word(WHY_PROPOSED, proposed.reason) % {"period": period}


def said_in(words: Words | None, editor: Editor) -> str:
    return words.in_language(editor.language) if words else ""


def _problem(type: FieldType, content: Content) -> str:
    code = problem_of(type, content)
    return word(PROBLEMS, code) if code else ""


def _kinds(address: Address, chosen: str) -> tuple[Option, ...]:
    """What may stand for a number; only where the form has a fixed cell for it."""
    if address.home is not Home.FIGURE:
        return ()
    standing = chosen if chosen in KINDS and chosen != UNREAD else Kind.NUMBER.value
    known = [*NUMBER_CHOICES, *MISSING_CHOICES]
    extra = [] if standing in known else [Kind(standing)]
    return tuple(
        Option(
            value=k.value, label=word(KINDS, k), chosen=k.value == standing, group="number" if k.has_value else "none"
        )
        for k in (*known, *extra)
    )


def _last(address: Address, type: FieldType, editor: Editor) -> tuple[str, str]:
    """What was answered last time, and when that was."""
    last = editor.drafts.last
    if last is None or address.home.in_rows:
        return "", ""
    standing = last.at(address)
    return in_words(type, standing.content), period_words(last.content.report.period)


def _proposal(proposed: Proposal | None, type: FieldType) -> ProposalView | None:
    if proposed is None:
        return None
    text = in_words(type, proposed.content)
    return ProposalView(shown=text, source=proposal_source(proposed), long=len(text) > LONG)


def _before(address: str, type: FieldType, editor: Editor) -> str | None:
    """What stood in a field in the version that was reviewed, where it was changed since."""
    change = next((c for c in editor.changes if c.address == address and not c.whole_row), None)
    return (in_words(type, change.before) or gettext("(tomt)")) if change else None


def _peers(address: Address, editor: Editor) -> str:
    if address.home is not Home.FIGURE:
        return ""
    found = editor.peers.get(address.code)
    if found is None or found.median is None or found.coverage.counted < ENOUGH_PEERS:
        return ""
    text = ngettext(
        "Midt blant %(n)s kommune i regionen i %(year)s: %(median)s",
        "Midt blant %(n)s kommuner i regionen i %(year)s: %(median)s",
        found.coverage.counted,
    )
    return text % {"n": found.coverage.counted, "year": found.year, "median": print_number(found.median)}


def _source(standing: Standing) -> str:
    """Where an answer comes from, when nobody typed it."""
    source = standing.source
    if source is None or source.origin in (Origin.TYPED, Origin.COMPUTED) or standing.content.empty:
        return ""
    where = place_words(source.place) if source.place else ""
    return ", ".join(part for part in (str(ORIGIN_WORDS[source.origin]), source.label, where) if part)


def _theirs(clash: Clash | None, type: FieldType) -> TheirsView | None:
    if clash is None:
        return None
    text = in_words(type, clash.theirs) or gettext("(tomt)")
    return TheirsView(shown=text, who=clash.who, at=moment_words(clash.at), mark=clash.theirs.mark)


def _day(iso: str) -> str:
    value = read_date(iso).value if iso else None
    return print_date(value) if value else iso
