"""A problem that members share, and the story of what the club did about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from ..enums import ThemeState


class Theme(Dated):
    """A shared problem, proposed by a member."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="themes")
    title = models.CharField(_("Le problème, en quelques mots"), max_length=120)
    text = models.TextField(_("Ce qui se passe, ce qui a été essayé"), blank=True)
    proposed_by = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="themes_proposed"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=ThemeState, default=ThemeState.PROPOSED)
    # What whoever runs the club says of its state: why it is set aside, when it will be treated.
    reply = models.CharField(_("Une phrase pour les membres"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ThemeState.values), name="meetings_theme_state"),
            models.CheckConstraint(condition=~Q(title=""), name="meetings_theme_titled"),
        ]
        indexes = [models.Index(fields=["club", "state"], name="meetings_theme_state")]

    def __str__(self) -> str:
        return self.title


class ThemeSupport(Dated):
    """A member organization for whom the theme matters too, and what it can bring."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="supports")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    brings = models.CharField(_("Ce que nous pouvons apporter"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "theme", "organization"], name="meetings_support_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.theme}"
