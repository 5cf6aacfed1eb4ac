"""The figures of an annual report as data, and the identifier that tells whether two reports rest on the same ones."""

import hashlib
import json
from decimal import Decimal

from boso.kernel.figures import Figure
from boso.publishing.annual.values import AnnualValues

SHORT = 16  # hexadecimal digits that are printed


def cells(values: AnnualValues) -> dict[str, object]:
    """Every cell with its kind and source, and every sum with what stands behind it. Numbers are text, to the digit."""
    return {
        "region": {"code": values.region.code, "name": values.region.name, "invented": values.region.invented},
        "year": values.year,
        "municipalities": [
            {"slug": m.municipality.slug, "number": m.municipality.number, "name": m.municipality.name}
            for m in values.members
        ],
        "figures": [
            {"municipality": slug, "code": code, "year": year, **_cell(told.figure)}
            for slug, by_code in sorted(values.figures.told.items())
            for code, by_year in sorted(by_code.items())
            for year, told in sorted(by_year.items())
            if told.report is not None
        ],
        "sums": [
            {
                "code": code,
                "value": _digits(s.now.value),
                "hidden": s.now.hidden,
                "counted": s.now.coverage.counted,
                "asked": s.now.coverage.asked,
                "change": _digits(s.change),
                "both": s.both,
            }
            for code, s in sorted(values.figures.sums.items())
        ],
    }


def identify(found: dict[str, object]) -> str:
    """SHA-256 of the cells: the same figures give the same, whenever and in whatever language the report is made."""
    written = json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def printed(identifier: str) -> str:
    """The identifier as documents print it: long enough to tell any two apart."""
    return identifier[:SHORT]


def _cell(figure: Figure) -> dict[str, object]:
    source = figure.source
    return {
        "kind": str(figure.kind),
        "value": _digits(figure.settled),
        "certain": figure.certain,
        "as_published": figure.as_published,
        "as_of": figure.as_of,
        "source": source.label if source else None,
    }


def _digits(value: Decimal | None) -> str | None:
    """The number in plain digits without trailing zeros, so that 1.50 and 1.5 are the same number."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
