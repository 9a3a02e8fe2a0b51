"""A person's calendar addresses, and the replies that calendars send."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from essaim.clubs.models import Club
from essaim.kernel.models import Dated

from ..enums import ReplyOutcome
from .attendance import Attendance


class CalendarFeed(Dated):
    """How many times a person changed the secret of their calendar addresses; no row: never."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.user}: {self.version}"


class CalendarReply(Dated):
    """A calendar's answer read in the mailbox (RFC 6047): what became of it, and why when it was refused.

    The message itself is not kept. `club` and `attendance` are empty when the reply named nobody that we know.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    attendance = models.ForeignKey(
        Attendance, on_delete=models.CASCADE, null=True, blank=True, related_name="calendar_replies"
    )
    sender = models.CharField(max_length=254)
    method = models.CharField(max_length=20, blank=True)
    uid = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=8, choices=ReplyOutcome)
    reason = models.CharField(max_length=20, blank=True)  # code of the refusal
    # COUNTER: the time that the person would rather have.
    proposed_start = models.DateTimeField(null=True, blank=True)
    comment = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=ReplyOutcome.values), name="meetings_reply_outcome"),
        ]
        indexes = [models.Index(fields=["club", "-created_at"], name="meetings_reply_latest")]

    def __str__(self) -> str:
        return f"{self.sender}: {self.outcome}"
