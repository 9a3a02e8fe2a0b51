"""What every kept file remembers."""

import secrets

from django.conf import settings
from django.db import models

from essaim.clubs.models import Club
from essaim.kernel.models import Dated


def kept_under(row: "KeptFile", _file_name: str) -> str:
    """Where a file is kept, `<app>/<club>/<32 hexadecimal digits>`: a name that tells nothing and that nobody
    guesses."""
    return f"{row._meta.app_label}/{row.club_id}/{secrets.token_hex(16)}"


class KeptFile(Dated):
    """A file of a club. `file_name` is what a reader's machine will call it, `content_type` what it really holds,
    `size` in bytes."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    file = models.FileField(upload_to=kept_under, max_length=120)
    file_name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name

    @property
    def ending(self) -> str:
        """`PDF`, `DOCX`: what readers recognise."""
        return self.file_name.rpartition(".")[2].upper()
