"""Telephone numbers and e-mail addresses out of what is read: they are never stored, and never released."""

import re

from boso.kernel.text import EMAIL, PHONE

MASK_EMAIL = "[e-post]"
MASK_PHONE = "[telefon]"
MONEY_NEAR = re.compile(r"(?:kr\.?|kroner)\s*$", re.IGNORECASE)
YEAR_FIRST = re.compile(r"(?:19|20)\d\d \d{4}$|(?:19|20)\d\d(?:19|20)\d\d$")  # a year and a count, or two years
FIRST_DIGITS = re.compile(r"[01]|20\d\d")  # with which no Norwegian number begins; a case number or a row of counts may
SPELLED = re.compile(r"\b(?:tlf|telefon|mobil|tel)\.?:?\s*(\+?\d[\d ]{6,14}\d)", re.IGNORECASE)


def masked(text: str) -> str:
    """The text with contact details replaced by a word for what stood there. Years and amounts are left alone."""
    text = EMAIL.sub(MASK_EMAIL, text)
    text = SPELLED.sub(lambda m: m.group().replace(m[1], MASK_PHONE), text)
    return PHONE.sub(lambda m: m.group() if _is_no_phone(text, m) else MASK_PHONE, text)


def contacts_in(text: str) -> list[tuple[int, int]]:
    """Where contact details stand, in order and without overlap: for a text whose places must not move."""
    spans = [m.span() for m in EMAIL.finditer(text)]
    spans += [m.span(1) for m in SPELLED.finditer(text)]
    spans += [m.span() for m in PHONE.finditer(text) if not _is_no_phone(text, m)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _is_no_phone(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 12]
    if (
        YEAR_FIRST.match(match.group())
        or FIRST_DIGITS.match(match.group())
        or MONEY_NEAR.search(before)
        or before[-1:] in (".", ",", "-", "/")
    ):
        return True
    return re.match(r"\s*(?:kr|kroner|,-|\d)|[.,]\d", after) is not None
