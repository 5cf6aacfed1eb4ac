"""What comes in as a file, what city districts give, late answers, and the annual report, each act judged by its
outcome as in `test_permission_outcomes`; and that no act of any page is left out of both."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from boso.access.values import Role
from boso.importers.queries import list_imports
from boso.places import rls
from boso.places.models import District
from boso.reporting.actions import store_steps
from boso.reporting.queries import list_tagged
from boso.reporting.rules.signing import Act
from boso.reporting.themes import themes
from boso.reporting.values import EventKind, RowStep, Table
from tests.factories.delivering import complete, delivered, opened, pending, step
from tests.factories.outcomes import REGION, SLUG, Try, astray, not_tried, people
from tests.factories.people import districts_of
from tests.factories.reports import LEADER, NOW, programme_places, report_file
from tests.factories.reports import report as historical
from tests.factories.workbooks import filled
from tests.integration.test_permission_matrix import expected
from tests.integration.test_permission_outcomes import TRIED as TRIED_ELSEWHERE

pytestmark = pytest.mark.django_db
HOUSED, START, OTHER = "figure:A_no_dwelling.housed", "figure:A_no_dwelling.status_start", "figure:B_at_risk.housed"
LEARNING = "4.1.A"
TRIED = {
    *("imports", "import_answer", "import_accept", "import_apply", "import_undo", "import_refuse"),
    *("workbook_upload", "workbook_take", "workbook_undo", "district_save", "district_field", "district_say"),
    *("district_restore",),
    *("districts_sums", "supplement_ask", "supplement_send", "annual_chapter", "annual_versions", "annual_tagging"),
    *("annual_texts", "annual_freeze", "annual_publish", "annual_withdraw"),
}
SHOWN = {  # pages that only show something, whoever sends what
    *("report_work", "report_section", "report_checks", "report_answer", "report_file", "report_print"),
    *("report_document", "workbook", "workbook_file", "workbook_changes", "districts", "district", "deliver", "review"),
    *("district_answer",),
    *("supplement", "versions", "receipt", "receipt_file", "region", "desk", "desk_file", "contact_municipality"),
    *(
        "desk_answers",
        "meeting_file",
        "minutes",
        "minutes_file",
        "round",
        "people",
        "log",
        "log_file",
        "import",
        "annual_home",
    ),
    *("annual_reports", "annual_report", "annual_preview", "annual_preview_file", "annual_release"),
}


@pytest.fixture
def world(as_app_role: None, settings: Any, tmp_path: Path) -> Mapping[str, int]:
    """Reports of one municipality: one not begun, and one delivered with a figure to come."""
    settings.TODAY = NOW.date()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with rls.scope(rls.ALL):
        programme_places()
        begun, late = opened(SLUG, 2012), complete(SLUG, 2011, **waiting())
        step(late, Act.MARK_READY, Act.APPROVE)
        delivered(late)
    districts_of(SLUG)
    return {"begun": begun.id, "late": late.id}


def waiting() -> dict[str, Any]:
    return {HOUSED.removeprefix("figure:"): pending("2014-03-07")}


def of_import(folder: Path) -> Iterator[Try]:
    """A file read, doubted, believed, taken in and taken back; and one put away."""

    def sent(seed: int) -> dict[str, object]:
        path = report_file(folder, seed=seed)
        return {"file": SimpleUploadedFile(path.name, path.read_bytes())}

    def newest() -> dict[str, object]:
        return {"import_id": max(row.id for row in list_imports(rls.ALL))}

    leader, contact, manager = Role.PROGRAMME_LEADER, Role.PROGRAMME_CONTACT, Role.REGION_MANAGER
    yield Try("imports", leader, {}, lambda: sent(1))
    yield Try("import_answer", contact, newest(), lambda: {"address": START, "choice": "typed", "typed": "412"})
    yield Try("import_accept", manager, newest(), dict)
    yield Try("import_apply", leader, newest(), dict)
    yield Try("import_undo", contact, newest(), lambda: {"reason": "Feil fil."})
    yield Try("imports", manager, {}, lambda: sent(2))
    yield Try("import_refuse", leader, newest(), lambda: {"reason": "Feil fil."})


def of_workbook(report: int, browsers: Mapping[str, Client]) -> Iterator[Try]:
    """A workbook sent back, taken in, and undone."""
    named, helper = {"report_id": report}, browsers[Role.CONTRIBUTOR.value]
    content = filled(helper.get(reverse("workbook_file", args=[report])).content, {HOUSED: 74})
    yield Try("workbook_upload", Role.CONTRIBUTOR, named, lambda: {"file": SimpleUploadedFile("a.xlsx", content)})
    page = helper.get(reverse("workbook", args=[report])).content.decode()
    upload = {**named, "upload_id": int(re.findall(rf"/rapport/{report}/arbeidsbok/(\d+)/", page)[0])}
    shown = helper.get(reverse("workbook_changes", kwargs=upload)).content.decode()
    ticked = re.findall(r'name="ta" value="(\d+)" checked', shown)
    seen = dict(re.findall(r'name="(sett:\d+)" value="(\w*)"', shown))
    yield Try("workbook_take", Role.PROGRAMME_LEADER, upload, lambda: {"ta": ticked, **seen})
    yield Try("workbook_undo", Role.CONTRIBUTOR, upload, dict)


def of_districts(browsers: Mapping[str, Client]) -> Iterator[Try]:
    """Parts of two districts, one of them done and opened again, and the sum of both."""
    leader = Role.PROGRAMME_LEADER
    with rls.scope(rls.ALL):
        report = opened(SLUG).id
    nordre, sondre = (
        {"report_id": report, "district": District.objects.get(pk=each).slug} for each in districts_of(SLUG)
    )

    def shown(named: Mapping[str, object], page: str = "district") -> str:
        return browsers[leader.value].get(reverse(page, kwargs=dict(named))).content.decode()

    def typed(named: Mapping[str, object], address: str, text: str) -> dict[str, object]:
        found = re.search(rf'name="{re.escape(address)}!seen" value="(\w*)"', shown(named))
        assert found
        return {address: text, f"{address}!seen": found[1]}

    def first_step(named: Mapping[str, object]) -> dict[str, object]:
        history = browsers[leader.value].get(reverse("district_answer", kwargs=dict(named)), {"felt": HOUSED})
        return {"felt": HOUSED, "step": re.findall(r'name="step" value="(\d+)"', history.content.decode())[-1]}

    yield Try("district_save", Role.DISTRICT_CONTRIBUTOR, nordre, lambda: typed(nordre, HOUSED, "12"))
    field = {"address": START, "version": 1, "token": "t"}
    yield Try("district_field", Role.DISTRICT_LEADER, nordre, lambda: {**typed(nordre, START, "4"), **field})
    yield Try("district_save", Role.DISTRICT_LEADER, nordre, lambda: typed(nordre, HOUSED, "13"))
    yield Try("district_restore", Role.DISTRICT_CONTRIBUTOR, nordre, lambda: first_step(nordre))
    yield Try("district_save", leader, sondre, lambda: typed(sondre, HOUSED, "30"))
    yield Try("district_say", Role.DISTRICT_LEADER, nordre, lambda: {"done": "1", "confirmed": "yes"})
    yield Try("district_say", Role.CONTRIBUTOR, nordre, lambda: {"done": "0"})
    page = shown({"report_id": report}, "districts")
    sums = {**dict(re.findall(r'name="(figure:[^"]+!(?:sum|seen))" value="(\w*)"', page)), "do": "all"}
    yield Try("districts_sums", Role.CONTRIBUTOR, {"report_id": report}, lambda: sums)


def of_late_answers(report: int) -> Iterator[Try]:
    """A field opened by the region, and what was promised sent."""
    named = {"report_id": report}
    asked = {"felt": OTHER, "why": "Stemmer dette?", "due": "20.02.2014"}
    yield Try("supplement_ask", Role.PROGRAMME_CONTACT, named, lambda: asked)
    yield Try("supplement_ask", Role.REGION_MANAGER, named, lambda: {"do": "take_back:1"})
    yield Try("supplement_send", Role.PROGRAMME_OWNER, named, lambda: {"version": 1, "do": "send", HOUSED: "12"})


def of_annual_report() -> Iterator[Try]:
    """From its first word to the public, and back."""
    named, editor = {"region": REGION, "year": 2012}, Role.EDITOR
    chapter, release = {**named, "code": "introduction"}, {**named, "number": 1}
    text = {"text": _text_of_the_past()}
    for number, words in enumerate(("Først", "Så")):
        saved = {"slot": "introduction", "text": words, "based_on": number, "tekst": "nb"}
        yield Try("annual_chapter", editor, chapter, lambda saved=saved: saved)  # type: ignore[misc]
    versions = {**named, "slot": "introduction"}
    yield Try("annual_versions", editor, versions, lambda: {"number": 1, "tekst": "nb"})
    yield Try("annual_tagging", editor, named, lambda: {**text, "themes": [next(iter(themes()))]})
    yield Try("annual_texts", editor, named, lambda: text)
    yield Try("annual_texts", editor, named, lambda: {**text, "do": "withdraw", "why": "Feil svar."})
    yield Try("annual_freeze", editor, named, lambda: {"reason": ""})
    yield Try("annual_publish", editor, release, lambda: {"languages": ["nb"]})
    yield Try("annual_withdraw", editor, release, lambda: {"reason": "Feil forside."})


def _text_of_the_past() -> int:
    """What another municipality of the region wrote about learning in the year."""
    with rls.scope(rls.ALL):
        row = historical("provesund", 2012, {"A_no_dwelling.housed": 7})
        content = {"code": LEARNING, "kind": "text", "text": "Faste møter ga raskere avklaring.", "certain": True}
        source = {"origin": "typed", "source_label": "", "place": None, "reference": ""}
        one = RowStep(table=Table.TEXTS, key=(LEARNING,), before=None, after={**content, **source})
        store_steps(report_id=row.id, steps=[one], event=EventKind.ANSWERS_IMPORTED, actor=LEADER, now=NOW)
    return list_tagged(rls.ALL, year=2012, region=REGION, invented=True)[0].id


def test_an_act_is_done_by_those_who_may_and_writes_nothing_by_those_who_may_not(
    world: Mapping[str, int], tmp_path: Path
) -> None:
    browsers = people()
    acts = [
        of_import(tmp_path),
        of_workbook(world["begun"], browsers),
        of_districts(browsers),
        of_late_answers(world["late"]),
        of_annual_report(),
    ]
    judged = list[str]()

    def each() -> Iterator[Try]:
        for act in chain.from_iterable(acts):
            judged.append(act.page)
            yield act

    found = astray(each(), browsers, {page: row["own"] for page, row in expected().items()})
    assert not found, "\n".join(found)
    assert set(judged) == TRIED


def test_every_page_that_asks_for_a_permission_is_judged_or_only_shows_something() -> None:
    """A new address fails here until somebody has written an act for it, or that there is none."""
    assert not not_tried(TRIED, TRIED_ELSEWHERE, shown=SHOWN)
