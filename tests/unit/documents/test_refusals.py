"""What cannot be read is refused with one Norwegian sentence that names the file and says what to do."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
import typst
import xlsxwriter
from PIL import Image

from boso.importers.documents.opening import open_document
from boso.kernel.errors import Unreadable

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
LONG_TEXT = b"Kommunen har kjopt fire boliger og leid ut alle sammen innen utgangen av mars."


def compound(stream: str) -> bytes:
    """An old Office file as far as its first look goes."""
    return COMPOUND + stream.encode("utf-16-le") + bytes(2000)


def word(
    path: Path, change: Callable[[str, bytes], bytes] = lambda _, part: part, extra: dict[str, bytes] | None = None
) -> Path:
    """A small Word file with its parts changed, and parts added."""
    plain = path.with_name("plain.docx")
    document = docx.Document()
    document.add_paragraph("Hei")
    document.save(str(plain))
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(part.filename, change(part.filename, source.read(part.filename)))
        for name, content in (extra or {}).items():
            target.writestr(name, content)
    return path


def in_body(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    """Replace something in the text of a Word file."""
    return lambda name, part: part.replace(old, new, 1) if name == "word/document.xml" else part


def refusal(path: Path) -> str:
    """The sentence a file is refused with."""
    with pytest.raises(Unreadable) as refused:
        open_document(path)
    sentence = str(refused.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    return sentence


@pytest.mark.parametrize(
    ("name", "content", "remedy"),
    [
        ("tom.txt", b"", "velg filen på nytt"),
        ("blank.txt", b" \n\n ", "velg filen på nytt"),
        ("bilde.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "lagre rapporten som DOCX"),
        ("rapport.xyz", b"litt tekst", "lagre rapporten som DOCX"),
        ("side.html", b"<html>Hei</html>", "lagre rapporten som DOCX"),
        ("rapport.doc", b"{\\rtf1 Hei}", "lagre den som DOCX"),
        ("rapport.docx", b"bare tekst", "lagre den på nytt"),
        ("rapport.pdf", b"bare tekst", "lagre den på nytt"),
        ("rapport.pdf", b"%PDF-1.7\nikke mer", "lagre den på nytt"),
        ("rapport.docx", compound("EncryptedPackage"), "fjern passordet"),
        ("ark.xlsx", compound("EncryptedPackage"), "fjern passordet"),
        ("rapport.doc", compound("WordDocument"), "lagre den som DOCX"),
        ("ark.xls", compound("Workbook"), "lagre den på nytt"),
        ("tilfeldig.bin", os.urandom(500), "lagre rapporten som DOCX"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused_with_its_remedy(
    tmp_path: Path, name: str, content: bytes, remedy: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert remedy in refusal(path)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert "kontroller navnet" in refusal(tmp_path / "borte.pdf")
    assert "mappe" in refusal(tmp_path)


def test_a_file_over_the_limit_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "stor.pdf"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    assert "200 MB" in refusal(path)


def test_half_a_word_file_is_damaged(tmp_path: Path) -> None:
    whole = word(tmp_path / "hel.docx")
    path = tmp_path / "halv.docx"
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert "skadet" in refusal(path)


@pytest.mark.parametrize(
    ("change", "extra"),
    [
        (in_body(b"Hei", b"A" * 20_000_000), None),
        (in_body(b"", b""), {"word/media/bilde.bin": bytes(20_000_000)}),
        (in_body(b"", b""), {f"x/{n}": b"" for n in range(5_100)}),
    ],
    ids=["a swelling text", "a swelling picture", "very many parts"],
)
def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None
) -> None:
    assert "pakker ut" in refusal(word(tmp_path / "bombe.docx", change, extra))


def test_markup_that_defines_its_own_entities_is_refused(tmp_path: Path) -> None:
    entities = b'?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    assert "DTD" in refusal(word(tmp_path / "entitet.docx", in_body(b"?>", entities)))


def test_markup_nested_without_end_is_damaged(tmp_path: Path) -> None:
    opened, closed = b"<w:sdt><w:sdtContent>" * 5_000, b"</w:sdtContent></w:sdt>" * 5_000
    path = word(tmp_path / "dyp.docx", in_body(b"<w:body>", b"<w:body>" + opened + closed))
    assert "skadet" in refusal(path)


@pytest.mark.parametrize("stream", [b"0 0 m 1 1 l S\n" * 2_000_000, b" " * 30_000_000], ids=["drawing", "space"])
def test_a_pdf_that_swells_is_refused_before_it_is_opened(tmp_path: Path, stream: bytes) -> None:
    path = tmp_path / "bombe.pdf"
    path.write_bytes(typst.compile(LONG_TEXT))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(stream)
        pdf.save(path, compress_streams=True)
    assert "pakker ut" in refusal(path)


def test_a_protected_pdf_asks_for_the_password_to_be_removed(tmp_path: Path) -> None:
    path = tmp_path / "låst.pdf"
    path.write_bytes(typst.compile(LONG_TEXT))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "fjern passordet" in refusal(path)


def test_a_pdf_of_pictures_needs_text_recognition(tmp_path: Path) -> None:
    Image.new("RGB", (300, 400), "white").save(tmp_path / "side.png")
    source, path = tmp_path / "side.typ", tmp_path / "bilder.pdf"
    source.write_text('#image("side.png")', encoding="utf-8")
    path.write_bytes(typst.compile(str(source)))
    assert "tekstgjenkjenning" in refusal(path)


def test_a_pdf_with_more_pages_than_any_report_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lang.pdf"
    path.write_bytes(typst.compile(LONG_TEXT))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for _ in range(600):
            pdf.pages.append(pdf.pages[0])
        pdf.save(path)
    assert "flere sider" in refusal(path)


def test_a_sheet_that_reaches_to_the_last_cell_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fjern.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, 1)
        sheet.write(1_048_575, 16_383, 2)
    assert "flere celler" in refusal(path)


def test_an_empty_workbook_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "tom.xlsx"
    openpyxl.Workbook().save(path)
    assert "er tom" in refusal(path)


def test_a_part_that_cannot_be_unpacked_is_damaged(tmp_path: Path) -> None:
    path = word(tmp_path / "vridd.docx")
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("word/document.xml")
    content = bytearray(path.read_bytes())
    start = part.header_offset + 30 + len(part.filename)
    content[start : start + 20] = b"\xff" * 20
    path.write_bytes(bytes(content))
    assert "skadet" in refusal(path)
