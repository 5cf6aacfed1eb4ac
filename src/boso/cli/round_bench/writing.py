"""Somebody who fills in a report, one field after the other, as the page's script does."""

import http.client
import re
import uuid
from dataclasses import dataclass, field

from boso.cli.round_bench.server import Visit
from boso.reporting.rules.drafts import Draft
from boso.reporting.values.fields import EMPTY

BROKEN = (OSError, http.client.HTTPException)
TEXT = "Vi har fulgt planen, og flere husstander har fått en bolig som passer. Dette er lagring nummer "


@dataclass
class Written:
    """A field: what the server has said it keeps, what was sent after that without an answer, and the tries of it."""

    address: str
    mark: str = EMPTY.mark
    kept: int = 0
    sent: int = 0
    tries: list[str] = field(default_factory=list)


@dataclass
class Writer:
    """Writes a higher number into its fields each time; sends again what got no answer."""

    visit: Visit
    fields: list[Written]
    refused: list[str] = field(default_factory=list)
    saves: int = 0
    _turn: int = 0

    def save(self) -> bool:
        """Send the next field; True when the server said that it keeps it. Raises what breaks the connection."""
        wanted = next((f for f in self.fields if f.tries), None)
        if wanted is None:
            wanted = self.fields[self._turn % len(self.fields)]
            self._turn += 1
            wanted.sent = wanted.kept + 1
        token = uuid.uuid4().hex
        earlier, wanted.tries = ",".join(wanted.tries), [*wanted.tries, token][-20:]
        status, said = self.visit.post(self.path, self._form(wanted, token, earlier))
        if status >= http.client.INTERNAL_SERVER_ERROR:  # no answer to rely on: it is sent again
            return False
        wanted.tries = []
        if status != http.client.OK:
            self.refused.append(f"{status} {said.get('state', '')} {said.get('message', '')}")
            return False
        wanted.kept, wanted.mark = wanted.sent, said["mark"]
        self.saves += 1
        return True

    @property
    def path(self) -> str:
        """Where a field is sent."""
        return f"/rapport/{self.visit.person.report_id}/felt/"

    def _form(self, wanted: Written, token: str, earlier: str) -> dict[str, str]:
        typed = str(wanted.sent) if wanted.address.startswith("figure:") else f"{TEXT}{wanted.sent}"
        return {
            "who": str(self.visit.person.account_id),
            "version": "1",
            "address": wanted.address,
            wanted.address: typed,
            f"{wanted.address}!seen": wanted.mark,
            "token": token,
            "earlier": earlier,
        }


def begin_from_stored(writers: list[Writer]) -> None:
    """Let each field begin from what the database holds in it."""
    drafts = _drafts(writers)
    for writer in writers:
        for each in writer.fields:
            content = drafts[writer.visit.person.report_id].at(each.address).content
            each.mark, each.kept = content.mark, _number(content.value)


def lost(writers: list[Writer]) -> tuple[int, int]:
    """How many fields the database now holds less in than the server said it keeps, and how many were looked at.

    What was sent and got no answer may be stored or not: both are right.
    """
    drafts = _drafts(writers)
    kept = [(drafts[w.visit.person.report_id].at(f.address).content.value, f.kept) for w in writers for f in w.fields]
    return sum(_number(value) < least for value, least in kept), sum(least > 0 for _value, least in kept)


def _drafts(writers: list[Writer]) -> dict[int, Draft]:
    from boso.places import rls
    from boso.reporting.queries.editing import get_draft

    reports = {writer.visit.person.report_id for writer in writers}
    return {report: get_draft(report, within=rls.ALL) for report in reports}


def _number(value: str) -> int:
    found = re.search(r"\d+$", value)
    return int(found[0]) if found else 0
