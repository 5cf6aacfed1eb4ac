"""The house keeps its shape: empty package files, known file names, one-sentence module docstrings, no banned names."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.surroundings import CHECKOUT, PACKAGE, SOURCES

BANNED = {"utils", "helpers", "common", "core", "manager", "service", "services", "handler", "data", "info", "process"}
DOORS = {"values", "rules", "models", "queries", "actions", "tasks"}
CODE = [file for file in SOURCES if file.name != "__init__.py" and "migrations" not in file.parts]


@pytest.fixture
def tracked() -> list[str]:
    """The files of the repository."""
    git = shutil.which("git")
    answer = (
        subprocess.run([git, "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=False) if git else None
    )
    if answer is None or answer.returncode:
        pytest.skip("what is committed is unknown: there is no git, or this is no repository")
    return answer.stdout.splitlines()


def named(file: Path) -> str:
    return str(file.relative_to(PACKAGE))


def only_names(file: Path) -> bool:
    """A docstring, imports, and the list of names: nothing that does something."""
    body = ast.parse(file.read_text(encoding="utf-8")).body[1:]
    return all(isinstance(part, (ast.ImportFrom, ast.Assign)) for part in body)


def test_package_files_are_empty() -> None:
    """Apart from those of a fixed file that was split by use case: they pass its names on."""
    full = [file for file in PACKAGE.rglob("__init__.py") if file.stat().st_size]
    assert [named(file) for file in full if file.parent.name not in DOORS or not only_names(file)] == []


def test_no_package_lacks_its_file() -> None:
    folders = {file.parent for file in SOURCES}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_no_name_says_nothing() -> None:
    names = {part for file in SOURCES for part in (*file.relative_to(PACKAGE).parent.parts, file.stem)}
    assert names & BANNED == set()


@pytest.mark.parametrize("file", CODE, ids=named)
def test_a_module_says_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))


def test_no_task_without_a_place() -> None:
    todo = re.compile(r"\b(TODO|FIXME|XXX)\b")
    assert [named(file) for file in SOURCES if todo.search(file.read_text(encoding="utf-8"))] == []


def test_rules_do_not_ask_the_clock() -> None:
    asks = re.compile(r"\b(date\.today|datetime\.now|timezone\.now|localdate|localtime|time\.time)\(")
    pure = [
        file for file in SOURCES if "rules" in file.parts or file.stem in {"rules", "values"} or "kernel" in file.parts
    ]
    assert [named(file) for file in pure if asks.search(file.read_text(encoding="utf-8"))] == []


def test_no_text_of_real_reports_is_kept(tracked: list[str]) -> None:
    kept = [name for name in tracked if re.search(r"\b(gjovik|sarpsborg)-2013\.(txt|docx|pdf|xlsx)$", name)]
    assert kept == []


def test_no_file_is_third_party(tracked: list[str]) -> None:
    folders = ("node_modules/", ".venv/", "staticfiles/")
    assert [name for name in tracked if name.startswith(folders) or name.endswith((".min.js", ".woff2", ".ttf"))] == []
