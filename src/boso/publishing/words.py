"""The fixed words of documents in bokmål, nynorsk and English."""

from functools import cache
from pathlib import Path

import yaml

from boso.questionnaires.values import Words


@cache
def _all() -> dict[str, Words]:
    read = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))
    return {key: Words(**texts) for key, texts in read.items()}


def word(key: str, language: str, **values: object) -> str:
    """The text of that key in nb, nn or en, with values filled in; a missing key is a fault of the program."""
    text = _all()[key].in_language(language)
    return text.format(**values) if values else text
