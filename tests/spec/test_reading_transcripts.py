"""Filled forms as flattened transcripts in many orders: never silently wrong, mostly right, doubt where it belongs."""

from pathlib import Path
from random import Random

import pytest

from boso.importers.documents.text import read_text
from boso.importers.reading.result import as_json
from boso.importers.reading.understanding import understand
from boso.questionnaires.loading import load
from tests.filled.answers import invented
from tests.filled.comparing import Score, compared
from tests.filled.flattening import Flattening, flattened, truth_of

ADDRESSES = ("ost_annual/2012", "ost_annual/2013", "ost_annual/2014", "sor_half_year/2012", "ost_2011/2011")
SEEDS = 8


def _scored(address: str, seed: int, share: float, folder: Path) -> Score:
    random = Random(seed)
    answers = invented(load(address), random)
    flat = flattened(answers, Flattening.of(random, share), random)
    path = folder / f"{seed}.txt"
    path.write_text(flat.text, encoding="utf-8")
    return compared(truth_of(answers, flat, path.name), as_json(understand(read_text(path)), {}))


@pytest.mark.parametrize("share", [0.0, 0.35, 0.7], ids=["plain", "mixed", "wild"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_cell_is_silently_wrong(address: str, share: float, tmp_path: Path) -> None:
    """Whatever the order in which cells were read, a certain value is the true one."""
    total = Score()
    for seed in range(1000, 1000 + SEEDS):
        total.join(_scored(address, seed, share, tmp_path))
    assert [note for note in total.notes if note.startswith("wrong")] == []
    assert total.right >= (0.95 if share == 0 else 0.88), total.notes


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_plain_transcript_is_mostly_certain(address: str, tmp_path: Path) -> None:
    """Asking everything would be no reading: what a person could tell at a glance comes as certain."""
    total = Score()
    for seed in range(2000, 2000 + SEEDS):
        total.join(_scored(address, seed, 0.0, tmp_path))
    assert total.certain >= 0.75
