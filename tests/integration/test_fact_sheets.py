"""Fact sheets as a reader and a command make them: peers of any choice, and every way an address can be wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from boso.indicators.queries import peers_of
from boso.indicators.values import PeerGroup
from boso.kernel.errors import Invalid, NotFound
from boso.kernel.figures import Figure, Kind
from boso.places import rls
from boso.places.queries import get_municipality
from boso.publishing.factsheet.loading import load_sheet
from boso.publishing.factsheet.peers import own_choice
from boso.publishing.factsheet.values import PeerChoice
from tests.factories.reports import NOW, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places_of_module")]
NEED = {"A_no_dwelling.status_end": 20, "A_no_dwelling.housed": 54, "C2.municipal_dwellings": 945}
PAGE = "/kommuner/gjovik/faktaark/2013/"


@pytest.fixture(autouse=True)
def _programme(as_app_role: None, settings: Any) -> None:
    settings.TODAY = NOW.date()
    with rls.scope(rls.ALL):
        report("gjovik", 2013, {**NEED, "C2.new_allocations": Figure(kind=Kind.PENDING, expected="2014-06")})
        report("gjovik", 2012, {**NEED, "A_no_dwelling.status_end": 60})
        for slug, dwellings in (("hamar", 700), ("halden", 800), ("sarpsborg", 1000)):
            report(slug, 2013, {**NEED, "C2.municipal_dwellings": dwellings})
        report("provevik", 2012, NEED)


def page(client: Any, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def own(text: str, slug: str = "gjovik", language: str = "nb") -> PeerChoice:
    return own_choice(text, get_municipality(slug, year=2013), year=2013, language=language)


def test_peers_of_ones_own_choice_are_those_and_no_others() -> None:
    found = peers_of("gjovik", years=[2013], group=PeerGroup.OWN, chosen=own("Hamar; 0101, sarpsborg, Gjøvik").chosen)
    assert [m.slug for m in found.members] == ["halden", "hamar", "sarpsborg"]
    told = found.range("C2.municipal_dwellings", 2013)
    assert told is not None
    assert (told.low, told.median, told.high, told.coverage.counted) == (700, 800, 1000, 3)


@pytest.mark.parametrize(("text", "language", "said"), [
    ("Hammar", "nb", "Kjenner ingen kommune «Hammar» i 2013. Mente du Hamar eller Hammerfest?"),
    ("Hamar, Xyzzy", "nb", "Kjenner ingen kommune «Xyzzy» i 2013. Skriv navnene med komma mellom."),
    ("Prøvevik", "nn", "Prøvevik er oppdikta og kan ikkje stå ved sida av verkelege kommunar. Vel berre verkelege."),
    ("", "en", "Write at least one other municipality to compare with"),
    ("Gjøvik", "nb", "Skriv minst én annen kommune"),
])  # fmt: skip
def test_a_list_that_cannot_be_used_is_refused_in_one_sentence(text: str, language: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        own(text, language=language)
    assert str(refused.value).startswith(said)


def test_real_ones_never_stand_beside_an_invented_one() -> None:
    with pytest.raises(Invalid, match="Hamar er en virkelig kommune"):
        own("Hamar", "provevik")
    found = peers_of("provevik", years=[2012], group=PeerGroup.OWN, chosen=("hamar", "gjovik"))
    assert found.members == ()


def test_alike_in_the_manner_of_kostra_is_by_size_and_the_towns_apart() -> None:
    found = peers_of("gjovik", years=[2013], group=PeerGroup.KOSTRA)
    assert found.label == "large"
    slugs = {m.slug for m in found.members}
    assert {"hamar", "sarpsborg"} <= slugs
    assert not {"oslo", "trondheim", "gjovik"} & slugs
    assert peers_of("oslo", years=[2013], group=PeerGroup.KOSTRA).members == ()


@pytest.mark.parametrize(("query", "said"), [
    ("", "andre kommuner i region øst"),
    ("?sammenlign=kostra", "det er ikke SSBs egen gruppering"),
    ("?sammenlign=alle", "andre kommuner i hele programmet"),
    ("?kommuner=Hamar%2C+Halden%2C+Sarpsborg", "etter eget valg: Halden, Hamar og Sarpsborg"),
    ("?sammenlign=egne&kommuner=Hamar%2CHalden", "så det vises ingen median"),
])  # fmt: skip
def test_the_address_keeps_the_choice_and_so_do_the_files(client: Any, query: str, said: str) -> None:
    shown = page(client, PAGE + query)
    assert said in shown
    for kind in ("pdf", "docx", "xlsx", "json"):
        assert f"/kommuner/gjovik/faktaark/2013.{kind}" in shown
    if "alle" in query:
        assert "/kommuner/gjovik/faktaark/2013.pdf?sammenlign=alle" in shown


def test_a_file_is_made_beside_the_chosen_peers(client: Any) -> None:
    answer = client.get("/kommuner/gjovik/faktaark/2013.json?kommuner=Hamar,Halden,Sarpsborg")
    assert "etter eget valg: Halden, Hamar og Sarpsborg" in json.dumps(json.loads(answer.content), ensure_ascii=False)


def test_a_wrong_list_is_told_beside_its_field_and_kept(client: Any) -> None:
    shown = page(client, f"{PAGE}?kommuner=Hammar", 422)
    assert "Mente du Hamar eller Hammerfest?" in shown
    assert 'value="Hammar"' in shown
    assert 'aria-invalid="true"' in shown


@pytest.mark.parametrize(("address", "status"), [
    ("/kommuner/finnes-ikke/faktaark/2013/", 404), ("/kommuner/gjovik/faktaark/2010/", 404),
    ("/kommuner/hamar/faktaark/2012/", 404), ("/kommuner/oslo/faktaark/2013/", 404),
    ("/kommuner/gjovik/faktaark/0/", 404), ("/kommuner/gjovik/faktaark/99999999/", 404),
    ("/kommuner/gjovik/faktaark/2013.exe", 404), ("/kommuner/gjovik/faktaark/99999999.pdf", 404),
    (f"{PAGE}?sammenlign=tull", 404), (f"{PAGE}?sammenlign=egne", 422), (f"{PAGE}?kommuner=%00", 422),
    (f"{PAGE}?kommuner=%FF%FE", 422), (f"{PAGE}?kommuner=" + "a" * 5000, 422),
    ("/kommuner/gjovik/faktaark/2013.pdf?kommuner=Prøvevik", 422),
])  # fmt: skip
def test_a_changed_address_is_never_a_fault(client: Any, address: str, status: int) -> None:
    page(client, address, status)


def test_a_year_without_a_report_says_which_years_there_are(client: Any) -> None:
    assert "Det finnes faktaark for 2012 og 2013." in page(client, "/kommuner/gjovik/faktaark/2010/", 404)
    assert "har ikke publisert noen rapport ennå" in page(client, "/kommuner/oslo/faktaark/2013/", 404)


def test_an_unknown_municipality_is_not_found() -> None:
    with pytest.raises(NotFound):
        load_sheet("finnes-ikke", 2013, language="nb")


def test_what_is_missing_is_told_by_kind_and_what_changed_in_a_sentence(client: Any) -> None:
    shown = page(client, PAGE)
    assert "Ettersendes: Nye tildelinger av kommunal bolig." in shown
    assert "Ved utgangen av 2013 var 20 husstander uten bolig, 40 færre enn året før." in shown
    assert "så dette sammenlignes ikke" not in shown


def test_a_form_without_figures_gives_an_honest_sheet(client: Any) -> None:
    with rls.scope(rls.ALL):
        report("lillehammer", 2013, {})
    shown = page(client, "/kommuner/lillehammer/faktaark/2013/")
    assert "ingen av tallene er besvart med et tall" in shown
    assert "key-figures" not in shown


def test_the_command_takes_a_group_or_a_list(capsys: Any, tmp_path: Path) -> None:
    from boso.cli.main import main

    for peers in ("kostra", "Hamar, Halden, Sarpsborg"):
        assert (
            main(
                ["factsheet", "Gjøvik", "--year", "2013", "--peers", peers, "--format", "json", "--out", str(tmp_path)]
            )
            == 0
        )
    assert "etter eget valg" in (tmp_path / "faktaark-gjovik-2013.json").read_text("utf-8")
    assert main(["factsheet", "Gjøvik", "--year", "2013", "--peers", "Hammar", "--format", "json"]) == 2
    assert "Mente du Hamar eller Hammerfest?" in capsys.readouterr().err
