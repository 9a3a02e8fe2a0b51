"""Files that go with a meeting."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.files.models import KeptFile

from ..enums import Audience
from .meeting import Meeting


class MeetingDocument(KeptFile):
    """A file of a meeting, and who may open it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("Titre"), max_length=120)
    audience = models.CharField(_("Qui peut l'ouvrir"), max_length=8, choices=Audience, default=Audience.MEMBERS)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "meeting", "sha256"], name="meetings_document_once"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="meetings_document_audience"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(file_name=""), name="meetings_document_named"),
        ]

    def __str__(self) -> str:
        return self.title
