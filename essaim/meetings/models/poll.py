"""A poll on the date of a meeting: its dates, those who are asked, their answers."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from ..enums import Choice
from .meeting import Meeting


class DatePoll(Dated):
    """It closes at `closes_at`, or when an organiser chooses. `chosen` stays empty when nobody answered in time."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="date_poll")
    message = models.CharField(_("Un mot pour les personnes sondées"), max_length=300, blank=True)
    closes_at = models.DateTimeField(_("Répondre avant"))
    closed_at = models.DateTimeField(null=True, blank=True)
    chosen = models.ForeignKey("PollOption", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by_hand = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # How many times its dates changed: those who had answered are told once for each.
    changes = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(chosen__isnull=True) | Q(closed_at__isnull=False), name="meetings_poll_chosen_when_closed"
            ),
        ]
        indexes = [models.Index(fields=["closed_at", "closes_at"], name="meetings_poll_to_close")]

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.closes_at > timezone.now()

    @property
    def last_day(self) -> date:
        """It closes at the midnight that ends this day."""
        return timezone.localdate(self.closes_at - timedelta(minutes=1))


class PollOption(Dated):
    """One date that is proposed."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    poll = models.ForeignKey(DatePoll, on_delete=models.CASCADE, related_name="options")
    starts_at = models.DateTimeField(_("Début"))
    ends_at = models.DateTimeField(_("Fin"))

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "poll", "starts_at"], name="meetings_option_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meetings_option_ends_after"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class PollVoter(Dated):
    """Someone who is asked, with or without an account.

    `required`: the meeting makes no sense without them (whoever opens the doors, whoever speaks).
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    poll = models.ForeignKey(DatePoll, on_delete=models.CASCADE, related_name="voters")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organization = models.ForeignKey(Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("Prénom et nom"), max_length=120, blank=True)
    email = models.EmailField(_("Adresse e-mail"), blank=True)
    required = models.BooleanField(_("Indispensable"), default=False)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("club", "poll", Lower("email"), condition=~Q(email=""), name="meetings_voter_once"),
            models.UniqueConstraint(
                fields=["club", "poll", "user"], condition=Q(user__isnull=False), name="meetings_voter_user"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email


class PollAnswer(Dated):
    """What one person answers to one date."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="answers")
    voter = models.ForeignKey(PollVoter, on_delete=models.CASCADE, related_name="answers")
    choice = models.CharField(max_length=5, choices=Choice)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "option", "voter"], name="meetings_poll_answer_once"),
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="meetings_poll_answer_choice"),
        ]

    def __str__(self) -> str:
        return f"{self.voter}: {self.choice}"
