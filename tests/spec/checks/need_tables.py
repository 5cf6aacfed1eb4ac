"""N1–N6: the need tables, with the figures of Sarpsborg (S0) and Gjøvik (S2) for 2013."""

from decimal import Decimal

from boso.kernel.figures import Figure, Kind, doubted, number
from boso.kernel.periods import ReportPeriod
from tests.spec.checks.reports import Spec, figures, last, money, need

S2 = (
    need("A_no_dwelling", 8, 2, 54)
    | need("B_at_risk", 11, 5, 16)
    | need("C_unsuitable", 30, 25, 28)
    | need("P_child_families", 0, 2, 21)
)
S0 = (
    need("A_no_dwelling", 74, 69, 309)
    | need("B_at_risk", None, 4, None)
    | need("C_unsuitable", "Dette registreres ikke", "Dette registreres ikke", "Dette registreres ikke")
)
SERIES = {"A_no_dwelling.housed": {year: number(n) for year, n in ((2009, 12), (2010, 11), (2011, 13), (2012, 38))}}

TABLES = {
    "N1": [
        Spec("whole counts", {"figures": S2}, "passed"),
        Spec("below zero", {"figures": figures(A_no_dwelling__housed=-1)}, "fired", "negative"),
        Spec("half a household", {"figures": figures(A_no_dwelling__housed=1.5)}, "fired", "broken"),
        Spec("øre in a row", {"rows": (money("Kurs", own=100.5),)}, "fired", "ore"),
        Spec("whole kroner, also below zero", {"rows": (money("Kurs", deviation_total=-158000),)}, "passed"),
        Spec("øre in the Sum row", {"rows": (money("Kurs", own=1),), "totals": money("Sum", own=1.5)}, "fired", "ore"),
        Spec("a blank is not 0", {"figures": figures(B_at_risk__housed=None)}, "not_testable"),
        Spec("nothing at all", {}, "not_testable", "figures"),
        Spec(
            "what nobody confirmed",
            {"figures": {"B_at_risk.housed": doubted(number(-4))}},
            "not_testable",
            "unconfirmed",
        ),
    ],
    "N2": [
        Spec("the same", {"figures": S2, "previous": last(figures=need("A_no_dwelling", 5, 8, 9))}, "passed"),
        Spec(
            "not the same",
            {"figures": S2, "previous": last(figures=need("A_no_dwelling", 5, 9, 9))},
            "fired",
            "differs",
            {"found": Decimal(8), "expected": Decimal(9), "year": "2012"},
        ),
        Spec("no earlier report", {"figures": S2}, "not_testable", "previous"),
        Spec(
            "a report of another year",
            {"figures": S2, "previous": last(period=ReportPeriod(2011), figures=S2)},
            "not_testable",
            "previous",
        ),
        Spec(
            "a dash is not 0",
            {"figures": need("A_no_dwelling", "-", 1, 1), "previous": last(figures=need("A_no_dwelling", 1, 0, 1))},
            "not_testable",
            "kind.dash",
        ),
        Spec(
            "about is equal to nothing",
            {
                "figures": need("A_no_dwelling", "ca. 10", 1, 1),
                "previous": last(figures=need("A_no_dwelling", 1, 9, 1)),
            },
            "not_testable",
            "kind.approximate",
        ),
    ],
    "N3": [
        Spec("21 of 98 housed (S2)", {"figures": S2}, "passed"),
        Spec(
            "more families than households",
            {"figures": S2 | figures(P_child_families__housed=99)},
            "fired",
            "more",
            {"found": Decimal(99), "expected": Decimal(98)},
        ),
        Spec(
            "only when all parts are numbers (S0)",
            {"figures": S0 | need("P_child_families", 100, 300, 999)},
            "not_testable",
            "kind.not_registered",
        ),
    ],
    "N4": [
        Spec(
            "48 came in (S2)",
            {"figures": need("A_no_dwelling", 8, 2, 54)},
            "fired",
            "arrived",
            {"number": Decimal(48)},
        ),
        Spec("3 left", {"figures": need("A_no_dwelling", 10, 2, 5)}, "fired", "left", {"number": Decimal(3)}),
        Spec("all who left the list were housed", {"figures": need("A_no_dwelling", 8, 2, 6)}, "passed"),
        Spec("blank", {"figures": need("B_at_risk", None, 4, None)}, "not_testable", "kind.blank"),
    ],
    "N5": [
        Spec(
            "more than half and more than ten",
            {"figures": need("A_no_dwelling", 1, 1, 31), "previous": last(figures=need("A_no_dwelling", 1, 1, 20))},
            "fired",
            "jumped",
            {"found": Decimal(31), "expected": Decimal(20)},
        ),
        Spec(
            "exactly half is no jump",
            {"figures": need("A_no_dwelling", 1, 1, 36), "previous": last(figures=need("A_no_dwelling", 1, 1, 24))},
            "passed",
        ),
        Spec(
            "tenfold, but only ten households",
            {"figures": need("A_no_dwelling", 1, 1, 11), "previous": last(figures=need("A_no_dwelling", 1, 1, 1))},
            "passed",
        ),
        Spec(
            "fallen by more than half",
            {"figures": need("A_no_dwelling", 1, 1, 9), "previous": last(figures=need("A_no_dwelling", 1, 1, 30))},
            "fired",
            "jumped",
        ),
        Spec(
            "near last year, far from the median",
            {
                "figures": figures(A_no_dwelling__housed=40),
                "previous": last(figures=figures(A_no_dwelling__housed=38)),
                "earlier": SERIES,
            },
            "fired",
            "unusual",
            {"years": 4},
        ),
        Spec(
            "near the median",
            {"figures": figures(A_no_dwelling__housed=14), "earlier": SERIES},
            "passed",
        ),
        Spec("no earlier report", {"figures": S2}, "not_testable", "previous"),
        Spec(
            "last year pending",
            {
                "figures": figures(A_no_dwelling__housed=40),
                "previous": last(figures=figures(A_no_dwelling__housed="ettersendes")),
            },
            "not_testable",
            "previous_figure",
        ),
    ],
    "N6": [
        Spec(
            "77 + 161 + 71 = 309 (S0)",
            {"figures": S0, "routes": {"A_no_dwelling.housed": figures(municipal=77, bought=161, private=71)}},
            "passed",
        ),
        Spec(
            "one too few",
            {"figures": S0, "routes": {"A_no_dwelling.housed": figures(municipal=77, bought=160, private=71)}},
            "fired",
            "differs",
            {"found": Decimal(309), "expected": Decimal(308)},
        ),
        Spec("no routes told", {"figures": S0}, "not_testable", "routes"),
        Spec(
            "a route in brackets",
            {"figures": S0, "routes": {"A_no_dwelling.housed": figures(municipal="(77)", bought=232)}},
            "not_testable",
            "kind.tentative",
        ),
        Spec(
            "a route lost in the source",
            {
                "figures": S0,
                "routes": {"A_no_dwelling.housed": {"bought": Figure(kind=Kind.LOST_IN_SOURCE)}},
            },
            "not_testable",
            "kind.lost_in_source",
        ),
    ],
}
