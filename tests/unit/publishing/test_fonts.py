"""The type of documents is made once for all processes, where the program keeps its files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from boso.publishing import fonts

pytestmark = pytest.mark.skipif(not fonts.WEB_FONT.is_dir(), reason="the web font is not installed")


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """Where it was made, quickly; as in processes that have just begun."""
    made: list[Path] = []

    def make(_source: Path, target: Path) -> None:
        made.append(target)
        (target / "Inter-400.ttf").write_bytes(b"")

    monkeypatch.setattr(fonts, "_make", make)
    fonts.folder.cache_clear()
    yield made
    fonts.folder.cache_clear()


def test_the_next_process_finds_what_the_first_one_made(settings: Any, tmp_path: Path, made: list[Path]) -> None:
    settings.DATA_FOLDER = tmp_path
    first = fonts.folder()
    fonts.folder.cache_clear()
    assert fonts.folder() == first
    assert len(made) == 1
    assert [each.name for each in tmp_path.iterdir()] == [first.name if first else ""]


def test_two_that_begin_at_once_end_with_the_same(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_FOLDER = tmp_path

    def meanwhile(_source: Path, target: Path) -> None:
        """Another process is done while this one makes its own."""
        monkeypatch.undo()
        monkeypatch.setattr(fonts, "_make", lambda _source, own: (own / "theirs").write_bytes(b""))
        fonts.folder()
        fonts.folder.cache_clear()
        (target / "ours").write_bytes(b"")

    monkeypatch.setattr(fonts, "_make", meanwhile)
    settings.DATA_FOLDER = tmp_path
    found = fonts.folder()
    assert found is not None
    assert [each.name for each in found.iterdir()] == ["theirs"]
    assert len(list(tmp_path.iterdir())) == 1


def test_without_a_folder_to_keep_it_in_the_process_has_its_own(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path / "there-is-none"
    own = fonts.folder()
    assert own is not None
    assert own.is_dir()
