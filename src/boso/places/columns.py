"""Columns and constraints that several tables share: Norwegian order, and periods that never overlap."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.constraints import Deferrable
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Lower, Replace


class Translate(Func):
    """PostgreSQL's translate(): each letter of the second text becomes the letter at its place in the third."""

    function = "translate"
    arity = 3


def sort_column(source: str) -> models.GeneratedField:
    """A key by which `source` sorts as Norwegian does, the same as `kernel.text.norwegian_order`.

    The database computes it, so that no list can be sorted otherwise by accident.
    """
    letters = Translate(Replace(Lower(F(source)), Value("aa"), Value("å")), Value("æäøöåéüñ"), Value("{{||}eyn"))
    return models.GeneratedField(
        expression=letters, output_field=models.CharField(max_length=200, db_collation="C"), db_persist=True
    )


def one_at_a_time(name: str, *, what: Combinable, start: str, end: str) -> ExclusionConstraint:
    """No two rows with the same `what` (a whole number) have a day in common. Checked when the transaction ends.

    A number is compared as a range of one, because plain equality in such a constraint needs an extension that the
    embedded server lacks.
    """
    return ExclusionConstraint(
        name=name,
        expressions=[
            (Func(what, what, Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
            (Func(start, end, function="daterange", output_field=DateRangeField()), RangeOperators.OVERLAPS),
        ],
        deferrable=Deferrable.DEFERRED,
    )


def as_number(column: str) -> Combinable:
    """A column of digits as a whole number."""
    return Cast(column, models.BigIntegerField())
