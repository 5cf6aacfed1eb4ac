"""The parts of city districts in words: how far each has come, figures beside each other, and one district's fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from boso.kernel.number_printing import print_number
from boso.places.values import DistrictRow
from boso.questionnaires.values import Edition
from boso.reporting.rules.asking import FormPage, asked_by, pages_of
from boso.reporting.rules.drafts import Draft
from boso.reporting.values import ReportContent, ReportRow
from boso.reporting.values.delivering import DistrictStandingRow, PartsOfFigure
from boso.reporting.values.fields import Address, Home
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.editor.fields import in_words
from boso.web.presenters.editor.tables import block
from boso.web.presenters.editor.views import BlockView, FieldView, FigureRowView
from boso.web.presenters.labels import labels_of
from boso.web.presenters.reports import period_words


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictLine:
    """A district and how far it has come."""

    slug: str
    name: str
    href: str
    word: str
    colour: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A figure with its parts. `tie` is yes, no or unknown; `proposed` the sum it may become, where that is another.

    `plain` is that sum as it is sent, `mark` the sign of what stands there now, `answered` whether anything does.
    """

    code: str
    address: str
    plain: str
    mark: str
    answered: bool
    label: str
    total: str
    parts: tuple[str, ...]
    sum: str
    tie: str
    proposed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsPage:
    """A page of the form with the figures a district fills in; `editor` as it holds for that page."""

    code: str
    heading: str
    editor: Editor
    blocks: tuple[BlockView, ...]


def title(report: ReportRow, edition: Edition, language: str) -> str:
    """The report in words: its form and period."""
    return f"{edition.title.in_language(language)} {period_words(report.period)}"


def nothing(report: ReportRow) -> ReportContent:
    """The report without anything in it."""
    return ReportContent(report=report)


def lines(
    report: ReportRow,
    districts: Iterable[DistrictRow],
    standings: Mapping[str, DistrictStandingRow],
    edition: Edition,
) -> list[DistrictLine]:
    """The districts one sees, and how far each has come."""
    asked = len(_figures(edition))
    return [_line(report, d, standings.get(d.slug), asked) for d in districts]


def groups(
    parts: Sequence[PartsOfFigure], whole: Draft, drafts: Sequence[Draft | None], edition: Edition, language: str
) -> list[tuple[str, list[PartLine]]]:
    """The figures with parts: those that do not tie, then the others by the page of the form they stand on."""
    by_code, labels = {row.code: row for row in parts}, labels_of(edition, language)
    found = []
    for page in pages_of(edition):
        rows = [
            _part(by_code[code], labels[code].whole, whole, drafts, edition)
            for code in _codes_on(page, edition)
            if code in by_code
        ]
        if rows:
            found.append((page.head.heading.in_language(language), rows))
    return _untied_first(found)


def _untied_first(found: list[tuple[str, list[PartLine]]]) -> list[tuple[str, list[PartLine]]]:
    untied = [row for _heading, rows in found for row in rows if row.tie == "no"]
    rest = [(heading, [row for row in rows if row.tie != "no"]) for heading, rows in found]
    first = [(gettext("Stemmer ikke"), untied)] if untied else []
    return first + [(heading, rows) for heading, rows in rest if rows]


def pages(editor: Editor, whole: Draft | None) -> list[PartsPage]:
    """The figures of the form to fill in for a district, page by page; beside each, for whom may see it, the whole."""
    found = []
    for page in pages_of(editor.edition):
        here = editor.on(page.code)
        drawn = (block(section, here, first=place == 0) for place, section in enumerate(page.sections))
        blocks = tuple(b for each in drawn if (b := _only_figures(each, whole)))
        if blocks:
            heading = page.head.heading.in_language(editor.language)
            found.append(PartsPage(code=page.code, heading=heading, editor=here, blocks=blocks))
    return found


def blank(
    codes: Mapping[str, Sequence[str]], edition: Edition, language: str
) -> list[tuple[str, list[tuple[str, str]]]]:
    """What was not given: by the heading of its page, each figure as a label and the place of its field."""
    labels = labels_of(edition, language)
    return [
        (
            page.head.heading.in_language(language),
            [(labels[code].whole, str(Address(Home.FIGURE, code))) for code in codes[page.code]],
        )
        for page in pages_of(edition)
        if page.code in codes
    ]


def taken(count: int) -> str:
    """What was done."""
    text = ngettext("%(n)s tall er nå summen av bydelene.", "%(n)s tall er nå summen av bydelene.", count)
    return text % {"n": count}


def changed(codes: Sequence[str], edition: Edition, language: str) -> str:
    """What was changed by somebody else before the sums were confirmed."""
    labels = labels_of(edition, language)
    names = ", ".join(f"«{labels[code].whole}»" for code in codes if code in labels) or "–"
    text = gettext("Dette er endret siden du åpnet siden: %(names)s. Ingenting er lagret. Se over og velg på nytt.")
    return text % {"names": names}


def _line(report: ReportRow, district: DistrictRow, standing: DistrictStandingRow | None, asked: int) -> DistrictLine:
    given = standing.given if standing else 0
    note = gettext("%(given)s av %(asked)s tall") % {"given": given, "asked": asked}
    word, colour = gettext("ikke begynt"), "neutral"
    if standing and standing.done:
        word, colour = gettext("meldt ferdig"), "success"
        day = timezone.localtime(standing.at).strftime("%d.%m.%Y") if standing.at else ""
        note = gettext("%(note)s, av %(who)s %(day)s") % {"note": note, "who": standing.who, "day": day}
    elif given:
        word, colour = gettext("under arbeid"), "info"
    href = reverse("district", args=[report.id, district.slug])
    return DistrictLine(slug=district.slug, name=district.name, href=href, word=word, colour=colour, note=note)


def _part(row: PartsOfFigure, label: str, whole: Draft, drafts: Sequence[Draft | None], edition: Edition) -> PartLine:
    address = Address(Home.FIGURE, row.code)
    type = asked_by(edition)[str(address)].type
    content = whole.at(address).content
    own = in_words(type, content)
    added = print_number(Decimal(row.sum)) if row.sum else ""
    return PartLine(
        code=row.code,
        address=str(address),
        plain=row.sum,
        mark=content.mark,
        answered=not content.empty,
        label=label,
        total=own,
        parts=tuple(in_words(type, d.at(address).content) if d else "" for d in drafts),
        sum=added,
        tie={True: "yes", False: "no", None: "unknown"}[row.ties],
        proposed=added if row.sum and row.ties is not True else "",
    )


def _figures(edition: Edition) -> list[str]:
    return [a.address.code for a in asked_by(edition).values() if a.address.home is Home.FIGURE]


def _codes_on(page: FormPage, edition: Edition) -> Iterator[str]:
    codes = {s.code for s in page.sections}
    return (a.address.code for a in asked_by(edition).values() if a.address.home is Home.FIGURE and a.section in codes)


def _only_figures(view: BlockView, whole: Draft | None) -> BlockView | None:
    parts = tuple(
        replace(part, rows=tuple(_row(row, whole) for row in part.rows))
        for part in view.parts
        if part.kind == "figures"
    )
    return replace(view, parts=parts, findings=()) if parts else None


def _row(row: FigureRowView, whole: Draft | None) -> FigureRowView:
    return replace(row, comments=(), fields=tuple(_beside(f, whole) for f in row.fields))


def _beside(f: FieldView, whole: Draft | None) -> FieldView:
    if whole is None:
        return f
    content = whole.at(f.address).content
    number = print_number(Decimal(content.value)) if content.value.replace("-", "").isdecimal() else ""
    return replace(f, last=number, last_when=gettext("Hele kommunen") if number else "")
