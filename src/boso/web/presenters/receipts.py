"""The receipt of a delivery, as a page and as a document: what, who, when, and the hash that proves what it was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from boso.kernel.dates import PartialDate, print_date
from boso.kernel.figures import Kind
from boso.publishing.values import Block, Column, Entry, Grid, Heading, Paragraph, Points, Publication
from boso.reporting.editions import edition_at
from boso.reporting.values import EventKind, ReportRow
from boso.reporting.values.delivering import DeliveryRow
from boso.web.presenters.field_names import names_by_address, promised_name
from boso.web.presenters.figures import KIND_WORDS
from boso.web.presenters.reports import period_words
from boso.web.words import EVENTS, word


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPage:
    """A receipt. `facts` are names with what they say; `counts` the answers by kind; `hash_parts` eight by eight."""

    title: str
    place: str
    invented: bool
    nothing: bool
    at: datetime
    late: str
    who: str
    facts: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    promises: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str], ...]
    digest: str
    hash_parts: tuple[str, ...]
    version: int


def page(report: ReportRow, row: DeliveryRow) -> ReceiptPage:
    """The receipt of one version in the reader's language."""
    language = get_language() or "nb"
    pin = report.edition
    edition = edition_at(pin)
    names = names_by_address(edition, language)
    form = f"{edition.title.in_language(language)} {period_words(report.period)}"
    late = ""
    if row.late_by:
        late = ngettext("%(n)s virkedag etter fristen", "%(n)s virkedager etter fristen", row.late_by)
        late %= {"n": row.late_by}
    return ReceiptPage(
        title=form,
        place=f"{report.number} {report.name}".strip(),
        invented=report.invented,
        nothing=row.nothing,
        at=row.at,
        late=late,
        who=row.actor_name,
        facts=(
            (gettext("Kommune"), f"{report.number} {report.name}".strip()),
            (gettext("Rapport"), form),
            (
                gettext("Skjema"),
                gettext("%(form)s, utgave %(name)s, revisjon %(revision)s")
                % {"form": edition.title.in_language(language), "name": pin.name, "revision": pin.revision},
            ),
            (gettext("Versjon"), str(row.version)),
            (gettext("Levert av"), row.actor_name),
            (gettext("Levert"), moment_words(row.at, language) + (f" ({late})" if late else "")),
        ),
        counts=tuple((_kind(kind), row.counts[kind]) for kind in sorted(row.counts, key=_place)),
        promises=tuple(
            (promised_name(names, edition, p, language), expected_words(p.expected, language)) for p in row.promises
        ),
        steps=tuple(_steps(row, language)),
        digest=row.digest,
        hash_parts=tuple(row.digest[n : n + 8] for n in range(0, len(row.digest), 8)),
        version=row.version,
    )


def publication(receipt: ReceiptPage, *, made: date) -> Publication:
    """The receipt as a document."""
    language = get_language() or "nb"
    return Publication(
        title=gettext("Kvittering for levert rapport"),
        subtitle=f"{receipt.place} · {receipt.title}",
        language=language,
        made=made,
        invented=receipt.invented,
        blocks=tuple(_blocks(receipt)),
        kind="receipt",
        about={"version": receipt.version},
        attached={"digest": receipt.digest, "version": receipt.version, "delivered_at": receipt.at.isoformat()},
    )


def moment_words(moment: datetime, language: str) -> str:
    """A moment as clocks in Oslo show it, to the second: it proves when."""
    local = timezone.localtime(moment)
    return f"{print_date(local.date(), language)} {local:%H:%M:%S}"


def expected_words(expected: str, language: str) -> str:
    """When a promised figure comes, as far as it was said."""
    parts = expected.split("-")
    if not expected or not all(p.isdecimal() for p in parts):
        return expected or gettext("uten dato")
    return print_date(PartialDate(*(int(p) for p in parts)), language)


def _blocks(receipt: ReceiptPage) -> Iterable[Block]:
    if receipt.nothing:
        yield Paragraph(gettext("Kommunen har meldt at den ikke har noe å rapportere for perioden."))
    yield _grid(gettext("Levering"), (gettext("Hva"), gettext("Verdi")), receipt.facts)
    if receipt.steps:
        yield _grid(gettext("Godkjenning"), (gettext("Steg"), gettext("Hvem og når")), receipt.steps)
    if receipt.counts:
        rows = [(name, str(count)) for name, count in receipt.counts]
        yield _grid(gettext("Svar etter slag"), (gettext("Slag"), gettext("Antall")), rows, numeric=True)
    yield Heading(gettext("Tall som er lovet til senere"))
    if receipt.promises:
        yield Points(tuple(f"{name}: {when}" for name, when in receipt.promises))
    else:
        yield Paragraph(gettext("Ingen."))
    yield Heading(gettext("Kontrollsum"))
    yield Paragraph(" ".join(receipt.hash_parts))
    yield Paragraph(
        gettext(
            "SHA-256 av innholdet i den leverte versjonen. Samme svar gir samme sum; er noe endret, blir den en annen."
        )
    )


def _grid(caption: str, heads: tuple[str, str], rows: Iterable[tuple[str, str]], *, numeric: bool = False) -> Grid:
    return Grid(
        caption=caption,
        columns=(Column(label=heads[0]), Column(label=heads[1], numeric=numeric, wide=not numeric)),
        rows=tuple((Entry(shown=name), Entry(shown=said)) for name, said in rows),
    )


def _place(kind: str) -> int:
    """Figures first, by kind, then what else was answered."""
    order = [*(k.value for k in Kind), "texts", "fields", "rows", "partners", "files"]
    return order.index(kind) if kind in order else len(order)


def _kind(kind: str) -> str:
    others = {
        "number": gettext("tall"),
        "texts": gettext("tekster"),
        "fields": gettext("opplysninger om rapporten"),
        "rows": gettext("rader i tabeller"),
        "partners": gettext("samarbeidspartnere"),
        "files": gettext("filer"),
    }
    return others.get(kind) or str(KIND_WORDS.get(kind, kind))  # type: ignore[call-overload]


def _steps(row: DeliveryRow, language: str) -> Iterable[tuple[str, str]]:
    for step in row.steps:
        at = step["at"]
        if step["kind"] == EventKind.STEERING_GROUP_CONSIDERED:
            when = print_date(date.fromisoformat(at), language)
        else:
            when = moment_words(datetime.fromisoformat(at), language)
        yield word(EVENTS, step["kind"]), ", ".join(part for part in (step["who"], when) if part)
