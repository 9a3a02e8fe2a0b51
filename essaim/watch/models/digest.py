"""What was sent to whom, and how often one wants it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from essaim.calls.models import Call
from essaim.clubs.models import Club

from ..enums import Rhythm


class DigestChoice(models.Model):
    """How often a person reads of calls, in a club; without a row, each week. `last_on`: the day of the last turn,
    whether there was something to say or not."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=6, choices=Rhythm, default=Rhythm.WEEKLY)
    last_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "user"], name="watch_digest_choice_once"),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="watch_digest_choice_rhythm"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.rhythm}"


class Told(models.Model):
    """A version of a call that a person was sent. Of a person, not of a club: who is in two clubs reads it once.

    `version`: when the call last changed, as ISO 8601; empty when it never did.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="+")
    version = models.CharField(max_length=40, blank=True)
    club = models.ForeignKey(Club, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "call", "version"], name="watch_told_once")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.call_id} {self.version}"
