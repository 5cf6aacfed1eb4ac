"""Answers sent to a field that the page of late answers no longer has: what was typed, and why it is not stored."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from boso.reporting.rules.answering import read_typed
from boso.reporting.rules.promising import Place, places_in
from boso.reporting.values.fields import Content, Typed
from boso.reporting.values.supplementing import OpenedFieldRow, OpenState, PromiseStep
from boso.web.presenters.editor.context import Editor
from boso.web.presenters.editor.fields import in_words
from boso.web.presenters.field_names import name_of, names_by_address


@dataclass(frozen=True, slots=True, kw_only=True)
class LostView:
    """What was typed, and why it is not stored, under the name of its question."""

    why: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What became of the fields that were waited for: every opening, and the history of promises by key."""

    opened: Sequence[OpenedFieldRow]
    history: Mapping[str, Sequence[PromiseStep]]


def lost_answers(typed: Mapping[str, Typed], shown: Collection[str], past: Past, editor: Editor) -> Iterator[LostView]:
    """Those of the answers sent that have no field among those `shown`, and say something else than what stands."""
    places = places_in(editor.edition, editor.drafts.own)
    for address, each in typed.items():
        if address in shown:
            continue
        place = places.get(address)
        if place is None:
            name = name_of(names_by_address(editor.edition, editor.language), address)
            yield LostView(why=_never(name), typed=each.text.strip())
            continue
        stands, sent = editor.drafts.own.at(address).content, read_typed(place.type, each)
        untouched = sent.mark == each.seen
        if not (sent.empty or untouched or read_typed(place.type, each, stands) == stands):
            words = each.text.strip() or in_words(place.type, sent)
            yield LostView(why=_why(place, stands, past, editor), typed=words)


def place_name(place: Place, editor: Editor) -> str:
    """The full name of a field; of a cell of a row, what the row is about and its column."""
    if place.address.home.in_rows:
        column = place.question.label.in_language(editor.language)
        return gettext("%(row)s: %(column)s") % {"row": place.row or gettext("rad uten navn"), "column": column}
    return names_by_address(editor.edition, editor.language).get(str(place.address), "")


def _never(name: str) -> str:
    return gettext("«%(field)s» kan ikke ettersendes: det er ikke lovet, og Husbanken har ikke bedt om det.") % {
        "field": name
    }


def _why(place: Place, stands: Content, past: Past, editor: Editor) -> str:
    name = place_name(place, editor)
    asked = next((o for o in reversed(past.opened) if o.address == str(place.address)), None)
    kept = next((step for step in reversed(past.history.get(place.key, ())) if step.kept), None)
    if asked is not None and asked.state is OpenState.TAKEN_BACK:
        return gettext("«%(field)s» er ikke lagret: Husbanken ber ikke lenger om det.") % {"field": name}
    version = asked.done_version if asked is not None else kept.version if kept is not None else None
    if version is None:
        return _never(name)
    told = {"field": name, "n": version, "now": in_words(place.type, stands) or gettext("ikke besvart")}
    return gettext("«%(field)s» er ikke lagret: svaret er alt kommet, i versjon %(n)s, og er %(now)s.") % told
