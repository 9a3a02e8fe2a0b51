"""An introduction asked for, and what organizations would rather not be proposed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from .enums import IntroductionState, Outcome

_person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "on_delete": models.SET_NULL,
    "null": True,
    "related_name": "+",
}


class Introduction(Dated):
    """`asker` would like to talk with `asked`. `reason` is the sentence that was shown then.

    `shares_address`: the author lets an answer by mail come straight to them.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="introductions")
    asker = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="introductions_asked")
    asked = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="introductions_received")
    author = models.ForeignKey(**_person)
    answered_by = models.ForeignKey(**_person)
    message = models.TextField(_("Votre message"), max_length=1500, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    shares_address = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=IntroductionState, default=IntroductionState.OPEN)
    answer = models.TextField(_("Un mot en retour"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    met_on = models.DateField(_("Quand"), null=True, blank=True)
    outcome = models.CharField(_("Ce qui en est sorti"), max_length=8, choices=Outcome, blank=True)
    outcome_note = models.CharField(_("En quelques mots"), max_length=300, blank=True)

    class Meta:
        constraints = [
            # Whoever of the two asks: one at a time.
            models.UniqueConstraint(
                F("club"), Least("asker", "asked"), Greatest("asker", "asked"),
                condition=Q(state__in=[IntroductionState.OPEN, IntroductionState.ACCEPTED]),
                name="introductions_one_open",
            ),
            models.CheckConstraint(condition=~Q(asker=F("asked")), name="introductions_two"),
            models.CheckConstraint(condition=Q(state__in=IntroductionState.values), name="introductions_state"),
            models.CheckConstraint(
                condition=~Q(state=IntroductionState.MET) | ~Q(outcome=""), name="introductions_met_says_what"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["club", "state"], name="introductions_club_state")]

    def __str__(self) -> str:
        return f"{self.asker} → {self.asked}"


class Aside(Dated):
    """« Pas pour nous »: `organization` would rather not be shown `other`."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "organization", "other"], name="introductions_aside_once")
        ]

    def __str__(self) -> str:
        return f"{self.organization} / {self.other}"


class Discretion(Dated):
    """The organization is not proposed to others, and nobody may write to it through here."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["club", "organization"], name="introductions_discretion_once")]

    def __str__(self) -> str:
        return str(self.organization)
