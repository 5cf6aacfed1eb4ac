"""Opens a file of any format as a document; what it is is told by its content, not by its name."""

import zipfile
from importlib import import_module
from pathlib import Path

from boso.importers.documents.archives import part_names
from boso.importers.documents.refusals import MAX_FILE_MB, unreadable
from boso.importers.documents.transcripts import as_transcript
from boso.importers.values import Document

MEGABYTE = 1024 * 1024
HEAD = 4096
RICH_TEXT = b"{\\rtf"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_SIGNS = (b"PK\x03\x04", b"PK\x05\x06")
FOREIGN = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"MZ",
    b"\x7fELF",
    b"II*\x00",
    b"MM\x00*",
)
OLD_STREAMS = ("EncryptedPackage", "WordDocument", "Workbook", "Book")
READERS = {  # loaded only when needed: some load much
    "text": ("text", "read_text"),
    "pdf": ("pdf", "read_pdf"),
    "word": ("word", "read_word"),
    "workbook": ("sheets", "read_workbook"),
}
OFFICE_SUFFIXES = frozenset({".docx", ".pdf", ".xlsx", ".xls", ".ods", ".doc", ".docm", ".xlsm"})
TEXT_SUFFIXES = frozenset({".txt", ".text", ".tekst", ".asc", ".md", ""})


def open_document(path: Path) -> Document:
    """The file as a document: text in reading order, tables by cells, and the way back to places.

    Reads txt (UTF-8), PDF with text, DOCX and XLSX; also ODS and XLS. Raises `Unreadable`, with one sentence that
    says what to do, for everything else: unknown, empty, protected, damaged, far too large, images only.
    """
    size = _size(path)
    if size == 0:
        raise unreadable("empty", path)
    if size > MAX_FILE_MB * MEGABYTE:
        raise unreadable("large", path, size=round(size / MEGABYTE), limit=MAX_FILE_MB)
    module, function = READERS[_format(path)]
    document: Document = getattr(import_module(f"boso.importers.documents.{module}"), function)(path)
    return document if document.format == "txt" else as_transcript(document)


def _size(path: Path) -> int:
    """Bytes of an ordinary file that may be read."""
    try:
        if path.is_dir():
            raise unreadable("folder", path)
        with path.open("rb") as stream:
            stream.read(1)
        return path.stat().st_size
    except FileNotFoundError as fault:
        raise unreadable("missing", path) from fault
    except OSError as fault:
        raise unreadable("closed", path) from fault


def _format(path: Path) -> str:
    """What a file that begins like this one is: a key of `READERS`."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(ZIP_SIGNS):
        return _format_in_zip(path)
    if head.startswith(COMPOUND):
        return _format_in_compound(path)
    return _format_of_text(path, head)


def _format_in_zip(path: Path) -> str:
    parts = part_names(path)
    if "word/document.xml" in parts:
        return "word"
    if "xl/workbook.xml" in parts or _is_open_sheet(path, parts):
        return "workbook"
    raise unreadable("old_sheet" if "xl/workbook.bin" in parts else "unknown", path)


def _is_open_sheet(path: Path, parts: set[str]) -> bool:
    """An OpenDocument spreadsheet says so in its part `mimetype`."""
    if "mimetype" not in parts:
        return False
    with zipfile.ZipFile(path) as archive:
        return archive.read("mimetype").strip() == b"application/vnd.oasis.opendocument.spreadsheet"


def _format_in_compound(path: Path) -> str:
    """The old Office container: a protected newer file, an old Word file, or an old workbook (which can be read)."""
    content = path.read_bytes()
    names = {name for name in OLD_STREAMS if name.encode("utf-16-le") in content}
    if "EncryptedPackage" in names:
        raise unreadable("password", path)
    if "WordDocument" in names:
        raise unreadable("old_word", path)
    if names:
        return "workbook"
    raise unreadable("unknown", path)


def _format_of_text(path: Path, head: bytes) -> str:
    suffix = path.suffix.lower()
    if head.startswith(RICH_TEXT):
        raise unreadable("old_word", path)
    if suffix in OFFICE_SUFFIXES:
        raise unreadable("damaged", path)
    if suffix not in TEXT_SUFFIXES or head.startswith(FOREIGN):
        raise unreadable("unknown", path)
    return "text"
