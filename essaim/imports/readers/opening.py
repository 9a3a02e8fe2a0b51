"""Tell what a file is by its first bytes, whatever its name, and open it."""

from pathlib import Path

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from .delimited import open_delimited
from .sheets import open_sheet
from .table import Table

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # XLS, of before 2007


def kind_of(path: Path) -> str:
    """Return `archive` (XLSX, ODS), `xls`, `parquet`, `gzip`, `json`, `pdf` or `text`."""
    with path.open("rb") as file:
        start = file.read(512)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "archive"
    for magic, kind in ((_OLE, "xls"), (b"PAR1", "parquet"), (b"\x1f\x8b", "gzip"), (b"%PDF", "pdf")):
        if start.startswith(magic):
            return kind
    return "json" if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else "text"


def open_table(path: Path) -> Table:
    """Open a CSV, XLSX, ODS or XLS file as a table. Raises `Refusal` with what the person can do."""
    kind = kind_of(path)
    if kind == "archive":
        return open_sheet(path, archive=True)
    if kind == "xls":
        return open_sheet(path, archive=False)
    if kind == "text":
        return open_delimited(path)
    if kind == "gzip":
        raise Refusal(_("Ce fichier est comprimé. Décompressez-le, puis recommencez."), code="gzip")
    raise Refusal(
        _("Ce fichier n'est pas un tableau que l'on sait lire. Enregistrez-le en CSV, XLSX ou ODS."), code="binary"
    )
