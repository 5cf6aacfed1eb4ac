"""Numbers in a run of Norwegian text: every one with its place, its sign, and what speaks against it."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

GAPS = " \u00a0\u2009\u202f\u2007"  # ordinary, no-break, thin, narrow no-break and figure space
SIGNS = "-+\u2212\u2013"  # the hyphen first: the signs stand in character classes
MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"

NUMBER = re.compile(
    rf"""
    (?P<sign>[{SIGNS}][{GAPS}]?)?
    (?:
      (?P<date>\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d{{2}})(?![\d.]*\d))
    | (?P<dotted>\d{{1,3}}(?:\.\d{{3}})+)(?!\d|\.\d)
    | (?P<pointed>\d+(?:\.\d+)+)
    | (?P<spaced>\d{{1,3}}(?:[{GAPS}]\d{{3}})+)(?!\d|\.\d)
    | (?P<plain>\d+)
    )
    (?P<decimals>,\d+)?
    (?P<tail>,[-\u2013\u2212](?![\d]))?
    (?:\.?[{GAPS}]?(?P<unit>mill(?:ion(?:er|ar)?)?\b\.?|mnok\b|mrd\b\.?|milliard(?:er|ar)?\b|tusen\b|%|prosent\b))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
SCALES = {"million": Decimal(1_000_000), "billion": Decimal(1_000_000_000), "thousand": Decimal(1000)}
MONTH_BEFORE = re.compile(rf"(?:{MONTHS})[{GAPS}]+$", re.IGNORECASE)
WORD_BEFORE = re.compile(r"[^\W\d_](?<!kr)\.?$", re.IGNORECASE)
WORD_AFTER = re.compile(r"\.?(?!kr|no)[^\W\d_]", re.IGNORECASE)
OPENING = re.compile(rf"\([{GAPS}]*(?:kr\.?[{GAPS}]*)?$", re.IGNORECASE)
CLOSING = re.compile(rf"[{GAPS}]*(?:kr\.?|kroner)?[{GAPS}]*\)", re.IGNORECASE)
MOST_GROUPS = 8
NEAR = 16  # signs on either side of a number that may speak of it


class Doubt(StrEnum):
    """Why a run of digits may not be the number it looks like."""

    DATE = "date"  # 22.12.10, 31.12: no number
    DECIMAL_DOT = "decimal_dot"  # 1.5: a dot is a thousands sign only before exactly three digits
    DECIMAL_COMMA = "decimal_comma"  # 1,500 or 1,2,3: perhaps a thousands sign, perhaps a list
    AFTER_MONTH = "after_month"  # Januar 2044: a count beside the month it speaks of, or a year
    WORD = "word"  # A4, C.2, 2.halvår: part of a word or a heading number
    GLUED = "glued"  # 29.000-1.000: two numbers, or a range
    SIGN_APART = "sign_apart"  # "- 1.000": the dash may be punctuation
    SPACED = "spaced"  # 15 146: one number, or two in neighbouring cells
    LEADING_ZERO = "leading_zero"  # 0502: a code


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A run of digits. `value` is None where it is no number (a date, a heading number); the sign is in it.

    `start` and `end` are places in the text given; `raw` is what stands there. `unit` is "", "million", "thousand",
    "billion" (already multiplied in) or "percent".
    """

    value: Decimal | None
    raw: str
    start: int
    end: int
    sign: str = ""
    unit: str = ""
    bracketed: bool = False
    doubts: frozenset[Doubt] = frozenset()


def split_numbers(text: str) -> tuple[Token, ...]:
    """Every number in a run of text, in order. What speaks against a token is in its `doubts`; the caller decides."""
    tokens: list[Token] = []
    for match in NUMBER.finditer(text):
        glued = bool(tokens) and match["sign"] is not None and match.start() == tokens[-1].end
        if glued:
            last = tokens[-1]
            tokens[-1] = _with_doubt(last, Doubt.GLUED)
        tokens.append(_token(text, match, glued=glued))
    return tuple(tokens)


def partings(token: Token) -> tuple[tuple[Decimal, ...], ...]:
    """Every way to read a number with ordinary spaces in it as one or more numbers, the whole first.

    "303 160 295 260" may be one number, 303160 and 295260, or more; a group that begins with 0 belongs to the one
    before. Of more than eight groups there are too many ways: only the whole and the single groups are given.
    """
    groups = _groups(token.raw)
    if token.value is None or len(groups) == 1:
        return () if token.value is None else ((token.value,),)
    every = _ways(groups) if len(groups) <= MOST_GROUPS else [["".join(groups)], groups]
    ways = sorted((way for way in every if all(_stands_alone(n) for n in way)), key=len)
    minus = "-" if token.sign == "-" else ""
    return tuple((Decimal(minus + way[0]), *(Decimal(n) for n in way[1:])) for way in ways)


def _groups(raw: str) -> list[str]:
    """The digits between ordinary spaces, where there is nothing but digits and spaces; else one group."""
    groups = raw.strip(SIGNS + GAPS).split(" ")
    if not all(re.fullmatch(rf"\d[\d{GAPS}]*", group) for group in groups):
        return [raw]
    return [re.sub(r"\D", "", group) for group in groups]


def _ways(groups: list[str]) -> list[list[str]]:
    if len(groups) == 1:
        return [groups]
    rest = _ways(groups[1:])
    return [[groups[0], *way] for way in rest] + [[groups[0] + way[0], *way[1:]] for way in rest]


def _stands_alone(digits: str) -> bool:
    return digits == "0" or not digits.startswith("0")


def _token(text: str, match: re.Match[str], *, glued: bool) -> Token:
    sign = (match["sign"] or "").strip(GAPS)
    unit = _unit(match["unit"])
    value = _value(match, unit)
    start, end = match.span()
    if match["tail"] is None and match["unit"] is None:
        end = match.end("decimals") if match["decimals"] else end
    token = Token(
        value=value.copy_negate() if value is not None and sign not in ("", "+") else value,
        raw=text[start:end],
        start=start,
        end=end,
        sign="" if not sign else "+" if sign == "+" else "-",
        unit=unit,
        bracketed=_bracketed(text, start, end),
        doubts=_doubts(text, match, glued=glued),
    )
    parted = match["spaced"] and any(_stands_alone(group) for group in _groups(token.raw)[1:])
    return _with_doubt(token, Doubt.SPACED) if parted else token


def _bracketed(text: str, start: int, end: int) -> bool:
    opens = OPENING.search(text[max(0, start - NEAR) : start]) is not None
    return opens and CLOSING.match(text[end : end + NEAR]) is not None


def _value(match: re.Match[str], unit: str) -> Decimal | None:
    if match["date"]:
        return None
    if match["pointed"]:
        return Decimal(match["pointed"]) if match["pointed"].count(".") == 1 else None
    digits = re.sub(r"\D", "", match["dotted"] or match["spaced"] or match["plain"])
    value = Decimal(digits + (match["decimals"] or "").replace(",", "."))
    value = value * SCALES[unit] if unit in SCALES else value
    return value.to_integral_value() if value == value.to_integral_value() else value


def _unit(written: str | None) -> str:
    word = (written or "").lower()
    if word.startswith(("mil", "mno")):
        return "billion" if word.startswith("milliard") else "million"
    return {"mrd": "billion", "tus": "thousand", "%": "percent", "pro": "percent"}.get(word[:3], "")


def _doubts(text: str, match: re.Match[str], *, glued: bool) -> frozenset[Doubt]:
    before, after = text[max(0, match.start() - NEAR) : match.start()], text[match.end() : match.end() + NEAR]
    sign, decimals = match["sign"] or "", match["decimals"] or ""
    whole = match["plain"] or ""
    found = {
        Doubt.DATE: match["date"] is not None or _day_and_month(match["pointed"] or ""),
        Doubt.DECIMAL_DOT: match["pointed"] is not None,
        Doubt.DECIMAL_COMMA: _comma_may_mean_more(match, after),
        Doubt.AFTER_MONTH: MONTH_BEFORE.search(before) is not None,
        Doubt.WORD: WORD_BEFORE.search(before) is not None or WORD_AFTER.match(after) is not None,
        Doubt.GLUED: glued,
        Doubt.SIGN_APART: len(sign) > 1,
        Doubt.LEADING_ZERO: len(whole) > 1 and whole.startswith("0") and not decimals,
    }
    return frozenset(doubt for doubt, holds in found.items() if holds)


def _day_and_month(pointed: str) -> bool:
    parts = pointed.split(".")
    return len(parts) == 2 and all(len(p) == 2 for p in parts) and 1 <= int(parts[0]) <= 31 and 1 <= int(parts[1]) <= 12


def _comma_may_mean_more(match: re.Match[str], after: str) -> bool:
    decimals, whole = match["decimals"], match["plain"] or ""
    if not decimals:
        return False
    three_after_few = len(decimals) == 4 and whole != "0" and 0 < len(whole) <= 3 and not match["unit"]
    return three_after_few or re.match(r",\d", after) is not None


def _with_doubt(token: Token, doubt: Doubt) -> Token:
    return replace(token, doubts=token.doubts | {doubt})
