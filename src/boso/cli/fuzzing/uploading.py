"""Damaged files given to the pages that take files, as a browser sends them."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from boso.cli.fuzzing.mutating import damaged
from boso.cli.fuzzing.workers import forget_the_most
from boso.cli.roundtrip.files import FORMATS, write
from boso.cli.roundtrip.generating import report

if TYPE_CHECKING:
    from django.http import HttpResponse

CORPUS = 9  # generated files of each format
TYPES = {
    "txt": "text/plain",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MISNAMED = 0.1
PLANTED = b"planted:"
FAULTS = ("error", "hang", "memory")
SERVER_FAULT = 500
OWN_FAULT = "på grunn av en feil i boso".encode()


@dataclass(frozen=True, slots=True)
class Upload:
    """One file to send, told by its number; a planted one holds a fault of ours in place of damage."""

    number: int
    planted: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was done to the file, and how each page answered."""

    format: str
    damage: str
    statuses: tuple[int, ...]
    unforeseen: bool = False  # a fault of boso's own, told to the person in a sentence

    @property
    def fault(self) -> bool:
        """A page answered with a fault of the server."""
        return any(status >= SERVER_FAULT for status in self.statuses)


class Uploader:
    """Sends files as someone who may import and fill in; `folder` holds the files that are damaged."""

    def __init__(self, folder: Path, account: Any, report_id: int, own_workbook: bytes) -> None:
        self.folder, self.account, self.report_id, self.own = folder, account, report_id, own_workbook

    def __call__(self, upload: Upload) -> Answered:
        """Run in a process of its own."""
        from django.core.files.uploadedfile import SimpleUploadedFile
        from django.urls import reverse

        random = Random(upload.number)  # noqa: S311  # the same damage again, nothing secret
        format, damage, content = self.file(upload, random)
        forget_the_most()  # making the damage is no part of what is measured
        named = random.choice(FORMATS) if random.random() < MISNAMED and not upload.planted else format
        client = self.client()
        pages = [reverse("imports")]
        if format == "xlsx" or random.random() < MISNAMED:
            pages.append(reverse("workbook_upload", args=[self.report_id]))
        statuses: list[int] = []
        unforeseen = False
        for page in pages:
            sent = SimpleUploadedFile(f"fil-{upload.number}.{named}", content, content_type=TYPES[named])
            found, told = _followed(client, page, {"file": sent})
            statuses += found
            unforeseen = unforeseen or told
        return Answered(format, damage, tuple(statuses), unforeseen)

    def file(self, upload: Upload, random: Random) -> tuple[str, str, bytes]:
        """Format, what was done, and the bytes."""
        if upload.planted:
            return "txt", f"planted {upload.planted}", PLANTED + upload.planted.encode() + b" file"
        format = FORMATS[upload.number % len(FORMATS)]
        whole = (self.folder / f"{random.randrange(CORPUS)}.{format}").read_bytes()
        if format == "xlsx" and random.random() < 0.5:
            whole = self.own
        damage, content = damaged(whole, format, random)
        return format, damage, content

    @cache  # noqa: B019  # one of each process, which ends with it
    def client(self) -> Any:
        from django.db import connections
        from django.test import Client

        connections.close_all()
        _plant()
        client = Client(SERVER_NAME="localhost", raise_request_exception=False)
        client.force_login(self.account)
        return client


def make_corpus(folder: Path) -> None:
    """Whole files of every form to damage."""
    for seed in range(CORPUS):
        content, edition = report(seed)
        for format in FORMATS:
            (folder / f"{seed}.{format}").write_bytes(write(content, edition, format, "nb"))


def make_uploader(folder: Path) -> Uploader:
    """A municipality with an open report, its leader, and its own workbook."""
    from django.utils import timezone

    from boso.access.actions import give_role
    from boso.access.models import User
    from boso.access.values import Role, Scope
    from boso.cli.bench_store import places
    from boso.kernel.decisions import SYSTEM
    from boso.kernel.periods import ReportPeriod
    from boso.places.queries import list_municipalities
    from boso.questionnaires.loading import load
    from boso.reporting.actions import open_report

    now = timezone.now()
    places(folder)
    place = list_municipalities(invented=True)[0]
    row = open_report(
        municipality_id=place.id, edition=load("ost_annual/2013"), period=ReportPeriod(2013), actor=SYSTEM, now=now
    )
    user = User(username="leder", display_name="Prøve Prøvesen", created_at=now)
    user.set_unusable_password()
    user.save()
    scope = Scope(municipality_id=place.id)
    give_role(
        account_id=user.pk, role=Role.PROGRAMME_LEADER, scope=scope, start=date(2013, 1, 1), actor=SYSTEM, now=now
    )
    make_corpus(folder)
    return Uploader(folder, user, row.id, _workbook(user, row.id))


def _workbook(user: Any, report_id: int) -> bytes:
    from django.test import Client
    from django.urls import reverse

    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return bytes(client.get(reverse("workbook_file", args=[report_id])).content)


def _followed(client: Any, page: str, sent: dict[str, object]) -> tuple[list[int], bool]:
    """The status of the page, and of the page it leads on to; whether a fault of boso's own was told."""
    answer: HttpResponse = client.post(page, sent)
    on = answer.headers.get("Location", "")
    statuses = [answer.status_code, *([client.get(on).status_code] if on.startswith("/") else [])]
    return statuses, OWN_FAULT in answer.content


def _plant() -> None:
    """A planted file errs, hangs or eats memory where files are opened: what is measured must see all three."""
    from unittest.mock import patch

    from boso.importers.documents.opening import open_document

    def planted(path: Path) -> Any:
        with path.open("rb") as file:
            head = file.read(len(PLANTED) + 10)
        if head.startswith(PLANTED):
            _FAULTS[head.removeprefix(PLANTED).split()[0].decode()]()
        return open_document(path)

    patch("boso.importers.actions.proposing.open_document", planted).start()


def _err() -> None:
    raise ZeroDivisionError("planted")


def _eat() -> None:
    held = [bytearray(64 * 1024 * 1024) for _ in range(20)]
    held.clear()


_FAULTS: dict[str, Callable[[], None]] = {"error": _err, "hang": lambda: time.sleep(3600), "memory": _eat}
