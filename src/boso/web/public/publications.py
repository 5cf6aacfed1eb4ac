"""What is published: to find by region and year, and to follow by a feed."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from boso.indicators.queries import list_news, list_reports
from boso.places.queries import list_regions
from boso.programme.queries import list_participants
from boso.publishing.queries import list_published
from boso.questionnaires.loading import all_editions
from boso.web.presenters import publications as presenter

ON_A_PAGE = 100
IN_FEED = 50


def show_all(request: HttpRequest) -> HttpResponse:
    """Annual reports, and fact sheets by region and year. The invented region is shown when it is chosen."""
    regions = [*list_regions(), *list_regions(invented=True)]
    chosen = next((r for r in regions if r.code == request.GET.get("region")), None)
    invented = bool(chosen and chosen.invented)
    reports = list_reports(invented=invented)
    years = sorted({r.period.year for r in reports}, reverse=True)
    year = next((y for y in years if str(y) == request.GET.get("ar")), None)
    annual = [
        row
        for row in list_published(invented=invented)
        if (chosen is None or row.region.code == chosen.code) and year in (None, row.year)
    ]
    sheets = presenter.fact_sheets(
        reports, list_participants(invented=invented), region=chosen.code if chosen else "", year=year
    )
    page = {
        "regions": regions,
        "region": chosen,
        "years": years,
        "year": year,
        "annual": presenter.annual_reports(annual),
        "sheets": Paginator(sheets, ON_A_PAGE).get_page(request.GET.get("side")),
    }
    return render(request, "web/public/publications.html", page)


def titles() -> Mapping[str, str]:
    """What reports on each form are called."""
    language = get_language() or "nb"
    return {edition.template: edition.title.in_language(language) for edition in all_editions()}


class Newest(Feed):  # type: ignore[type-arg]  # not generic when it runs
    """What came out last, in the language of the address."""

    feed_type = Atom1Feed

    def title(self) -> str:
        """What the feed is called where somebody follows it."""
        return gettext("Boligsosialt utviklingsprogram: nye publikasjoner")

    def subtitle(self) -> str:
        """What comes by it."""
        return gettext("Årsmeldinger og rapporter når tallene i dem kan leses av alle.")

    def link(self) -> str:
        """The page it is the feed of."""
        return reverse("publications")

    def feed_guid(self) -> str:
        """The same for ever."""
        return presenter.IDS.urn

    def items(self) -> list[presenter.News]:
        """Of what is real alone."""
        return presenter.news(list_news(most=IN_FEED), titles(), list_published(invented=False), IN_FEED)

    def item_title(self, item: presenter.News) -> str:
        """What came out."""
        return item.title

    def item_description(self, item: presenter.News) -> str:
        """What it holds."""
        return item.summary

    def item_link(self, item: presenter.News) -> str:
        """Where it is."""
        return item.href

    def item_guid(self, item: presenter.News) -> str:
        """The same for ever."""
        return item.id

    def item_pubdate(self, item: presenter.News) -> datetime:
        """When it could first be read."""
        return item.at

    def item_updateddate(self, item: presenter.News) -> datetime:
        """What is published is not changed; what corrects it comes out anew."""
        return item.at


def feed(request: HttpRequest) -> HttpResponse:
    """The newest publications as Atom."""
    return Newest()(request)
