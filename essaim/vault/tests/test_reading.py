"""What people send, good and bad."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from essaim.files.scanning import TEST_FILE
from essaim.kernel.errors import Refusal

from ..enums import Condition, Signature
from ..reading import examine, read_paper
from .factories import pdf, upload

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def examined(content: bytes):
    return examine(io.BytesIO(content))


def photograph() -> bytes:
    """As a phone writes it: on its side, with a maker's name in it."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A camera"
    Image.new("RGB", (3000, 1500), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_sound_pdf():
    found = examined(pdf(pages=3))
    assert (found.condition, found.signature, found.pages) == (Condition.READABLE, Signature.UNKNOWN, 3)


def test_a_pdf_behind_a_password():
    assert examined(pdf(password="secret")).condition == Condition.ENCRYPTED


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_pdf_cut_short(kept):
    content = pdf(pages=5)
    assert examined(content[: int(len(content) * kept)]).condition == Condition.UNREADABLE


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        b"%PDF-1.7\n" + b"[" * 5000 + b"\nstartxref\n9\n%%EOF",
        b"%PDF-1.4\nstartxref\n99999999999999999999\n%%EOF",
    ],
)
def test_what_only_calls_itself_a_pdf(content):
    assert examined(content).condition == Condition.UNREADABLE


def test_signature_fields():
    assert examined(pdf(signature="missing")).signature == Signature.MISSING
    assert examined(pdf(signature="signed")).signature == Signature.SIGNED


def test_a_photograph_becomes_a_page_without_its_place():
    content, facts = read_paper(upload(photograph(), "IMG_2041.jpg"))
    data = content.read()
    assert (facts["file_name"], facts["content_type"], facts["condition"]) == (
        "IMG_2041.pdf", "application/pdf", Condition.READABLE
    )  # fmt: skip
    page = PdfReader(io.BytesIO(data)).pages[0]
    assert page.mediabox.height > page.mediabox.width  # upright
    assert b"A camera" not in data


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "vide.pdf", "kind"),
        (TEST_FILE, "eicar.pdf", "kind"),  # of no kind: refused before it is asked for its virus
        (TEST_FILE, "eicar.txt", "virus"),
        (b"MZ\x90\x00" * 50, "statuts.pdf", "kind"),
        (b"<html><script>alert(1)</script></html>", "statuts.pdf", "kind"),
        (b"Nos statuts.", "statuts.txt", "kind"),
        (b"\xff\xd8\xff\xe0 cut", "photo.jpg", "picture"),
    ],
)
def test_refused(content, name, code):
    with pytest.raises(Refusal) as caught:
        read_paper(upload(content, name))
    assert (caught.value.code, caught.value.field) == (code, "upload")


def test_too_heavy():
    heavy = upload(b"%PDF-1.7")
    heavy.size = 21 * 1024 * 1024
    with pytest.raises(Refusal) as caught:
        read_paper(heavy)
    assert caught.value.code == "big"
