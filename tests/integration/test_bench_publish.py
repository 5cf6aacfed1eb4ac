"""The benchmark of publications runs to its end, on a programme of a few municipalities."""

import pytest

from boso.cli import bench_publish
from boso.cli.bench_programme import fill
from tests.factories.reports import NOW

pytestmark = pytest.mark.django_db


def test_every_row_says_what_it_is_measured_against(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    settings.TODAY = NOW.date()  # type: ignore[attr-defined]
    monkeypatch.setattr(bench_publish, "TIMES", 1)
    municipalities, years = 11, range(2012, 2014)
    fill(municipalities, years)
    rows = bench_publish.measured(municipalities, years, pages=3)
    assert len(rows) == 9
    assert all(row["value"] > 0 and row["baseline"] > 0 and row["baseline_name"] for row in rows)  # type: ignore[operator]
    assert any(row["name"] == f"publish: the data of {municipalities * len(years)} fact sheets" for row in rows)
    aims = [row["name"] for row in rows if row.get("aim") is not None]
    assert len(aims) == 6, aims
