"""What a file really is, and what it may be called: the first bytes decide, never the name nor the browser."""

import re
import unicodedata
import zipfile
from typing import IO

PDF, PNG, JPEG, WEBP, TEXT = "application/pdf", "image/png", "image/jpeg", "image/webp", "text/plain"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
# What may be kept, with the ending that its name gets.
FORMATS = {
    PDF: "pdf", PNG: "png", JPEG: "jpg", WEBP: "webp", TEXT: "txt",
    f"{_OFFICE}.wordprocessingml.document": "docx", f"{_OFFICE}.spreadsheetml.sheet": "xlsx",
    f"{_OFFICE}.presentationml.presentation": "pptx", f"{_OPEN}.text": "odt", f"{_OPEN}.spreadsheet": "ods",
    f"{_OPEN}.presentation": "odp",
}  # fmt: skip
_FOLDERS = {
    "word/": f"{_OFFICE}.wordprocessingml.document",
    "xl/": f"{_OFFICE}.spreadsheetml.sheet",
    "ppt/": f"{_OFFICE}.presentationml.presentation",
}
_TEXT_ENDINGS = (".txt", ".md", ".csv")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
MOST_LETTERS = 80
HEAD = 4096  # bytes that tell


def content_type_of(file: IO[bytes], name: str) -> str | None:
    """One of FORMATS, or None when the file is none of them. Reads the first bytes, or the index of a zip.

    An office file that carries macros is none. A text is told by its name too, and must be UTF-8 without tags.
    """
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"PK\x03\x04"):
        return _office(file)
    return TEXT if name.lower().endswith(_TEXT_ENDINGS) and _is_text(head) else None


def _office(file: IO[bytes]) -> str | None:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names):
                return None
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                found = archive.read("mimetype").decode("ascii", "replace").strip()
                return found if found in FORMATS else None
            if "[Content_Types].xml" in names:
                return next(
                    (kind for folder, kind in _FOLDERS.items() if any(n.startswith(folder) for n in names)), None
                )
    except (zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError):
        pass
    finally:
        file.seek(0)
    return None


def _is_text(head: bytes) -> bool:
    if not head.strip() or b"\x00" in head or head.lstrip().startswith(b"<"):
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return len(head) == HEAD and error.start >= HEAD - 3  # a letter that the last byte cuts
    return True


def safe_name(name: str, content_type: str) -> str:
    """What a reader's machine may call it: no folder, no hidden file, no control; the ending says what it is.

    `../../Compte rendu été.PDF.exe` of a PDF → `Compte rendu été.PDF.pdf`.
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    stem = " ".join(_UNSAFE.sub(" ", stem).split()).strip(". ")[:MOST_LETTERS].strip(". ")
    return f"{stem or 'document'}.{FORMATS[content_type]}"
