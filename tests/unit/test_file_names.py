"""What files are called when they are fetched: by whose they are and what they are, in every browser."""

from types import SimpleNamespace

import pytest

from boso.kernel.periods import ReportPeriod
from boso.web.document_files import disposition
from boso.web.presenters.report_document import file_name


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("faktaark-gjovik-2013.pdf", 'attachment; filename="faktaark-gjovik-2013.pdf"'),
        (
            "Våler - Årsmelding – æøå.pdf",
            'attachment; filename="Valer - Arsmelding - aeoa.pdf"; '
            "filename*=UTF-8''V%C3%A5ler%20-%20%C3%85rsmelding%20%E2%80%93%20%C3%A6%C3%B8%C3%A5.pdf",
        ),
        ('a/b\\c:"d"\r\ne%41.pdf', 'attachment; filename="a b c d e 41.pdf"'),
    ],
)
def test_a_name_is_safe_in_ascii_and_whole_for_who_can_read_it(name: str, header: str) -> None:
    assert disposition(name) == header


@pytest.mark.parametrize(
    ("half", "kind", "name"),
    [
        (None, "annual_report", "Prøvevik - Årsrapport 2013 - versjon 2"),
        (1, "annual_report", "Prøvevik - Halvårsrapport 1. halvår 2013 - versjon 2"),
        (None, "final_report", "Prøvevik - Sluttrapport 2013 - versjon 2"),
    ],
)
def test_a_file_of_a_report_says_whose_what_when_and_which(half: int | None, kind: str, name: str) -> None:
    report = SimpleNamespace(name="Prøvevik", period=ReportPeriod(2013, half))
    assert file_name(report, kind, 2) == name  # type: ignore[arg-type]
    assert file_name(report, kind, 2, about="kvittering") == f"{name} - kvittering"  # type: ignore[arg-type]
