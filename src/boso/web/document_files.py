"""A publication as a file to take along: the formats there are, and the answer that carries one."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

from django.http import HttpResponse

from boso.kernel.errors import NotFound
from boso.publishing.values import Publication
from boso.publishing.writers.docx import write_docx
from boso.publishing.writers.pdf import write_pdf
from boso.publishing.writers.plain import write_json
from boso.publishing.writers.xlsx import write_xlsx


class Format(NamedTuple):
    """A format: its name for people, its content type, and what writes it."""

    name: str
    type: str
    write: Callable[[Publication], bytes]


FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|%]')  # in the names of files somewhere, or in this header
PLAIN_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A", "–": "-"})
OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "pdf": Format("PDF", "application/pdf", write_pdf),
        "docx": Format("Word", f"{OFFICE}.wordprocessingml.document", write_docx),
        "xlsx": Format("Excel", f"{OFFICE}.spreadsheetml.sheet", write_xlsx),
        "json": Format("JSON", "application/json", write_json),
    }
)


def format_of(kind: str) -> Format:
    """The format of a file's ending. Raises NotFound for one there is not."""
    if kind not in FORMATS:
        raise NotFound
    return FORMATS[kind]


def file_of(publication: Publication, kind: str, stem: str) -> HttpResponse:
    """A document as a file. Raises NotFound for a format there is not."""
    found = format_of(kind)
    return attached(found.write(publication), found.type, f"{stem}.{kind}")


def attached(content: bytes, content_type: str, name: str) -> HttpResponse:
    """An answer that the browser keeps as a file of that name."""
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition(name)})


def disposition(name: str) -> str:
    """What tells a browser to keep an answer as a file of that name: whole by RFC 5987, and in ASCII for the others."""
    whole = " ".join(FORBIDDEN.sub(" ", name).split())
    plain = unicodedata.normalize("NFKD", whole.translate(PLAIN_LETTERS)).encode("ascii", "ignore").decode()
    return f'attachment; filename="{plain}"' + ("" if plain == whole else f"; filename*=UTF-8''{quote(whole)}")
