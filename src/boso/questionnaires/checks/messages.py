"""What a finding says to a person, in bokmål, nynorsk or English: what was found, what was expected, what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any

from boso.kernel.dates import PartialDate, print_date
from boso.kernel.findings import Finding
from boso.kernel.numbers import print_money, print_number, print_percent
from boso.questionnaires.checks.definitions import RuleBook, rule_book
from boso.questionnaires.checks.values import Lack


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """The three sentences of a finding. As a string they follow each other."""

    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.found, self.expected, self.remedy) if part)


def speaks_of(finding: Finding) -> bool:
    """The finding comes from a rule of the rule book; readers and editions have findings of their own."""
    rule = rule_book().rules.get(finding.code)
    return rule is not None and finding.params.get("case") in rule.cases


def message(finding: Finding, language: str = "nb") -> Message:
    """The finding in words. `KeyError` for a finding that is not of the rules (`speaks_of`)."""
    book = rule_book()
    case = book.rules[finding.code].cases[str(finding.params["case"])]
    words = _Words(book, language)
    found, expected, remedy = (
        words.vformat(text.in_language(language), (), finding.params)
        for text in (case.found, case.expected, case.remedy)
    )
    return Message(found=found, expected=expected, remedy=remedy)


def lack_in_words(lack: Lack, language: str = "nb") -> str:
    """What a rule lacks, in words."""
    book = rule_book()
    known = book.lacks.get(lack.what)
    if known is None:
        return lack.what
    return _Words(book, language).vformat(known.in_language(language), (), {"of": lack.of})


def name_of(code: str, language: str = "nb") -> str:
    """What a figure, a row or a column is called in a message; a code of two parts is named part by part."""
    names = rule_book().names
    if code in names:
        return names[code].in_language(language)
    row, dot, column = code.rpartition(".")
    if dot and row in names and column in names:
        return f"{names[row].in_language(language)}, {names[column].in_language(language)}"
    return code


class _Words(Formatter):
    """Fills in parameters: numbers as boso prints them, `kr` and `pct` for money and per cent, `name` for codes."""

    def __init__(self, book: RuleBook, language: str) -> None:
        self.book, self.language = book, language

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        del args
        return kwargs.get(str(key), "…")

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Decimal | int):
            printers = {"kr": print_money, "pct": print_percent}
            return printers.get(format_spec, print_number)(value, self.language)
        if isinstance(value, date | PartialDate):
            return print_date(value, self.language)
        if format_spec == "name":
            return name_of(str(value), self.language)
        if format_spec == "row" and not str(value).strip():
            return name_of("unnamed_row", self.language)
        return str(value)
