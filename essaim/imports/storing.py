"""Where uploaded files wait: MEDIA_ROOT/imports, under names of our own."""

import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from .models import ImportBatch
from .readers.safety import safe_name

MOST_UPLOADED = 60 * 1024 * 1024  # bytes, on the screens; the command line has no limit


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "imports"


def path_of(batch: ImportBatch) -> Path:
    """Return where the batch's file is. Raises `Refusal` when it has been erased."""
    path = folder() / batch.stored
    if not batch.stored or not path.is_file():
        raise Refusal(_("Le fichier n'est plus là : choisissez-le de nouveau."), code="file_gone")
    return path


def store(chunks: Iterable[bytes], name: str) -> str:
    """Keep a file; return its name under the folder. Raises `Refusal` past MOST_UPLOADED, and keeps nothing then."""
    where = folder()
    where.mkdir(parents=True, exist_ok=True)
    suffix = Path(safe_name(name)).suffix.lower()[:8]
    stored = f"{secrets.token_hex(16)}{suffix}"
    size = 0
    try:
        with (where / stored).open("wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > MOST_UPLOADED:
                    raise too_large()
                file.write(chunk)
    except BaseException:
        (where / stored).unlink(missing_ok=True)
        raise
    return stored


def erase(stored: str) -> None:
    if stored:
        (folder() / stored).unlink(missing_ok=True)


def too_large() -> Refusal:
    return Refusal(
        _(
            "Ce fichier dépasse %(limit)s Mo. Coupez-le en plusieurs, ou demandez à la personne qui tient "
            "l'installation de l'importer par la ligne de commande, qui n'a pas cette limite."
        )
        % {"limit": MOST_UPLOADED // (1024 * 1024)},
        code="too_large",
        field="file",
    )
