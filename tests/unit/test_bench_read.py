"""The benchmark of reading measures every kind of file against extracting its text alone."""

import pytest

from boso.cli import bench, bench_read


def test_every_kind_of_file_and_a_large_workbook_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"TIMES": 1, "ACTIVITIES": 2, "MANY": 40}.items():
        monkeypatch.setattr(bench_read, name, value)
    rows = bench_read.run()
    assert [str(row["name"]).rsplit(" ", 1)[-1] for row in rows] == ["txt", "docx", "pdf", "xlsx", "row"]
    for row in rows:
        assert row.keys() >= bench.ROW_KEYS
        assert float(str(row["value"])) > 0
        assert float(str(row["ratio"])) > 0
