"""What a workbook carries hidden, as rows of text, and the seal by which changed keys are noticed. Pure."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from boso.reporting.workbooks.values import KEY, Base, Whose, Workbook

MARK, SEAL = f"{KEY}workbook:1", f"{KEY}seal"
NAMES = (
    "report_id",
    "municipality",
    "number",
    "period",
    "edition",
    "revision",
    "digest",
    "version",
    "made",
    "language",
    "invented",
)
ANSWER = f"{KEY}answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What was found hidden in a workbook: whose it says it is, what every answer was, and the seal."""

    whose: Whose
    base: Mapping[str, Base] = field(default_factory=dict)
    seal: str = ""


def sealed(workbook: Workbook, secret: str) -> Workbook:
    """The workbook with the seal of whoever has the secret."""
    return replace(workbook, seal=seal_of(workbook.whose, workbook.base, secret))


def seal_of(whose: Whose, base: Mapping[str, Base], secret: str) -> str:
    """A keyed digest of whose the workbook is and of all its keys with what stood there."""
    told = [list(map(list, _about(whose))), sorted([key, b.content, b.cells] for key, b in base.items())]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(f"boso.workbook:{secret}".encode(), text.encode(), hashlib.sha256).hexdigest()


def holds(carried: Carried, secrets: Iterable[str]) -> bool:
    """The seal was made with one of the secrets, and nothing was changed since."""
    found = carried.seal.encode()
    return any(hmac.compare_digest(found, seal_of(carried.whose, carried.base, each).encode()) for each in secrets)


def as_rows(workbook: Workbook) -> list[tuple[str, ...]]:
    """The hidden sheet, row by row."""
    answers = [(ANSWER, key, base.content, base.cells) for key, base in workbook.base.items()]
    return [(MARK,), *_about(workbook.whose), (SEAL, workbook.seal), *answers]


def from_rows(rows: Iterable[Sequence[str]]) -> Carried | None:
    """What the hidden sheet says; None where it is not whole."""
    told: dict[str, str] = {}
    base: dict[str, Base] = {}
    for row in rows:
        if row[0] == ANSWER and len(row) > 3:
            base[row[1]] = Base(content=row[2], cells=row[3])
        elif row[0] and len(row) > 1:
            told[row[0]] = row[1]
        elif row[0] == MARK:
            told[MARK] = MARK
    try:
        whose = Whose(
            report_id=int(told["report_id"]),
            municipality=told["municipality"],
            number=told["number"],
            period=told["period"],
            edition=told["edition"],
            revision=int(told["revision"]),
            digest=told["digest"],
            version=int(told["version"]),
            made=datetime.fromisoformat(told["made"]),
            language=told["language"],
            invented=told["invented"] == "True",
        )
    except (KeyError, ValueError):
        return None
    return Carried(whose=whose, base=base, seal=told.get(SEAL, ""))


def _about(whose: Whose) -> list[tuple[str, str]]:
    told = {name: getattr(whose, name) for name in NAMES}
    return [(name, value.isoformat() if isinstance(value, datetime) else str(value)) for name, value in told.items()]
