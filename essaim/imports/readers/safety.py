"""XLSX and ODS are archives: what is inside is weighed before anything opens it."""

import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

MOST_BYTES = 400 * 1024 * 1024  # unpacked, all told
MOST_ENTRIES = 5_000
MOST_RATIO = 250  # a spreadsheet shrinks 5 to 30 times; a bomb, a thousand
SMALL = 30 * 1024 * 1024  # under this, the ratio does not matter
_CHUNK = 256 * 1024
_UNSAFE = re.compile(r"[^\w.\- ()&'’]+")


def safe_name(name: str) -> str:
    """Return a file name to show and to store: no folder, no odd character, 120 at most. Never empty."""
    last = re.split(r"[\\/]", name.replace("\x00", ""))[-1]
    clean = _UNSAFE.sub("_", last).strip(". ")[-120:].lstrip(". ")
    return clean or "fichier"


def check_archive(path: Path) -> None:
    """Refuse a truncated archive and a bomb, by declared sizes first, then by real ones (an archive may lie)."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        raise truncated() from None
    packed = path.stat().st_size
    _weigh(sum(entry.file_size for entry in entries), packed, len(entries))
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusal(
            _("Ce classeur est protégé par un mot de passe. Enregistrez-le sans protection, puis recommencez."),
            code="locked_file",
        )
    real = 0
    with path.open("rb") as file:
        for entry in entries:
            real += _real_size(file, entry, MOST_BYTES - real)
            _weigh(real, packed, len(entries))


def _weigh(size: int, packed: int, entries: int) -> None:
    if entries > MOST_ENTRIES or size > MOST_BYTES or (size > SMALL and size > MOST_RATIO * max(packed, 1)):
        raise Refusal(
            _(
                "Une fois déplié, ce classeur serait démesuré : il n'a pas été ouvert. Enregistrez la feuille en CSV, "
                "puis recommencez."
            ),
            code="bomb",
        )


def _real_size(file: IO[bytes], entry: zipfile.ZipInfo, most: int) -> int:
    """Inflate without keeping, and stop past `most` bytes."""
    file.seek(entry.header_offset)
    header = file.read(30)
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise truncated()
    name, extra = struct.unpack("<HH", header[26:30])
    file.seek(name + extra, 1)
    if entry.compress_type == zipfile.ZIP_STORED:
        return entry.compress_size
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise Refusal(
            _("Ce classeur est comprimé d'une façon inhabituelle. Ouvrez-le et enregistrez-le de nouveau."),
            code="odd_archive",
        )
    inflate, left, size = zlib.decompressobj(-15), entry.compress_size, 0
    try:
        while left > 0 and not inflate.eof:
            chunk = file.read(min(_CHUNK, left))
            if not chunk:
                raise truncated()
            left -= len(chunk)
            while chunk:
                size += len(inflate.decompress(chunk, _CHUNK * 4))
                if size > most:
                    return size
                chunk = inflate.unconsumed_tail
    except zlib.error:
        raise truncated() from None
    return size


def truncated() -> Refusal:
    return Refusal(
        _(
            "Ce classeur est incomplet ou abîmé : son envoi s'est sans doute interrompu. Rouvrez-le dans votre "
            "tableur, enregistrez-le, puis recommencez."
        ),
        code="truncated",
    )
