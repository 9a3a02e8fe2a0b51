"""Files that go with a meeting."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated

from ..enums import Audience
from .meeting import Meeting


def kept_under(document: "MeetingDocument", _file_name: str) -> str:
    """Where a file is kept: a name that tells nothing and that nobody guesses."""
    return f"meetings/{document.club_id}/{secrets.token_hex(16)}"


class MeetingDocument(Dated):
    """A file of a meeting. `file_name` is what a reader's machine will call it, `content_type` what it really holds."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("Titre"), max_length=120)
    file = models.FileField(upload_to=kept_under, max_length=120)
    file_name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    audience = models.CharField(_("Qui peut l'ouvrir"), max_length=8, choices=Audience, default=Audience.MEMBERS)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "meeting", "sha256"], name="meetings_document_once"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="meetings_document_audience"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(file_name=""), name="meetings_document_named"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ending(self) -> str:
        """`PDF`, `DOCX`: what readers recognise."""
        return self.file_name.rpartition(".")[2].upper()
