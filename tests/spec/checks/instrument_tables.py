"""L1–L5 and D1–D3: purchases, allowances and dwellings, with the figures of Sarpsborg (S0) and Gjøvik (S2)."""

from dataclasses import replace
from decimal import Decimal

from boso.kernel.figures import number
from boso.kernel.numbers import read_count
from tests.spec.checks.reports import Spec, figures, last

S0 = figures(C1__full_financed=15, C1__co_financed=146, C1__loan_and_grant=15, C1__rent_to_own=11)
S2 = figures(
    C1__full_financed=29, C1__full_financed_fixed_rate=14, C1__co_financed=56, C1__loan_and_grant=7, C1__rent_to_own=0
)
S2_DWELLINGS = figures(
    C2__municipal_dwellings=945,
    C2__acquired_housing_grant=2,
    C2__acquired_investment_grant=0,
    C2__new_applications=324,
    C2__new_allocations=189,
)
ALLOWANCE = "C1.housing_allowance_recipients"

TABLES = {
    "L1": [
        Spec("14 of 29 (S2)", {"figures": S2}, "passed"),
        Spec("as many", {"figures": S2 | figures(C1__full_financed_fixed_rate=29)}, "passed"),
        Spec(
            "more at a fixed rate than in all",
            {"figures": S2 | figures(C1__full_financed_fixed_rate=30)},
            "fired",
            "more",
        ),
        Spec(
            "blank (S0)",
            {"figures": S0 | figures(C1__full_financed_fixed_rate=None)},
            "not_testable",
            "kind.blank",
        ),
        Spec("not asked", {}, "not_testable", "figure"),
    ],
    "L2": [
        Spec("15 + 146 = 161, shown", {"figures": S0}, "fired", "sum", {"found": Decimal(161)}),
        Spec(
            "the same as housed by buying (S0)",
            {"figures": S0, "routes": {"A_no_dwelling.housed": figures(bought=161)}},
            "passed",
        ),
        Spec(
            "not the same",
            {"figures": S0, "routes": {"A_no_dwelling.housed": figures(bought=160)}},
            "fired",
            "differs",
        ),
        Spec("one is pending", {"figures": S0 | figures(C1__co_financed="avventer")}, "not_testable", "kind.pending"),
    ],
    "L3": [
        Spec("15 and 11 of 161 (S0)", {"figures": S0}, "passed"),
        Spec("more with a grant than in all", {"figures": S0 | figures(C1__loan_and_grant=162)}, "fired", "more"),
        Spec("more moves than purchases", {"figures": S0 | figures(C1__rent_to_own=162)}, "fired", "more"),
        Spec("a dash", {"figures": S0 | figures(C1__full_financed="-")}, "not_testable", "kind.dash"),
    ],
    "L4": [
        Spec("11 in the table, 9 in the register (S0)", {"figures": S0, "rent_to_own_register": 9}, "fired", "differs"),
        Spec("the same", {"figures": S0, "rent_to_own_register": 11}, "passed"),
        Spec("no register yet", {"figures": S0}, "not_testable", "rent_to_own_register"),
        Spec("not reported", {"rent_to_own_register": 0}, "not_testable", "figure"),
    ],
    "L5": [
        Spec("Januar 2044 (S0)", {"figures": {ALLOWANCE: read_count("Januar 2044")}}, "fired", "year"),
        Spec("Januar 2014 953 (S2)", {"figures": {ALLOWANCE: read_count("Januar 2014 953")}}, "passed"),
        Spec("2044, the month in the label", {"figures": {ALLOWANCE: number(2044)}}, "fired", "year"),
        Spec("no month", {"figures": {ALLOWANCE: number(953)}}, "fired", "month"),
        Spec(
            "2044 recipients in a month that is told",
            {"figures": {ALLOWANCE: replace(number(2044), as_of="2013-01")}},
            "passed",
        ),
        Spec("not registered", {"figures": {ALLOWANCE: read_count("registreres ikke")}}, "not_testable"),
        Spec("not asked", {}, "not_testable", "figure"),
    ],
    "D1": [
        Spec("2 of 945 (S2)", {"figures": S2_DWELLINGS}, "passed"),
        Spec(
            "more acquired than there are",
            {"figures": figures(C2__municipal_dwellings=5, C2__acquired_housing_grant=6)},
            "fired",
            "more",
        ),
        Spec(
            "stock follows from last year, about",
            {
                "figures": S2_DWELLINGS,
                "previous": last(figures=figures(C2__municipal_dwellings=951)),
                "lost_dwellings": number(8),
            },
            "passed",
        ),
        Spec(
            "200 gone without a word",
            {
                "figures": S2_DWELLINGS,
                "previous": last(figures=figures(C2__municipal_dwellings=1145)),
                "lost_dwellings": number(8),
            },
            "fired",
            "balance",
            {"expected": Decimal(1139)},
        ),
        Spec(
            "brackets do not count (S0)",
            {"figures": figures(C2__municipal_dwellings=1000, C2__acquired_investment_grant="(60)")},
            "not_testable",
            "kind.tentative",
        ),
        Spec("no stock", {}, "not_testable", "figure"),
    ],
    "D2": [
        Spec("189 of 324 (S2)", {"figures": S2_DWELLINGS}, "passed"),
        Spec(
            "more allocated than applied for",
            {"figures": figures(C2__new_applications=10, C2__new_allocations=12)},
            "fired",
            "more",
        ),
        Spec(
            "dashes (S0)",
            {"figures": figures(C2__new_applications="-", C2__new_allocations="-")},
            "not_testable",
            "kind.dash",
        ),
    ],
    "D3": [
        Spec(
            "945 dwellings and 29 407 inhabitants",
            {"figures": S2_DWELLINGS, "population": 29407},
            "fired",
            "rate",
            {"found": Decimal("32.1")},
        ),
        Spec("no population", {"figures": S2_DWELLINGS}, "not_testable", "population"),
        Spec("nobody lives there", {"figures": S2_DWELLINGS, "population": 0}, "not_testable", "population"),
        Spec("no dwellings told", {"population": 29407}, "not_testable", "figure"),
    ],
}
