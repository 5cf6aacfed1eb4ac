"""Region Prøve: a dozen municipalities that do not exist, with five years of figures that fit together.

The same seed gives the same figures. Nothing here is anybody's; Prøvevik's figures for 2013 are those that Sarpsborg
really published, so that one invented municipality shows what real answers look like.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from boso.kernel.figures import Figure, Kind, missing, number

YEARS = range(2009, 2014)
NAMES = (
    "Prøvevik", "Prøvesund", "Prøvedal", "Prøveneset", "Prøvelund", "Prøvebygd",
    "Prøveheim", "Prøvefjell", "Prøvestrand", "Prøvemark", "Prøveås", "Prøveøy",
)  # fmt: skip
GROUPS = ("A_no_dwelling", "B_at_risk", "C_unsuitable")
SHARE_OF_NEED = {"A_no_dwelling": 1.0, "B_at_risk": 0.45, "C_unsuitable": 0.7}
ODD_ANSWERS = (
    missing(Kind.DASH, "-"),
    missing(Kind.NOT_REGISTERED, "Registreres ikke"),
    Figure(kind=Kind.PENDING, raw="ettersendes i juni", expected="2014-06"),
    missing(Kind.BLANK),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedMunicipality:
    """A municipality of region Prøve: numbers 9901 and up, never in a sum with real ones."""

    number: str
    name: str
    slug: str
    people: int
    intake: int


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """An activity's money in whole kroner."""

    activity: str
    budget: int
    grant: int
    own: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedReport:
    """One year's answers, with a line of money an activity."""

    year: int
    figures: dict[str, Figure]
    texts: dict[str, str] = field(default_factory=dict)
    money: tuple[MoneyLine, ...] = ()


def municipalities() -> tuple[InventedMunicipality, ...]:
    """The twelve, largest first, in two intakes."""
    dice = random.Random("prøve")  # noqa: S311 -- invented figures, nothing secret
    return tuple(
        InventedMunicipality(
            number=str(9901 + place),
            name=name,
            slug=name.lower().replace("ø", "o").replace("å", "a"),
            people=int(54_000 * 0.86**place) + dice.randrange(900),
            intake=1 if place < 5 else 2,
        )
        for place, name in enumerate(NAMES)
    )


def reports(municipality: InventedMunicipality) -> Iterator[InventedReport]:
    """Five years of one municipality, oldest first: last year's closing status is this year's opening one."""
    dice = random.Random(municipality.number)  # noqa: S311
    size = municipality.people / 1000
    status = {group: max(3, round(size * share * dice.uniform(0.9, 1.6))) for group, share in SHARE_OF_NEED.items()}
    dwellings = round(size * dice.uniform(17, 26))
    for year in YEARS:
        need, status = _need(status, dice)
        stock, dwellings = _dwellings(dwellings, size, dice)
        figures = {**need, **_instruments(size, year, dice), **stock}
        if dice.random() < 0.55:
            figures[dice.choice(sorted(figures))] = dice.choice(ODD_ANSWERS)
        yield InventedReport(year=year, figures=figures, texts=_texts(dice), money=tuple(_money(size, dice)))


def _need(status: dict[str, int], dice: random.Random) -> tuple[dict[str, Figure], dict[str, int]]:
    """The need table of a year, and where each group stands at its end."""
    figures: dict[str, Figure] = {}
    after = {group: max(0, round(count * dice.uniform(0.78, 1.12))) for group, count in status.items()}
    housed = {group: round(count * dice.uniform(0.6, 2.4)) for group, count in status.items()}
    for group in GROUPS:
        figures[f"{group}.status_start"] = number(status[group])
        figures[f"{group}.status_end"] = number(after[group])
        figures[f"{group}.housed"] = number(housed[group])
    share = dice.uniform(0.12, 0.3)
    for column, parts in (("status_start", status), ("status_end", after), ("housed", housed)):
        figures[f"P_child_families.{column}"] = number(round(sum(parts.values()) * share))
    return figures, after


def _instruments(size: float, year: int, dice: random.Random) -> dict[str, Figure]:
    full = round(size * dice.uniform(0.3, 1.1))
    shared = round(size * dice.uniform(0.6, 2.4))
    recipients = round(size * dice.uniform(28, 40))
    return {
        "C1.full_financed": number(full),
        "C1.full_financed_fixed_rate": number(round(full * dice.uniform(0.1, 0.6))),
        "C1.co_financed": number(shared),
        "C1.loan_and_grant": number(round((full + shared) * dice.uniform(0.1, 0.4))),
        "C1.rent_to_own": number(round(size * dice.uniform(0.03, 0.3))),
        "C1.adaptation_grant": number(round(size * dice.uniform(0.05, 0.3))),
        "C1.housing_allowance_recipients": Figure(
            kind=Kind.NUMBER, value=Decimal(recipients), raw=str(recipients), as_of=f"{year + 1}-01"
        ),
    }


def _dwellings(before: int, size: float, dice: random.Random) -> tuple[dict[str, Figure], int]:
    """The stock at the end of the year: what there was, what came, less a few that went."""
    granted, invested = dice.randrange(0, 3 + round(size / 5)), dice.choice((0, 0, 0, 6, 8, 12))
    stock = before + granted + invested - dice.randrange(0, 3)
    applications = round(size * dice.uniform(5, 9))
    figures = {
        "C2.municipal_dwellings": number(stock),
        "C2.acquired_housing_grant": number(granted),
        "C2.acquired_investment_grant": number(invested),
        "C2.new_applications": number(applications),
        "C2.new_allocations": number(round(applications * dice.uniform(0.35, 0.8))),
    }
    return figures, stock


ACTIVITIES = (
    "Programledelse",
    "Boskole",
    "Fra leie til eie",
    "Kartlegging av boliger",
    "Samarbeid med NAV",
    "Booppfølging",
)


def _money(size: float, dice: random.Random) -> Iterator[MoneyLine]:
    for activity in ACTIVITIES:
        budget = round(size * dice.uniform(400, 6000))
        grant, own = budget * dice.uniform(0.3, 0.8), budget * dice.uniform(0.1, 0.5)
        yield MoneyLine(activity, *(round(amount / 1000) * 1000 for amount in (budget, grant, own)))


SENTENCES = {
    "1.1.sum": (
        "Flere fikk bolig enn året før, og færre ventet ved årsskiftet.",
        "Behovet er omtrent som i fjor. Færre barnefamilier står uten bolig.",
    ),
    "A.1": (
        "Alle tjenester registrerer boligbehov i samme liste fra i år.",
        "Vi har kartlagt alle leietakere og vet hvem som kan kjøpe.",
    ),
    "A.2": (
        "Startlån og tilskudd ses i sammenheng i et fast møte hver måned.",
        "Saksbehandlerne har fått opplæring i alle virkemidlene.",
    ),
    "B.3": ("NAV og boligkontoret møtes annenhver uke om vanskelige saker.",),
    "4.1.A": ("Tidlig kontakt ved husleierestanser virker. Andre kan bruke malen vår.",),
    "4.1.D": ("Høye priser gjør det vanskelig å kjøpe.", "Rammen for startlån kom sent på året."),
}


def _texts(dice: random.Random) -> dict[str, str]:
    return {code: dice.choice(choices) for code, choices in SENTENCES.items() if dice.random() < 0.9}
