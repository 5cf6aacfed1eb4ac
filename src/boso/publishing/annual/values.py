"""What a programme's annual report is made of, loaded beforehand: a region, its participants and their figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from boso.indicators.values import Regional, ReportRef
from boso.places.values import RegionRow
from boso.programme.values import GatheringRow, GoalRow, ParticipantRow
from boso.reporting.values.texts import ThemesTold


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualValues:
    """Everything the report says. `members` take part in the year, surely or perhaps; `reports` are those of the year
    that the audience may see; `titles` names each edition of them; `told` are the released answers by theme."""

    region: RegionRow
    year: int
    members: tuple[ParticipantRow, ...]
    figures: Regional
    goals: tuple[GoalRow, ...] = ()
    gatherings: tuple[GatheringRow, ...] = ()
    reports: tuple[ReportRef, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    told: ThemesTold | None = None

    @property
    def reporting(self) -> tuple[ParticipantRow, ...]:
        """The members with a report of the year, in Norwegian order."""
        given = {report.municipality for report in self.reports}
        return tuple(m for m in self.members if m.municipality.slug in given)

    @property
    def silent(self) -> tuple[ParticipantRow, ...]:
        """The members without one."""
        given = {report.municipality for report in self.reports}
        return tuple(m for m in self.members if m.municipality.slug not in given)

    def reports_of(self, slug: str) -> tuple[ReportRef, ...]:
        """The year's reports of a municipality."""
        return tuple(report for report in self.reports if report.municipality == slug)
