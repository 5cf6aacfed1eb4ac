"""The fixed words of documents in bokmål, nynorsk and English."""

from functools import cache
from pathlib import Path

import yaml

from boso.questionnaires.values import Words


@cache
def _all() -> dict[str, Words]:
    found: dict[str, Words] = {}
    for path in sorted(Path(__file__).parent.rglob("words.yaml")):
        read = yaml.safe_load(path.read_text("utf-8"))
        found |= {key: Words(**texts) for key, texts in read.items()}
    return found


def word(key: str, language: str, **values: object) -> str:
    """The text of that key in nb, nn or en, with values filled in; a missing key is a fault of the program."""
    text = _all()[key].in_language(language)
    return text.format(**values) if values else text
