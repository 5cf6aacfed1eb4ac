"""Takes away the data that a document carries, as happens when somebody saves it with another program."""

import io
import re
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw


def without_own_data(path: Path) -> Path:
    """A copy of the file beside it, without attachment or custom part."""
    copy = path.with_stem(f"{path.stem}-stripped")
    if path.suffix == ".pdf":
        _strip_pdf(path, copy)
    else:
        _strip_package(path, copy)
    return copy


def _strip_pdf(path: Path, copy: Path) -> None:
    with pdfium.PdfDocument(path) as opened:
        while opened.count_attachments():
            raw.FPDFDoc_DeleteAttachment(opened, 0)
        opened.save(copy)


def _strip_package(path: Path, copy: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename == "customXml/boso.xml":
                continue
            part = old.read(item)
            if item.filename.endswith(".rels"):
                part = re.sub(rb'<Relationship Id="rIdBoso"[^>]*/>', b"", part)
            new.writestr(item, part)
    copy.write_bytes(packed.getvalue())
