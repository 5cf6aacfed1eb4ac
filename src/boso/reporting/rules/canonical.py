"""The canonical content of a version of a report, and its SHA-256: the same answers give the same, anywhere. Pure.

It is UTF-8 JSON with sorted keys and no spaces: the municipality's number, the pinned edition, the period, the version,
and for each table its rows in the order of their keys, without ids and without where a row came from. Texts are in
Unicode's normal form C.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping

from boso.reporting.rules.steps import Rows
from boso.reporting.values import ReportRow, Table, content


def canonical(
    report: ReportRow,
    rows: Rows,
    *,
    version: int,
    nothing: bool,
    districts: Iterable[Mapping[str, object]] = (),
    files: Iterable[Mapping[str, object]] = (),
) -> bytes:
    """The bytes that a receipt's hash is computed from."""
    told = {
        "municipality": report.number or report.municipality,
        "edition": {
            "template": report.edition.template,
            "name": report.edition.name,
            "revision": report.edition.revision,
            "digest": report.edition.digest,
        },
        "period": str(report.period),
        "version": version,
        "nothing_to_report": nothing,
        "rows": {table.value: _ordered(by_key) for table, by_key in rows.items() if table is not Table.REPORT},
        "districts": sorted(districts, key=lambda row: (str(row["code"]), str(row["district"]))),
        "files": sorted(files, key=lambda row: (str(row["code"]), str(row["digest"]))),
    }
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return unicodedata.normalize("NFC", text).encode()


def digest_of(told: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(told).hexdigest()


def _ordered(by_key: Mapping[tuple[str | int, ...], Mapping[str, object]]) -> list[dict[str, object]]:
    return [content(by_key[key]) for key in sorted(by_key, key=lambda k: tuple(str(part).rjust(12) for part in k))]
