"""People with accounts and roles, and browsers that are logged in as them. Everybody is invented."""

import re
from datetime import date

from django.core import mail
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from boso.access.actions import create_account, give_role
from boso.access.actions.mailing import SEND_INVITATION, send_invitation
from boso.access.queries import get_account
from boso.access.values import DISTRICT_ROLES, MUNICIPAL_ROLES, PROGRAMME_ROLES, WHOLE_PROGRAMME, Account, Role, Scope
from boso.kernel.decisions import SYSTEM
from boso.places.clock import current_moment
from boso.places.models import District
from boso.places.queries import get_municipality, get_region
from boso.programme.models import Agreement, AgreementDistrict
from tests.factories.reports import NOW

PASSWORD = "en lang setning om hus"
SINCE = date(2010, 1, 1)


def account(username: str = "kari", name: str = "Kari Prøvesen") -> Account:
    """An account without roles."""
    return create_account(username=username, display_name=name, password=PASSWORD, actor=SYSTEM, now=NOW)


def districts_of(municipality: str) -> tuple[int, int]:
    """Two city districts of a municipality, which takes part in the programme with them; made where there are none."""
    found = get_municipality(municipality)
    agreement = Agreement.objects.filter(municipality=found.id).order_by("-pk")[0]
    made = []
    for place, name in enumerate(("Nordre", "Søndre")):
        told = {"slug": name.lower().replace("ø", "o"), "name": name, "checked": False}
        row, _ = District.objects.get_or_create(
            municipality_id=found.id, number=f"{found.number[:4]}0{place + 1}", defaults={**told, "source": "prøve"}
        )
        AgreementDistrict.objects.get_or_create(municipality_id=found.id, agreement=agreement, district=row)
        made.append(row.pk)
    return made[0], made[1]


def place_of(role: Role, *, municipality: str = "provevik", region: str = "prove") -> Scope:
    """Where a role is held: the municipality, the region or the whole programme."""
    if role in DISTRICT_ROLES:
        found, district = get_municipality(municipality), districts_of(municipality)[0]
        region_id = found.region.id if found.region else None
        return Scope(municipality_id=found.id, region_id=region_id, district_id=district)
    if role in MUNICIPAL_ROLES:
        found = get_municipality(municipality)
        return Scope(municipality_id=found.id, region_id=found.region.id if found.region else None)
    return WHOLE_PROGRAMME if role in PROGRAMME_ROLES else Scope(region_id=get_region(region).id)


def holder(role: Role, *, municipality: str = "provevik", region: str = "prove", username: str = "") -> Account:
    """Somebody who holds a role."""
    person = account(username or role.value, f"{role.value} prøvesen")
    scope = place_of(role, municipality=municipality, region=region)
    give_role(account_id=person.id, role=role, scope=scope, start=SINCE, actor=SYSTEM, now=NOW)
    return get_account(person.id)


def mailed_link() -> str:
    """The address in the newest invitation, after the jobs that send them have run."""
    jobs = ProcrastinateJob.objects.filter(task_name=SEND_INVITATION).order_by("-pk")
    send_invitation(**jobs[0].args, now=current_moment())
    found = re.search(r"/invitasjon/[\w-]+/", str(mail.outbox[-1].body))
    assert found
    return found.group()


def logged_in(person: Account) -> Client:
    """A browser in which the person is logged in."""
    client = Client()
    client.login(username=person.username, password=PASSWORD)
    return client
