"""An import with the script on: what the page answers is what the person sees, refusals too."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from boso.access.values import Role
from boso.places import rls
from tests.factories.people import holder, logged_in
from tests.factories.reports import NOW, programme_places, report_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _programme(as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()
    with rls.scope(rls.ALL):
        programme_places()


def _shown(rules: list[dict[str, Any]], status: int) -> bool:
    """htmx takes the first rule that matches the status."""
    return bool(next(rule["swap"] for rule in rules if re.search(rule["code"], str(status))))


def test_a_refused_answer_is_shown_and_its_reason_takes_the_focus(tmp_path: Path) -> None:
    leader = logged_in(holder(Role.PROGRAMME_LEADER))
    path = report_file(tmp_path)
    address = leader.post("/import/", {"file": SimpleUploadedFile(path.name, path.read_bytes())})["Location"]
    said = {"address": "figure:A_no_dwelling.status_start", "choice": "typed", "typed": "tolv"}

    answer = leader.post(f"{address}svar/", said)

    page = answer.content.decode()
    meta = re.search(r"name=\"htmx-config\" content='([^']*)'", page)
    assert meta
    rules = json.loads(unescape(meta[1]))["responseHandling"]
    assert answer.status_code == 422
    assert all(_shown(rules, status) for status in (200, 403, 422, 500))
    assert not _shown(rules, 204)
    assert re.search(r'id="refusal" tabindex="-1"[^>]*role="alert"', page)
