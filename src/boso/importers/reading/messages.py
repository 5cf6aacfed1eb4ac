"""Findings in words: those of the checks, and those of the readers of files."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from boso.kernel.findings import Finding
from boso.questionnaires.checks import messages as checks

TEXTS = Path(__file__).with_name("messages.yaml")


def in_words(finding: Finding, language: str = "nb") -> str:
    """What a finding of a reading says to a person, in nb, nn or en; its code where nobody wrote a text."""
    if checks.speaks_of(finding):
        return str(checks.message(finding, language))
    text = _texts().get(finding.code)
    return _Filled().vformat(text[language], (), finding.params) if text else finding.code


def finding_as_json(finding: Finding, language: str) -> dict[str, Any]:
    """A finding of a reading as `boso read --json` prints it."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": in_words(finding, language),
        "params": {key: str(value) for key, value in finding.params.items()},
        "place": finding.place.as_json(),
    }


@cache
def _texts() -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    return texts


class _Filled(Formatter):
    """A missing parameter leaves three dots rather than no message."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        del args
        return kwargs.get(str(key), "…")
