"""The documents say what is there: links lead somewhere, settings and commands are all named."""

import re
from pathlib import Path

import pytest

from boso.cli.main import COMMANDS
from boso.config.env import VARIABLES
from tests.architecture.surroundings import CHECKOUT

PAGES = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_every_setting_is_explained() -> None:
    text = (CHECKOUT / "docs/RUNNING.md").read_text(encoding="utf-8")
    assert [name for name in [*VARIABLES, "SECRET_KEY", "DATABASE_URL", "DATABASE_OWNER_URL"] if name not in text] == []


def test_every_command_is_explained() -> None:
    text = (CHECKOUT / "docs/COMMANDS.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"./boso {name}" not in text] == []


def test_every_decision_is_listed() -> None:
    text = (CHECKOUT / "docs/adr/README.md").read_text(encoding="utf-8")
    assert [file.name for file in (CHECKOUT / "docs/adr").glob("0*.md") if file.name not in text] == []
