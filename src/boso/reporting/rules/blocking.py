"""What stands in the way of delivering a report, as one list, the gravest first. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from boso.kernel.figures import Kind
from boso.kernel.findings import Finding
from boso.questionnaires.values import Edition
from boso.reporting.rules.asking import asked_by, pages_of
from boso.reporting.rules.completeness import page_states, unread_fields
from boso.reporting.rules.drafts import Draft
from boso.reporting.values.delivering import Blocker, Explained, Obstacle, PartsOfFigure
from boso.reporting.values.fields import Address, Home

ORDER = tuple(Obstacle)


def blockers_of(
    edition: Edition,
    draft: Draft,
    *,
    findings: Iterable[Finding],
    warnings: Iterable[Explained],
    parts: Iterable[PartsOfFigure] = (),
) -> tuple[Blocker, ...]:
    """Everything that keeps the report from being delivered. Nothing keeps a historical one from anything."""
    if draft.content.report.historical:
        return ()
    found = [
        *_errors(findings),
        *_unread(edition, draft),
        *_untied(edition, parts),
        *_doubtful(edition, draft),
        *_missing(edition, draft),
        *(Blocker(obstacle=Obstacle.WARNING, section=w.section, finding=w.finding) for w in warnings if not w.answered),
    ]
    return tuple(sorted(found, key=lambda b: ORDER.index(b.obstacle)))


def counts_of(draft: Draft) -> Mapping[str, int]:
    """The answers by kind: figures by their kind, and texts, fields, rows of tables, partners and files."""
    content = draft.content
    kinds = Counter(a.figure.kind.value for a in content.answers.values() if a.figure.kind is not Kind.BLANK)
    others = {
        "texts": sum(bool(t.text) for t in content.texts.values()),
        "fields": sum(f.value not in (None, "", []) for f in content.fields.values()),
        "rows": len(content.money) + len(content.rows) + len(content.tables),
        "partners": len(content.ticks),
        "files": len(content.files),
    }
    return {**dict(sorted(kinds.items())), **{name: n for name, n in others.items() if n}}


def _errors(findings: Iterable[Finding]) -> Iterator[Blocker]:
    for finding in findings:
        if finding.severity.blocks:
            address = str(Address(Home.FIGURE, finding.place.field)) if finding.place.field else ""
            yield Blocker(
                obstacle=Obstacle.ERROR, section=finding.place.section or "", address=address, finding=finding
            )


def _unread(edition: Edition, draft: Draft) -> Iterator[Blocker]:
    asked = asked_by(edition)
    for address in unread_fields(edition, draft):
        section = asked[address].section if address in asked else ""
        yield Blocker(obstacle=Obstacle.UNREAD, section=section, address=address)


def _untied(edition: Edition, parts: Iterable[PartsOfFigure]) -> Iterator[Blocker]:
    asked = asked_by(edition)
    for row in parts:
        if row.ties is False:
            address = str(Address(Home.FIGURE, row.code))
            section = asked[address].section if address in asked else ""
            yield Blocker(obstacle=Obstacle.DISTRICTS, section=section, address=address)


def _doubtful(edition: Edition, draft: Draft) -> Iterator[Blocker]:
    for address, asked in asked_by(edition).items():
        if not draft.at(address).certain:
            yield Blocker(obstacle=Obstacle.DOUBTFUL, section=asked.section, address=address)


def _missing(edition: Edition, draft: Draft) -> Iterator[Blocker]:
    """In the order of the form. Tables of the municipality's own stand for the form's."""
    states = page_states(edition, draft, faults={})
    own = bool(draft.content.tables)
    order = {address: place for place, address in enumerate(asked_by(edition))}
    asked = asked_by(edition)
    for page in pages_of(edition):
        wrong = set(states[page.code].wrong)
        missing = [m for m in states[page.code].missing if m not in wrong and not (own and m.startswith("table:"))]
        for address in sorted(missing, key=lambda m: order.get(m, len(order))):
            section = asked[address].section if address in asked else page.code
            yield Blocker(obstacle=Obstacle.MISSING, section=section, address=address)
