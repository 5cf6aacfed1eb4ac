"""Files damaged as accidents and ill will damage them: the same seed gives the same damage."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

MOST_FLIPPED, ZEROS, DEEP = 64, 100 * 1024 * 1024, 60_000
NUMBER = re.compile(rb"\d+")
OBJECT = re.compile(rb"\d+ 0 obj.*?endobj", re.DOTALL)
HUGE = (b"0", b"-1", b"65536", b"1048576", b"2147483648", b"99999999999999999999")
BOMB = (
    b'<!DOCTYPE a [<!ENTITY a "' + b"x" * 64 + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)  # fmt: skip
Damage = Callable[[bytes, Random], bytes]
Members = list[tuple[str, bytes]]


def damaged(content: bytes, format: str, random: Random) -> tuple[str, bytes]:
    """The name of what was done, and the file after it; now and then two things at once."""
    kinds = {**ANY, **(PDF if format == "pdf" else PACKED)}
    names = random.sample(sorted(kinds), k=random.choice([1, 1, 1, 2]))
    for name in names:
        try:
            content = kinds[name](content, random)
        except (zipfile.BadZipFile, ValueError, IndexError, KeyError, NotImplementedError, EOFError, zlib.error):
            continue  # the first damage left nothing for the second
    return "+".join(names), content


def _flipped(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.randint(1, MOST_FLIPPED)):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _truncated(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(1, len(content))]


def _without_stretch(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content))
    return content[:start] + content[start + random.randint(1, len(content) // 4) :]


def _doubled_stretch(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content))
    return content[:start] + content[start : start + random.randint(1, 4000)] * 2 + content[start:]


def _members(content: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(item.filename, archive.read(item)) for item in archive.infolist()]


def _packed(members: Members) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        warnings.simplefilter("ignore")  # of names that are there twice: that is the damage
        for name, part in members:
            archive.writestr(zipfile.ZipInfo(name, (2014, 2, 10, 9, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _on_members(change: Callable[[Members, Random], Members]) -> Damage:
    return lambda content, random: _packed(change(_members(content), random))


def _removed(members: Members, random: Random) -> Members:
    gone = random.randrange(len(members))
    return members[:gone] + members[gone + 1 :]


def _swapped(members: Members, random: Random) -> Members:
    one, other = random.sample(range(len(members)), 2)
    changed = list(members)
    changed[one], changed[other] = (members[one][0], members[other][1]), (members[other][0], members[one][1])
    return changed


def _renamed(members: Members, random: Random) -> Members:
    at = random.randrange(len(members))
    name = random.choice(["../../etc/passwd", "", "a" * 300, members[at][0].upper(), "xl/vbaProject.bin", "\u202e.xml"])
    return [*members[:at], (name, members[at][1]), *members[at + 1 :]]


def _emptied(members: Members, random: Random) -> Members:
    at = random.randrange(len(members))
    return [*members[:at], (members[at][0], random.choice([b"", b"<", b"\x00" * 10])), *members[at + 1 :]]


def _doubled(members: Members, random: Random) -> Members:
    return [*members, random.choice(members)]


def _markup(members: Members, random: Random) -> int:
    """One of the parts that matter most often, else any."""
    main = [
        n for n, (name, _) in enumerate(members) if re.search(r"document\.xml$|sheet\d+\.xml$|workbook\.xml$", name)
    ]
    return random.choice(main) if main and random.random() < 0.7 else random.randrange(len(members))


def _in_markup(change: Damage) -> Damage:
    def damage(members: Members, random: Random) -> Members:
        at = _markup(members, random)
        return [*members[:at], (members[at][0], change(members[at][1], random)), *members[at + 1 :]]

    return _on_members(damage)


def _bombed(part: bytes, random: Random) -> bytes:
    del random
    head, mark, rest = part.partition(b"?>")
    return head + mark + BOMB + rest.replace(b"</w:t>", b"&j;</w:t>", 1).replace(b"</t>", b"&j;</t>", 1)


def _swollen(part: bytes, random: Random) -> bytes:
    return part + random.choice([b" ", b"\x00", b"<a/>"]) * (ZEROS // random.choice([1, 3, 10, 30]))


def _deepened(part: bytes, random: Random) -> bytes:
    tag = random.choice([b"w:p", b"w:tbl><w:tr><w:tc", b"x", b"row", b"w:sdt><w:sdtContent"])
    closing = b"".join(b"</%s>" % name for name in reversed(tag.replace(b"<", b"").split(b">")))
    at = part.find(b"<w:body>") + 8 if b"<w:body>" in part else part.find(b"<sheetData>") + 11
    depth = random.choice([20, 300, DEEP])
    return part[:at] + b"<%s>" % tag * depth + closing * depth + part[at:]


def _enlarged(part: bytes, random: Random) -> bytes:
    """Other numbers: dimensions, references, spans, indexes."""
    places = list(NUMBER.finditer(part))
    for found in sorted(random.sample(places, min(len(places), random.randint(1, 5))), key=lambda m: -m.start()):
        part = part[: found.start()] + random.choice(HUGE) + part[found.end() :]
    return part


def _far_cell(part: bytes, random: Random) -> bytes:
    cell = random.choice([b"XFD1048576", b"ZZZZ99999999", b"A0", b"", b"A1:XFD1048576"])
    part = part.replace(b"</sheetData>", b'<row r="1048576"><c r="%s"><v>1</v></c></row></sheetData>' % cell, 1)
    part = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', part)
    return part.replace(b"<w:tc>", b'<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>', 1)


def _retagged(part: bytes, random: Random) -> bytes:
    """A tag taken out or put in twice."""
    tags = list(re.finditer(rb"<[^>]*>", part))
    found = random.choice(tags)
    return part[: found.start()] + (found[0] * 2 if random.random() < 0.5 else b"") + part[found.end() :]


def _recoded(part: bytes, random: Random) -> bytes:
    return part.decode("utf-8", "replace").encode(random.choice(["utf-16", "utf-32", "latin-1"]), "replace")


def _object_cut(content: bytes, random: Random) -> bytes:
    found = random.choice(list(OBJECT.finditer(content)))
    return content[: found.start()] + content[found.end() :]


def _objects_swapped(content: bytes, random: Random) -> bytes:
    one, other = sorted(random.sample(list(OBJECT.finditer(content)), 2), key=lambda m: m.start())
    between = content[one.end() : other.start()]
    return content[: one.start()] + other[0] + between + one[0] + content[other.end() :]


def _pdf_numbers(content: bytes, random: Random) -> bytes:
    """Other numbers outside the streams: lengths, references, counts."""
    plain = list(re.finditer(rb"/(?:Length|Count|Kids|K|Pg|P|MCID|Size|Root|N|First) \[?(\d+)", content))
    for found in sorted(random.sample(plain, min(len(plain), 3)), key=lambda m: -m.start()):
        content = content[: found.start(1)] + random.choice([*HUGE, b"1", b"2", b"3"]) + content[found.end(1) :]
    return content


def _nested(content: bytes, random: Random) -> bytes:
    found = random.choice(list(OBJECT.finditer(content)))
    head = found[0].partition(b"obj")[0]
    bracket = random.choice([b"[", b"<</K "])
    return content[: found.start()] + head + b"obj\n" + bracket * DEEP + b"\nendobj" + content[found.end() :]


def _without_table(content: bytes, random: Random) -> bytes:
    del random
    return re.sub(rb"startxref.*", b"", content, flags=re.DOTALL)


ANY: Mapping[str, Damage] = MappingProxyType(
    {
        "flipped": _flipped,
        "truncated": _truncated,
        "stretch gone": _without_stretch,
        "stretch twice": _doubled_stretch,
    }
)
PACKED: Mapping[str, Damage] = MappingProxyType(
    {
        "member removed": _on_members(_removed),
        "members swapped": _on_members(_swapped),
        "member renamed": _on_members(_renamed),
        "member emptied": _on_members(_emptied),
        "member twice": _on_members(_doubled),
        "entities": _in_markup(_bombed),
        "swollen": _in_markup(_swollen),
        "deep": _in_markup(_deepened),
        "numbers": _in_markup(_enlarged),
        "far cell": _in_markup(_far_cell),
        "tags": _in_markup(_retagged),
        "encoding": _in_markup(_recoded),
        "flipped inside": _in_markup(_flipped),
        "stretch gone inside": _in_markup(_without_stretch),
    }
)
PDF: Mapping[str, Damage] = MappingProxyType(
    {
        "object cut": _object_cut,
        "objects swapped": _objects_swapped,
        "numbers": _pdf_numbers,
        "nested": _nested,
        "no table": _without_table,
    }
)
