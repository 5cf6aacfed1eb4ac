"""The log of acts: rows are added, never changed or removed."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from boso.audit.actions import record
from boso.audit.models import AuditEntry
from boso.audit.queries import list_by_actor, list_for_scopes, list_for_subject
from boso.audit.values import PROGRAMME_SCOPE, municipality_scope, region_scope
from tests.factories.reports import LEADER, NOW

pytestmark = pytest.mark.django_db


def wrote(act="import_applied", scope=PROGRAMME_SCOPE, subject=7):
    record(actor=LEADER, now=NOW, act=act, subject_type="import", subject_id=subject, scope=scope, facts={"n": 1})


def test_an_act_says_who_what_when_and_whom_it_concerns():
    wrote(scope=municipality_scope(3))
    (entry,) = list_for_subject("import", "7")
    assert (entry.actor_name, entry.act, entry.at, entry.scope) == (
        LEADER.name,
        "import_applied",
        NOW,
        "municipality:3",
    )
    assert entry.facts == {"n": 1}


def test_each_reads_what_concerns_them():
    wrote(scope=municipality_scope(3))
    wrote(scope=region_scope(1))
    assert [e.scope for e in list_for_scopes([region_scope(1)])] == ["region:1"]
    assert len(list_by_actor(LEADER.id)) == 2
    assert list_by_actor("nobody") == []


@pytest.mark.parametrize(
    "change", [lambda: AuditEntry.objects.update(act="x"), lambda: AuditEntry.objects.all().delete()]
)
def test_a_row_is_never_changed_or_removed(change):
    wrote()
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        change()
    assert len(list_for_subject("import", "7")) == 1


def test_an_act_without_a_name_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        wrote(act="")
