"""To whom a page belongs: the municipality of what its address names."""

from collections.abc import Callable, Mapping
from typing import Any

from boso.access.values import Scope
from boso.importers.queries import get_import
from boso.places.queries import get_municipality, get_region
from boso.places.values import DistrictRow
from boso.reporting.queries.contact import owner_of_follow_up, owner_of_meeting
from boso.reporting.queries.districts import get_district
from boso.reporting.queries.reports import get_report, owner_of
from boso.reporting.values import ReportRow
from boso.web.permissions import Owner

_FINDERS: Mapping[Owner, Callable[[Mapping[str, Any], frozenset[int]], int]] = {
    Owner.FOLLOW_UP: lambda named, reach: owner_of_follow_up(named["follow_up_id"], within=reach),
    Owner.IMPORT: lambda named, reach: get_import(named["import_id"], within=reach).municipality_id,
    Owner.MEETING: lambda named, reach: owner_of_meeting(named["meeting_id"], within=reach),
    Owner.REPORT: lambda named, reach: owner_of(named["report_id"], within=reach),
}


def municipality_of(owner: Owner, named: Mapping[str, Any], *, reach: frozenset[int]) -> int:
    """The municipality that owns the thing. Raises NotFound for what lies outside the visitor's reach."""
    return _FINDERS[owner](named, reach)


def region_of(named: Mapping[str, Any]) -> Scope:
    """The region that the address names, as the place where a permission must hold. Raises NotFound."""
    return Scope(region_id=get_region(named["region"]).id)


def district_of(named: Mapping[str, Any], *, reach: frozenset[int]) -> Scope:
    """The city district that the address names, below the report it names. Raises NotFound for what lies outside."""
    report = get_report(named["report_id"], within=reach)
    return scope_of_district(report, get_district(report, named["district"]))


def scope_of_district(report: ReportRow, district: DistrictRow) -> Scope:
    """A district as the place where a permission must hold."""
    region = get_municipality(report.municipality).region
    return Scope(
        municipality_id=report.municipality_id, region_id=region.id if region else None, district_id=district.id
    )
