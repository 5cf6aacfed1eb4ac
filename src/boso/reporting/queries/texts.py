"""Texts for those inside: what has been released of a report, what its texts hold, and the themes found in answers."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F

from boso.kernel.findings import Finding
from boso.kernel.masking import masked
from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.places.queries import list_codes
from boso.reporting.models import ReleasedText, TextAnswer, TextTag
from boso.reporting.queries.reports import get_report, report_row
from boso.reporting.release_checks import text_findings
from boso.reporting.themes import questions_of
from boso.reporting.values.texts import ReleaseRow, TaggedText


def list_releases(report_id: int, *, within: rls.type_of_scope) -> list[ReleaseRow]:
    """Every release of a text of a report, by code, oldest first, withdrawn ones too. Raises NotFound outside."""
    get_report(report_id, within=within)
    with rls.scope(within):
        return [
            ReleaseRow(
                code=row.code,
                number=row.number,
                version=row.version,
                text=row.text,
                actor_name=row.actor_name,
                at=row.at,
                withdrawn_at=row.withdrawn_at,
                withdrawn_by_name=row.withdrawn_by_name,
                why=row.why,
            )
            for row in ReleasedText.objects.filter(report=report_id)
        ]


def list_release_findings(
    report_id: int, *, threshold: int, within: rls.type_of_scope, newest: bool = False
) -> dict[str, tuple[Finding, ...]]:
    """What the one who releases must decide on in each text of a report, by code. Raises NotFound outside.

    `threshold` is the largest small count of the report's year; `newest` asks of the newest version, its contact
    details masked, before it is published.
    """
    report = get_report(report_id, within=within)
    version = report.version if newest else report.published_version or report.version
    with rls.scope(within):
        texts = TextAnswer.objects.filter(report=report_id, version=version, kind="text").exclude(text="")
        known = place_names()
        return {
            row.code: text_findings(masked(row.text) if newest else row.text, threshold=threshold, known=known)
            for row in texts
        }


def list_tagged(
    within: rls.type_of_scope, *, year: int, region: str | None = None, invented: bool | None = None
) -> list[TaggedText]:
    """The answers on learning and barriers of a year, in Norwegian order, those without a theme too. Four queries."""
    with rls.scope(within):
        found = TextAnswer.objects.filter(report__year=year, version=F("report__current_version"), kind="text").exclude(
            text=""
        )
        found = rls.narrowed(found, within)
        if region is not None:
            found = found.filter(municipality__region__code=region)
        if invented is not None:
            found = found.filter(municipality__invented=invented)
        wide = found.select_related("report__municipality__region").prefetch_related("report__municipality__codes")
        rows = list(wide.order_by("municipality__sort_name", "report__half", "report__template", "code"))
        ids = {row.report_id for row in rows}
        tags = tags_of(ids)
        standing = ReleasedText.objects.filter(report__in=ids, withdrawn_at__isnull=True)
        released = {(row.report_id, row.code): row.text for row in standing}
    return [each for row in rows if (each := _tagged(row, tags, released)) is not None]


def place_names() -> frozenset[str]:
    """The names municipalities have and have had: no names of persons."""
    return frozenset(code.name for code in list_codes())


def tags_of(report_ids: Iterable[int]) -> dict[tuple[int, str], tuple[str, ...]]:
    """The themes found in answers, by report and code; inside a scope only. One query."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row in TextTag.objects.filter(report__in=sorted(set(report_ids))):
        found[row.report_id, row.code].append(row.theme)
    return {key: tuple(themes) for key, themes in found.items()}


def _tagged(
    row: TextAnswer, tags: dict[tuple[int, str], tuple[str, ...]], released: dict[tuple[int, str], str]
) -> TaggedText | None:
    report = report_row(row.report)
    about = questions_of(report.edition.address).get(row.code)
    if about is None:
        return None
    key = (row.report_id, row.code)
    return TaggedText(
        id=row.pk,
        report_id=row.report_id,
        municipality=report.municipality,
        name=report.name,
        edition=report.edition.address,
        period=ReportPeriod(row.report.year, row.report.half),
        code=row.code,
        text=row.text,
        about=about.value,
        themes=tags.get(key, ()),
        certain=row.certain,
        released=released.get(key) == row.text,
    )
