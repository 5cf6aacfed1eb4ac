"""The value of an indicator from reported figures; what is missing in a part is missing in the whole, and said."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from boso.indicators.definitions import POPULATION, Definition
from boso.indicators.formulas import Code, Formula, codes_of, is_sum, parse, value_of
from boso.kernel.figures import FLAGGED, Aggregate, Coverage, Figure, Kind, added, missing
from boso.kernel.sources import Origin, Source

MOST_TELLING = (  # the reason shown when several parts are missing for different reasons
    Kind.SUPPRESSED,
    Kind.PENDING,
    Kind.NOT_REGISTERED,
    Kind.UNCLEAR_QUESTION,
    Kind.TEXT_INSTEAD,
    Kind.LOST_IN_SOURCE,
    Kind.DASH,
    Kind.BLANK,
    Kind.NOT_APPLICABLE,
    Kind.ABSENT,
)
NOT_THERE = missing(Kind.ABSENT)
PER_THOUSAND = parse("1000 * figure / population")
LEAST_SURE = (Kind.TENTATIVE, Kind.PROVISIONAL, Kind.APPROXIMATE, Kind.NUMBER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """An indicator of one report. `figure` is what to show; `parts` every figure it is made of, by code.

    A part without a value leaves the whole without one, of the most telling kind among the parts. A tentative or
    doubtful part gives a tentative or doubtful whole: shown, never summed. `known` is the sum of the parts that
    count, where the indicator is a plain sum – a lower bound, to be shown with its coverage or not at all.
    """

    code: str
    figure: Figure
    parts: Mapping[str, Figure]
    coverage: Coverage
    known: Aggregate | None = None

    @property
    def enters(self) -> bool:
        """The figure and every part of it may be added to those of others."""
        return self.figure.counts and all(part.counts for part in self.parts.values())

    @property
    def lacking(self) -> tuple[str, ...]:
        """The codes of the parts that have no value."""
        return tuple(code for code, part in self.parts.items() if part.value is None)


def evaluate(definition: Definition, figures: Mapping[str, Figure]) -> Computed:
    """The indicator from figures by code; a code that is not there is `absent`."""
    formula = definition.formula or Code(definition.code)
    parts = _parts(formula, figures)
    coverage = Coverage.of(list(parts.values()))
    return Computed(
        code=definition.code,
        figure=figure_from(definition, figures),
        parts=parts,
        coverage=coverage,
        known=Aggregate(added(parts.values()), coverage) if is_sum(formula) else None,
    )


def figure_from(definition: Definition, figures: Mapping[str, Figure]) -> Figure:
    """The figure alone of `evaluate`, for those who need very many."""
    if definition.formula is None:
        return figures.get(definition.code, NOT_THERE)
    return _figure(definition.formula, _parts(definition.formula, figures), definition.written or definition.code)


def _parts(formula: Formula, figures: Mapping[str, Figure]) -> dict[str, Figure]:
    return {code: figures.get(code, NOT_THERE) for code in codes_of(formula)}


def evaluate_together(definition: Definition, reports: Sequence[Mapping[str, Figure]]) -> Aggregate:
    """The indicator over several reports: from the sums of those reports where every part counts.

    A share over a region is so the share of its sums, never a mean of shares. The coverage counts reports; one that
    is left out is counted under the kind of its most telling missing part.
    """
    sums, coverage = sums_of(definition, reports)
    formula = definition.formula or Code(definition.code)
    return Aggregate(value_of(formula, sums) if coverage.counted else None, coverage)


def sums_of(definition: Definition, reports: Sequence[Mapping[str, Figure]]) -> tuple[dict[str, Decimal], Coverage]:
    """The sum of each part of an indicator over those reports where every part counts, with the coverage."""
    codes = codes_of(definition.formula or Code(definition.code))
    computed = [evaluate(definition, report) for report in reports]
    entering = [c for c in computed if c.enters]
    sums = {code: sum((c.parts[code].number for c in entering), Decimal(0)) for code in codes}
    coverage = Coverage(
        asked=len(computed),
        counted=len(entering),
        flagged=sum(c.figure.kind in FLAGGED for c in entering),
        doubtful=sum(not c.figure.certain for c in computed),
        left_out=Counter(c.figure.kind for c in computed if not c.enters),
    )
    return sums, coverage


def evaluate_alike(
    definition: Definition, before: Sequence[Mapping[str, Figure]], after: Sequence[Mapping[str, Figure]]
) -> tuple[Aggregate, Aggregate]:
    """The indicator in two years over those reports alone that count in both, given in the same order.

    The difference of the two is then never that somebody came or went.
    """
    first, second = alike(definition, before, after)
    return evaluate_together(definition, first), evaluate_together(definition, second)


def alike(
    definition: Definition, before: Sequence[Mapping[str, Figure]], after: Sequence[Mapping[str, Figure]]
) -> tuple[list[Mapping[str, Figure]], list[Mapping[str, Figure]]]:
    """Those of two years' reports that count in both."""
    pairs = [
        (old, new)
        for old, new in zip(before, after, strict=True)
        if evaluate(definition, old).enters and evaluate(definition, new).enters
    ]
    return [old for old, _new in pairs], [new for _old, new in pairs]


def per_thousand(figure: Figure, population: Figure) -> Figure:
    """The figure per 1,000 inhabitants on the last day of the year; without a population, what that lacks."""
    return _figure(PER_THOUSAND, {"figure": figure, POPULATION: population}, "1000 * figure / population")


def _figure(formula: Formula, parts: Mapping[str, Figure], written: str) -> Figure:
    kinds = [part.kind for part in parts.values() if part.value is None]
    certain = all(part.certain for part in parts.values())
    source = Source(origin=Origin.COMPUTED, label=written)
    if kinds:
        return Figure(kind=next(kind for kind in MOST_TELLING if kind in kinds), certain=certain, source=source)
    value = value_of(formula, {code: part.number for code, part in parts.items()})
    if value is None:
        return Figure(kind=Kind.NOT_APPLICABLE, certain=certain, source=source)
    kind = next(kind for kind in LEAST_SURE if any(part.kind is kind for part in parts.values()))
    return Figure(kind=kind, value=value, certain=certain, source=source)
