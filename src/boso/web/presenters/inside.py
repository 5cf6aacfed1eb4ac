"""What those who may read a whole report see beside its figures: texts, general information, findings, the log."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from boso.indicators.values import ShownReport
from boso.kernel.findings import Finding
from boso.questionnaires.checks.messages import message
from boso.reporting.editions import edition_at
from boso.reporting.values import FieldRow, ReportContent
from boso.web.presenters.figures import KIND_WORDS, place_words
from boso.web.presenters.import_views import ActView, FindingView
from boso.web.presenters.labels import labels_of
from boso.web.words import EVENTS, SEVERITIES, word


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """What the municipality wrote under one heading, or why nothing stands there."""

    heading: str
    text: str
    missing: str
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InsidePart:
    """The part of a report that is not published."""

    fields: tuple[tuple[str, str], ...]
    texts: tuple[TextView, ...]
    findings: tuple[FindingView, ...]
    events: tuple[ActView, ...]


def part(content: ReportContent, shown: ShownReport, findings: Iterable[Finding]) -> InsidePart:
    """Everything of a report that stays inside."""
    language = get_language() or "nb"
    pin = shown.report.edition
    labels = labels_of(edition_at(pin), language)
    order = {code: place for place, code in enumerate(labels)}
    texts = sorted(content.texts.values(), key=lambda t: order.get(t.code, len(order)))
    names = {code: label.whole for code, label in labels.items()}
    return InsidePart(
        fields=tuple((names.get(f.code, f.code), _field(f)) for f in content.fields.values()),
        texts=tuple(
            TextView(
                heading=names.get(t.code, t.code),
                text=t.text,
                missing="" if t.text else str(KIND_WORDS.get(t.kind, t.kind)),  # type: ignore[call-overload]
                certain=t.certain,
            )
            for t in texts
        ),
        findings=tuple(finding(f, language) for f in findings),
        events=tuple(
            ActView(at=e.at, what=word(EVENTS, e.kind), who=e.actor_name, why=e.reason)
            for e in reversed(content.events)
        ),
    )


def finding(found: Finding, language: str) -> FindingView:
    """A finding of a check, in words."""
    return FindingView(
        severity=found.severity.value,
        severity_word=word(SEVERITIES, found.severity),
        message=str(message(found, language)),
        where=place_words(found.place),
    )


def _field(row: FieldRow) -> str:
    if isinstance(row.value, list):
        return ", ".join(str(each) for each in row.value)
    return str(row.value if row.value not in (None, "") else KIND_WORDS.get(row.kind, "–"))  # type: ignore[call-overload]
