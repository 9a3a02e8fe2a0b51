"""What every kept file remembers."""

import secrets

from django.conf import settings
from django.db import models

from essaim.clubs.models import Club
from essaim.kernel.models import Dated


def kept_under(row: "StoredFile", _file_name: str) -> str:
    """Where a file is kept, `<app>/<shelf>/<32 hexadecimal digits>`: a name that tells nothing and that nobody
    guesses."""
    return f"{row._meta.app_label}/{row.shelf}/{secrets.token_hex(16)}"


class StoredFile(Dated):
    """A file of somebody. `file_name` is what a reader's machine will call it, `content_type` what it really holds,
    `size` in bytes.

    A model whose files belong to no club inherits it and says `shelf`, the folder in the app's own: one for each owner.
    """

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

    @property
    def shelf(self) -> str:
        raise NotImplementedError


class KeptFile(StoredFile):
    """A file of a club."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    @property
    def shelf(self) -> str:
        return str(self.club_id)
