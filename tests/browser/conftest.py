"""A real browser on real pages; skipped with a notice where no Chromium is found."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from boso.access.values import Role
from boso.seed.invented import municipalities
from tests.factories.annual import published_annual_report
from tests.factories.people import PASSWORD, holder
from tests.factories.reports import NOW, programme_places, report

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
AXE = Axe()
NEED = {"status_start": 8, "status_end": 2, "housed": 54}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, or the one BOSO_CHROMIUM names."""
    path = os.environ.get("BOSO_CHROMIUM") or next((p for p in map(shutil.which, NAMES) if p), None)
    if path is None:
        pytest.skip("no Chromium found; install it or set BOSO_CHROMIUM")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the driver runs a loop in this thread; the tests do not
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=[*QUIET, *as_root])
        yield started
        started.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Reader:
    """Somebody at a browser. Every page is looked at: no complaint in the console, no serious barrier, no overflow."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    scripted: bool = True

    def goes_to(self, path: str) -> None:
        self.page.goto(self.base + path)

    def logs_in(self, username: str) -> None:
        self.goes_to("/logg-inn/")
        self.page.get_by_label("Brukernavn").fill(username)
        self.page.get_by_label("Passord").fill(PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="Logg inn").click()

    def sees(self, *texts: str) -> None:
        for text in texts:
            self.page.get_by_text(text).locator("visible=true").first.wait_for()

    def finds_no_barrier(self) -> None:
        """Axe is a script itself: where none runs it never ends, and the story beside this one has looked."""
        assert self.complaints == []
        if not self.scripted:
            return
        if self.page.evaluate("!window.axe"):  # a page that stands is looked at again in other windows and colours
            self.page.evaluate(AXE.axe_script)
        found = self.page.evaluate("axe.run({resultTypes: ['violations']}).then(seen => seen.violations)")
        serious = [v for v in found if v["impact"] in ("serious", "critical")]
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in serious] == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(wide) <= 0, f"{self.page.url} is wider than the window"


@pytest.fixture
def reader(browser: Browser, live_server: Any) -> Iterator[Callable[..., Reader]]:
    """Makes readers: `reader(window=PHONE, color_scheme="dark", java_script_enabled=False)`."""
    contexts: list[BrowserContext] = []

    def make(window: dict[str, int] = DESK, **how: Any) -> Reader:
        context = browser.new_context(viewport=window, locale="nb-NO", **how)  # type: ignore[arg-type]
        contexts.append(context)
        made = Reader(context.new_page(), live_server.url, scripted=how.get("java_script_enabled", True))
        made.page.on("console", lambda m: made.complaints.append(m.text) if m.type == "error" else None)
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        return made

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def programme(transactional_db: None, settings: Any) -> None:
    """Real municipalities with a report, the invented region with several years, and a leader in Prøvevik."""
    cache.clear()
    settings.TODAY = NOW.date()
    settings.DEMO = True
    programme_places()
    figures = {f"{group}.{k}": v for group in ("A_no_dwelling", "B_at_risk", "C_unsuitable") for k, v in NEED.items()}
    report("gjovik", 2013, figures)
    for year in (2011, 2012):
        report(municipalities()[0].slug, year, {**figures, "C2.municipal_dwellings": 900 + year - 2011})
    published_annual_report(2012)
    holder(Role.PROGRAMME_LEADER, username="leder")
