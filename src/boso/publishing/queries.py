"""Reading annual reports: what is published, for anyone; texts and releases, for those who make them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from boso.kernel.errors import NotFound
from boso.places.queries import region_row
from boso.publishing.annual.cells import identify
from boso.publishing.annual.changes import changed, from_plain
from boso.publishing.annual.rows import (
    LANGUAGES,
    CellChange,
    Published,
    PublishedRow,
    ReleaseRow,
    TextRow,
    parse_slug,
    slug_of,
)
from boso.publishing.models import ChapterText, Publication, Release, ReleaseDocument
from boso.publishing.stored import from_text
from boso.publishing.values import Publication as Document


def list_published(*, invented: bool | None = None) -> list[PublishedRow]:
    """The releases that anyone may read, newest first; of real regions, of invented ones, or all. One query."""
    found = _open_publications().defer("release__cells", "release__changes", "release__texts")
    if invented is not None:
        found = found.filter(release__report__region__invented=invented)
    return _published_rows(found)


def get_published(slug: str, language: str = "nb") -> Published:
    """A published release with its document, in this language or the first it is published in.

    Raises NotFound for what is not published; for what was taken back, with the reason.
    """
    release = _find(slug)
    rows = _published_rows(_open_publications().filter(release__report=release.report_id))
    row = next((each for each in rows if each.slug == slug), None)
    if row is None:
        raise NotFound(_why_closed(release))
    chosen = language if language in row.languages else row.languages[0]
    earlier = sorted((each for each in rows if each.release < row.release), key=lambda each: each.release)
    return Published(
        row=row,
        language=chosen,
        document=from_text(ReleaseDocument.objects.get(release=release.pk, language=chosen).content),
        changes=from_plain(release.changes),
        previous=earlier[-1].slug if earlier else "",
    )


def list_releases(region: str, year: int) -> list[ReleaseRow]:
    """The data releases of a region's (its code) annual report, newest first."""
    found = Release.objects.filter(report__region__code=region, report__year=year).defer("cells")
    rows = found.select_related("report__region").prefetch_related("publications").order_by("-number")
    return [release_row(row) for row in rows]


def list_years(region: str) -> dict[int, list[ReleaseRow]]:
    """The data releases of a region by year, newest first; only years that have any."""
    found = Release.objects.filter(report__region__code=region).defer("cells", "changes")
    by_year: dict[int, list[ReleaseRow]] = defaultdict(list)
    for row in (
        found.select_related("report__region").prefetch_related("publications").order_by("-report__year", "-number")
    ):
        by_year[row.report.year].append(release_row(row))
    return by_year


def list_texts(region: str, year: int) -> dict[str, dict[str, TextRow]]:
    """The newest version of every text of an annual report, by language and place."""
    found = _texts(region, year).order_by("language", "slot", "-number").distinct("language", "slot")
    by_language: dict[str, dict[str, TextRow]] = {language: {} for language in LANGUAGES}
    for row in found:
        by_language[row.language][row.slot] = text_row(row)
    return by_language


def list_versions(region: str, year: int, language: str, slot: str) -> list[TextRow]:
    """All versions of one text, newest first."""
    return [text_row(row) for row in _texts(region, year).filter(language=language, slot=slot).order_by("-number")]


def text_row(row: ChapterText) -> TextRow:
    """A stored text as a value."""
    return TextRow(
        slot=row.slot, language=row.language, number=row.number, text=row.text, at=row.at, actor_name=row.actor_name
    )


def release_row(row: Release) -> ReleaseRow:
    """A stored release as a value."""
    return ReleaseRow(
        id=row.pk,
        region=region_row(row.report.region),
        year=row.report.year,
        number=row.number,
        identifier=row.identifier,
        digest=row.digest,
        reason=row.reason,
        at=row.at,
        actor_name=row.actor_name,
        changes=from_plain(row.changes),
        texts={f"{each['language']}:{each['slot']}": each["number"] for each in row.texts},
        published=_in_order(p.language for p in row.publications.all() if p.withdrawn_at is None),
    )


def _texts(region: str, year: int) -> QuerySet[ChapterText]:
    return ChapterText.objects.filter(report__region__code=region, report__year=year)


def _open_publications() -> QuerySet[Publication]:
    return Publication.objects.filter(withdrawn_at__isnull=True).select_related("release__report__region")


def _find(slug: str) -> Release:
    named = parse_slug(slug)
    found = None
    if named:
        region, year, number = named
        wanted = Release.objects.filter(report__region__code=region, report__year=year, number=number)
        found = wanted.defer("cells").first()
    if found is None:
        raise NotFound(_("Det finnes ingen slik publikasjon."))
    return found


def _why_closed(release: Release) -> str:
    """One that was never published is told of to nobody."""
    taken_back = release.publications.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at").first()
    if taken_back is None:
        return _("Det finnes ingen slik publikasjon.")
    return _("Publikasjonen er trukket tilbake. Begrunnelse: %s") % taken_back.withdrawn_reason


def _published_rows(publications: Iterable[Publication]) -> list[PublishedRow]:
    by_release: dict[int, list[Publication]] = defaultdict(list)
    newest: dict[int, int] = {}
    for publication in publications:
        release = publication.release
        by_release[release.pk].append(publication)
        newest[release.report_id] = max(newest.get(release.report_id, 0), release.number)
    rows = [_published_row(found, newest[found[0].release.report_id]) for found in by_release.values()]
    return sorted(rows, key=lambda row: (row.published_at, row.release), reverse=True)


def _published_row(found: list[Publication], newest: int) -> PublishedRow:
    release = found[0].release
    region, year = region_row(release.report.region), release.report.year
    return PublishedRow(
        slug=slug_of(region.code, year, release.number),
        region=region,
        year=year,
        release=release.number,
        identifier=release.identifier,
        languages=_in_order(each.language for each in found),
        frozen_at=release.at,
        published_at=min(each.at for each in found),
        reason=release.reason,
        superseded_by=slug_of(region.code, year, newest) if newest > release.number else "",
    )


def _in_order(languages: Iterable[str]) -> tuple[str, ...]:
    found = set(languages)
    return tuple(language for language in LANGUAGES if language in found)


def get_release(region: str, year: int, number: int) -> ReleaseRow:
    """One data release of a region's (its code) annual report. Raises NotFound."""
    found = Release.objects.filter(report__region__code=region, report__year=year, number=number).defer("cells")
    row = found.select_related("report__region").prefetch_related("publications").first()
    if row is None:
        raise NotFound(_("Det finnes ingen slik datautgave."))
    return release_row(row)


def remake(region: str, year: int, number: int, language: str) -> Document:
    """The document of a release made again from what was frozen, to the digit. Raises NotFound.

    The identifier is worked out anew from the cells; one that does not agree is a fault, and nothing is handed out.
    """
    found = ReleaseDocument.objects.filter(
        release__report__region__code=region, release__report__year=year, release__number=number, language=language
    )
    row = found.select_related("release").first()
    if row is None:
        raise NotFound(_("Det finnes ingen slik datautgave."))
    if identify(row.release.cells) != row.release.identifier:
        raise RuntimeError(f"the cells of release {region}-{year}-{number} are not those of its identifier")
    return from_text(row.content)


def changes_since(region: str, year: int, number: int, now: Mapping[str, object]) -> tuple[CellChange, ...]:
    """The cells in which the figures of now are not those of a release."""
    found = Release.objects.filter(report__region__code=region, report__year=year, number=number)
    before = found.values_list("cells", flat=True).first()
    return changed(before, now) if before else ()
