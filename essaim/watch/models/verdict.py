"""What a structure said of a call."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from essaim.calls.models import Call
from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from ..enums import Reason, Verdict


class Answer(Dated):
    """One structure, one call, one answer. `seen`: what the call was when it was given (`engine.Decision`), so that
    what it taught stays when the call is gone from its sources. `until`: « plus tard » hides it until that day."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="call_answers")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="call_answers")
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="answers")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    words = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField(default=timezone.now)
    seen = models.JSONField(default=dict)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "organization", "call"], name="watch_answer_once"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="watch_answer_verdict"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.NO, reason__in=Reason.values) | (~Q(verdict=Verdict.NO) & Q(reason="")),
                name="watch_answer_no_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.LATER, until__isnull=False) | (~Q(verdict=Verdict.LATER) & Q(until=None)),
                name="watch_answer_later_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["club", "call", "verdict"], name="watch_answer_call")]

    def __str__(self) -> str:
        return f"{self.organization_id} · {self.call_id}: {self.verdict}"
