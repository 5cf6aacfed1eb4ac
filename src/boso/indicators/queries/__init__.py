"""The only way out for figures. `within` None means the public: published reports only, through `release`."""

from boso.indicators.queries.comparing import peers_of, together, together_by_year
from boso.indicators.queries.deliveries import list_deliveries, list_news
from boso.indicators.queries.regional import figures_of_region
from boso.indicators.queries.reports import get_report, list_reports, trace
from boso.indicators.queries.series import figures_of

__all__ = [
    "figures_of",
    "figures_of_region",
    "get_report",
    "list_deliveries",
    "list_news",
    "list_reports",
    "peers_of",
    "together",
    "together_by_year",
    "trace",
]
