"""Pages for those inside that no other story walks through, each looked at in every language on a phone and a desk."""

from collections.abc import Callable

import pytest

from boso.access.values import Role
from tests.browser.conftest import DESK, PHONE, Reader
from tests.factories.delivering import complete
from tests.factories.pages import OF_PEOPLE, OF_THE_EDITOR
from tests.factories.people import holder

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("programme")]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_page_of_people_and_of_filling_in_can_be_used_by_everyone(
    reader: Callable[..., Reader], language: str
) -> None:
    """The log, people, a hand-over, the annual report's workshop, and a report being filled in."""
    report = complete("provevik")
    holder(Role.REGION_MANAGER, username="region")
    holder(Role.EDITOR, username="redaktor")
    pages = {**OF_PEOPLE, "leder": (*OF_PEOPLE["leder"], *(path.format(report=report.id) for path in OF_THE_EDITOR))}
    for name, paths in pages.items():
        person = reader()
        person.logs_in(name)
        for path in paths:
            person.goes_to(f"{path}?sprak={language}")
            assert person.page.get_attribute("html", "lang") == language, path
            for window in (PHONE, DESK):
                person.page.set_viewport_size(window)  # type: ignore[arg-type]
                person.finds_no_barrier()
