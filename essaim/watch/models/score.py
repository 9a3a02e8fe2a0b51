"""Which calls concern whom, as it was last worked out."""

from django.db import models
from django.db.models import Q

from essaim.calls.models import Call
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from ..enums import KEPT_FROM


class CallWords(models.Model):
    """The stems of a call and how much each tells, worked out once for each version of its text."""

    call = models.OneToOneField(Call, on_delete=models.CASCADE, primary_key=True, related_name="watched_words")
    words = models.JSONField(default=dict)
    read_at = models.DateTimeField()  # `Call.updated_at` of what was read

    def __str__(self) -> str:
        return str(self.call_id)


class Score(models.Model):
    """How much a call concerns a member, 0 to 100, and the facts behind (`engine.explain`). Low ones are not kept."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="call_scores", db_index=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="call_scores")
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="scores")
    value = models.PositiveSmallIntegerField()
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "organization", "call"], name="watch_score_once"),
            models.CheckConstraint(condition=Q(value__range=(KEPT_FROM, 100)), name="watch_score_range"),
        ]
        indexes = [models.Index(fields=["club", "call", "-value"], name="watch_score_call")]

    def __str__(self) -> str:
        return f"{self.organization_id} · {self.call_id}: {self.value}"


class Waiting(models.Model):
    """What is to be scored anew by the worker: a call for everybody, or a member against all calls."""

    call = models.OneToOneField(Call, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    club = models.ForeignKey(Club, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "organization"], name="watch_waiting_once"),
            models.CheckConstraint(
                condition=Q(call__isnull=False, club=None, organization=None)
                | Q(call=None, club__isnull=False, organization__isnull=False),
                name="watch_waiting_for_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id or self.organization_id}"
