"""The demo's accounts, with their roles in Prøvevik, Prøvesund, Prøvebygd, region Prøve and region øst."""

from dataclasses import dataclass
from datetime import date, datetime

from boso.access.actions import create_demo_account, give_role, set_email
from boso.access.values import WHOLE_PROGRAMME, Role, Scope
from boso.kernel.decisions import SYSTEM
from boso.places.queries import get_municipality, get_region, list_districts

SINCE = date(2009, 1, 1)
REGIONS = ("prove", "ost")
MAIL = "demo.example"  # an address nobody can have


@dataclass(frozen=True, slots=True)
class Person:
    """An account: its name at log-in, the name shown, the role, and the municipality (none: the regions, or all)
    with, for a role in a district, the district."""

    username: str
    name: str
    role: Role
    municipality: str = ""
    district: str = ""


PEOPLE = (
    Person("leder", "Programleder i Prøvevik", Role.PROGRAMME_LEADER, "provevik"),
    Person("ansvarlig", "Programansvarlig i Prøvevik", Role.PROGRAMME_OWNER, "provevik"),
    Person("bidragsyter", "Bidragsyter i Prøvevik", Role.CONTRIBUTOR, "provevik"),
    Person("saksbehandler", "Saksbehandler i Prøvevik", Role.CASE_WORKER, "provevik"),
    Person("beslutter", "Beslutter i Prøvevik", Role.DECISION_MAKER, "provevik"),
    Person("revisor", "Revisor i Prøvevik", Role.AUDITOR, "provevik"),
    Person("bydel", "Leder for Nordre bydel i Prøvevik", Role.DISTRICT_LEADER, "provevik", "nordre"),
    Person("leder2", "Programleder i Prøvesund", Role.PROGRAMME_LEADER, "provesund"),
    Person("leder3", "Programleder i Prøvebygd", Role.PROGRAMME_LEADER, "provebygd"),
    Person("programkontakt", "Programkontakt i Husbanken", Role.PROGRAMME_CONTACT),
    Person("region", "Regionleder i Husbanken", Role.REGION_MANAGER),
    Person("redaktor", "Redaktør av årsmeldingen", Role.EDITOR),
    Person("admin", "Systemansvarlig", Role.SYSTEM_ADMIN),
)


def load_people(*, now: datetime, password: str) -> None:
    """Make the accounts and give them their roles; doing it again changes nothing but a new password."""
    regions = [Scope(region_id=get_region(code).id) for code in REGIONS]
    for person in PEOPLE:
        account = create_demo_account(
            username=person.username, display_name=person.name, password=password, actor=SYSTEM, now=now
        )
        set_email(account_id=account.id, email=f"{person.username}@{MAIL}")
        for scope in _scopes(person, regions):
            give_role(account_id=account.id, role=person.role, scope=scope, start=SINCE, actor=SYSTEM, now=now)


def _scopes(person: Person, regions: list[Scope]) -> list[Scope]:
    if person.municipality:
        found = get_municipality(person.municipality)
        inside = next((d.id for d in list_districts(person.municipality) if d.slug == person.district), None)
        region_id = found.region.id if found.region else None
        return [Scope(municipality_id=found.id, region_id=region_id, district_id=inside)]
    return [WHOLE_PROGRAMME] if person.role is Role.SYSTEM_ADMIN else regions
