"""A file before it is kept: checked, opened, and a photograph made into a page.

A PDF is opened by pypdf: behind a password, unreadable, signed or not where it has a field for that. Whether a scan
bears a signature by hand, no program here can tell.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PdfReader

from essaim.files.formats import FORMATS, JPEG, PDF, PNG, TEXT, WEBP, safe_name
from essaim.files.reading import read_upload
from essaim.kernel.errors import Refusal
from essaim.ui.pictures import MOST_PIXELS

from .enums import Condition, Signature

PICTURES = (JPEG, PNG, WEBP)
KEPT = tuple(kind for kind in FORMATS if kind != TEXT)
ACCEPT = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.odt,.ods"  # what the file chooser of a phone proposes
PAGE_SIDE = 2200  # pixels of an A4 page at 190 dots per inch: small print stays legible
TAIL = 2048  # bytes among which a whole PDF ends (Acrobat asks for the last 1,024)
MOST_PAGES = 40  # opened one by one
MOST_FIELDS = 500


@dataclass(frozen=True)
class Examination:
    """What was read in a file. `pages` is None for what is no PDF, or was not opened."""

    condition: Condition = Condition.READABLE
    signature: Signature = Signature.UNKNOWN
    pages: int | None = None


def read_paper(upload: UploadedFile, *, field: str = "upload") -> tuple[File, dict[str, Any]]:
    """The file to store, and the facts of a `Paper`: what `read_upload` gives, condition, signature, pages.

    A photograph becomes a PDF page, upright, without the place where it was taken. Refuses (on `field`) what
    `files.reading.read_upload` refuses, a plain text (`kind`) and a picture that cannot be read (`picture`). A PDF
    behind a password, or unreadable, is kept: its people are told.
    """
    facts = read_upload(upload, field=field)
    if facts["content_type"] not in KEPT:
        raise Refusal(
            _("Un texte brut ne prouve rien : envoyez le PDF, une photo de la page, ou le document bureautique."),
            code="kind", field=field,
        )  # fmt: skip
    content: File = upload
    if facts["content_type"] in PICTURES:
        data = _page_of(upload, field)
        name = safe_name(facts["file_name"], PDF)
        content = ContentFile(data, name)
        facts = {
            "file_name": name, "content_type": PDF, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()
        }  # fmt: skip
    found = examine(content) if facts["content_type"] == PDF else Examination()
    content.seek(0)
    return content, {
        **facts, "condition": found.condition, "signature": found.signature, "pages": found.pages
    }  # fmt: skip


def examine(file: IO[bytes] | File) -> Examination:
    """Open a PDF. Never raises: whatever a file made by anybody does to the reader, it is unreadable."""
    try:
        file.seek(0, io.SEEK_END)
        file.seek(max(0, file.tell() - TAIL))
        if b"%%EOF" not in file.read():
            return Examination(Condition.UNREADABLE)  # cut short
        file.seek(0)
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            return Examination(Condition.ENCRYPTED)
        count = len(reader.pages)
        for number in range(min(count, MOST_PAGES)):
            page = reader.pages[number]
            if page.mediabox.width <= 0:
                return Examination(Condition.UNREADABLE)
            page.get_contents()
        if not count:
            return Examination(Condition.UNREADABLE)
        return Examination(Condition.READABLE, _signature(reader), count)
    except Exception:
        return Examination(Condition.UNREADABLE)
    finally:
        file.seek(0)


def _signature(reader: PdfReader) -> Signature:
    """Of the fields for a signature (ISO 32000-1, 12.7.4.5): signed when each holds one, missing when one does not."""
    fields = [field for field in _fields(reader) if field.get("/FT") == "/Sig"]
    if not fields:
        return Signature.UNKNOWN
    return Signature.SIGNED if all("/V" in field for field in fields) else Signature.MISSING


def _fields(reader: PdfReader) -> Iterator[Any]:
    root: Any = reader.trailer["/Root"].get_object()
    form = root.get("/AcroForm")
    waiting = list(form.get_object().get("/Fields", [])) if form else []
    for _number in range(MOST_FIELDS):
        if not waiting:
            return
        field = waiting.pop().get_object()
        waiting += list(field.get("/Kids", []))
        yield field


def _page_of(upload: UploadedFile, field: str) -> bytes:
    """A picture as one page of PDF."""
    try:
        with Image.open(upload, formats=("PNG", "JPEG", "WEBP")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refusal(
                    _("Cette image est trop grande. Enregistrez-la à 4 000 pixels de côté au plus."),
                    code="picture", field=field,
                )  # fmt: skip
            image.draft("RGB", (PAGE_SIDE, PAGE_SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise Refusal(
            _("Ce fichier n'est pas une image PNG, JPEG ou WebP lisible."), code="picture", field=field
        ) from None
    upright.thumbnail((PAGE_SIDE, PAGE_SIDE))
    page = Image.new("RGB", upright.size, "white")  # what is transparent is paper
    page.paste(upright, mask=upright.getchannel("A"))
    out = io.BytesIO()
    page.save(out, "PDF", resolution=190.0, quality=85)
    return out.getvalue()
