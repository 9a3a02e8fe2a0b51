"""Who did what, when. Entries are written once and never changed."""

from django.conf import settings
from django.db import models

from essaim.clubs.models import Club


class Entry(models.Model):
    club = models.ForeignKey(Club, on_delete=models.SET_NULL, null=True, blank=True, related_name="journal")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=60)  # app.verb, as in the actions
    subject_type = models.CharField(max_length=60)  # app_label.model
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=200)  # what it was called then
    details = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["club", "-at"], name="journal_club"),
            models.Index(fields=["subject_type", "subject_id", "-at"], name="journal_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_label}"
