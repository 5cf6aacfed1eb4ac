"""The data a document carries along, so that it can be told and read back; see `boso.kernel.carried`."""

import io
import json
import zipfile
from xml.sax.saxutils import escape

from boso.kernel.carried import NAMESPACE, ROOT
from boso.publishing.values import Publication
from boso.publishing.writers.identity import as_number
from boso.publishing.writers.plain import plain

PART = "customXml/boso.xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
WORD, WORKBOOK = "word/_rels/document.xml.rels", "xl/_rels/workbook.xml.rels"


def into_package(content: bytes, publication: Publication, *, relations: str) -> bytes:
    """An Office file with the data as a custom XML part, which word processors keep when the file is edited."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            part = old.read(item)
            new.writestr(item, _related(part) if item.filename == relations else part)
        text = json.dumps(plain(publication), ensure_ascii=False, default=as_number)
        xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<{ROOT} xmlns="{NAMESPACE}">{escape(text)}</{ROOT}>'
        new.writestr(PART, xml.encode())
    return packed.getvalue()


def _related(relations: bytes) -> bytes:
    entry = f'<Relationship Id="rIdBoso" Type="{RELATION}" Target="../{PART}"/></Relationships>'
    return relations.replace(b"</Relationships>", entry.encode())
