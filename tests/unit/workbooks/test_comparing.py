"""What a cell of a workbook means, and what of it the editor would take."""

from decimal import Decimal

import pytest

from boso.importers.rules.uploads.comparing import as_typed
from boso.questionnaires.values import FieldType
from boso.reporting.values.fields import EMPTY, Content
from boso.reporting.workbooks.cells import from_one_cell, meaning
from boso.reporting.workbooks.values import Written

INT, MONEY, TEXT, DATE, PARTIAL = FieldType.INT, FieldType.MONEY, FieldType.TEXT, FieldType.DATE, FieldType.PARTIAL_DATE
UNREAD = "text_instead"


@pytest.mark.parametrize(
    ("type", "cells", "meant"),
    [
        (INT, Written(Decimal(74)), Content("number", "74")),
        (INT, Written(Decimal(0)), Content("number", "0")),
        (INT, Written(), EMPTY),
        (INT, Written("74"), Content("number", "74")),
        (INT, Written("1 234"), Content("number", "1234")),
        (INT, Written("ca. 40"), Content("approximate", "40")),
        (INT, Written(Decimal(40), "omtrentlig tall"), Content("approximate", "40")),
        (INT, Written(Decimal(40), "Omtrentleg tal "), Content("approximate", "40")),
        (INT, Written("–"), Content("dash")),
        (INT, Written("", "strek"), Content("dash")),
        (INT, Written("ettersendes"), Content("pending")),
        (INT, Written("", "kommer senere", "1.6.2014"), Content("pending", "", "2014-06-01")),
        (INT, Written("", "kommer senere", "etter jul"), Content("pending", "", "etter jul")),
        (INT, Written("", "nøyaktig tall"), EMPTY),
        (INT, Written("mange"), Content(UNREAD, "mange")),
        (INT, Written("", "vet ikke"), Content(UNREAD, "vet ikke")),
        (INT, Written(Decimal(74), "kommer senere"), Content("number", "74")),
        (INT, Written(Decimal("7.5")), Content(UNREAD, "7,5")),
        (INT, Written(Decimal(-3)), Content(UNREAD, "\u22123")),
        (MONEY, Written(Decimal(-3)), Content("number", "-3")),
        (INT, Written(Decimal(10) ** 14), Content(UNREAD, "100\u00a0000\u00a0000\u00a0000\u00a0000")),
        (INT, Written("", "skjult"), Content(UNREAD, "suppressed")),
        (INT, Written("12 stk", "tekst i stedet for tall"), Content(UNREAD, "12 stk")),
        (DATE, Written("19.02.2014"), Content("date", "2014-02-19")),
        (DATE, Written(Decimal(41689)), Content("date", "2014-02-19")),
        (DATE, Written("31.06.2014"), Content(UNREAD, "31.06.2014")),
        (DATE, Written("tull", "dato"), Content(UNREAD, "tull")),
        (PARTIAL, Written("10.2011"), Content("date", "2011-10")),
        (PARTIAL, Written(Decimal(2009)), Content("date", "2009")),
        (FieldType.YEAR, Written(Decimal(2013)), Content("number", "2013")),
        (FieldType.DATES, Written("1.2.2014; 3.4.2014"), Content("list", "2014-02-01\n2014-04-03")),
        (TEXT, Written("  Hei  \n\n"), Content("text", "Hei")),
        (TEXT, Written("=1+1"), Content("text", "=1+1")),
        (TEXT, Written(Decimal(12)), Content("text", "12")),
    ],
)
def test_a_cell_means_what_the_editor_would_take_it_for(type, cells, meant):
    assert as_typed(type, meaning(type, cells)) == meant


@pytest.mark.parametrize(
    ("type", "text", "meant"),
    [
        (MONEY, "ca. 400", Content("approximate", "400")),
        (MONEY, "ettersendes (1. juni 2014)", Content("pending", "", "2014-06-01")),
        (MONEY, "[strek]", Content("dash")),
        (MONEY, "[omtrentlig tall] tull", Content(UNREAD, "[omtrentlig tall] tull")),
        (MONEY, "[noe annet] 5", Content(UNREAD, "[noe annet] 5")),
        (TEXT, "[strek] som overskrift", Content(UNREAD, "[strek] som overskrift")),
        (TEXT, "[noe annet] 5", Content("text", "[noe annet] 5")),
    ],
)
def test_one_cell_of_a_table_says_all_of_it(type, text, meant):
    assert as_typed(type, from_one_cell(type, Written(text))) == meant
