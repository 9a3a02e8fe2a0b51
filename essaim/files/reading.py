"""What someone sends, before it is kept: checked, or refused with a sentence."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.ui.pictures import as_webp

from .formats import WEBP, content_type_of, safe_name
from .scanning import is_infected

MOST_BYTES = 20 * 1024 * 1024
MOST_PICTURE = 12 * 1024 * 1024  # what the camera of a phone makes
PICTURE_SIDE = 1600  # pixels


def read_upload(upload: UploadedFile, *, field: str = "upload") -> dict[str, Any]:
    """The facts of a `KeptFile`: file_name, content_type, size, sha256.

    Refuses (on `field`) what is over 20 MB (code `big`), empty or of no kind in `formats.FORMATS` whatever its name
    says (`kind`), or infected (`virus`).
    """
    size = upload.size or 0
    if size > MOST_BYTES:
        raise Refusal(
            _("Ce fichier pèse plus de 20 Mo. Allégez ses images, ou partagez-en un résumé."), code="big", field=field
        )
    content_type = content_type_of(upload, upload.name or "") if size else None
    if content_type is None:
        raise Refusal(
            _("Ce fichier n'est pas d'un type que tout le monde peut ouvrir sans risque : PDF, image, texte, ou "
              "document bureautique sans macro."),
            code="kind", field=field,
        )  # fmt: skip
    if is_infected(upload):
        raise Refusal(
            _("L'antivirus a reconnu un virus dans ce fichier : il n'est pas gardé. Prévenez la personne qui vous l'a "
              "donné."),
            code="virus", field=field,
        )  # fmt: skip
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return {
        "file_name": safe_name(upload.name or "", content_type),
        "content_type": content_type,
        "size": size,
        "sha256": digest.hexdigest(),
    }


def read_picture(upload: UploadedFile, *, field: str = "picture") -> tuple[ContentFile, dict[str, Any]]:
    """The photograph as WebP, 1,600 pixels at most, upright and without what the camera wrote in it (where, when), and
    the facts of its `KeptFile`. Refuses (on `field`, code `picture`) what is no readable picture or over 12 MB."""
    content = as_webp(upload, side=PICTURE_SIDE, most_bytes=MOST_PICTURE, field=field)
    name = safe_name(upload.name or "photo", WEBP)
    facts = {
        "file_name": name,
        "content_type": WEBP,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return ContentFile(content, name), facts
