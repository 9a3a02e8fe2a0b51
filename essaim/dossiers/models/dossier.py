"""A joint answer that structures prepare together."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.calls.models import Call
from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from ..enums import FROZEN, PREPARING, ConsortiumForm, DossierState, OpenTo

person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "on_delete": models.SET_NULL,
    "null": True,
    "blank": True,
    "related_name": "+",
}


class Dossier(Dated):
    """`club` opened it; partners of other clubs see it under their own. `call`: None for an initiative that looks for
    its call. `deadline`: copied from the call, then the team's to change; None while nothing says it. `template`: which
    file is written (a name of `outlines.NAMES`).

    `composition_number`: the last version of the composition, 0 before the first. `frozen_number`: the one that was
    sent, from then on.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="dossiers")
    call = models.ForeignKey(Call, on_delete=models.SET_NULL, null=True, blank=True, related_name="dossiers")
    title = models.CharField(_("Nom du projet"), max_length=160)
    summary = models.TextField(_("En quelques lignes"), max_length=2000, blank=True)
    deadline = models.DateTimeField(_("À envoyer avant le"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=DossierState, default=DossierState.DRAFT)
    form = models.CharField(_("Forme du groupement"), max_length=22, choices=ConsortiumForm, blank=True)
    open_to = models.CharField(_("Qui peut se proposer"), max_length=5, choices=OpenTo, default=OpenTo.CLUB)
    template = models.CharField(max_length=20, blank=True)
    author = models.ForeignKey(**person)
    composition_number = models.PositiveIntegerField(default=0)
    frozen_number = models.PositiveIntegerField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)  # the day of the answer
    said = models.TextField(max_length=2000, blank=True)  # what the lead says of the outcome, of the withdrawal
    # The lead asks this partner to take over; both have said so once it accepts.
    handed_to = models.ForeignKey("Partner", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="dossiers_dossier_titled"),
            models.CheckConstraint(condition=Q(state__in=DossierState.values), name="dossiers_dossier_state"),
            models.CheckConstraint(
                condition=Q(form="") | Q(form__in=ConsortiumForm.values), name="dossiers_dossier_form"
            ),
            models.CheckConstraint(condition=Q(open_to__in=OpenTo.values), name="dossiers_dossier_open_to"),
            # Sent with a composition that has a number, and its day.
            models.CheckConstraint(
                condition=~Q(state__in=FROZEN) | (Q(frozen_number__isnull=False) & Q(submitted_at__isnull=False)),
                name="dossiers_dossier_frozen",
            ),
            models.CheckConstraint(
                condition=Q(frozen_number=None) | Q(frozen_number=models.F("composition_number")),
                name="dossiers_dossier_frozen_last",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PREPARING) | Q(frozen_number=None), name="dossiers_dossier_not_frozen"
            ),
        ]
        indexes = [models.Index(fields=["club", "state", "deadline"], name="dossiers_dossier_state")]

    def __str__(self) -> str:
        return self.title

    def address_in(self, club: Club) -> str:
        """Its page, within the club that reads it."""
        return reverse("dossiers:detail", args=[club.slug, self.pk])

    @property
    def is_frozen(self) -> bool:
        """Whether it was sent: nothing of its composition changes (R2142-26)."""
        return self.frozen_number is not None

    @property
    def may_change(self) -> bool:
        """Whether its team, its words and its plan are still being made."""
        return self.state in PREPARING


class CallHand(Dated):
    """« Je suis partant pour… »: a member of the club would answer a call with others, before there is a dossier."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="hands")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="call_hands")
    user = models.ForeignKey(**person)
    word = models.CharField(_("Ce que vous pourriez y faire"), max_length=300, blank=True)
    would_lead = models.BooleanField(_("Nous pourrions mener la réponse"), default=False)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "call", "organization"], name="dossiers_hand_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.call}"
