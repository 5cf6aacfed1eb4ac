"""What is installed is locked: hashes for everything, and no address of a registry."""

import json
import re
import tomllib

import pytest

from tests.architecture.surroundings import CHECKOUT

LISTS = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt")
SPONSORS = ("https://github.com/sponsors/", "https://opencollective.com/")


@pytest.mark.parametrize("name", LISTS)
def test_every_package_has_hashes(name: str) -> None:
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[a-zA-Z])", text)
    pinned = [package for package in packages if re.match(r"[\w.\[\]-]+==", package)]
    assert pinned
    assert [package.split()[0] for package in pinned if "--hash=sha256:" not in package] == []


@pytest.mark.parametrize("name", [*LISTS, "package-lock.json", ".npmrc"])
def test_no_address_of_a_registry(name: str) -> None:
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    addresses = re.findall(r"https?://[^\s\"]+|--index-url|--find-links|registry=", text)
    assert [address for address in addresses if not address.startswith(SPONSORS)] == []


def test_npm_packages_have_hashes_and_no_address() -> None:
    lock = json.loads((CHECKOUT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert [name for name, package in packages.items() if "integrity" not in package or "resolved" in package] == []


def test_every_declared_package_is_locked() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    lists = {
        "requirements.txt": project["project"]["dependencies"],
        "requirements-dev.txt": project["dependency-groups"]["dev"],
    }
    for name, declared in lists.items():
        locked = set(re.findall(r"^([\w.-]+)==", (CHECKOUT / name).read_text(encoding="utf-8"), flags=re.MULTILINE))
        names = {re.split(r"[\[<>=~! ]", line)[0].lower() for line in declared}
        assert names - {each.lower() for each in locked} == set()


def test_test_tools_need_nothing_else_than_the_program() -> None:
    """Both lists are installed into one environment, so a package has one version."""
    pins = [
        dict(re.findall(r"^([\w.-]+)==([\w.]+)", (CHECKOUT / name).read_text(encoding="utf-8"), flags=re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    ]
    assert {name for name in pins[0] if pins[1].get(name) != pins[0][name]} == set()
