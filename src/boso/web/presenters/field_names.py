"""What the fields of a report are called and where they are filled in, by their addresses."""

from collections.abc import Mapping

from django.urls import reverse

from boso.questionnaires.values import Edition
from boso.reporting.values.delivering import Promise
from boso.web.presenters.labels import labels_of

TABLE = "table"


def names_by_address(edition: Edition, language: str) -> dict[str, str]:
    """The name of every fixed field and open table of a form."""
    labels = {code: label.whole for code, label in labels_of(edition, language).items()}
    names: dict[str, str] = {}
    for home in ("figure", "text", "field"):
        names |= {f"{home}:{code}": name for code, name in labels.items()}
    for section in edition.sections:
        heading = section.heading.in_language(language)
        for table in section.tables:
            names[f"{TABLE}:{table.code}"] = table.label.in_language(language) if table.label else heading
            names |= {f"tick:{row.code}": row.label.in_language(language) for row in table.rows}
    return names


def name_of(names: Mapping[str, str], address: str) -> str:
    """The name of a field; of a cell in an open row, which has none, the address's last part."""
    return names.get(address, address.rpartition(":")[2])


def promised_name(names: Mapping[str, str], edition: Edition, promise: Promise, language: str) -> str:
    """The name of a field that is promised; of a cell of a row, what the row is about and its column."""
    parts = promise.key.split(":")
    table = edition.table(parts[1]) if len(parts) > 3 else None
    column = next((c.label.in_language(language) for c in table.columns if c.code == parts[-1]), "") if table else ""
    return f"{promise.row}: {column}" if column and promise.row else column or name_of(names, promise.address)


def headings(edition: Edition, language: str) -> dict[str, str]:
    """The heading of every section by its code."""
    return {section.code: section.heading.in_language(language) for section in edition.sections}


def field_href(report_id: int, section: str, address: str = "") -> str:
    """Where a field is filled in; without a section, the report's own page."""
    if not section:
        return reverse("report_work", args=[report_id])
    return reverse("report_section", args=[report_id, section]) + (f"#{address}" if address else "")
