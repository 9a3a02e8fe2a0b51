"""Who answers together, for which share; every version of it, and who confirmed which."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from ..enums import ACTIVE, WHOLE, NeedKind, PartnerRole, PartnerState
from .dossier import Dossier, person


def new_secret() -> str:
    return secrets.token_urlsafe(16)


class Partner(Dated):
    """A structure in a dossier. `club` is the dossier's; `through` is the club by which it takes part, None from
    outside: it stays when the structure leaves that club.

    `share`: hundredths of a percent of the whole, None while it is not said; a subcontractor has none, its part lies in
    that of who calls on it (Code de la commande publique, L2193-2). `amount_cents`: of the whole, if known.
    `user`, else `contact_name` and `email`: whom to write to.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="partners")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="dossier_parts")
    through = models.ForeignKey(Club, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.CharField(_("Rôle"), max_length=13, choices=PartnerRole, default=PartnerRole.PARTNER)
    state = models.CharField(max_length=9, choices=PartnerState)
    share = models.PositiveIntegerField(null=True, blank=True)
    amount_cents = models.PositiveBigIntegerField(null=True, blank=True)
    brings = models.TextField(_("Ce qu'elle apporte"), max_length=1000, blank=True)
    user = models.ForeignKey(**person)
    contact_name = models.CharField(_("Personne à qui écrire"), max_length=120, blank=True)
    email = models.EmailField(_("Son adresse e-mail"), blank=True)
    word = models.CharField(max_length=500, blank=True)  # with which one invites, offers oneself, declines, leaves
    invited_by = models.ForeignKey(**person)
    joined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=PartnerRole.values), name="dossiers_partner_role"),
            models.CheckConstraint(condition=Q(state__in=PartnerState.values), name="dossiers_partner_state"),
            # R2142-24: one mandataire represents all.
            models.UniqueConstraint(
                fields=["club", "dossier"], condition=Q(role=PartnerRole.LEAD, state__in=ACTIVE),
                name="dossiers_partner_one_lead",
            ),
            models.UniqueConstraint(
                fields=["club", "dossier", "organization"], condition=Q(state__in=ACTIVE),
                name="dossiers_partner_once",
            ),
            models.CheckConstraint(condition=Q(share=None) | Q(share__lte=WHOLE), name="dossiers_partner_share"),
            models.CheckConstraint(
                condition=~Q(role=PartnerRole.SUBCONTRACTOR) | Q(share=None), name="dossiers_partner_sub_no_share"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.organization} · {self.dossier}"

    @property
    def contact(self) -> str:
        """The name of whom to write to, maybe their address, maybe nothing."""
        return str(self.user) if self.user else self.contact_name or self.email

    @property
    def address(self) -> str:
        return self.user.email if self.user else self.email


class Composition(models.Model):
    """One version of who does what: `snapshot` holds form and partners, `sha256` is its hash. Never changed once made.

    `asks`: shares, roles, partners or form changed, so that each confirms anew.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="compositions")
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=500)
    asks = models.BooleanField(default=True)
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    actor = models.ForeignKey(**person)
    by = models.CharField(max_length=160, blank=True)  # the name of who has no account, with their structure's
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["club", "dossier", "number"], name="dossiers_composition_once"),
            models.CheckConstraint(condition=~Q(words="") & Q(number__gte=1), name="dossiers_composition_said"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} ({self.number})"


class Confirmation(models.Model):
    """A partner said yes to a version, in its own name; kept for ever."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="confirmations")
    composition = models.ForeignKey(Composition, on_delete=models.CASCADE, related_name="confirmations")
    user = models.ForeignKey(**person)
    by = models.CharField(max_length=160, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "partner", "composition"], name="dossiers_confirmation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.partner} ({self.composition.number})"


class Need(Dated):
    """What the answer needs. `value`: what a program compares (a folded skill, a code of status or of commune), empty
    when the label alone says it; `quantity`: people, euros, references… as `unit` says."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(_("De quoi s'agit-il"), max_length=9, choices=NeedKind, default=NeedKind.SKILL)
    label = models.CharField(_("En quelques mots"), max_length=120)
    value = models.CharField(max_length=120, blank=True)
    quantity = models.PositiveIntegerField(_("Combien"), null=True, blank=True)
    unit = models.CharField(_("Unité"), max_length=30, blank=True)
    required = models.BooleanField(_("Indispensable"), default=True)

    class Meta:
        ordering = ["-required", "kind", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NeedKind.values) & ~Q(label=""), name="dossiers_need_said"),
            models.UniqueConstraint(fields=["club", "dossier", "kind", "label"], name="dossiers_need_once"),
        ]

    def __str__(self) -> str:
        return self.label
