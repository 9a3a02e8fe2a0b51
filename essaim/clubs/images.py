"""Reading a logo that someone sends: a real picture, made small, without what the camera wrote in it."""

from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from essaim.kernel.errors import Refusal

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_BYTES = 3 * 1024 * 1024
MOST_PIXELS = 40_000_000  # decoding costs four bytes each
SIDE = 512


def read_logo(file: UploadedFile) -> bytes:
    """Return the picture as WebP, 512 pixels at most, or refuse it with a sentence (field `logo`)."""
    if (file.size or 0) > MOST_BYTES:
        raise _refusal(_("Cette image pèse plus de 3 Mo. Enregistrez-la plus petite, puis renvoyez-la."))
    try:
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise _refusal(_("Cette image est trop grande. Enregistrez-la à 4 000 pixels de côté au plus."))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise _refusal(_("Ce fichier n'est pas une image PNG, JPEG ou WebP lisible.")) from None
    upright.thumbnail((SIDE, SIDE))
    out = BytesIO()
    upright.save(out, "WEBP", quality=90)
    return out.getvalue()


def _refusal(sentence: str) -> Refusal:
    return Refusal(sentence, code="picture", field="logo")
