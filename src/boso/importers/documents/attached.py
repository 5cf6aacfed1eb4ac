"""The data that boso itself put into a file when it wrote it, where there is any; it settles doubt, nothing more."""

import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from lxml import etree

from boso.kernel.carried import ATTACHMENT, LARGEST, NAMESPACE, ROOT, carried

PARTS = "customXml/"


def attached_to_pdf(path: Path) -> Mapping[str, Any] | None:
    """The data of a PDF's attached file; none where the file is damaged there, for what is visible is read anyway."""
    with suppress(pdfium.PdfiumError), pdfium.PdfDocument(path) as opened:
        for number in range(opened.count_attachments()):
            attachment = opened.get_attachment(number)
            if attachment.get_name() == ATTACHMENT:
                return carried(bytes(attachment.get_data()))
    return None


def attached_to_package(path: Path) -> Mapping[str, Any] | None:
    """The data of an Office file's custom XML part, whatever the part is called after somebody has saved the file."""
    with zipfile.ZipFile(path) as archive:
        for part in archive.infolist():
            if part.filename.startswith(PARTS) and part.filename.endswith(".xml") and part.file_size < LARGEST:
                found = _told(archive.read(part))
                if found is not None:
                    return found
    return None


def _told(markup: bytes) -> Mapping[str, Any] | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(markup, parser)
    except etree.XMLSyntaxError:
        return None
    return carried(root.text or "") if root.tag == f"{{{NAMESPACE}}}{ROOT}" else None
