"""E1–E6 and E13: the money tables, with the sums of Gjøvik 2013 (S2) and the form of region sør (S3)."""

from dataclasses import replace
from decimal import Decimal

from boso.kernel.figures import Figure, Kind
from tests.spec.checks.reports import Spec, money

TEXT = Figure(kind=Kind.TEXT_INSTEAD, raw="Øvrige kommunale budsjett")
PENDING = Figure(kind=Kind.PENDING, raw="ettersendes")

# budget, grant, own, total, deviation_total, deviation_grant; None is a blank cell.
S2_CELLS = [
    (30000, None, 55000, 55000, 25000, None),
    (30000, None, 29000, 29000, -1000, None),
    (50000, None, 55000, 55000, 5000, None),
    (10000, None, 10000, 10000, 0, None),
    (50000, None, 27000, 27000, -23000, None),
    (150000, 135000, 50000, 185000, 35000, 35000),
    (30000, None, 35000, 35000, 5000, None),
    (350000, None, 192000, 192000, -158000, -100000),
    (100000, None, 17000, 17000, -83000, None),
    (15000, None, 35000, 35000, 20000, None),
    (50000, None, 45000, 45000, -5000, None),
    (750000, 816419, None, 816419, 66419, 66419),
    (125000, None, 0, 0, -125000, -125000),
    (175000, None, 0, 0, -175000, -1419),
    (300000, 48581, 94667, 143248, -156752, -50000),
    (50000, 0, 38085, 38085, -11915, None),
]
COLUMNS = ("budget", "grant", "own", "total", "deviation_total", "deviation_grant")
S2_ROWS = tuple(
    money(f"Aktivitet {n}", **{"other": None, **dict(zip(COLUMNS, cells, strict=True))})  # type: ignore[arg-type]
    for n, cells in enumerate(S2_CELLS, start=1)
)
S2_SUM = money(
    "Sum",
    budget=2265000,
    grant=1000000,
    own=682752,
    other=None,
    total=1682752,
    deviation_total=-582248,
    deviation_grant=-175000,
)
S2_WORDED = money("Aktivitet 17", budget=TEXT, total=None)
S2_YEARS = tuple(
    money(str(year), year=year, table="whole_period", grant=grant, own=own, other=None)
    for year, grant, own in ((2011, 1000000, 66634), (2012, 975000, 425000), (2013, 1000000, 682752))
)
WITHDRAWN = replace(money("Trukket aktivitet", own=30000, total=30000), withdrawn=True)
TWO = (money("En", own=10, total=10), money("To", own=20, total=20))


def spent(year: int, **cells: object) -> dict[str, object]:
    return {"multi_year": (money(str(year), year=year, table="resources", **cells),)}


TABLES = {
    "E1": [
        Spec("all 16 rows and the sum (S2)", {"rows": S2_ROWS, "totals": S2_SUM}, "passed"),
        Spec(
            "parts that make another total",
            {"rows": (money("Kurs", grant=10, own=5, total=14),)},
            "fired",
            "differs",
            {"found": Decimal(14), "expected": Decimal(15)},
        ),
        Spec("blanks are 0 when one part is filled in", {"rows": (money("K", grant=None, own=5, total=5),)}, "passed"),
        Spec("nothing filled in", {"rows": (money("K", grant=None, own=None, total=5),)}, "not_testable", "parts"),
        Spec("a dash is not 0", {"rows": (money("K", grant="-", own=5, total=6),)}, "not_testable", "kind.dash"),
        Spec("a part to follow", {"rows": (money("K", grant=PENDING, own=5, total=6),)}, "not_testable"),
        Spec(
            "a blank nobody is sure of",
            {"rows": (money("K", grant=Figure(kind=Kind.BLANK, certain=False), own=5, total=6),)},
            "not_testable",
            "unconfirmed",
        ),
        Spec("no rows", {}, "not_testable", "rows"),
    ],
    "E2": [
        Spec("holds in all 16 rows (S2)", {"rows": S2_ROWS, "totals": S2_SUM}, "passed"),
        Spec("off by 1 000", {"rows": (money("K", budget=30, total=55, deviation_total=24),)}, "fired", "differs"),
        Spec(
            "underspent written as plus",
            {"rows": (money("K", budget=50, total=27, deviation_total=23),)},
            "fired",
            "reversed",
            {"expected": Decimal(-23)},
        ),
        Spec("no budget", {"rows": (money("K", budget=None, total=27, deviation_total=23),)}, "not_testable"),
        Spec("no rows", {}, "not_testable", "rows"),
    ],
    "E3": [
        Spec("as planned", {"rows": (money("K", grant=135, budget_grant=100, deviation_grant=35),)}, "passed"),
        Spec("not", {"rows": (money("K", grant=135, budget_grant=100, deviation_grant=-35),)}, "fired", "differs"),
        Spec("the form does not print the plan (S2)", {"rows": S2_ROWS}, "not_testable", "budget_grant"),
        Spec("no rows", {}, "not_testable", "rows"),
    ],
    "E4": [
        Spec("exact in every column (S2)", {"rows": (*S2_ROWS, S2_WORDED), "totals": S2_SUM}, "passed"),
        Spec("a wrong sum", {"rows": TWO, "totals": money("Sum", own=30, total=31)}, "fired", "differs"),
        Spec("a row left out", {"rows": S2_ROWS[1:], "totals": S2_SUM}, "fired", "differs"),
        Spec(
            "a withdrawn activity stays out",
            {"rows": (*TWO, WITHDRAWN), "totals": money("Sum", own=30, total=30)},
            "passed",
        ),
        Spec(
            "or the municipality counts it (S1)",
            {"rows": (*TWO, WITHDRAWN), "totals": money("Sum", own=30030, total=30030)},
            "passed",
        ),
        Spec(
            "a cell that may hide the difference",
            {"rows": (*TWO, money("Tre", own=PENDING)), "totals": money("Sum", own=40)},
            "not_testable",
            "kind.pending",
        ),
        Spec("no Sum row", {"rows": TWO}, "not_testable", "totals"),
        Spec("no rows", {"totals": S2_SUM}, "not_testable", "rows"),
    ],
    "E5": [
        Spec("words instead of money (S2)", {"rows": (S2_WORDED,)}, "fired", "text", {"written": f" ({TEXT.raw})"}),
        Spec("withdrawn", {"rows": (WITHDRAWN,)}, "fired", "withdrawn"),
        Spec("withdrawn, and said to count", {"rows": (replace(WITHDRAWN, included=True),)}, "passed"),
        Spec("money in every row", {"rows": TWO}, "passed"),
        Spec("no rows", {}, "not_testable", "rows"),
    ],
    "E6": [
        Spec("2013 equals the Sum row (S2)", {"totals": S2_SUM, "multi_year": S2_YEARS}, "passed"),
        Spec(
            "another grant",
            {"totals": S2_SUM, "multi_year": (money("2013", year=2013, table="whole_period", grant=1, own=682752),)},
            "fired",
            "differs",
        ),
        Spec("no overview", {"totals": S2_SUM}, "not_testable", "multi_year"),
        Spec("not this year", {"totals": S2_SUM, "multi_year": S2_YEARS[:2]}, "not_testable", "multi_year"),
        Spec("no Sum row", {"multi_year": S2_YEARS}, "not_testable", "totals"),
    ],
    "E13": [
        Spec(
            "commitment and own, though nothing is paid (S3)",
            spent(2014, commitment=600000, paid=0, own=250000, total_spent=850000),
            "passed",
        ),
        Spec("another sum", spent(2013, commitment=600, paid=500, own=250, total_spent=800), "fired", "differs"),
        Spec("paid and own", spent(2013, commitment=600, paid=500, own=250, total_spent=750), "fired", "paid"),
        Spec("no commitment told", spent(2011, commitment=None, own=250, total_spent=250), "not_testable"),
        Spec("another form", {"multi_year": S2_YEARS}, "not_testable", "multi_year"),
    ],
}
