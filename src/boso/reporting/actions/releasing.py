"""Letting texts out to the public, one by one, and taking them back. Nothing goes out by itself."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Denied, Invalid, NotFound
from boso.kernel.findings import Finding, Severity
from boso.kernel.masking import masked
from boso.places import rls
from boso.reporting.actions.events import own_report, record_act
from boso.reporting.models import ReleasedText, Report, TextAnswer
from boso.reporting.queries.texts import place_names
from boso.reporting.release_checks import in_words, key_of, text_findings
from boso.reporting.rules import can_release
from boso.reporting.values import Status

REPLACED = "Erstattet av en ny utgave av teksten"


@transaction.atomic
def release_texts(
    *,
    report_id: int,
    codes: Collection[str],
    answers: Mapping[str, str],
    threshold: int,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    mask: bool = False,
) -> tuple[str, ...]:
    """Let the texts of these codes out as they stand, and say which were new. All of them or none.

    `mask` takes contact details out of what goes out; what was delivered keeps them. `answers` gives a reason for each
    finding of `list_release_findings`, by its key; `threshold` is the largest small count. A text that stands in public
    as it is stays so; another one of the same code takes its place. Raises Denied for a report that is not accepted or
    a text nobody has confirmed, NotFound where there is no text, Invalid with the findings that must be taken out or
    answered.
    """
    with rls.scope(within):
        report = own_report(report_id, within=within)
        if not can_release(Status(report.status)):
            raise Denied(_("Tekstene kan publiseres når rapporten er godtatt."))
        texts = [_text(report, code) for code in sorted(set(codes))]
        for text in texts:
            text.text = masked(text.text) if mask else text.text
        found = {text.code: text_findings(text.text, threshold=threshold, known=place_names()) for text in texts}
        _refuse_open([finding for each in found.values() for finding in each], answers)
        new = [text for text in texts if _release(report, text, found[text.code], answers, actor, now)]
        if new:
            facts = {"codes": [text.code for text in new], "answered": sum(len(found[text.code]) for text in new)}
            record_act("texts_released", report, actor=actor, now=now, facts=facts)
        return tuple(text.code for text in new)


@transaction.atomic
def withdraw_texts(
    *,
    report_id: int,
    codes: Collection[str],
    reason: str,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
) -> tuple[str, ...]:
    """Take texts back from the public, with a reason that stays; say which stood there. Raises Invalid without one."""
    why = reason.strip()
    if not why:
        raise Invalid(_("Skriv hvorfor teksten trekkes tilbake."))
    with rls.scope(within):
        report = own_report(report_id, within=within)
        standing = _standing(report, codes)
        for row in standing:
            _withdraw(row, why, actor, now)
        if standing:
            facts = {"codes": [row.code for row in standing]}
            record_act("texts_withdrawn", report, actor=actor, now=now, facts=facts, reason=why)
        return tuple(row.code for row in standing)


def _text(report: Report, code: str) -> TextAnswer:
    version = report.published_version or report.current_version
    found = TextAnswer.objects.filter(
        municipality=report.municipality_id, report=report.pk, version=version, code=code, kind="text"
    )
    text = found.exclude(text="").first()
    if text is None:
        raise NotFound(_("Rapporten har ingen tekst på %(code)s.") % {"code": code})
    if not text.certain:
        raise Denied(_("Teksten på %(code)s er lest av en maskin. Bekreft den før den publiseres.") % {"code": code})
    return text


def _refuse_open(found: list[Finding], answers: Mapping[str, str]) -> None:
    still = [f for f in found if f.severity is Severity.ERROR or not answers.get(key_of(f), "").strip()]
    if still:
        raise Invalid(in_words(still[0], get_language() or "nb"), findings=still)


def _release(
    report: Report,
    text: TextAnswer,
    found: tuple[Finding, ...],
    answers: Mapping[str, str],
    actor: Actor,
    now: datetime,
) -> bool:
    earlier = list(ReleasedText.objects.filter(municipality=report.municipality_id, report=report.pk, code=text.code))
    standing = next((row for row in earlier if row.withdrawn_at is None), None)
    if standing is not None and standing.text == text.text:
        return False
    if standing is not None:
        _withdraw(standing, REPLACED, actor, now)
    ReleasedText.objects.create(
        municipality_id=report.municipality_id,
        report_id=report.pk,
        version=text.version,
        code=text.code,
        number=len(earlier) + 1,
        text=text.text,
        answers=[{"kind": f.code, "reason": answers[key_of(f)].strip()} for f in found],
        actor_id=actor.id,
        actor_name=actor.name,
        at=now,
    )
    return True


def _standing(report: Report, codes: Collection[str]) -> list[ReleasedText]:
    return list(
        ReleasedText.objects.select_for_update().filter(
            municipality=report.municipality_id, report=report.pk, code__in=list(codes), withdrawn_at__isnull=True
        )
    )


def _withdraw(row: ReleasedText, why: str, actor: Actor, now: datetime) -> None:
    row.withdrawn_at, row.why = now, why
    row.withdrawn_by_id, row.withdrawn_by_name = actor.id, actor.name
    row.save(update_fields=["withdrawn_at", "why", "withdrawn_by_id", "withdrawn_by_name"])
