"""How much of open reports is answered, counted by the database for many reports at once."""

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from boso.kernel.figures import Kind
from boso.questionnaires.values import Edition
from boso.reporting.models import Answer, FieldAnswer, PartnerTick, TextAnswer
from boso.reporting.models.answers import Sourced
from boso.reporting.rules.asking import asked_by
from boso.reporting.values.fields import Home

NO_ANSWER = [k.value for k in (Kind.BLANK, Kind.ABSENT, Kind.LOST_IN_SOURCE)]
HOMES: tuple[tuple[Home, type[Sourced], str], ...] = (
    (Home.FIGURE, Answer, "code"),
    (Home.TEXT, TextAnswer, "code"),
    (Home.FIELD, FieldAnswer, "code"),
    (Home.TICK, PartnerTick, "actor"),
)


def required_in(edition: Edition) -> int:
    """How many questions of a form must be answered."""
    return sum(a.required for a in asked_by(edition).values())


def count_answered(reports: "Collection[int] | QuerySet[Any, Any]", edition: Edition) -> Counter[int]:
    """How many of the required questions of each of these reports (ids, or a query that finds them) have an answer.

    At most four queries, inside a scope, however many reports there are.
    """
    counted: Counter[int] = Counter()
    codes: dict[Home, list[str]] = defaultdict(list)
    for asked in asked_by(edition).values():
        if asked.required:
            codes[asked.address.home].append(asked.address.code)
    for home, model, column in HOMES:
        if not codes[home]:
            continue
        found: QuerySet[Any] = model._default_manager.filter(
            report__in=reports, version=F("report__current_version"), **{f"{column}__in": codes[home]}
        )
        if home is not Home.TICK:
            found = found.exclude(Q(**{"kind__in": NO_ANSWER}))
        if home is Home.TEXT:
            found = found.exclude(Q(**{"kind": "text", "text": ""}))
        counted.update(dict(found.order_by().values_list("report").annotate(Count("pk"))))
    return counted
