"""Every address has a declared permission, every template is used, and every part of the page comes from the house."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from boso.config import settings
from boso.web.permissions import PAGES, Open
from tests.architecture.surroundings import PACKAGE, SOURCES

TEMPLATES = PACKAGE / "web/templates"
BY_NUMBER = ("web/errors/",)  # named by the status of the answer
OF_LIBRARIES = ("account/", "allauth/", "mfa/", "404.html", "403.html", "500.html", "400.html", "403_csrf.html")

PUBLIC = {name for name, requirement in PAGES.items() if requirement is Open.PUBLIC}


def addresses(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern)
        else:
            yield pattern


def test_every_address_has_a_name_and_a_declared_permission() -> None:
    assert sorted(str(page.pattern) for page in addresses() if page.name not in PAGES) == []


def test_no_permission_is_declared_for_an_address_that_is_not() -> None:
    assert set(PAGES) - {page.name for page in addresses()} == set()


def test_the_guard_of_pages_is_in_its_place() -> None:
    order = settings.MIDDLEWARE
    assert order.index("boso.web.middleware.access.VisitorMiddleware") < order.index(
        "boso.web.middleware.access.AccessMiddleware"
    )
    assert order[-1] == "boso.web.middleware.access.AccessMiddleware"


def test_public_pages_are_the_ones_meant_to_be() -> None:
    private = re.compile(r"arbeid|import|konto/(?!stengt)|region/")
    shown = {page.name: str(page.pattern) for page in addresses()}
    assert {name: shown[name] for name in PUBLIC if private.match(shown[name])} == {}


def test_every_template_is_used() -> None:
    texts = [file.read_text(encoding="utf-8") for file in [*SOURCES, *TEMPLATES.rglob("*.html")]]
    names = [str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.html")]
    ours = [name for name in names if not name.startswith((*OF_LIBRARIES, *BY_NUMBER))]
    assert [name for name in ours if not any(f'{name}"' in text or f"{name}'" in text for text in texts)] == []


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_a_page_holds_no_script_or_style_of_its_own(file: object) -> None:
    """The content security policy refuses them, so they would silently not work."""
    text = file.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|https?://(?!www\.w3\.org)", text) == []
