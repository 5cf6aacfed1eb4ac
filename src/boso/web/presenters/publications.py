"""What is published: the programme's annual reports, fact sheets, and municipalities' reports, newest first."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, gettext

from boso.indicators.queries.deliveries import Published
from boso.indicators.values import ReportRef
from boso.programme.values import ParticipantRow
from boso.publishing.annual.rows import PublishedRow
from boso.web.presenters.reports import period_words, report_href

FORMAT_NAMES = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "json": "JSON"}
IDS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:boso:publications")  # so that a server's name is no part of an id


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that came out. `id` is the same for ever, in every language and on every server."""

    id: str
    title: str
    summary: str
    href: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReport:
    """A programme's annual report in the list."""

    title: str
    href: str
    at: datetime
    identifier: str
    release: int
    languages: str
    files: tuple[tuple[str, str], ...]  # name and address
    superseded_by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSheet:
    """A municipality's fact sheet for a year in the list."""

    municipality: str
    href: str
    region: str
    year: int
    files: tuple[tuple[str, str], ...]


def news(
    reports: Iterable[Published], titles: Mapping[str, str], annual: Iterable[PublishedRow], most: int
) -> list[News]:
    """Annual reports and municipalities' reports together, those that came out last first. `titles` by form."""
    found = [*(_of_report(each, titles) for each in reports), *(_of_annual(row) for row in annual)]
    return sorted(found, key=lambda each: each.at, reverse=True)[:most]


def annual_reports(rows: Iterable[PublishedRow]) -> list[AnnualReport]:
    """The annual reports with the formats they can be read in; a replaced one says what replaced it."""
    return [
        AnnualReport(
            title=row.title(get_language() or "nb"),
            href=reverse("publication", args=[row.slug]),
            at=row.published_at,
            identifier=row.short,
            release=row.release,
            languages=", ".join(LANGUAGE_NAMES[language] for language in row.languages),
            files=tuple((FORMAT_NAMES[kind], reverse("publication_file", args=[row.slug, kind])) for kind in row.files),
            superseded_by=reverse("publication", args=[row.superseded_by]) if row.superseded_by else "",
            reason=row.reason,
        )
        for row in rows
    ]


LANGUAGE_NAMES = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}


def fact_sheets(
    reports: Iterable[ReportRef], participants: Sequence[ParticipantRow], *, region: str, year: int | None
) -> list[FactSheet]:
    """A fact sheet for every municipality and year with published figures, of a region and year where one is chosen."""
    by_slug = {p.municipality.slug: p for p in participants}
    wanted = {(r.municipality, r.period.year) for r in reports if r.municipality in by_slug}
    found = [
        _fact_sheet(by_slug[slug], of)
        for slug, of in wanted
        if (not region or by_slug[slug].region.code == region) and year in (None, of)
    ]
    order = {p.municipality.name: place for place, p in enumerate(participants)}
    return sorted(found, key=lambda each: (-each.year, order[each.municipality]))


def _fact_sheet(participant: ParticipantRow, year: int) -> FactSheet:
    slug = participant.municipality.slug
    return FactSheet(
        municipality=participant.municipality.name,
        href=reverse("fact_sheet", args=[slug, year]),
        region=gettext("Region %(name)s") % {"name": participant.region.name},
        year=year,
        files=tuple((name, reverse("fact_sheet_file", args=[slug, year, kind])) for kind, name in FORMAT_NAMES.items()),
    )


def _of_report(each: Published, titles: Mapping[str, str]) -> News:
    report = each.report
    title = f"{each.name}: {titles[report.edition.template]} {period_words(report.period)}"
    return News(
        id=_id("report", report.municipality, report.edition.template, report.period),
        title=title,
        summary=gettext("Tallene i rapporten, hvert med stedet det er hentet fra."),
        href=report_href(report),
        at=each.at,
    )


def _of_annual(row: PublishedRow) -> News:
    title = row.title(get_language() or "nb")
    numbered = gettext("%(title)s, utgave %(number)s") % {"title": title, "number": row.release}
    return News(
        id=_id("annual-report", row.slug),
        title=title if row.release == 1 else numbered,
        summary=row.reason or gettext("Programmets årsmelding, bygget på kommunenes rapporter."),
        href=reverse("publication", args=[row.slug]),
        at=row.published_at,
    )


def _id(*parts: object) -> str:
    return uuid.uuid5(IDS, "/".join(map(str, parts))).urn
