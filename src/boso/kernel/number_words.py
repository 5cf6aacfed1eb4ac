"""The words that stand beside a number or in its place, in bokmål, nynorsk and boso's own English."""

import re

from boso.kernel.dates import find_dates
from boso.kernel.figures import Kind

MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    "|january|february|march|may|june|july|october|december"
)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# In order: the first that is found decides.
INSTEAD_OF_A_NUMBER: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.BLANK, _words(r"^ik+j?e (?:be)?svart?$|^not answered$")),
    (Kind.DASH, _words(r"^[-–—] ?\(?(?:ik+j?e oppgit+|not given)\)?$")),
    (Kind.LOST_IN_SOURCE, _words(r"^(?:uleselig i kilden|uleseleg i kjelda|unreadable in the source)$")),
    (Kind.ABSENT, _words(r"^(?:ik+j?e lever[at]+|not delivered)$")),
    (Kind.SUPPRESSED, _words(r"^:$")),
    (Kind.UNCLEAR_QUESTION, _words(r"\b(?:upresist?|uklart? spørsmål|question (?:is )?(?:too )?(?:vague|unclear))\b")),
    (
        Kind.NOT_REGISTERED,
        _words(
            r"\b(?:registrer\w*|før[et]+s?|måles|målast) ik+j?e\b|\bik+j?e (?:registrer|før(?:t|es)\b|målt)"
            r"|\bhar ik+j?e (?:tall?|oversik?t|registrer\w+)\b|\bing(?:en|a) (?:registrering|oversik?t)\b"
            r"|\bnot registered\b"
        ),
    ),
    (Kind.NOT_APPLICABLE, _words(r"\b(?:ik+j?e (?:aktuel[lt]+|relevant)|not applicable)\b|^[in]/a$")),
    (
        Kind.PENDING,
        _words(
            r"\bettersend\w*|\bavvent\w*|\bforelig+er (?!for\b)|\blig+e?r? (?:først )?føre\b"
            r"|\b(?:sendes|sendast|kommer|kjem) (?:seinere|senere|seinare|i)\b|\bto follow\b"
        ),
    ),
)

APPROXIMATELY = _words(
    r"\b(?:ca|cirka|circa|rundt|kring|omtrent|om ?lag|omkring|nesten|nærmere|nærare|anslag(?:svis)?|anslått)\b"
    r"|\b(?:approx|about)\b|[~≈]"
)
AT_LEAST_OR_MOST = _words(
    r"\b(?:over|under|minst|maks(?:imalt)?|opp ?til|inntil|mer enn|meir enn|mindre enn|færre enn)\b|[<>≤≥]"
)
NOT_FINAL = _words(
    r"\b(?:foreløpig\w*|førebels\w*|provisional|ik+j?e endel[ei]g\w*)"
    r"|\bendel[ei]g\w* (?:tall?|svar)\b.*\b(?:ik+j?e|i|før|foreligger|ettersend\w*|avvent\w*)\b"
)
# What may stand beside a number without changing it.
BESIDE_A_NUMBER = _words(
    r"\b(?:kr|kroner|nok|stk|ca|cirka|circa|rundt|kring|omtrent|om|lag|omlag|omkring|nesten|nærmere|nærare|anslag"
    r"|anslagsvis|anslått|approx|about|husstand(?:er|ar)?|hushald|husholdning(?:er|ar)?|(?:barne)?familie(?:r|ar)?"
    r"|person(?:er|ar)?|bolig(?:er|ar)?|bustad(?:er|ar)?|søknad(?:er|ar)?|tildeling(?:er|ar)?|kjøp|lån|tilskudd|tilskot"
    r"|mottakere?|mottakarar"
    r"|januar|jan)\b|[.,:;*~≈()\s=]"
)
COMES_WITH = _words(rf"\b(?:i|innen|før|til|medio|primo|ultimo|avvent\w*|by|in|expected)\s+(?P<when>{MONTHS}|20\d\d)\b")


def expected_in(text: str) -> str | None:
    """When a missing or final figure is expected: an ISO date or month if the year is there, else the month's name."""
    for found in find_dates(text):
        if found.reading.value is not None and found.reading.value.month is not None:
            return found.reading.value.iso()
    when = COMES_WITH.search(text)
    return when["when"].lower() if when else None
