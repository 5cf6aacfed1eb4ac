"""Who holds a role in a municipality is guarded as its reports are, with one narrow way in to one's own."""

import pytest
from django.db import DatabaseError, transaction

from boso.access.models import Membership
from boso.access.queries import list_held
from boso.access.values import Role
from boso.places import rls
from boso.programme.models import MunicipalityDocument
from tests.factories.people import SINCE, holder, place_of
from tests.factories.reports import programme_places

pytestmark = pytest.mark.django_db


def test_roles_of_a_municipality_are_seen_in_its_scope_alone_and_ones_own_always(as_app_role: None) -> None:
    with rls.scope(rls.ALL):
        programme_places()
    leader = holder(Role.PROGRAMME_LEADER)
    manager = holder(Role.REGION_MANAGER)
    assert {m.user_id for m in Membership.objects.all()} == {manager.id}
    assert [h.role for h in list_held(leader.id)] == [Role.PROGRAMME_LEADER]
    assert {m.user_id for m in Membership.objects.all()} == {manager.id}, "the way past the guard closes behind itself"
    with rls.scope({place_of(Role.PROGRAMME_LEADER).municipality_id or 0}):
        assert {m.user_id for m in Membership.objects.all()} == {leader.id, manager.id}
    with pytest.raises(DatabaseError), transaction.atomic():
        Membership.objects.create(
            user_id=leader.id, role="auditor", municipality_id=place_of(Role.AUDITOR).municipality_id, start=SINCE
        )


def test_which_documents_are_known_anyone_may_read_and_nobody_write_without_scope(as_app_role: None) -> None:
    with rls.scope(rls.ALL):
        programme_places()
    with rls.scope(rls.ALL):
        made = MunicipalityDocument.objects.create(
            municipality_id=place_of(Role.AUDITOR).municipality_id, kind="annual_report", title="x", covers="2012"
        )
    assert MunicipalityDocument.objects.filter(pk=made.pk).exists()
    assert MunicipalityDocument.objects.filter(pk=made.pk).update(title="y") == 0
