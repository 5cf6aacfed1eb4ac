"""The page of late answers: what was promised or is asked for, each with its field, and what sending would do."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext, ngettext

from boso.kernel.dates import PartialDate, print_date
from boso.kernel.findings import Finding
from boso.kernel.number_printing import print_expected
from boso.questionnaires.values import Question
from boso.reporting.actions.supplementing import REFUSALS
from boso.reporting.rules.asking import FIGURES, asked_by, asked_on, pages_of
from boso.reporting.rules.promising import Place, days_until, places_in
from boso.reporting.rules.supplementing import can_supplement
from boso.reporting.values import EventRow
from boso.reporting.values.fields import Home
from boso.reporting.values.supplementing import OpenedFieldRow, Previewed, PromiseRow, PromiseStep
from boso.web.presenters.differing import DifferencesView, differences_view
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.editor.fields import field_view, fixed_field
from boso.web.presenters.editor.findings import view as finding_view
from boso.web.presenters.editor.overview import title_of
from boso.web.presenters.editor.views import FieldView, FoundView, Option
from boso.web.presenters.field_names import headings, name_of, names_by_address
from boso.web.presenters.lost_answers import place_name
from boso.web.presenters.reports import STATE_COLOURS
from boso.web.words import REPORT_STATES, word


@dataclass(frozen=True, slots=True, kw_only=True)
class LateView:
    """One answer that is waited for: why, how long there is, and whether the day has passed."""

    field: FieldView
    section: str
    why: str
    days: str
    late: bool
    history: tuple[str, ...] = ()
    number: int = 0  # of the opening, where the region asked
    stands: bool = False  # ticked: the answer stays as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What sending would do."""

    differences: DifferencesView
    errors: tuple[FoundView, ...]
    warnings: tuple[FoundView, ...]
    version: int
    moved: int
    stands: tuple[str, ...]  # names of fields that are answered as they stand


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementPage:
    """The page. `closed` says why nothing can be sent now; `may` what the visitor can do: send, open.

    `answered` are fields answered with a comment while they stay as they are: name, comment, who and when.
    """

    report_id: int
    title: str
    place: str
    invented: bool
    status: str
    colour: str
    version: int
    closed: str
    may: frozenset[str]
    late: tuple[LateView, ...]
    seen: Seen | None
    answered: tuple[tuple[str, str, str, datetime], ...]
    choices: tuple[tuple[str, tuple[Option, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """All that the page is drawn from."""

    editor: Editor
    promises: Sequence[PromiseRow]
    opened: Sequence[OpenedFieldRow]
    history: Mapping[str, Sequence[PromiseStep]]
    supplements: Sequence[EventRow] = ()
    stands: Collection[str] = ()  # ticked as they stand


def page(waiting: Waiting, may: frozenset[str], *, seen: Previewed | None, chosen: str = "") -> SupplementPage:
    """Everything the page shows to someone who may do this; `chosen` is the field the region has picked."""
    editor = waiting.editor
    report = editor.drafts.own.content.report
    decision = can_supplement(report.status, historical=report.historical)
    return SupplementPage(
        report_id=report.id,
        title=title_of(editor),
        place=report.name,
        invented=report.invented,
        status=word(REPORT_STATES, report.status),
        colour=STATE_COLOURS.get(report.status, "neutral"),
        version=report.version,
        closed="" if decision else gettext(REFUSALS[decision.reason]),
        may=may if decision else frozenset(),
        late=tuple(_late(waiting)),
        seen=_seen(seen, editor) if seen else None,
        answered=tuple(_answered(waiting)),
        choices=_choices(waiting, chosen) if decision and "open" in may else (),
    )


def promise_words(expected: str, language: str) -> str:
    """When a promised answer comes, in words."""
    return print_expected(expected, language) if expected else gettext("uten dato")


def days_words(days: int | None) -> str:
    """How long it is until a day, in working days; empty where there is none."""
    if days is None:
        return ""
    if days < 0:
        return ngettext("%(n)s virkedag over datoen", "%(n)s virkedager over datoen", -days) % {"n": -days}
    if not days:
        return gettext("i dag")
    return ngettext("om %(n)s virkedag", "om %(n)s virkedager", days) % {"n": days}


def day_words(day: date, language: str) -> str:
    """A day in words."""
    return print_date(PartialDate(day.year, day.month, day.day), language)


def _late(waiting: Waiting) -> list[LateView]:
    """What is overdue first, then by its day; what has no day comes last."""
    editor = waiting.editor
    places = places_in(editor.edition, editor.drafts.own)
    found = [(p.days, _promised(p, places[p.address], waiting)) for p in waiting.promises if p.address in places]
    found += [
        (days_until(o.due, editor.today), _opened(o, places[o.address], waiting))
        for o in waiting.opened
        if o.address in places
    ]
    return [late for _days, late in sorted(found, key=lambda each: (each[0] is None, each[0] or 0))]


def _promised(promise: PromiseRow, place: Place, waiting: Waiting) -> LateView:
    editor = waiting.editor
    steps = waiting.history.get(promise.key, ())
    when = promise_words(promise.expected, editor.language)
    return LateView(
        field=_field(place, editor),
        section=headings(editor.edition, editor.language).get(place.section, ""),
        why=gettext("Lovet til %(day)s") % {"day": when} if promise.expected else gettext("Lovet, uten dato"),
        days=days_words(promise.days),
        late=promise.overdue,
        history=tuple(_step(step, editor.language) for step in steps) if len(steps) > 1 else (),
    )


def _step(step: PromiseStep, language: str) -> str:
    said = gettext("Versjon %(n)s: lovet til %(day)s") % {
        "n": step.version,
        "day": promise_words(step.expected, language),
    }
    return f"{said} – {step.reason}" if step.reason else said


def _opened(row: OpenedFieldRow, place: Place, waiting: Waiting) -> LateView:
    editor = waiting.editor
    days = days_until(row.due, editor.today)
    asked = gettext("%(who)s ber om dette: %(reason)s") % {"who": row.actor_name, "reason": row.reason}
    due = gettext("innen %(day)s") % {"day": day_words(row.due, editor.language)} if row.due else ""
    return LateView(
        field=_field(place, editor),
        section=headings(editor.edition, editor.language).get(place.section, ""),
        why=asked,
        days=", ".join(part for part in (due, days_words(days)) if part),
        late=days is not None and days < 0,
        number=row.number,
        stands=row.address in waiting.stands,
    )


def _field(place: Place, editor: Editor) -> FieldView:
    """The field as the editor shows it, under its full name."""
    name = place_name(place, editor)
    if place.address.home.in_rows:
        return field_view(place.address, place.type, place.question, editor, label=name, required=True)
    if place.address.home is Home.FIGURE:
        question = _question(place, editor)
        return field_view(place.address, place.type, question, editor, label=name, required=True)
    asked = asked_by(editor.edition)[str(place.address)]
    return fixed_field(asked, editor, label=name, long=place.address.home is Home.TEXT)


def _question(place: Place, editor: Editor) -> Question:
    """What says the unit and what is counted: the row of a table with one column of figures, else the column."""
    for table in editor.edition.tables():
        for row in table.rows if place.address.code in table.figure_codes() else ():
            codes = [table.cell_code.format(row=row.code, column=c.code) for c in table.columns if c.type in FIGURES]
            if place.address.code in codes:
                return row if len(codes) == 1 else place.question
    return place.question


def _seen(seen: Previewed, editor: Editor) -> Seen:
    names = names_by_address(editor.edition, editor.language)
    return Seen(
        differences=differences_view(editor.edition, seen.changes, report_id=editor.report_id, href=lambda _c: ""),
        errors=_found(seen.errors, editor),
        warnings=_found(seen.warnings, editor),
        version=seen.version,
        moved=len(seen.moved),
        stands=tuple(name_of(names, address) for address in seen.stands),
    )


def _answered(waiting: Waiting) -> Iterator[tuple[str, str, str, datetime]]:
    names = names_by_address(waiting.editor.edition, waiting.editor.language)
    for event in reversed(waiting.supplements):
        stands = event.facts.get("stands", [])
        for address in stands if isinstance(stands, list) else ():
            yield name_of(names, str(address)), event.reason, event.actor_name, event.at


def _found(findings: Sequence[Finding], editor: Editor) -> tuple[FoundView, ...]:
    return tuple(finding_view(f, editor) for f in findings)


def _choices(waiting: Waiting, chosen: str) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """The fields the region may open, by the pages of the form."""
    editor = waiting.editor
    names = names_by_address(editor.edition, editor.language)
    taken = {p.address for p in waiting.promises} | {o.address for o in waiting.opened}
    return tuple(
        (
            page.head.heading.in_language(editor.language),
            tuple(
                Option(
                    value=str(a.address),
                    label=names.get(str(a.address), str(a.address)),
                    chosen=str(a.address) == chosen,
                )
                for a in asked_on(page)
                if str(a.address) not in taken
            ),
        )
        for page in pages_of(editor.edition)
    )
