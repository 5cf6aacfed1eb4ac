"""A workbook of a report: what it is made from, and what one that came back would change, as the page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext

from boso.importers.reading.messages import in_words
from boso.importers.uploads import Offer, OfferState, UploadView
from boso.questionnaires.values import Edition, FieldType
from boso.reporting.rules.answering import problem_of
from boso.reporting.rules.asking import pages_of
from boso.reporting.workbooks.composing import Beside, workbook_of
from boso.reporting.workbooks.values import Whose, Workbook
from boso.web.presenters.differing import ChangeView, differences_view
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.editor.findings import findings_at, findings_of_section
from boso.web.presenters.editor.words import PROBLEMS, WHY_CLOSED
from boso.web.words import word

OPEN = (OfferState.CLASH, OfferState.ASKED, OfferState.READY)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """One change with its tick: ticked beforehand where nothing speaks against it."""

    number: int
    change: ChangeView
    seen: str
    ticked: bool
    where: str  # sheet and cell
    why: str  # what a person should look at


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferGroup:
    """Changes that stand alike against the report."""

    state: str
    heading: str
    lede: str
    offers: tuple[OfferView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPage:
    """What a workbook that came back would change."""

    groups: tuple[OfferGroup, ...]
    ready: int
    closed: int
    gone: int
    done: int
    findings: tuple[str, ...]


def filled_workbook(editor: Editor, *, made: datetime, closed: str = "") -> Workbook:
    """The workbook of a report as it stands, with last time's answers and what the checks say now. `closed`: why nobody
    may change anything (a code)."""
    report = editor.drafts.own.content.report
    whose = Whose(
        report_id=report.id,
        municipality=report.name,
        number=report.number,
        period=str(report.period),
        edition=report.edition.address,
        revision=report.edition.revision,
        digest=report.edition.digest,
        version=report.version,
        made=made,
        language=editor.language,
        invented=report.invented,
    )
    beside = Beside(last=editor.drafts.last, found=_found(editor), closed=_closed(editor, closed))
    return workbook_of(editor.edition, editor.drafts.own, whose, beside)


def _closed(editor: Editor, closed: str) -> Mapping[str, str]:
    """Why nothing on a page may be changed, by its code."""
    pages = [page.code for page in pages_of(editor.edition)]
    if closed:
        return dict.fromkeys(pages, word(WHY_CLOSED, closed))
    asked = editor.asked_pages
    return {code: word(WHY_CLOSED, "not_asked") for code in pages if asked is not None and code not in asked}


def _found(editor: Editor) -> Mapping[str, str]:
    """What the checks say, by field and by section."""
    places = {at for _finding, at in editor.placed if at}
    told = {at: findings_at(at, editor) for at in places}
    sections = {f.place.section for f, at in editor.placed if f.place.section and not at}
    told |= {section: findings_of_section(section, editor) for section in sections}
    return {place: "\n".join(f"{f.word}: {f.found} {f.expected}" for f in found) for place, found in told.items()}


def upload_page(view: UploadView, edition: Edition) -> UploadPage:
    """The changes in groups, what needs a choice first."""
    found = [offer.shown for offer in view.open]
    report_id = view.row.report_id
    changes = {
        change.key: change
        for section in differences_view(edition, found, report_id=report_id).sections
        for change in section.changes
    }
    offers = [_offer(offer, changes[offer.shown.key]) for offer in view.open]
    by_state = {
        state: [o for o, offer in zip(offers, view.open, strict=True) if offer.state is state] for state in OPEN
    }
    counted = [offer.state for offer in view.offers]
    language = get_language() or "nb"
    return UploadPage(
        groups=tuple(_group(state, views) for state, views in by_state.items() if views),
        ready=len(offers),
        closed=counted.count(OfferState.CLOSED),
        gone=counted.count(OfferState.GONE),
        done=counted.count(OfferState.DONE),
        findings=tuple(in_words(finding, language) for finding in view.findings),
    )


def _group(state: OfferState, offers: list[OfferView]) -> OfferGroup:
    heading, lede = {
        OfferState.CLASH: (
            gettext("Endret av andre også"),
            gettext("Noen har endret disse svarene i boso etter at arbeidsboken ble laget. Velg hva som skal gjelde."),
        ),
        OfferState.ASKED: (
            gettext("Se over disse"),
            gettext("Disse svarene er ikke lest uten tvil. Kryss av for dem som er riktige."),
        ),
        OfferState.READY: (
            gettext("Endringer i arbeidsboken"),
            gettext("Ta bort krysset ved det som ikke skal inn i rapporten."),
        ),
    }[state]
    return OfferGroup(state=state.value, heading=heading, lede=lede, offers=tuple(offers))


def _offer(offer: Offer, change: ChangeView) -> OfferView:
    told = offer.change
    where = gettext("arket «%(sheet)s», celle %(cell)s") % {"sheet": told.sheet, "cell": told.cell}
    return OfferView(
        number=told.number,
        change=change,
        seen=offer.seen,
        ticked=offer.state is OfferState.READY,
        where=where,
        why=_why(offer),
    )


def _why(offer: Offer) -> str:
    if offer.change.why == "formula":
        return gettext("I cellen står en formel. Dette er verdien den hadde da filen ble lagret.")
    if offer.change.why == "both":
        return gettext("Det står både et tall og en grunn til at det mangler. Dette er tallet.")
    if offer.change.why == "unread":
        problem = problem_of(offer.shown.type, offer.change.mine) or FieldType.INT.value
        return word(PROBLEMS, problem)
    return ""
