"""Reading the programme: who takes part in which phase, towards which goals, and what has been held and written."""

from boso.programme.queries.recorded import (
    count_gatherings,
    goals_by_region,
    list_documents,
    list_gatherings,
    list_goals,
    list_meetings,
    list_programme_documents,
    list_reports_known,
    list_role_holders,
)
from boso.programme.queries.taking_part import (
    get_participant,
    list_agreements,
    list_intakes,
    list_members,
    list_participants,
    list_phases,
    participants_by_year,
)

__all__ = [
    "count_gatherings",
    "get_participant",
    "goals_by_region",
    "list_agreements",
    "list_documents",
    "list_gatherings",
    "list_goals",
    "list_intakes",
    "list_meetings",
    "list_members",
    "list_participants",
    "list_phases",
    "list_programme_documents",
    "list_reports_known",
    "list_role_holders",
    "participants_by_year",
]
