"""Looks into zip-based files before anything parses them: size, ratio, number of parts, entity definitions."""

import lzma
import re
import struct
import zipfile
import zlib
from pathlib import Path

from boso.importers.documents.refusals import unreadable

MAX_PARTS = 5_000
MAX_UNPACKED = 400 * 1024 * 1024
MAX_MARKUP = 80 * 1024 * 1024
MAX_RATIO = 200
RATIO_MATTERS_FROM = 8 * 1024 * 1024
STEP = 1024 * 1024
MARKUP = (".xml", ".rels", ".vml")
DEFINITION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ENCRYPTED = 0x1
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, ValueError,
    NotImplementedError,
)  # fmt: skip


def part_names(path: Path) -> set[str]:
    """The parts of a zip file that has been looked through and found harmless; refuses it otherwise."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _refuse_by_directory(path, parts)
            for part in parts:
                _look_through(path, archive, part)
            return {part.filename for part in parts}
    except BROKEN as fault:
        raise unreadable("damaged", path) from fault


def _refuse_by_directory(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    """What the directory itself says is too much, before a byte is unpacked."""
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise unreadable("password", path)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or any(_swells(part) for part in parts):
        raise unreadable("bomb", path)


def _swells(part: zipfile.ZipInfo) -> bool:
    """The part grows as no text that people wrote does."""
    if part.filename.endswith(MARKUP) and part.file_size > MAX_MARKUP:
        return True
    return part.file_size > RATIO_MATTERS_FROM and part.file_size > MAX_RATIO * max(1, part.compress_size)


def _look_through(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack a part piece by piece: a size that lies or damage shows here, and markup may define no entities."""
    markup = part.filename.endswith(MARKUP)
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(STEP):
            if markup and DEFINITION.search(tail + piece.replace(b"\x00", b"")):
                raise unreadable("entities", path)
            tail = piece[-16:].replace(b"\x00", b"")
