"""A published annual report of the invented region, for tests."""

from boso.kernel.decisions import Actor
from boso.places.queries import get_region
from boso.publishing.actions import freeze, publish
from boso.publishing.annual.rows import LANGUAGES
from tests.factories.reports import NOW

EDITOR = Actor(id="9000007", name="Prøve Prøvesen")


def published_annual_report(year: int = 2012) -> str:
    """Freeze and publish region Prøve's report in all languages. Returns its name in addresses.

    Some municipality must have a published report of the year.
    """
    region = get_region("prove")
    release = freeze(region=region, year=year, reason="", actor=EDITOR, now=NOW).release
    publish(region=region, year=year, number=release.number, languages=LANGUAGES, actor=EDITOR, now=NOW)
    return f"prove-{year}-{release.number}"
