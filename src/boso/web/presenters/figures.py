"""A figure as every page shows it: what it is, what stands there, in which words, and where it comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from boso.kernel.figures import Figure, Kind
from boso.kernel.number_printing import explain, print_figure
from boso.kernel.sources import Origin, Place

KIND_WORDS: Mapping[Kind, str | Promise] = {
    Kind.APPROXIMATE: _("omtrentlig tall"),
    Kind.TENTATIVE: _("usikkert tall, regnes ikke med i summer"),
    Kind.PROVISIONAL: _("foreløpig tall"),
    Kind.BLANK: _("feltet sto tomt"),
    Kind.DASH: _("kommunen skrev en strek"),
    Kind.NOT_REGISTERED: _("kommunen registrerer ikke dette"),
    Kind.UNCLEAR_QUESTION: _("kommunen fant spørsmålet for upresist"),
    Kind.PENDING: _("tallet skulle komme senere"),
    Kind.NOT_APPLICABLE: _("gjelder ikke kommunen"),
    Kind.TEXT_INSTEAD: _("kommunen svarte med tekst"),
    Kind.SUPPRESSED: _("skjult: få tilfeller"),
    Kind.LOST_IN_SOURCE: _("lar seg ikke lese i kilden"),
    Kind.ABSENT: _("denne delen er ikke levert"),
}

ORIGIN_WORDS: Mapping[Origin, str | Promise] = {
    Origin.TYPED: _("Skrevet inn"),
    Origin.IMPORTED: _("Lest fra rapporten"),
    Origin.REGISTER: _("Talt i kommunens register"),
    Origin.CARRIED: _("Overført fra året før"),
    Origin.COMPUTED: _("Regnet ut"),
    Origin.PUBLISHED: _("Hentet fra publisert statistikk"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """Where a figure comes from, down to the place in the source."""

    way: str
    label: str
    where: str
    as_of: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A figure ready to be placed. `words` says what it is when it is not a plain, certain number; `mark` what the
    gate to the public did with it: hidden, or small and shown as published."""

    name: str
    shown: str
    words: str
    has_value: bool
    certain: bool
    unit: str = ""
    when: str = ""
    definition: str = ""
    comment: str = ""
    origin: OriginView | None = None
    href: str = ""
    anchor: str = ""
    mark: str = ""


def view(
    figure: Figure,
    *,
    name: str = "",
    unit: str = "",
    when: str = "",
    definition: str = "",
    href: str = "",
    anchor: str = "",
    origin_href: str = "",
) -> FigureView:
    """The figure in the reader's language. What was worked out from a doubtful reading is told without a number:
    a sum or share over it would be a number that nobody gave.
    """
    withheld = not figure.certain and figure.source is not None and figure.source.origin is Origin.COMPUTED
    return FigureView(
        name=name,
        shown=str(_("uavklart")) if withheld else print_figure(figure, get_language() or "nb"),
        words=words_of(figure),
        has_value=figure.value is not None and not withheld,
        certain=figure.certain,
        unit=unit,
        when=when,
        definition=definition,
        comment=figure.comment,
        origin=origin_of(figure, href=origin_href),
        href=href,
        anchor=anchor,
        mark=explain(figure, get_language() or "nb"),
    )


def marks(views: Iterable[FigureView | None]) -> tuple[tuple[str, str], ...]:
    """The signs of the gate that stand in a table, each with its words, for the line below it."""
    found = {"*" if each.has_value else each.shown: each.mark for each in views if each and each.mark}
    return tuple(sorted(found.items()))


def words_of(figure: Figure) -> str:
    """What the figure is, in words; empty for a plain number that is certain."""
    if not figure.certain:
        return str(_("uavklart i kilden, venter på bekreftelse"))
    return str(KIND_WORDS.get(figure.kind) or explain(figure, get_language() or "nb"))


def origin_of(figure: Figure, *, href: str = "") -> OriginView | None:
    """Where the figure comes from; None for one that says nothing of it."""
    source = figure.source
    if source is None:
        return None
    return OriginView(
        way=str(ORIGIN_WORDS[source.origin]),
        label=source.label,
        where=place_words(source.place) if source.place else "",
        as_of=figure.as_of or "",
        href=href,
    )


def place_words(place: Place) -> str:
    """A place in a source as a reader would look it up."""
    if place.sheet:
        return str(_("ark %(sheet)s, celle %(cell)s")) % {"sheet": place.sheet, "cell": place.cell or "?"}
    if place.page is not None:
        return str(_("side %(page)s")) % {"page": place.page}
    if place.table is not None:
        parts = {"table": place.table + 1, "row": (place.row or 0) + 1, "column": (place.column or 0) + 1}
        return str(_("tabell %(table)s, rad %(row)s, kolonne %(column)s")) % parts
    if place.paragraph is not None:
        return str(_("avsnitt %(number)s")) % {"number": place.paragraph + 1}
    return ""
