"""Which form, which year, whose report: by the form's own marks, weighed against each other."""

from pathlib import Path

import pytest

from boso.importers.reading.understanding import understand
from boso.importers.values import Reading
from boso.kernel.errors import Unreadable
from tests.unit.reading.texts import annual, document

SOR = """1 Skjema for halvårsrapportering PRØVENES KOMMUNE Rapporteringsfrist: 20.06. og 20.12.

2 1. Formalia Kommunens navn: Prøvenes kommune Programleder: Kari Prøvesen Programstart: Oktober 2011 \
Rapporteringsdato: {dated} Behandlet i styringsgruppen: 05.12.2014 og 11.12.2014 Utfylt av: Kari Prøvesen \
Mobil: 900 00 002 2. Bakgrunn for kommunens deltakelse Vi ville bli bedre. 3. Mål for kommunens program Flere boliger.
"""


def _read(tmp_path: Path, text: str) -> Reading:
    return understand(document(text, tmp_path))


def _fields(reading: Reading) -> dict[str, object]:
    return {f.field: f.value for f in reading.formal}


def test_the_cover_and_the_date_outweigh_a_field_with_the_year_of_writing(tmp_path: Path) -> None:
    reading = _read(tmp_path, annual("x", year=2012, stated="2013", dated="28.02.2013"))
    assert (reading.report_year, reading.template_edition) == (2012, "2012")
    assert _fields(reading)["report_year"] == 2013
    assert "read.year_conflict" in [f.code for f in reading.findings]


@pytest.mark.parametrize("year", [2012, 2013, 2014])
def test_the_edition_is_that_of_the_year_reported(tmp_path: Path, year: int) -> None:
    reading = _read(tmp_path, annual("x", year=year, stated=str(year), dated=f"20.02.{year + 1}"))
    assert (reading.template, reading.template_edition, reading.report_year) == ("ost_annual", str(year), year)


def test_number_and_name_of_a_municipality_are_told_apart_and_valid_in_the_year(tmp_path: Path) -> None:
    reading = _read(tmp_path, annual("x", place="0502 Gjøvik kommune"))
    assert (reading.municipality_name, reading.municipality_number) == ("Gjøvik", "0502")
    assert (_fields(reading)["municipality_name"], _fields(reading)["municipality_number"]) == ("Gjøvik", "0502")


def test_a_number_of_another_year_is_told(tmp_path: Path) -> None:
    reading = _read(tmp_path, annual("x", place="3407 Gjøvik"))
    assert reading.municipality_number == "0502"
    assert "read.other_number" in [f.code for f in reading.findings]


def test_an_unknown_municipality_keeps_its_name_and_has_no_number(tmp_path: Path) -> None:
    reading = _read(tmp_path, annual("x"))
    assert (reading.municipality_name, reading.municipality_number) == ("Prøvevik", None)


def test_dates_are_read_as_far_as_they_go_and_contacts_never(tmp_path: Path) -> None:
    fields = _fields(_read(tmp_path, annual("x", start="Oktober 2011")))
    assert (fields["programme_start"], fields["report_date"], fields["template_deadline"]) == (
        "2011-10",
        "2014-02-19",
        "28.02",
    )
    assert not {"phone", "email"} & fields.keys()
    assert "22 33" not in str(fields)


@pytest.mark.parametrize(
    ("dated", "half", "year"), [("20.06.2014", 1, 2014), ("12.12.2014", 2, 2014), ("15.01.2015", 2, 2014)]
)
def test_a_half_year_report_is_of_the_half_before_its_date(tmp_path: Path, dated: str, half: int, year: int) -> None:
    reading = _read(tmp_path, SOR.format(dated=dated))
    assert (reading.template, reading.report_year, reading.report_half) == ("sor_half_year", year, half)


def test_several_dates_are_a_list(tmp_path: Path) -> None:
    fields = _fields(_read(tmp_path, SOR.format(dated="12.12.2014")))
    assert fields["steering_group_dates"] == ["2014-12-05", "2014-12-11"]
    assert fields["municipality_name"] == "Prøvenes"


def test_a_form_for_whole_and_half_years_is_what_it_says(tmp_path: Path) -> None:
    text = (
        "1 PRØVEVIK KOMMUNE ÅRS- OG HALVÅRSRAPPORTERING 1. mars 2013\n\n"
        "2 Skjema for års- og halvårsrapportering Formålet med rapporteringen Oppfølging av samarbeidsavtalen og "
        "programplanen og resultatoppnåelse\n\n"
        "3 1. Generell programinformasjon Programnavn: Bolig Kommune : Prøvevik Programleder: Kari Prøvesen "
        "Programstart: November 2010 Rapporteringsår: 2012 første halvår Rapporteringsdato: Utfylt av: Kari "
        "Telefon: E-post:\n\n"
        "4 2. Rapportering på programplanen - status Arbeidet er i gang.\n"
    )
    reading = _read(tmp_path, text)
    assert (reading.template, reading.document_type) == ("ost_2011", "half_year_report")
    assert (reading.report_year, reading.report_half) == (2012, 1)
    assert [t.text for t in reading.narratives] == ["Arbeidet er i gang."]


def test_a_text_on_no_form_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="skjema boso kjenner"):
        _read(tmp_path, "Referat fra møte i styringsgruppen 4. mai 2013. Til stede: alle.")


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("ÅRSRAPPORT 2013 ", "ÅRSRAPPORT ", "read.damaged_numbers"),
        ("innen 28.02 hvert", "innen hvert", "read.damaged_numbers"),
    ],
)
def test_a_file_that_lost_what_the_form_prints_is_damaged(tmp_path: Path, old: str, new: str, finding: str) -> None:
    assert finding in [f.code for f in _read(tmp_path, annual("x").replace(old, new)).findings]


def test_a_file_that_lost_a_word_everywhere_is_damaged(tmp_path: Path) -> None:
    words = "Programne har laget planer, og ne har delt dem med nabor og andre r i n. Alle nes mål er med. " * 3
    reading = _read(tmp_path, annual("A.1. Kunnskap om boligbehov " + words))
    assert "read.damaged_words" in [f.code for f in reading.findings]
