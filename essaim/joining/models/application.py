"""An application: an organization asks to join, is sponsored, is admitted. Each step is an event."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from ..enums import UNDER_WAY, ApplicationState, SponsoringState
from .campaign import Recipient

_USER: dict[str, Any] = {"on_delete": models.SET_NULL, "null": True, "blank": True, "related_name": "+"}


class Application(Dated):
    """`name`, `role` and `email` are those of the person who asks; `user` their account, once they have one.

    `objections_until`: the last day on which a member may object. `reason`: why it was refused; only those who run the
    club read it.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="applications")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="applications")
    name = models.CharField(_("Prénom et nom"), max_length=120)
    role = models.CharField(_("Fonction"), max_length=120, blank=True)
    email = models.EmailField(_("Adresse e-mail"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, **_USER)
    why = models.CharField(_("Pourquoi, en deux lignes"), max_length=600, blank=True)
    state = models.CharField(max_length=9, choices=ApplicationState)
    recipient = models.ForeignKey(Recipient, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=2, default="fr")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    objections_until = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["club", "organization"], condition=Q(state__in=sorted(UNDER_WAY)),
                name="joining_one_application",
            ),
            models.CheckConstraint(condition=Q(state__in=ApplicationState.values), name="joining_application_state"),
            models.CheckConstraint(
                condition=~Q(state=ApplicationState.OPEN) | Q(objections_until__isnull=False),
                name="joining_application_until",
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(email=""), name="joining_application_person"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["club", "state"], name="joining_application_club")]

    def __str__(self) -> str:
        return f"{self.organization} · {self.club}"


class Sponsoring(Dated):
    """A member asked to sponsor an application, and what it answered. Without `sponsor`, the organiser stands in."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="sponsorings")
    sponsor = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="sponsorings"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, **_USER)  # who answered
    state = models.CharField(max_length=8, choices=SponsoringState, default=SponsoringState.ASKED)
    words = models.CharField(max_length=400, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["club", "application", "state"],
                condition=Q(state__in=[SponsoringState.ASKED, SponsoringState.VOUCHED]), name="joining_one_sponsor",
            ),
            models.CheckConstraint(condition=Q(state__in=SponsoringState.values), name="joining_sponsoring_state"),
            models.CheckConstraint(
                condition=~Q(state=SponsoringState.VOUCHED) | ~Q(words=""), name="joining_sponsoring_words"
            ),
            models.CheckConstraint(condition=Q(reminders__lte=2), name="joining_sponsoring_reminders"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.sponsor} → {self.application}"


class Vote(Dated):
    """What an officer says of an application."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    yes = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "application", "user"], name="joining_vote_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.yes}"


class Objection(Dated):
    """Why a member does not want an application to be admitted by silence. Only those who run the club read it."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="objections")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, **_USER)
    reason = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "application", "organization"], name="joining_objection_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="joining_objection_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.application}"


class ApplicationEvent(models.Model):
    """A line of the trail: what was done, by whom as they were called then."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="events")
    verb = models.CharField(max_length=20)
    after = models.CharField(max_length=9, choices=ApplicationState)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, **_USER)
    who = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=400, blank=True)  # said to everyone who sees the trail
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["application", "at"], name="joining_event_trail")]

    def __str__(self) -> str:
        return f"{self.verb} {self.application}"
