"""Reads a document that boso wrote: told by the data it carries, or by its title where that was stripped."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from boso.importers.publications.figures import settled_figures, visible_figures
from boso.importers.publications.seeing import seen_tables
from boso.importers.publications.values import PublishedFigure, ReadPublication
from boso.importers.publications.wording import LANGUAGES, titles
from boso.importers.values import Document
from boso.kernel.carried import MARK, PUBLICATION
from boso.kernel.findings import Finding, Severity

IDENTIFIER = re.compile(r"\b[0-9a-f]{64}\b|\b[0-9a-f]{16}\b")
LETTERS_AT_TOP, PARAGRAPHS_AT_TOP = 4_000, 2  # the mark of what is invented may stand above the title


def read_publication(document: Document, path: Path) -> ReadPublication | None:
    """What a document of boso says; None for any other document, which is then read as a report."""
    if document.format == "txt":
        return None
    data = document.attached if _is_publication(document.attached) else None
    titled = _titled(document)
    if data is None and titled is None:
        return None
    tables = seen_tables(document, path)
    found = list(settled_figures(tables, data) if data is not None else visible_figures(tables))
    findings = [item for item in found if isinstance(item, Finding)]
    if data is None:
        findings.append(Finding(code="publication.no_data", severity=Severity.INFO))
    figures = tuple(item for item in found if isinstance(item, PublishedFigure))
    told = _of_data(data) if data is not None else _of_title(document, titled or {})
    return ReadPublication(
        file=document.name,
        own_data=data is not None,
        figures=figures,
        findings=(*document.findings, *findings),
        **told,
    )


def _is_publication(data: Mapping[str, Any] | None) -> bool:
    mark = data.get(MARK) if data else None
    return isinstance(mark, Mapping) and mark.get("shape") == PUBLICATION


def _titled(document: Document) -> dict[str, str] | None:
    """Kind, language, year and name, when the document begins with a title that boso gives."""
    top = document.text[:LETTERS_AT_TOP]
    paragraphs = [" ".join(part.split()) for part in top.split("\n\n") if part.strip()][:PARAGRAPHS_AT_TOP]
    lines = [" ".join(line.split()) for line in top.split("\n") if line.strip()][:PARAGRAPHS_AT_TOP]
    for text in (*paragraphs, *lines):
        for kind, language, pattern in titles():
            found = pattern.fullmatch(text)
            if found:
                return {"kind": kind, "language": language, "title": text, **found.groupdict()}
    return None


def _of_data(data: Mapping[str, Any]) -> dict[str, Any]:
    language = str(data.get("language"))
    about = data.get("about")
    return {
        "kind": str(data.get("kind") or "document"),
        "title": str(data.get("title", "")),
        "language": language if language in LANGUAGES else "nb",
        "identifier": str(data["identifier"]) if data.get("identifier") else None,
        "about": about if isinstance(about, Mapping) else {},
    }


def _of_title(document: Document, titled: Mapping[str, str]) -> dict[str, Any]:
    """As far as the title goes; a printed identifier is taken where there is one."""
    subject = {"fact_sheet": "municipality", "annual_report": "region"}.get(titled["kind"])
    about: dict[str, object] = {subject: {"name": titled["name"]}} if subject else {"name": titled["name"]}
    if titled.get("year"):
        about["year"] = int(titled["year"])
    printed = IDENTIFIER.search(document.text)
    return {
        "kind": titled["kind"],
        "title": titled["title"],
        "language": titled["language"],
        "identifier": printed[0] if printed else None,
        "about": about,
    }
