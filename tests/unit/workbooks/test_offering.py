"""What a workbook says against what stands in the report now: three ways."""

from dataclasses import replace

import pytest

from boso.cli.roundtrip.generating import report
from boso.importers.rules.uploads.offering import offers_of
from boso.importers.uploads import OfferState, UploadedChange
from boso.questionnaires.loading import load
from boso.reporting.rules.completeness import rows_of_table
from boso.reporting.rules.drafts import Draft, Standing, draft_of
from boso.reporting.values.differing import What
from boso.reporting.values.fields import EMPTY, Content

HOUSED = "figure:A_no_dwelling.housed"
EDITION = load("ost_annual/2013")
SEVEN, EIGHT = Content("number", "7"), Content("number", "8")


def standing(content: Content) -> Draft:
    draft = draft_of(replace(report(1, EDITION)[0], answers={}))
    return replace(draft, fields={**draft.fields, HOUSED: Standing(content=content)})


def change(mine: Content, was: Content, **more: str) -> UploadedChange:
    return UploadedChange(number=1, what=What.CHANGED, address=HOUSED, mine=mine, base={"": was.mark}, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("was", "stands", "mine", "state"),
    [
        (EMPTY, EMPTY, SEVEN, OfferState.READY),
        (EIGHT, EIGHT, EMPTY, OfferState.READY),
        (EMPTY, EIGHT, SEVEN, OfferState.CLASH),
        (EIGHT, EMPTY, SEVEN, OfferState.CLASH),
        (EMPTY, SEVEN, SEVEN, OfferState.DONE),
    ],
)
def test_what_others_changed_too_is_a_clash_and_what_is_so_already_is_done(was, stands, mine, state):
    (offer,) = offers_of([change(mine, was)], EDITION, standing(stands))
    assert offer.state is state
    assert (offer.shown.before, offer.shown.after, offer.seen) == (stands, mine, stands.mark)


def test_a_doubtful_reading_is_asked_about_and_a_part_that_is_not_asked_about_is_closed():
    doubtful = change(SEVEN, EMPTY, why="formula")
    assert offers_of([doubtful], EDITION, standing(EMPTY))[0].state is OfferState.ASKED
    assert offers_of([doubtful], EDITION, standing(EMPTY), pages=frozenset({"A"}))[0].state is OfferState.CLOSED
    assert offers_of([doubtful], EDITION, standing(EMPTY), pages=frozenset({"1.1"}))[0].state is OfferState.ASKED


def test_a_row_is_offered_once_and_gone_when_others_took_it_away():
    draft = standing(EMPTY)
    table = next(t for t in EDITION.tables() if t.code == "activities")
    rows = rows_of_table(table, draft)
    assert rows, "the report has activities"
    cells = {a.column: draft.at(a).content for a in rows[0] if not draft.at(a).content.empty}
    added = UploadedChange(number=1, what=What.ADDED, address="new:activities:1", table="activities", cells=cells)
    other = replace(added, cells={"label": Content("text", "Noe helt annet")})
    lost = UploadedChange(number=2, what=What.CHANGED, address="money:999999:grant", table="activities", mine=SEVEN)
    taken_out = replace(lost, what=What.REMOVED, address="money:999999")
    found = offers_of([added, other, lost, taken_out], EDITION, draft)
    assert [o.state for o in found] == [OfferState.DONE, OfferState.READY, OfferState.GONE, OfferState.DONE]
