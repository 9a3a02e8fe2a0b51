"""What a file really is, and what it may be called."""

import io
import zipfile

import pytest
from PIL import Image

from ..formats import content_type_of, safe_name

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    return out.getvalue()


def picture(kind) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, kind)
    return out.getvalue()


def office(folder: str, *extra: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}document.xml", "<x/>")
        for name in extra:
            archive.writestr(name, "x")
    return out.getvalue()


def odt(kind="text", *extra: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        for name in extra:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (PDF, "a.exe", "application/pdf"),  # the name decides nothing
        (picture("PNG"), "a.pdf", "image/png"),
        (picture("JPEG"), "a", "image/jpeg"),
        (picture("WEBP"), "a", "image/webp"),
        (office("word/"), "a.zip", WORD),
        (odt(), "a.zip", "application/vnd.oasis.opendocument.text"),
        ("Été\n".encode() * 2000, "notes.txt", "text/plain"),
        (b"MZ\x90\x00", "a.pdf", None),
        (b"<html><script>alert(1)</script>", "a.txt", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", None),
        (office("word/", "word/vbaProject.bin"), "a.docx", None),
        (odt("text", "Basic/Standard/script-lb.xml"), "a.odt", None),
        (odt("text-template"), "a.ott", None),
        (zipped(), "a.docx", None),
        (b"PK\x03\x04 cut short", "a.docx", None),
        ("Été".encode("latin-1"), "a.txt", None),
        (b"\x00\x00", "a.txt", None),
        (b"   ", "a.txt", None),
    ],
)
def test_the_content_decides(content, name, found):
    assert content_type_of(io.BytesIO(content), name) == found


def test_a_letter_cut_by_the_first_bytes_is_text_still():
    assert content_type_of(io.BytesIO(b"a" * 4095 + "é".encode()), "a.txt") == "text/plain"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Compte rendu d'été.pdf", "Compte rendu d'été.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\odile\\plan.PDF.exe", "plan.PDF.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ("rapport\u202efdp.exe", "rapport fdp.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("é" * 300 + ".pdf", "é" * 80 + ".pdf"),
    ],
)
def test_safe_names(name, safe):
    assert safe_name(name, "application/pdf") == safe
