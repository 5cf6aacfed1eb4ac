"""Small transcripts for the tests of reading."""

from pathlib import Path

from boso.importers.documents.text import read_text
from boso.importers.reading.pages import Flow, flow_of
from boso.importers.values import Document

COVER = "RAPPORTERING I BOLIGSOSIALT UTVIKLINGSPROGRAM ÅRSRAPPORT {year} KOMMUNE: {place}"
GENERAL = (
    "Årsrapportering Formål: Rapporteringen skal: Frist: Rapporteringen leveres innen 28.02 hvert år. "
    "Generell programinformasjon Programnavn: Bolig for alle Kommune : {place} Programleder: Kari Prøvesen "
    "Programansvarlig: Ola Prøvesen Programstart: {start} Rapporteringsår: {stated} Rapporteringsdato: {dated} "
    "Utfylt av: Kari Prøvesen / Ola Prøvesen Telefon: 22 33 44 55 E-post: kari@eksempel.no"
)
DEFINITION = "( Jfr. kategorier for kartlegging av andre og vanskeligstilte.)"


def document(text: str, folder: Path, name: str = "rapport.txt") -> Document:
    """The text as a file that was read."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_text(path)


def flow(text: str, folder: Path) -> Flow:
    """The report's own text of a file."""
    return flow_of(document(text, folder))


def annual(
    *pages: str,
    year: int = 2013,
    place: str = "Prøvevik",
    stated: str = "2013",
    dated: str = "19.02.14",
    start: str = "22.12.10",
) -> str:
    """An annual report of region øst with a cover, general information and the pages given."""
    filled = {"year": year, "place": place, "stated": stated, "dated": dated, "start": start}
    all_pages = [COVER.format(**filled), GENERAL.format(**filled), *pages]
    return "\n\n".join(f"{number} {page}" for number, page in enumerate(all_pages, start=1)) + "\n"
