"""Values of an invented region for tests of the annual report: three municipalities, two with a report."""

from dataclasses import replace

from boso.indicators.definitions import catalogue
from boso.indicators.evaluating import evaluate_alike, evaluate_together
from boso.indicators.values import Compared, Regional, ReportRef, Together, Told
from boso.kernel.dates import PartialDate
from boso.kernel.figures import Figure, Kind, doubted, missing, number
from boso.kernel.periods import ReportPeriod
from boso.places.values import LanguageDecision, MunicipalityRow, RegionRow
from boso.programme.values import AgreementRow, Certainty, IntakeRow, ParticipantRow, Standing
from boso.publishing.annual.values import AnnualValues
from boso.reporting.values import EditionPin

REGION = RegionRow(id=1, code="prove", name="Prøve", invented=True)
NAMES = ("Prøvevik", "Prøvesund", "Prøve <b>& #øy")
GIVEN: dict[str, dict[int, dict[str, Figure]]] = {
    "p0": {
        2012: {"A_no_dwelling.status_end": number(10)},
        2013: {"A_no_dwelling.status_end": number(7), "C2.municipal_dwellings": number(100)},
    },
    "p1": {
        2012: {"A_no_dwelling.status_end": missing(Kind.DASH)},
        2013: {"A_no_dwelling.status_end": number(90), "C2.municipal_dwellings": doubted(number(5))},
    },
    "p2": {},
}


def region_values(**changes: object) -> AnnualValues:
    """Region Prøve 2013."""
    members = tuple(_member(place, name) for place, name in enumerate(NAMES))
    values = AnnualValues(
        region=REGION, year=2013, members=members, figures=_regional(), reports=(_report("p0"), _report("p1"))
    )
    return replace(values, **changes)  # type: ignore[arg-type]


def _member(place: int, name: str) -> ParticipantRow:
    slug = f"p{place}"
    municipality = MunicipalityRow(
        id=place,
        slug=slug,
        name=name,
        number=f"990{place}",
        region=REGION,
        invented=True,
        language=LanguageDecision.NEUTRAL,
    )
    agreement = AgreementRow(
        id=place,
        municipality=slug,
        region=REGION,
        intake=IntakeRow(id=1, region="prove", ordinal=1, opened=None) if place else None,
        standing=Standing.INVENTED,
        parties="",
        signed=None,
        period_from=PartialDate(year=2010),
        period_to=None,
        programme_start=None,
        districts=(),
        unknown=("period_to",),
        source="invented",
        note="",
    )
    certainty = Certainty.POSSIBLE if place == 2 else Certainty.CERTAIN
    return ParticipantRow(
        municipality=municipality, agreement=agreement, phases=(), open_phases=(), certainty=certainty
    )


def _report(slug: str) -> ReportRef:
    pin = EditionPin(template="ost_annual", name="2013", revision=1, digest="0")
    return ReportRef(id=1, municipality=slug, edition=pin, period=ReportPeriod(2013), historical=True)


def _regional() -> Regional:
    wanted = catalogue().indicators
    told = {
        slug: {
            code: {
                year: Told(code=code, year=year, figure=figures[code], report=_report(slug))
                for year, figures in years.items()
                if code in figures
            }
            for code in wanted
        }
        for slug, years in GIVEN.items()
    }
    now, before = ([years.get(year, {}) for years in GIVEN.values()] for year in (2013, 2012))
    sums = {}
    for code, indicator in wanted.items():
        together = evaluate_together(indicator, now)
        first, second = evaluate_alike(indicator, before, now)
        sums[code] = Compared(
            now=Together(code=code, year=2013, value=together.value, coverage=together.coverage),
            before=first.value,
            after=second.value,
            both=second.coverage.counted,
        )
    return Regional(year=2013, years=(2012, 2013), told=told, sums=sums)
