"""E7–E12: commitments, lapse dates, own hours and coverage, with the account of Sarpsborg 2012–2013 (S0)."""

from datetime import date
from decimal import Decimal

from boso.kernel.figures import Figure, Kind, number
from boso.questionnaires.checks.values import Commitment, Effort, Financing, OwnEffort, Spending
from tests.spec.checks.reports import Spec

FIRST = {"label": "1 400 000", "amount": Decimal(1400000), "awarded": date(2012, 6, 1)}
LAPSES = date(2014, 11, 1)
HOURS = (703, 102, 25, 2, 41, 0, 1198, 0, 13, 0, 0, 30, 52)


def one(**parts: object) -> dict[str, object]:
    return {"commitments": (Commitment(**(FIRST | parts)),)}  # type: ignore[arg-type]


def on(today: date, **parts: object) -> dict[str, object]:
    return one(lapses=LAPSES, **parts) | {"today": today}


def effort(*hours: int, cost_total: int | None = 909720, hours_total: int | None = 2166) -> dict[str, object]:
    rows = tuple(Effort(label=f"A {n}", hours=number(h), cost=number(h * 420)) for n, h in enumerate(hours))
    return {
        "own_effort": OwnEffort(
            rate=Decimal(420),
            rows=rows,
            hours_total=None if hours_total is None else number(hours_total),
            cost_total=None if cost_total is None else number(cost_total),
        )
    }


def covered(**parts: object) -> dict[str, object]:
    s0: dict[str, object] = {
        "cost": Decimal(1521000),
        "grants": (Decimal(1065000), Decimal(0), Decimal(0)),
        "own_effort": Decimal(391000),
        "own_funds": Decimal(65000),
        "rounded_to": Decimal(1000),
        "stated_share": Decimal(30),
    }
    return {"financing": Financing(**(s0 | parts))}  # type: ignore[arg-type]


WRONG_PRICE = OwnEffort(rate=Decimal(420), rows=(Effort(label="A", hours=number(10), cost=number(4300)),))
UNKNOWN_HOURS = OwnEffort(
    rate=Decimal(420), rows=(Effort(label="A", hours=Figure(kind=Kind.BLANK), cost=number(4300)),)
)

TABLES = {
    "E7": [
        Spec("335 000 left (S0)", one(used=Decimal(1065000), remaining=Decimal(335000)), "passed"),
        Spec("more than granted", one(used=Decimal(1400001)), "fired", "more"),
        Spec("another rest", one(used=Decimal(1065000), remaining=Decimal(300000)), "fired", "remaining"),
        Spec(
            "spent day by day",
            one(spending=(Spending(day=date(2013, 1, 1), amount=Decimal(1400001)),)),
            "fired",
            "more",
        ),
        Spec("nothing told", one(), "not_testable", "used"),
        Spec("no commitments", {}, "not_testable", "commitments"),
    ],
    "E8": [
        Spec(
            "used the day after",
            on(
                date(2014, 2, 10),
                spending=(Spending(day=date(2014, 11, 2), amount=Decimal(5)),),
                final_request=LAPSES,
            ),
            "fired",
            "used_late",
        ),
        Spec(
            "used on the day, asked for on the day",
            on(date(2014, 2, 10), spending=(Spending(day=LAPSES, amount=Decimal(5)),), final_request=LAPSES),
            "passed",
        ),
        Spec("asked for too late", on(date(2014, 12, 1), final_request=date(2014, 11, 3)), "fired", "asked_late"),
        Spec("never asked for: all is lost", on(date(2014, 11, 2)), "fired", "lost", {"found": Decimal(1400000)}),
        Spec("181 days left", on(date(2014, 5, 4)), "passed"),
        Spec("180 days left", on(date(2014, 5, 5)), "fired", "alarm", {"found": Decimal(180)}),
        Spec("the last day", on(LAPSES), "fired", "alarm", {"found": Decimal(0)}),
        Spec("no date", one(), "not_testable", "lapse_date"),
        Spec("no commitments", {}, "not_testable", "commitments"),
    ],
    "E9": [
        Spec("2012 → 1.11.2014 (S0)", one(lapses=LAPSES), "passed"),
        Spec("suggested", one(), "fired", "suggested", {"expected": LAPSES}),
        Spec("the letter says otherwise", one(lapses=date(2013, 11, 1)), "fired", "unusual"),
        Spec("no award date", one(awarded=None), "not_testable", "award_date"),
        Spec("no commitments", {}, "not_testable", "commitments"),
    ],
    "E10": [
        Spec("2 166 hours of 420 kr = 909 720 kr (S0)", effort(*HOURS), "passed"),
        Spec("a wrong price", {"own_effort": WRONG_PRICE}, "fired", "price", {"expected": Decimal(4200)}),
        Spec("a wrong sum of hours", effort(*HOURS, hours_total=2167, cost_total=None), "fired", "sum_hours"),
        Spec("a wrong sum of cost", effort(*HOURS, cost_total=909721, hours_total=None), "fired", "sum_cost"),
        Spec("hours left blank", {"own_effort": UNKNOWN_HOURS}, "not_testable", "kind.blank"),
        Spec("no hours", {}, "not_testable", "own_effort"),
    ],
    "E11": [
        Spec("456 of 1 521 is 30 per cent (S0)", covered(), "passed"),
        Spec("not 31", covered(stated_share=Decimal(31)), "fired", "differs", {"expected": Decimal("30.0")}),
        Spec("29,98 to two decimals", covered(stated_share=Decimal("29.98")), "passed"),
        Spec("30,0 to one decimal", covered(stated_share=Decimal("30.1")), "fired", "differs"),
        Spec("not stated", covered(stated_share=None), "not_testable", "stated_share"),
        Spec("no cost", covered(cost=Decimal(0)), "not_testable", "financing"),
        Spec("not told", {}, "not_testable", "financing"),
    ],
    "E12": [
        Spec("391 + 65 + 1 065 = 1 521 (S0)", covered(), "passed"),
        Spec("within the rounding (S0: 1 521 680)", covered(cost=Decimal(1521680)), "passed"),
        Spec("a whole thousand off", covered(cost=Decimal(1522000)), "fired", "differs"),
        Spec("not rounded, one krone off", covered(rounded_to=Decimal(1), cost=Decimal(1521001)), "fired", "differs"),
        Spec("not told", {}, "not_testable", "financing"),
    ],
}
