"""Files into the database: proposed, decided, applied once, and taken back without a trace in any answer."""

from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import transaction

from boso.audit.queries import list_for_subject
from boso.importers.actions import accept_certain, apply_import, decide, propose, refuse_import, undo_import
from boso.importers.actions.applying import Applied
from boso.importers.models import Import, ImportedFile
from boso.importers.proposals import Choice, Conflict, ImportState, Resolution, Standing
from boso.importers.queries import find_excerpt, find_line, get_import, list_imports, view_import
from boso.kernel.errors import BosoError, Denied, Invalid, NotFound, Unreadable
from boso.kernel.figures import Kind
from boso.kernel.sources import Origin
from boso.places import rls
from boso.programme.queries import list_role_holders
from boso.reporting.actions import correct_answer
from boso.reporting.models import Report
from boso.reporting.queries import get_content, list_events
from boso.reporting.values import EventKind, Status
from tests.factories.reports import LEADER, NOW, everything, id_of, report, report_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]
NUMBER = Decimal(412)


def proposed(file: Path) -> int:
    return propose(path=file, actor=LEADER, now=NOW, within=rls.ALL).import_id


def applied(import_id: int, *, resolution: Resolution | None = None, reason: str = "") -> Applied:
    accept_certain(import_id=import_id, actor=LEADER, now=NOW, within=rls.ALL)
    return apply_import(
        import_id=import_id, actor=LEADER, now=NOW, within=rls.ALL, resolution=resolution, reason=reason
    )


def undone(import_id: int) -> None:
    undo_import(import_id=import_id, reason="Feil fil", actor=LEADER, now=NOW, within=rls.ALL)


def test_a_file_becomes_a_proposal_and_nothing_more(tmp_path: Path) -> None:
    before = everything()
    view = view_import(proposed(report_file(tmp_path)), within=rls.ALL)
    assert (view.row.municipality, str(view.row.period), view.row.state) == ("provevik", "2013", ImportState.PROPOSED)
    assert view.counts.certain > 30
    assert not view.can_apply
    assert everything() == before


def test_every_cell_is_found_again_in_the_text_of_the_file(tmp_path: Path) -> None:
    view = view_import(proposed(report_file(tmp_path)), within=rls.ALL)
    figures = [c for c in view.cells if c.proposed.address.startswith("figure:") and c.proposed.value is not None]
    assert figures
    for cell in figures:
        assert cell.where is not None
        assert str(cell.proposed.value) in view.text[slice(*cell.where)].replace(" ", "")


def test_the_same_file_again_is_the_same_proposal(tmp_path: Path) -> None:
    file = report_file(tmp_path)
    first = propose(path=file, actor=LEADER, now=NOW, within=rls.ALL)
    again = propose(path=file, actor=LEADER, now=NOW, within=rls.ALL)
    assert (first.known, again.known) == (False, True)
    assert again.import_id == first.import_id
    assert ImportedFile.objects.count() == 1


def test_applying_stores_answers_with_their_way_back(tmp_path: Path) -> None:
    done = applied(proposed(report_file(tmp_path)))
    content = get_content(done.report_id, within=rls.ALL)
    assert content.report.historical
    assert content.report.status is Status.ACCEPTED
    assert len(content.answers) == 24
    answer = next(a for a in content.answers.values() if a.figure.certain and a.figure.value is not None)
    source = answer.figure.source
    assert source is not None
    assert source.origin is Origin.IMPORTED
    excerpt = find_excerpt(source, within=rls.ALL)
    assert excerpt is not None
    assert excerpt.text.replace(" ", "") == answer.figure.raw.replace(" ", "")
    line = find_line(source)
    assert line is not None
    assert (line.file_name, line.page) == ("prøvevik-2013-1.txt", excerpt.page)


def test_applying_is_in_the_log_the_audit_trail_and_the_programme(tmp_path: Path) -> None:
    import_id = proposed(report_file(tmp_path))
    done = applied(import_id)
    kinds = [e.kind for e in list_events(done.report_id, within=rls.ALL)]
    assert kinds == [EventKind.HISTORY_RECORDED, EventKind.ANSWERS_IMPORTED]
    assert [e.act for e in list_for_subject("import", str(import_id))] == ["import_applied", "import_proposed"]
    roles = {holder.role for holder in list_role_holders(id_of("provevik"))}
    assert "programme_leader" in {str(role) for role in roles}


def test_applying_twice_changes_nothing(tmp_path: Path) -> None:
    import_id = proposed(report_file(tmp_path))
    applied(import_id)
    before = everything()
    assert applied(import_id).nothing_new
    assert everything() == before


def test_undo_leaves_every_table_as_it_was(tmp_path: Path) -> None:
    import_id = proposed(report_file(tmp_path))
    before = everything()
    applied(import_id)
    assert everything() != before
    undone(import_id)
    assert everything() == before
    assert get_import(import_id, within=rls.ALL).state is ImportState.UNDONE
    undone(import_id)
    assert next(e.act for e in list_for_subject("import", str(import_id))) == "import_undone"


def test_undo_of_a_replacement_brings_the_first_report_back(tmp_path: Path) -> None:
    applied(proposed(report_file(tmp_path, seed=1)))
    before = everything()
    second = proposed(report_file(tmp_path, seed=2))
    applied(second, resolution=Resolution.REPLACE, reason="Rettet utgave")
    assert everything() != before
    undone(second)
    assert everything() == before


def test_a_file_that_was_undone_can_be_imported_again(tmp_path: Path) -> None:
    file = report_file(tmp_path)
    undone_id = proposed(file)
    applied(undone_id)
    undone(undone_id)
    again = propose(path=file, actor=LEADER, now=NOW, within=rls.ALL)
    assert not again.known
    applied(again.import_id)
    assert {i.state for i in list_imports(rls.ALL)} == {ImportState.UNDONE, ImportState.APPLIED}


def test_a_second_report_for_the_period_waits_for_a_decision(tmp_path: Path) -> None:
    applied(proposed(report_file(tmp_path, seed=1)))
    before = everything()
    second = proposed(report_file(tmp_path, seed=2))
    assert view_import(second, within=rls.ALL).conflict is Conflict.OTHER_REPORT
    with pytest.raises(Invalid, match="annen rapport"), transaction.atomic():
        applied(second)
    with pytest.raises(Invalid, match="hvorfor"), transaction.atomic():
        applied(second, resolution=Resolution.REPLACE)
    assert everything() == before
    refuse_import(import_id=second, reason="Feil utgave", actor=LEADER, now=NOW, within=rls.ALL)
    assert get_import(second, within=rls.ALL).state is ImportState.REFUSED


def test_a_doubt_enters_when_it_is_settled(tmp_path: Path) -> None:
    import_id = proposed(report_file(tmp_path, seed=3))
    report_id = applied(import_id).report_id
    open_cells = [c for c in view_import(import_id, within=rls.ALL).cells if c.standing is Standing.OPEN]
    figure = next(c for c in open_cells if c.proposed.address.startswith("figure:"))
    code = figure.proposed.code
    assert not get_content(report_id, within=rls.ALL).answers[code].figure.certain
    decide(
        import_id=import_id, address=figure.proposed.address, choice=Choice.TYPED, kind="number", value=17,
        actor=LEADER, now=NOW, within=rls.ALL,
    )  # fmt: skip
    assert not applied(import_id).nothing_new
    stored = get_content(report_id, within=rls.ALL).answers[code].figure
    assert (stored.value, stored.certain) == (17, True)
    with pytest.raises(Denied, match="endre det der"):
        decide(
            import_id=import_id, address=figure.proposed.address, choice=Choice.LEAVE,
            actor=LEADER, now=NOW, within=rls.ALL,
        )  # fmt: skip


def test_what_somebody_changed_is_not_undone_over_their_head(tmp_path: Path) -> None:
    import_id = proposed(report_file(tmp_path))
    report_id = applied(import_id).report_id
    correct_answer(
        report_id=report_id, code="A_no_dwelling.housed", kind=Kind.NUMBER, value=NUMBER, reason="Telt på nytt",
        actor=LEADER, now=NOW, within=rls.ALL,
    )  # fmt: skip
    with pytest.raises(Denied, match=r"A_no_dwelling\.housed"):
        undone(import_id)


def test_the_newest_import_is_undone_first(tmp_path: Path) -> None:
    first = proposed(report_file(tmp_path, seed=1))
    applied(first)
    applied(proposed(report_file(tmp_path, seed=2)), resolution=Resolution.FILL)
    with pytest.raises(Denied, match="angre den først"):
        undone(first)


def test_an_opened_report_is_filled_and_emptied_again(tmp_path: Path) -> None:
    opened = report("provevik", 2013, historical=False)
    import_id = proposed(report_file(tmp_path))
    assert applied(import_id).report_id == opened.id
    assert Report.objects.get(pk=opened.id).status == Status.UNDER_WAY
    undone(import_id)
    left = Report.objects.get(pk=opened.id)
    assert (left.status, left.historical) == (Status.NOT_STARTED, False)


def test_a_delivered_report_is_closed_to_files(tmp_path: Path) -> None:
    opened = report("provevik", 2013, historical=False)
    Report.objects.filter(pk=opened.id).update(status=Status.DELIVERED.value)
    import_id = proposed(report_file(tmp_path))
    with pytest.raises(Denied, match="supplement"):
        applied(import_id)


def test_nothing_is_applied_before_something_is_accepted(tmp_path: Path) -> None:
    import_id = proposed(report_file(tmp_path))
    with pytest.raises(Invalid, match="Ingenting er godtatt"):
        apply_import(import_id=import_id, actor=LEADER, now=NOW, within=rls.ALL)


def _nowhere(folder: Path) -> Path:
    return report_file(folder, "Prøvebortevekk")


def _empty(folder: Path) -> Path:
    file = folder / "tom.txt"
    file.touch()
    return file


def _letter(folder: Path) -> Path:
    file = folder / "brev.txt"
    file.write_text("Kjære kommune, takk for sist.", encoding="utf-8")
    return file


BAD = [(_nowhere, NotFound, "Prøvebortevekk"), (_empty, Unreadable, "tom"), (_letter, Unreadable, "brev")]


@pytest.mark.parametrize(("make", "error", "says"), BAD)
def test_bad_input_is_one_sentence_and_stores_nothing(
    make: "type[Path]", error: type[BosoError], says: str, tmp_path: Path
) -> None:
    with pytest.raises(error, match=says) as told:
        proposed(make(tmp_path))
    assert "\n" not in str(told.value)
    assert not ImportedFile.objects.exists()


def test_a_year_outside_the_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="2009"):
        propose(path=report_file(tmp_path), actor=LEADER, now=NOW, within=rls.ALL, year=2009)
    assert not Import.objects.exists()


def test_a_person_may_name_the_municipality(tmp_path: Path) -> None:
    made = propose(path=_nowhere(tmp_path), actor=LEADER, now=NOW, within=rls.ALL, municipality="Prøvedal")
    assert get_import(made.import_id, within=rls.ALL).municipality == "provedal"


def test_a_file_from_elsewhere_is_not_let_in(tmp_path: Path) -> None:
    with pytest.raises(Denied, match="Prøvevik"):
        propose(path=report_file(tmp_path), actor=LEADER, now=NOW, within=[id_of("provesund")])
    assert not ImportedFile.objects.exists()


def test_an_import_of_another_municipality_does_not_exist(tmp_path: Path) -> None:
    import_id = proposed(report_file(tmp_path))
    elsewhere = [id_of("provesund")]
    for look in (get_import, view_import):
        with pytest.raises(NotFound):
            look(import_id, within=elsewhere)
    assert list_imports(elsewhere) == []
    with pytest.raises(NotFound):
        accept_certain(import_id=import_id, actor=LEADER, now=NOW, within=elsewhere)


def test_a_fault_in_the_middle_leaves_nothing_behind(tmp_path: Path) -> None:
    import_id = proposed(report_file(tmp_path))
    before = everything()
    with (
        patch("boso.importers.actions.applying.record_role_holders", side_effect=OSError("disk full")),
        pytest.raises(OSError, match="disk full"),
        transaction.atomic(),
    ):
        applied(import_id)
    assert everything() == before
    assert get_import(import_id, within=rls.ALL).state is ImportState.PROPOSED
