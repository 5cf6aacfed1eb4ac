"""Files of a report: taken in with limits on size and type, and taken out again."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from types import MappingProxyType

from django.db import transaction
from django.utils.translation import gettext as _

from boso.kernel.decisions import Actor
from boso.kernel.errors import Invalid, NotFound
from boso.places import rls
from boso.questionnaires.values import FieldType
from boso.reporting.actions.events import record_act
from boso.reporting.actions.opened import opened_for_answers
from boso.reporting.models import ReportFile

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 20
BEGINNINGS: Mapping[str, tuple[str, tuple[bytes, ...]]] = MappingProxyType(
    {
        ".pdf": ("application/pdf", (b"%PDF-",)),
        ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (b"PK\x03\x04",)),
        ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (b"PK\x03\x04",)),
        ".png": ("image/png", (b"\x89PNG",)),
        ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
        ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
        ".txt": ("text/plain; charset=utf-8", ()),
    }
)


@transaction.atomic
def add_file(
    *,
    report_id: int,
    code: str,
    name: str,
    content: bytes,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    closes: datetime | None = None,
) -> int:
    """Take a file in under a question that asks for one; the same file twice is one. Returns its id.

    Raises Invalid for a file that is empty, too large, or not what its name says.
    """
    kind = _refuse_unless_fit(name, content)
    digest = hashlib.sha256(content).hexdigest()
    with opened_for_answers(report_id, actor=actor, now=now, within=within, closes=closes) as opened:
        report = opened.report
        if not any(q.code == code and q.type is FieldType.FILE for q in opened.edition.fields()):
            raise NotFound(_("Skjemaet spør ikke om dette."))
        opened.refuse_closed(f"file:{code}")
        there = ReportFile.objects.filter(report=report.pk, removed_in__isnull=True)
        same = there.filter(code=code, digest=digest).first()
        if same is not None:
            return int(same.pk)
        if there.count() >= MOST_FILES:
            raise Invalid(_("Rapporten har alt 20 filer. Ta bort en av dem først."))
        row = ReportFile.objects.create(
            municipality_id=report.municipality_id,
            report_id=report.pk,
            code=code,
            version=report.current_version,
            name=PurePath(name).name[:200],
            content_type=kind,
            size=len(content),
            digest=digest,
            content=content,
            actor_id=actor.id,
            actor_name=actor.name,
            at=now,
        )
        record_act("file_added", opened.report, facts=_told(row), actor=actor, now=now)
        return int(row.pk)


@transaction.atomic
def remove_file(
    *,
    report_id: int,
    file_id: int,
    actor: Actor,
    now: datetime,
    within: rls.type_of_scope,
    closes: datetime | None = None,
) -> None:
    """Take a file out of the open version; earlier versions keep it. Done again it changes nothing."""
    with opened_for_answers(report_id, actor=actor, now=now, within=within, closes=closes) as opened:
        row = ReportFile.objects.filter(pk=file_id, report=opened.report.pk, removed_in__isnull=True).first()
        if row is None:
            return
        opened.refuse_closed(f"file:{row.code}")
        row.removed_in = opened.report.current_version
        row.save(update_fields=["removed_in"])
        record_act("file_removed", opened.report, facts=_told(row), actor=actor, now=now)


def _refuse_unless_fit(name: str, content: bytes) -> str:
    """The type to serve it as. A name and a content that differ are refused: what is stored is what it says."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in BEGINNINGS:
        raise Invalid(_("Filen må være PDF, Word, Excel, bilde (PNG eller JPEG) eller tekst."))
    if not content:
        raise Invalid(_("Filen er tom. Velg en fil med innhold."))
    if len(content) > MOST_BYTES:
        raise Invalid(_("Filen er for stor. Den kan være på høyst 10 MB."))
    kind, beginnings = BEGINNINGS[suffix]
    if beginnings and not content.startswith(beginnings):
        raise Invalid(_("Innholdet i filen er ikke det navnet sier. Lagre den på nytt og prøv igjen."))
    return kind


def _told(row: ReportFile) -> dict[str, object]:
    """The file in the audit log: which, and a hash of what was in it."""
    return {"code": row.code, "name": row.name, "digest": row.digest}
