"""F1–F4: year, dates and texts of the form."""

from boso.kernel.dates import PartialDate
from tests.spec.checks.reports import Spec, last

FITS = {
    "stated_year": 2013,
    "report_date": PartialDate(2014, 2, 19),
    "programme_start": PartialDate(2010, 12, 22),
}

TABLES = {
    "F1": [
        Spec("all fits (S2)", FITS, "passed"),
        Spec("the year of writing (S1)", FITS | {"stated_year": 2014}, "fired", "year"),
        Spec("dated before the year was over", FITS | {"report_date": PartialDate(2013, 12, 20)}, "fired", "date"),
        Spec("only a year, which may be after", {"report_date": PartialDate(2014)}, "passed"),
        Spec("began after", FITS | {"programme_start": PartialDate(2014)}, "fired", "start"),
        Spec("began some time that year", {"programme_start": PartialDate(2013, 11)}, "passed"),
        Spec("nothing told", {}, "not_testable", "stated_year"),
    ],
    "F2": [
        Spec("31 June", {"dates": {"template_deadline": "31. juni"}}, "fired", "no_such_day"),
        Spec("month 13", {"dates": {"report_date": "01.13.2014"}}, "fired", "no_such_month"),
        Spec("dates that exist", {"dates": {"template_deadline": "28.02", "report_date": "19.02.14"}}, "passed"),
        Spec(
            "one of several",
            {"dates": {"steering_group_dates": "12.03.2014, 31.09.2014"}},
            "fired",
            "no_such_day",
            {"found": "31.09.2014"},
        ),
        Spec("no date", {"dates": {"report_date": "etter møtet"}}, "not_testable", "date"),
        Spec("no dates", {}, "not_testable", "dates"),
    ],
    "F3": [
        Spec("Se punkt A4", {"texts": {"B.1": "Se punkt A4"}}, "fired", "to", {"target": "A.4"}),
        Spec("Jf. 4.1 D.", {"texts": {"B.1": "Jf. 4.1 D."}}, "fired", "to", {"target": "4.1.D"}),
        Spec(
            "Sjå svar under pkt. 3.2", {"texts": {"B.1": "Sjå svar under pkt. 3.2"}}, "fired", "to", {"target": "3.2"}
        ),
        Spec("Se vedlegg", {"texts": {"B.1": "Se vedlegg."}}, "fired", "somewhere"),
        Spec("a reference in an answer", {"texts": {"B.1": "Se også A.4; vi har holdt to samlinger."}}, "passed"),
        Spec("an answer", {"texts": {"B.1": "Rutinene er nye."}}, "passed"),
        Spec("a comment is no section", {"texts": {"B.1": "Nytt.", "A_no_dwelling.comment": "Se over"}}, "passed"),
        Spec("no texts", {}, "not_testable", "texts"),
    ],
    "F4": [
        Spec("blank twice", {"texts": {"4.1.B": ""}, "previous": last(texts={"4.1.B": " "})}, "fired", "again"),
        Spec("answered now", {"texts": {"4.1.B": "Nå"}, "previous": last(texts={"4.1.B": ""})}, "passed"),
        Spec("answered then", {"texts": {"4.1.B": ""}, "previous": last(texts={"4.1.B": "Da"})}, "passed"),
        Spec("not asked then", {"texts": {"4.1.B": ""}, "previous": last()}, "not_testable", "text"),
        Spec("no earlier report", {"texts": {"4.1.B": ""}}, "not_testable", "previous"),
    ],
}
