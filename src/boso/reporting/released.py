"""The only way of texts to the public. It knows nothing but what a person released and nobody took back, of reports
that are published: no text that waits, no field, no name of who wrote or released."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import F, QuerySet

from boso.kernel.periods import ReportPeriod
from boso.places import rls
from boso.reporting.models import ReleasedText as Stored
from boso.reporting.models import TextAnswer
from boso.reporting.queries.reports import report_row
from boso.reporting.queries.texts import tags_of
from boso.reporting.themes import questions_of
from boso.reporting.values.texts import ReleasedText, ThemesTold


def list_released(
    *,
    municipality: str | None = None,
    region: str | None = None,
    year: int | None = None,
    codes: Collection[str] | None = None,
    theme: str | None = None,
    invented: bool = False,
) -> list[ReleasedText]:
    """The texts anyone may read, newest year first, municipalities in Norwegian order. Three queries.

    `municipality` is a slug, `region` a code; `theme` leaves those that an editor found it in. Real and invented
    municipalities never in one list.
    """
    with rls.scope(rls.ALL):
        found = _visible(invented=invented)
        if municipality is not None:
            found = found.filter(municipality__slug=municipality)
        if region is not None:
            found = found.filter(municipality__region__code=region)
        if year is not None:
            found = found.filter(report__year=year)
        if codes is not None:
            found = found.filter(code__in=list(codes))
        rows = list(found.order_by("-report__year", "municipality__sort_name", "-report__half", "code"))
        tags = tags_of(row.report_id for row in rows)
    told = [_told(row, tags.get((row.report_id, row.code), ())) for row in rows]
    return [each for each in told if theme is None or theme in each.themes]


def themes_told(*, region: str, year: int, invented: bool = False) -> ThemesTold:
    """The released answers on learning and barriers of a region and year by theme, those without a theme, and how
    many answers of published reports are not released. A text with several themes stands under each. Five queries."""
    told = [each for each in list_released(region=region, year=year, invented=invented) if each.about]
    by_theme: dict[str, list[ReleasedText]] = defaultdict(list)
    for each in told:
        for theme in each.themes:
            by_theme[theme].append(each)
    return ThemesTold(
        by_theme={theme: tuple(texts) for theme, texts in by_theme.items()},
        untagged=tuple(each for each in told if not each.themes),
        unreleased=_unreleased(region, year, {(each.report_id, each.code) for each in told}, invented=invented),
    )


def _visible(*, invented: bool) -> "QuerySet[Stored]":
    found = Stored.objects.filter(
        withdrawn_at__isnull=True, report__published_version__isnull=False, municipality__invented=invented
    )
    return found.select_related("report__municipality__region").prefetch_related("report__municipality__codes")


def _told(row: Stored, themes: tuple[str, ...]) -> ReleasedText:
    report = report_row(row.report)
    about = questions_of(report.edition.address).get(row.code)
    region = row.report.municipality.region
    return ReleasedText(
        id=row.pk,
        report_id=row.report_id,
        municipality=report.municipality,
        name=report.name,
        region=region.code if region else "",
        invented=report.invented,
        template=report.edition.template,
        edition=report.edition.address,
        period=ReportPeriod(row.report.year, row.report.half),
        code=row.code,
        text=row.text,
        about=about.value if about else "",
        themes=themes,
        released_at=row.at,
    )


def _unreleased(region: str, year: int, released: Collection[tuple[int, str]], *, invented: bool) -> int:
    """A number only: the texts themselves are not read."""
    with rls.scope(rls.ALL):
        waiting = TextAnswer.objects.filter(
            version=F("report__published_version"),
            report__year=year,
            municipality__region__code=region,
            municipality__invented=invented,
            kind="text",
        ).exclude(text="")
        named = waiting.order_by().values_list("report", "code", "report__template", "report__edition")
        return sum(
            code in questions_of(f"{template}/{edition[:4]}") and (report, code) not in released
            for report, code, template, edition in named
        )
