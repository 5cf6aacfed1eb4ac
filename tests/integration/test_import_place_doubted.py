"""A report whose name and number of the municipality disagree is asked about, never filed on either in silence."""

from pathlib import Path
from typing import Any

import pytest

from boso.importers.actions import propose
from boso.importers.models import Import
from boso.importers.queries import get_import
from boso.kernel.errors import Invalid
from boso.places import rls
from tests.factories.reports import LEADER, NOW, report_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]


@pytest.fixture(autouse=True)
def _as_the_app_runs(as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()


@pytest.mark.parametrize("place", ["Prøvedal", "Bortenfor"])
def test_the_number_of_one_with_the_name_of_another_is_asked(tmp_path: Path, place: str) -> None:
    file = report_file(tmp_path, place, number="9901")
    with pytest.raises(Invalid, match=f"kommune «{place}», men nummeret 9901 er Prøvevik; oppgi kommunen"):
        propose(path=file, actor=LEADER, now=NOW, within=rls.ALL)
    with rls.scope(rls.ALL):
        assert not Import.objects.exists()


def test_a_person_settles_which_it_is(tmp_path: Path) -> None:
    file = report_file(tmp_path, "Prøvedal", number="9901")
    made = propose(path=file, actor=LEADER, now=NOW, within=rls.ALL, municipality="Prøvedal")
    assert get_import(made.import_id, within=rls.ALL).municipality == "provedal"


def test_name_and_number_that_agree_need_no_question(tmp_path: Path) -> None:
    made = propose(path=report_file(tmp_path, number="9901"), actor=LEADER, now=NOW, within=rls.ALL)
    assert get_import(made.import_id, within=rls.ALL).municipality == "provevik"
