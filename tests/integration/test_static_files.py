"""Files of the pages are kept by browsers for good, because their address changes when they do."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client

from boso.config import static_files


@pytest.fixture(autouse=True)
def _fresh() -> None:
    static_files.content_of.cache_clear()


def test_an_address_names_what_the_file_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    for content in ("a {}", "b {}", "a {}"):
        (tmp_path / "boso.css").write_text(content)
        monkeypatch.setattr(finders, "find", lambda _name: str(tmp_path / "boso.css"))
        static_files.content_of.cache_clear()
        seen.append(static("boso.css"))
    assert seen[0] == seen[2] != seen[1]
    assert re.fullmatch(r"/static/boso\.css\?v=[0-9a-f]{12}", seen[0])


def cached(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    answer.close()
    return str(answer["Cache-Control"])


@pytest.mark.django_db
def test_only_the_address_of_what_is_there_is_kept_for_good(client: Client) -> None:
    assert cached(client, static("boso.css")) == "public, max-age=31536000, immutable"
    for other in ("/static/boso.css", "/static/boso.css?v=000000000000"):
        assert cached(client, other) == "max-age=3600, public"


def test_a_font_has_the_address_that_the_style_asks_for() -> None:
    assert "?" not in static("inter/files/inter-latin-wght-normal.woff2")


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_no_fault(client: Any) -> None:
    assert static("nothing.css") == "/static/nothing.css"
    assert client.get("/static/nothing.css").status_code == 404
