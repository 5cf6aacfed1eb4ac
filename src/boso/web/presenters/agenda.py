"""The agenda of the yearly meeting as a first text, and a meeting's papers as documents."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.functional import Promise as Lazy
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from boso.kernel.dates import print_date
from boso.kernel.number_printing import print_number
from boso.publishing.values import Block, Column, Entry, Grid, Heading, Paragraph, Points, Publication
from boso.reporting.editions import edition_of
from boso.reporting.rules.meetings import LineKind, without_empty
from boso.reporting.values import ReportRow
from boso.reporting.values.contact import FollowUpRow, FollowUpState, MeetingRow, Paper
from boso.reporting.values.differing import FigureSince
from boso.reporting.values.meetings import AgendaFacts, MeetingRole, Prepared
from boso.reporting.values.reviewing import QuestionRow, QuestionState
from boso.web.presenters.field_names import headings, name_of, names_by_address
from boso.web.presenters.receipts import expected_words
from boso.web.presenters.reports import period_words
from boso.web.words import REPORT_STATES, Words, word

ROLES: Words = {
    MeetingRole.PROGRAMME_LEADER: _("programleder"),
    MeetingRole.PROGRAMME_OWNER: _("programansvarlig"),
    MeetingRole.CHIEF_EXECUTIVE: _("rådmann eller kommunalsjef"),
    MeetingRole.POLITICAL_LEADERSHIP: _("politisk ledelse"),
    MeetingRole.STEERING_GROUP: _("styringsgruppen"),
    MeetingRole.PROGRAMME_CONTACT: _("programkontakt i Husbanken"),
    MeetingRole.REGION_MANAGER: _("regionleder i Husbanken"),
}
FOLLOW_UP_STATES: Words = {
    FollowUpState.OPEN: _("åpent"),
    FollowUpState.DONE: _("gjort"),
    FollowUpState.CLOSED: _("lukket"),
}
PAPERS: dict[Paper, str | Lazy] = {Paper.AGENDA: _("Saksliste"), Paper.MINUTES: _("Referat")}
LONGEST_QUESTION = 160


def decision_word() -> str:
    """The line under each heading of the minutes where a decision is written."""
    return gettext("Vedtak:")


def agenda_text(facts: AgendaFacts) -> str:
    """A first agenda, in the language that is set: what there is to talk about, and room for the rest."""
    parts: list[tuple[str, list[str]]] = [
        (gettext("Fra forrige møte"), [agreed_words(row) for row in facts.follow_ups]),
        (gettext("Rapporteringen"), list(_states(facts))),
        *(part for each in facts.prepared for part in _of_report(each, several=len(facts.prepared) > 1)),
        (gettext("Mål og innsats det neste året"), []),
        (gettext("Eventuelt"), []),
    ]
    always = {gettext("Mål og innsats det neste året"), gettext("Eventuelt")}
    shown = [(head, points) for head, points in parts if points or head in always]
    return "\n\n".join("\n".join([f"## {head}", *(f"- {point}" for point in points)]) for head, points in shown)


def agreed_words(row: FollowUpRow) -> str:
    """What was agreed, whose role does it and until when."""
    return gettext("%(what)s (%(role)s, frist %(due)s)") % {
        "what": row.what,
        "role": word(ROLES, row.role),
        "due": print_date(row.due, get_language() or "nb"),
    }


def role_words(codes: Iterable[str]) -> str:
    """Roles in a row."""
    return ", ".join(word(ROLES, code) for code in codes)


def publication(meeting: MeetingRow, paper: Paper, *, place: str, invented: bool, made: date) -> Publication:
    """The agenda or the minutes as a document."""
    language = get_language() or "nb"
    held = print_date(meeting.held, language) if meeting.held else gettext("uten dato")
    return Publication(
        title=gettext("%(paper)s for oppfølgingsmøtet om %(year)s") % {"paper": PAPERS[paper], "year": meeting.year},
        subtitle=f"{place} · {held}",
        language=language,
        made=made,
        invented=invented,
        blocks=tuple(_blocks(meeting, paper)),
        kind=f"meeting_{paper}",
        about={"municipality": meeting.municipality, "year": meeting.year},
    )


def _states(facts: AgendaFacts) -> Iterable[str]:
    if facts.missing:
        yield gettext("Kommunen har ikke levert noen rapport for %(year)s.") % {"year": facts.year}
    for each in facts.prepared:
        told = {"report": report_title(each.report), "state": word(REPORT_STATES, each.report.status).lower()}
        if each.delivered_at is None:
            yield gettext("%(report)s er ikke levert (%(state)s), og tallene er derfor ikke med her.") % told
            continue
        late = gettext("i tide")
        if each.late_by:
            late = ngettext("%(n)s virkedag for sent", "%(n)s virkedager for sent", each.late_by) % {"n": each.late_by}
        day = print_date(timezone.localtime(each.delivered_at).date(), get_language() or "nb")
        yield gettext("%(report)s: %(state)s, levert %(day)s, %(late)s") % {**told, "day": day, "late": late}


def report_title(report: ReportRow) -> str:
    """The form and the period of a report."""
    edition = edition_of(report)
    return f"{edition.title.in_language(get_language() or 'nb')} {period_words(report.period)}"


def _of_report(each: Prepared, *, several: bool) -> Iterable[tuple[str, list[str]]]:
    language = get_language() or "nb"
    edition = edition_of(each.report)
    names, sections = names_by_address(edition, language), headings(edition, language)
    of = f" ({report_title(each.report)})" if several else ""
    asked = [_question(q, sections) for q in each.questions]
    late = [f"{name_of(names, p.address)}: {expected_words(p.expected, language)}" for p in each.overdue]
    coming = [f"{name_of(names, p.address)}: {expected_words(p.expected, language)}" for p in each.coming]
    yield gettext("Det som er endret siden sist") + of, [_change(f, names) for f in each.changes]
    yield gettext("Åpne spørsmål") + of, asked
    yield gettext("Tall som skulle ha kommet") + of, late
    yield gettext("Tall som kommer senere") + of, coming
    yield gettext("Mål uten noe nytt i rapporten") + of, [goal.title_in(language) for goal in each.at_rest]


def _change(figure: FigureSince, names: dict[str, str]) -> str:
    what = ", ".join(name_of(names, f"figure:{code}") for code in figure.codes)
    return gettext("%(what)s: fra %(before)s til %(after)s") % {
        "what": what,
        "before": _printed(figure.value_last),
        "after": _printed(figure.value_now),
    }


def _printed(value: Decimal | None) -> str:
    return "–" if value is None else print_number(value, get_language() or "nb")


def _question(row: QuestionRow, sections: dict[str, str]) -> str:
    text = " ".join(row.asked.text.split())
    short = text if len(text) <= LONGEST_QUESTION else f"{text[: LONGEST_QUESTION - 1].rstrip()}…"
    answered = f" ({gettext('besvart')})" if row.state is QuestionState.ANSWERED else ""
    return f"{sections.get(row.section, row.section)}: {short}{answered}"


def _blocks(meeting: MeetingRow, paper: Paper) -> Iterable[Block]:
    if meeting.attended:
        label = gettext("Til stede") if paper is Paper.MINUTES else gettext("Deltakere")
        yield Paragraph(f"{label}: {role_words(meeting.attended)}")
    text = meeting.papers[paper].text if paper in meeting.papers else ""
    points: list[str] = []
    for line in without_empty(text, decision_word()):
        if line.kind is LineKind.POINT:
            points.append(line.text)
            continue
        if points:
            yield Points(tuple(points))
            points = []
        yield Heading(line.text) if line.kind is LineKind.HEADING else Paragraph(line.text)
    if points:
        yield Points(tuple(points))
    if paper is Paper.MINUTES and meeting.follow_ups:
        yield Heading(gettext("Avtalt oppfølging"))
        yield _agreed(meeting.follow_ups)


def _agreed(rows: Iterable[FollowUpRow]) -> Grid:
    language = get_language() or "nb"
    return Grid(
        caption=gettext("Hva som er avtalt, hvem som gjør det, og når"),
        columns=(
            Column(label=gettext("Nr.")),
            Column(label=gettext("Hva"), wide=True),
            Column(label=gettext("Ansvarlig")),
            Column(label=gettext("Frist")),
        ),
        rows=tuple(
            (
                Entry(shown=str(row.number)),
                Entry(shown=row.what),
                Entry(shown=word(ROLES, row.role)),
                Entry(shown=print_date(row.due, language)),
            )
            for row in rows
        ),
    )
