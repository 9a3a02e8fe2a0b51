"""Reading a picture that someone sends: a real one, made small, without what the camera wrote in it."""

from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from essaim.kernel.errors import Refusal

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 60_000_000  # decoding costs four bytes each


def as_webp(file: UploadedFile, *, side: int, most_bytes: int, field: str) -> bytes:
    """Return the picture as WebP, upright, `side` pixels at most each way, or refuse it with a sentence (on `field`,
    code `picture`)."""
    if (file.size or 0) > most_bytes:
        raise _refusal(
            _("Cette image pèse plus de %(limit)s Mo. Enregistrez-la plus petite, puis renvoyez-la.")
            % {"limit": most_bytes // (1024 * 1024)},
            field,
        )
    try:
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise _refusal(_("Cette image est trop grande. Enregistrez-la à 4 000 pixels de côté au plus."), field)
            image.draft("RGB", (side, side))  # a JPEG is decoded at the size that is needed
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise _refusal(_("Ce fichier n'est pas une image PNG, JPEG ou WebP lisible."), field) from None
    upright.thumbnail((side, side))
    out = BytesIO()
    upright.save(out, "WEBP", quality=88)
    return out.getvalue()


def _refusal(sentence: str, field: str) -> Refusal:
    return Refusal(sentence, code="picture", field=field)
