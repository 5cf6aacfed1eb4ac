"""A report against last time's, through the crosswalk where the edition changed: figures, and texts. Pure.

Rows of open tables are written anew each time and are not compared from one report to the next.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from boso.kernel.figures import Figure, Kind, added
from boso.questionnaires.crosswalks import Crosswalk, Link
from boso.questionnaires.values import Edition
from boso.reporting.rules.asking import asked_by
from boso.reporting.rules.drafts import Draft
from boso.reporting.values.differing import FigureSince, SinceLast, TextSince, TextState
from boso.reporting.values.fields import EMPTY, Address, Home


def since_last(edition: Edition, own: Draft, last: Draft, *, last_edition: Edition, walk: Crosswalk) -> SinceLast:
    """What is new since last time, in the order of the form; what only the older edition asked for comes at the end."""
    return SinceLast(
        report=own.content.report,
        last=last.content.report,
        note=walk.note,
        figures=tuple(_figures(edition, own, last, last_edition, walk)),
        texts=tuple(_texts(edition, own, last, last_edition, walk)),
    )


def _figures(
    edition: Edition, own: Draft, last: Draft, last_edition: Edition, walk: Crosswalk
) -> Iterator[FigureSince]:
    codes, last_codes = edition.figure_codes(), last_edition.figure_codes()
    place = {code: n for n, code in enumerate(codes)}
    for link in sorted(walk.links, key=lambda each: _first(each.newer, place)):
        newer, older = [c for c in link.newer if c in place], [c for c in link.older if c in last_codes]
        now, then = _given(own, newer), _given(last, older)
        if any(figure.kind is not Kind.BLANK for figure in (*now, *then)):
            asked = asked_by(edition).get(f"{Home.FIGURE}:{newer[0]}") if newer else None
            yield FigureSince(
                codes=tuple(newer),
                last_codes=tuple(older),
                section=asked.section if asked else "",
                now=now,
                last=then,
                value_now=_value(now, newer),
                value_last=_value(then, older),
                note=link.note,
            )


def _first(codes: Iterable[str], place: Mapping[str, int]) -> int:
    return min((place[c] for c in codes if c in place), default=len(place))


def _given(draft: Draft, codes: Iterable[str]) -> tuple[Figure, ...]:
    answers = draft.content.answers
    return tuple(answers[code].figure for code in codes if code in answers)


def _value(figures: Sequence[Figure], codes: Sequence[str]) -> Decimal | None:
    """The figures together; None unless each of them counts, for the sum of a part is no answer."""
    return added(figures) if len(figures) == len(codes) and all(f.counts for f in figures) else None


def _texts(edition: Edition, own: Draft, last: Draft, last_edition: Edition, walk: Crosswalk) -> Iterator[TextSince]:
    links = {code: link for link in walk.links for code in link.newer}
    asked, before = asked_by(edition), asked_by(last_edition)
    told: set[str] = set()
    for address, each in asked.items():
        if each.address.home is Home.TEXT:
            old = _old_code(each.address.code, links)
            told.add(old)
            yield from _text(each.address.code, each.section, address, f"{Home.TEXT}:{old}", own, last)
    for address, each in before.items():
        if each.address.home is Home.TEXT and each.address.code not in told:
            yield from _text(each.address.code, "", "", address, own, last)


def _old_code(code: str, links: Mapping[str, Link]) -> str:
    """What the text was called last time; comments, which no crosswalk speaks of, are called as their row is."""
    link = links.get(code)
    if link is not None:
        return link.older[0] if len(link.older) == len(link.newer) == 1 else ""
    row, dot, column = code.rpartition(".")
    return f"{_old_code(row, links)}{dot}{column}" if row in links else code


def _text(code: str, section: str, address: str, old_address: str, own: Draft, last: Draft) -> Iterator[TextSince]:
    now = own.at(address).content if address else EMPTY
    then = last.at(old_address).content if Address.read(old_address) else EMPTY
    if now.empty and then.empty:
        return
    if then.empty:
        state = TextState.NEW
    elif now.empty:
        state = TextState.GONE
    else:
        state = TextState.UNCHANGED if now == then else TextState.CHANGED
    yield TextSince(code=code, section=section, state=state, before=then, after=now)
