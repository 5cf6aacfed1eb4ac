"""Looks at the packed parts of a PDF before it is opened: what unpacks to far more than a report's page is refused."""

import re
import zlib
from pathlib import Path

from boso.importers.documents.refusals import unreadable

STREAM = re.compile(rb"stream\r?\n")
DEFLATED = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
DICTIONARY = 600  # bytes before a stream in which its dictionary stands
MAX_CONTENT = 24 * 1024 * 1024
MAX_IMAGE = 200 * 1024 * 1024
MAX_TOTAL = 600 * 1024 * 1024
STEP = 1024 * 1024


def refuse_swelling(path: Path) -> None:
    """Refuse a file whose pages, fonts or pictures unpack beyond all measure. Nothing is kept of what is unpacked."""
    content = path.read_bytes()
    total = 0
    for match in STREAM.finditer(content):
        if content[match.end() : match.end() + 2] not in DEFLATED:
            continue
        picture = b"/Image" in content[max(0, match.start() - DICTIONARY) : match.start()].rsplit(b"endobj", 1)[-1]
        limit = MAX_IMAGE if picture else MAX_CONTENT
        size = _unpacked(memoryview(content)[match.end() :], limit)
        total += size
        if size > limit or total > MAX_TOTAL:
            raise unreadable("bomb", path)


def _unpacked(packed: memoryview, limit: int) -> int:
    """Bytes a stream unpacks to, counted to a little over the limit; a broken one counts as far as it went."""
    engine = zlib.decompressobj()
    size, at = 0, 0
    try:
        while not engine.eof and size <= limit and at < len(packed):
            size += len(engine.decompress(packed[at : at + STEP], limit))
            while engine.unconsumed_tail and size <= limit:
                size += len(engine.decompress(engine.unconsumed_tail, limit))
            at += STEP
    except zlib.error:
        return size
    return size
