"""Every kind of document keeps the rules of PDF/UA that a tool can check, in every language."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pdfua  # type: ignore[import-untyped]
import pytest

from boso.publishing.annual.composing import annual_report
from boso.publishing.comparison.composing import comparison
from boso.publishing.factsheet.composing import fact_sheet
from boso.publishing.values import Publication
from boso.publishing.writers.pdf import write_pdf
from tests.unit.publishing.annual_values import region_values
from tests.unit.publishing.comparison_values import compared
from tests.unit.publishing.factsheet_values import one_year, prove_vik
from tests.unit.publishing.test_fact_sheet import MADE

DOCUMENTS: dict[str, Callable[[str], Publication]] = {
    "fact sheet": lambda language: fact_sheet(prove_vik(), language=language, made=MADE),
    "fact sheet of one year": lambda language: fact_sheet(one_year(), language=language, made=MADE),
    "annual report": lambda language: annual_report(region_values(), language=language, made=MADE),
    "comparison": lambda language: comparison(compared(), language=language, made=MADE),
}


def tags(found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for tag in found:
        yield tag
        yield from tags(tag.get("children", []))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_checkable_rules_hold_and_each_head_says_what_it_heads(kind: str, language: str, tmp_path: Path) -> None:
    path = tmp_path / "dokument.pdf"
    path.write_bytes(write_pdf(DOCUMENTS[kind](language)))
    assert [f for f in pdfua.validate(str(path)).findings if str(f.severity).endswith("ERROR")] == []
    with pdfplumber.open(path) as opened:
        found = list(tags(opened.structure_tree))
    tables = [list(tags(tag["children"])) for tag in found if tag["type"] == "Table"]
    assert tables
    for table in tables:
        heads = [tag for tag in table if tag["type"] == "TH"]
        assert heads
        assert {tag["attributes"]["Scope"] for tag in heads} == {"Column"}
    drawn = [tag for tag in found if tag["type"] == "Figure"]
    assert all(tag.get("alt_text") for tag in drawn)
