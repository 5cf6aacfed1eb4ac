"""Phases open on a day, who takes part in a year, goals that hold – and what is not known."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boso.kernel.dates import PartialDate
from boso.kernel.errors import Invalid
from boso.places.values import RegionRow
from boso.programme import loading, rules
from boso.programme.values import AgreementRow, Certainty, GoalLevel, GoalRow, IntakeRow, PhaseKind, PhaseRow, Standing

FILES = loading.read_folder(loading.FILES)
OST = RegionRow(id=1, code="ost", name="øst")


def phase(kind: str = "planning", *, start: str = "", end: str = "", seen: str = "") -> PhaseRow:
    """A phase with the times given."""
    return PhaseRow(
        municipality="provevik",
        kind=PhaseKind(kind),
        start=rules.partial_date(start),
        end=rules.partial_date(end),
        seen=rules.partial_date(seen),
    )


def agreement(*, opened: str = "", start: str = "", reported_start: str = "", end: str = "") -> AgreementRow:
    """An agreement with the dates given."""
    return AgreementRow(
        id=1,
        municipality="provevik",
        region=OST,
        intake=IntakeRow(id=1, region="ost", ordinal=1, opened=rules.partial_date(opened)),
        standing=Standing.REPORTED,
        parties="",
        signed=None,
        period_from=rules.partial_date(start),
        period_to=rules.partial_date(end),
        programme_start=rules.partial_date(reported_start),
        districts=(),
        unknown=(),
        source="",
        note="",
    )


@pytest.mark.parametrize(
    ("found", "day", "certainty"),
    [
        (phase(start="2010-03-01", end="2011-06-30"), date(2010, 2, 28), None),
        (phase(start="2010-03-01", end="2011-06-30"), date(2010, 3, 1), Certainty.CERTAIN),
        (phase(start="2010-03-01", end="2011-06-30"), date(2011, 6, 30), Certainty.CERTAIN),
        (phase(start="2010-03-01", end="2011-06-30"), date(2011, 7, 1), None),
        (phase(start="2010", end="2011"), date(2010, 5, 1), Certainty.POSSIBLE),
        (phase(start="2010", end="2011"), date(2011, 1, 1), Certainty.CERTAIN),
        (phase(start="2010", end="2011"), date(2011, 5, 1), Certainty.POSSIBLE),
        (phase(start="2010-03"), date(2012, 1, 1), Certainty.POSSIBLE),
        (phase(start="2010-03"), date(2030, 1, 1), None),
        (phase(seen="2010"), date(2010, 5, 1), Certainty.CERTAIN),
        (phase(seen="2010"), date(2011, 5, 1), Certainty.POSSIBLE),
        (phase(seen="2010"), date(2020, 5, 1), None),
        (phase(start="2009", seen="2011"), date(2010, 5, 1), Certainty.CERTAIN),
        (phase(end="2010-11-12", seen="2010"), date(2010, 12, 1), None),
    ],
)
def test_a_phase_is_open_surely_perhaps_or_not(found: PhaseRow, day: date, certainty: Certainty | None) -> None:
    """Unknown and partial dates make a phase possible, never certain."""
    assert rules.phase_certainty(found, day) == certainty


def test_several_phases_may_be_open_in_the_order_of_a_programme() -> None:
    """Phases overlap (programme annual report 2010)."""
    found = [phase("implementation", start="2011", end="2014"), phase("planning", start="2010", end="2012")]
    kinds = [(o.phase.kind, o.certainty) for o in rules.open_phases(found, date(2012, 1, 1))]
    assert kinds == [(PhaseKind.PLANNING, Certainty.CERTAIN), (PhaseKind.IMPLEMENTATION, Certainty.CERTAIN)]


DATES = st.dates(date(2005, 1, 1), date(2020, 12, 31))


@given(start=DATES, end=DATES, day=DATES)
def test_whole_dates_leave_no_doubt(start: date, end: date, day: date) -> None:
    """With both ends known to the day, a phase is open from its first to its last day."""
    first, last = sorted((start, end))
    certainty = rules.phase_certainty(phase(start=first.isoformat(), end=last.isoformat()), day)
    assert certainty == (Certainty.CERTAIN if first <= day <= last else None)


@pytest.mark.parametrize(
    ("found", "evidence", "year", "certainty"),
    [
        (agreement(start="2013", end="2016"), (), 2012, None),
        (agreement(start="2013", end="2016"), (), 2015, Certainty.CERTAIN),
        (agreement(start="2013", end="2016"), (), 2017, None),
        (agreement(start="2009"), (), 2009, Certainty.CERTAIN),
        (agreement(start="2009"), (), 2012, Certainty.POSSIBLE),
        (agreement(start="2009"), (2013,), 2012, Certainty.CERTAIN),
        (agreement(start="2009"), (), 2015, None),
        (agreement(opened="2010"), (), 2009, None),
        (agreement(reported_start="2014-04"), (), 2014, Certainty.CERTAIN),
        (agreement(), (), 2010, Certainty.POSSIBLE),
        (agreement(), (), 2008, None),
        (agreement(), (2012,), 2012, Certainty.CERTAIN),
        (agreement(), (2012,), 2010, Certainty.POSSIBLE),
        (agreement(end="2012"), (2015,), 2015, None),
    ],
)
def test_who_takes_part_in_a_year(
    found: AgreementRow, evidence: tuple[int, ...], year: int, certainty: Certainty | None
) -> None:
    """Sure from the first known year to the last known; possible within a normal programme's length."""
    assert rules.takes_part(found, year, evidence=evidence) == certainty


def goal(code: str, region: str = "ost", start: int | None = None, end: int | None = None) -> GoalRow:
    """A goal that holds in the years given."""
    level = GoalLevel.MAIN if code == "main" else GoalLevel.SUB
    return GoalRow(
        region=region, code=code, level=level, parent="", title={"nb": code}, about={}, valid_from=start, valid_to=end
    )


def test_goals_of_a_region_and_year() -> None:
    """Main goals first; another region's and another year's goals are left out."""
    goals = [goal("B"), goal("A", end=2012), goal("main", start=2009), goal("H1", "sor")]
    assert [g.code for g in rules.goals_in(goals, "ost", 2013)] == ["main", "B"]
    assert [g.code for g in rules.goals_in(goals, "ost", 2008)] == ["A", "B"]


@pytest.mark.parametrize("text", ["2010-12-22", "2011-10", "2009"])
def test_a_partial_date_goes_back_to_its_text(text: str) -> None:
    """As far as it goes, no further."""
    found = rules.partial_date(text)
    assert found is not None
    assert found.iso() == text


@pytest.mark.parametrize("text", ["10-2011", "2011-13", "2011-02-30", "2011-2", "høsten 2010", "22.12.10"])
def test_anything_else_is_no_partial_date(text: str) -> None:
    """A mistake is not guessed at."""
    with pytest.raises(ValueError, match=r"date|month|day"):
        rules.partial_date(text)


def test_unknown_dates_are_named() -> None:
    """Every agreement says which of its dates are not known."""
    for row in FILES.agreements:
        assert all((column in row["unknown"]) == (not row[column]) for column in loading.DATES_OF_AGREEMENT)


def test_intakes_of_region_ost_are_those_of_the_annual_report() -> None:
    """Four, six and four municipalities."""
    by_intake: dict[int, set[str]] = {}
    for row in FILES.agreements:
        if row["region"] == "ost":
            by_intake.setdefault(row["intake"], set()).add(row["municipality"])
    assert by_intake == {
        1: {"baerum", "hamar", "lillehammer", "lorenskog"},
        2: {"asker", "gjovik", "halden", "kongsvinger", "moss", "oslo"},
        3: {"elverum", "fredrikstad", "ringsaker", "sarpsborg"},
    }


def test_gatherings_of_2010_are_three_of_each_kind() -> None:
    """The annual report gives numbers, not days."""
    held = [row["kind"] for row in FILES.gatherings if row["region"] == "ost" and row["held"] == "2010"]
    assert sorted(held) == sorted(3 * ["leader_gathering", "programme_gathering", "thematic_meeting"])


def test_a_mistake_in_an_agreement_is_told(tmp_path: Path) -> None:
    """An unknown date that is not said to be unknown is a mistake."""
    folder = Path(copytree(loading.FILES, tmp_path / "files"))
    path = folder / "agreements.csv"
    path.write_text(path.read_text("utf-8").replace("signed period_to programme_start", "signed", 1), "utf-8")
    with pytest.raises(Invalid, match=r"agreements\.csv, line 2: 'unknown' must name the dates that are blank"):
        loading.read_folder(folder)


def test_the_first_year_prefers_the_agreement() -> None:
    """The period before the reported start before the intake."""
    assert rules.first_year(agreement(opened="2009", start="2010", reported_start="2012")) == 2010
    assert rules.first_year(agreement(opened="2009", reported_start="2012")) == 2012
    assert rules.first_year(agreement(opened="2009")) == 2009
    assert PartialDate(2009).iso() == "2009"
