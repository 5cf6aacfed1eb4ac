"""Which topic of the guides helps on which page: by the beginning of the page's name, the longest that fits."""

from collections.abc import Mapping
from types import MappingProxyType

TOPIC_OF: Mapping[str, str] = MappingProxyType(
    {
        "account": "security",
        "annual": "annual",
        "annual_freeze": "freeze",
        "annual_publish": "freeze",
        "annual_release": "freeze",
        "annual_tagging": "tagging",
        "annual_texts": "tagging",
        "calendar": "start",
        "comparison": "compare",
        "contact_": "notes",
        "deliver": "sign",
        "desk": "overview",
        "district": "districts",
        "fact_sheet": "municipality",
        "figure": "municipality",
        "form": "forms",
        "follow_up": "meeting",
        "handover": "people",
        "import": "import",
        "log": "log",
        "meeting": "meeting",
        "mfa": "security",
        "minutes": "meeting",
        "municipalit": "municipality",
        "notices": "notices",
        "openid": "security",
        "people": "people",
        "publication": "publications",
        "receipt": "documents",
        "region": "overview",
        "report": "municipality",
        "report_": "fill_in",
        "report_on_form": "municipality",
        "report_print": "documents",
        "report_talk": "together",
        "review": "review",
        "review_accept": "accept",
        "review_answer": "asked_back",
        "review_ask": "ask_back",
        "review_deliver": "asked_back",
        "review_publish": "accept",
        "review_unpublish": "accept",
        "round": "rounds",
        "supplement": "supplement",
        "tasks": "start",
        "version": "supplement",
        "workbook": "workbook",
    }
)


def topic_of(page: str) -> str | None:
    """The code of the topic that treats a page, by the page's name; None where the list of guides has to do."""
    fits = [start for start in TOPIC_OF if page.startswith(start)]
    return TOPIC_OF[max(fits, key=len)] if fits else None
