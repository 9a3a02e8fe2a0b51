"""Everything of a vault in one ZIP, for its people."""

import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO

from django.utils.text import slugify
from django.utils.translation import gettext as _

from .models import Paper
from .words import called

IN_MEMORY = 8 * 1024 * 1024  # bytes; beyond, a temporary file


def zipped(papers: Iterable[Paper]) -> IO[bytes]:
    """In force at the root, replaced ones in a folder; named by what they are, numbered when two bear one name. A file
    that the storage lost is left aside."""
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the response closes it)
    used: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for paper in papers:
            if not paper.file.name or not paper.file.storage.exists(paper.file.name):
                continue
            with paper.file.open("rb") as file:
                archive.writestr(name_in_archive(paper, used), file.read())
    out.seek(0)
    return out


def name_in_archive(paper: Paper, used: set[str]) -> str:
    """`rib.pdf`, `comptes-annuels-approuves-2025.pdf`, `historique/rib-2.pdf`; adds it to `used`."""
    folder = "" if paper.in_force else f"{slugify(_('historique'))}/"
    stem, ending = slugify(called(paper))[:80] or "piece", paper.file_name.rpartition(".")[2]
    name, number = f"{folder}{stem}.{ending}", 1
    while name in used:
        number += 1
        name = f"{folder}{stem}-{number}.{ending}"
    used.add(name)
    return name
