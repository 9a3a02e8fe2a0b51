"""What people ask about a page: to correct it, to keep it themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.kernel.models import Dated

from ..enums import OPEN_CLAIMS, ClaimState, CorrectionField, CorrectionState
from .organization import Organization


class Correction(Dated):
    """A correction that anybody suggests, signed in or not."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(_("Ce qui est à corriger"), max_length=12, choices=CorrectionField)
    text = models.CharField(_("Ce qu'il faudrait lire"), max_length=1000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("Votre nom"), max_length=120, blank=True)
    email = models.EmailField(_("Votre adresse e-mail"), blank=True)
    language = models.CharField(max_length=2, default="fr")
    state = models.CharField(max_length=10, choices=CorrectionState, default=CorrectionState.OPEN)
    answer = models.CharField(_("Réponse"), max_length=400, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["organization"], condition=Q(state="open"), name="organizations_correction_open")
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.field}"


class PageClaim(Dated):
    """A person asks to keep the page of the organization they work for.

    The code sent to the organization's public address is kept as a keyed digest, never itself.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="claims")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="page_claims")
    role = models.CharField(_("Votre fonction"), max_length=120)
    message = models.CharField(_("Un mot pour la personne qui lira"), max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=ClaimState)
    code_digest = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(_("Réponse"), max_length=400, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=Q(state__in=sorted(OPEN_CLAIMS)),
                name="organizations_one_open_claim",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.organization}"
