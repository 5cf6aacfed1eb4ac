"""The themes an editor finds in answers on learning and barriers."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid, NotFound
from boso.places import rls
from boso.reporting.actions.events import record_act
from boso.reporting.models import TextAnswer, TextTag
from boso.reporting.queries.reports import report_row
from boso.reporting.themes import questions_of, theme


@transaction.atomic
def tag_text(*, text_id: int, theme_code: str, actor: Actor, now: datetime, within: rls.type_of_scope) -> bool:
    """Say that a theme is in an answer; whether it was new. Raises NotFound for an unknown theme or answer, Invalid
    for a question that themes are not looked for in."""
    found = theme(theme_code)
    with rls.scope(within):
        text = _own_text(text_id, within)
        if text.code not in questions_of(report_row(text.report).edition.address):
            raise Invalid(_("Temaer settes bare på svar om læring og hindringer."))
        _tag, new = TextTag.objects.get_or_create(
            municipality_id=text.municipality_id,
            report_id=text.report_id,
            code=text.code,
            theme=found.code,
            defaults={"actor_id": actor.id, "actor_name": actor.name, "at": now},
        )
        if new:
            record_act("text_tagged", text.report, facts=_told(text, found.code), actor=actor, now=now)
        return new


@transaction.atomic
def untag_text(*, text_id: int, theme_code: str, actor: Actor, now: datetime, within: rls.type_of_scope) -> bool:
    """Take a theme away from an answer; whether it was there. Raises NotFound for an unknown answer."""
    with rls.scope(within):
        text = _own_text(text_id, within)
        of = {"municipality": text.municipality_id, "report": text.report_id, "code": text.code, "theme": theme_code}
        gone, _rows = TextTag.objects.filter(**of).delete()
        if gone:
            record_act("text_untagged", text.report, facts=_told(text, theme_code), actor=actor, now=now)
        return bool(gone)


def _own_text(text_id: int, within: rls.type_of_scope) -> TextAnswer:
    found = TextAnswer.objects.filter(pk=text_id, kind="text").select_related("report__municipality__region")
    found = rls.narrowed(found, within)
    text = found.first()
    if text is None:
        raise NotFound(_("Det finnes ingen slik tekst."))
    return text


def _told(text: TextAnswer, theme_code: str) -> dict[str, object]:
    return {"code": text.code, "theme": theme_code}
