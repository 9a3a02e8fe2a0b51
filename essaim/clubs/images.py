"""The logo of a club."""

from django.core.files.uploadedfile import UploadedFile

from essaim.ui.pictures import as_webp

MOST_BYTES = 3 * 1024 * 1024
SIDE = 512


def read_logo(file: UploadedFile) -> bytes:
    """Return the picture as WebP, 512 pixels at most, or refuse it with a sentence (field `logo`)."""
    return as_webp(file, side=SIDE, most_bytes=MOST_BYTES, field="logo")
