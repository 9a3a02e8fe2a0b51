"""A purchase that a member leads, and what suppliers offer for it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.files.models import KeptFile
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from ..enums import BOUGHT, Basis, PurchaseKind, PurchaseState

person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "on_delete": models.SET_NULL,
    "null": True,
    "blank": True,
    "related_name": "+",
}


class Purchase(Dated):
    """What is bought together. `organization` leads, `lead` is whom to ask.

    `unit` names one of what is counted (« sac de 25 kg », « place »). `single_cents`: what a structure pays for one
    alone, with where that price comes from. `deadline`: the last day to commit; `confirm_by`: to confirm.
    `chosen`: the offer that is gone for.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="purchases")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="purchases_led")
    lead = models.ForeignKey(**person)
    title = models.CharField(_("Ce que nous achetons ensemble"), max_length=120)
    about = models.TextField(_("Pour quoi, pour qui"), max_length=3000, blank=True)
    kind = models.CharField(_("De quoi s'agit-il"), max_length=7, choices=PurchaseKind, default=PurchaseKind.GOODS)
    unit = models.CharField(_("L'unité"), max_length=40)
    single_cents = models.PositiveIntegerField(null=True, blank=True)
    single_source = models.CharField(_("D'où vient ce prix"), max_length=160, blank=True)
    deadline = models.DateField(_("On s'engage jusqu'au"))
    confirm_by = models.DateField(null=True, blank=True)
    payee = models.CharField(_("À qui payer, et comment"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=PurchaseState, default=PurchaseState.PREPARING)
    chosen = models.ForeignKey("Offer", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    ordered_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    said = models.CharField(max_length=300, blank=True)  # the lead's word on an extension, a cancellation

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(unit=""), name="purchases_purchase_said"),
            models.CheckConstraint(condition=Q(state__in=PurchaseState.values), name="purchases_purchase_state"),
            models.CheckConstraint(condition=Q(kind__in=PurchaseKind.values), name="purchases_purchase_kind"),
            models.CheckConstraint(
                condition=~Q(state__in=BOUGHT) | Q(ordered_on__isnull=False), name="purchases_purchase_ordered"
            ),
            models.CheckConstraint(
                condition=Q(confirm_by=None) | Q(confirm_by__gte=F("deadline")), name="purchases_purchase_confirm_after"
            ),
        ]
        indexes = [models.Index(fields=["club", "state", "deadline"], name="purchases_purchase_state")]

    def __str__(self) -> str:
        return self.title


class Offer(Dated):
    """What a supplier offers. `unit_cents` is the price from the first unit; tiers say the others.

    `case_size`: units in a case, 1 when any number is sold. `delivery_cents` for the whole order. `least_units` and
    `least_participants`: under them the supplier does not sell at this price; 0 without.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    purchase = models.ForeignKey(Purchase, on_delete=models.CASCADE, related_name="offers")
    supplier = models.CharField(_("Fournisseur"), max_length=120)
    unit_cents = models.PositiveIntegerField()
    basis = models.CharField(_("Le prix baisse avec"), max_length=6, choices=Basis, default=Basis.UNITS)
    case_size = models.PositiveIntegerField(_("Vendu par cartons de"), default=1)
    delivery_cents = models.PositiveIntegerField(default=0)
    delivery = models.CharField(_("Livraison"), max_length=160, blank=True)
    least_units = models.PositiveIntegerField(_("Quantité minimale"), default=0)
    least_participants = models.PositiveIntegerField(_("Nombre minimal de structures"), default=0)
    notes = models.TextField(_("Remarques"), max_length=1000, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(supplier=""), name="purchases_offer_named"),
            models.CheckConstraint(condition=Q(unit_cents__gte=1), name="purchases_offer_priced"),
            models.CheckConstraint(condition=Q(case_size__gte=1), name="purchases_offer_case"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="purchases_offer_basis"),
            models.UniqueConstraint(fields=["club", "purchase", "supplier"], name="purchases_offer_once"),
        ]

    def __str__(self) -> str:
        return self.supplier


class Tier(Dated):
    """From `least` units (or structures, as the offer's basis says) on, a unit costs `unit_cents`."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="tiers")
    least = models.PositiveIntegerField(_("À partir de"))
    unit_cents = models.PositiveIntegerField()

    class Meta:
        ordering = ["least"]
        constraints = [
            # Two tiers cannot begin at the same place: they never overlap.
            models.UniqueConstraint(fields=["club", "offer", "least"], name="purchases_tier_once"),
            models.CheckConstraint(condition=Q(least__gte=2) & Q(unit_cents__gte=1), name="purchases_tier_above_one"),
        ]

    def __str__(self) -> str:
        return f"{self.least}: {self.unit_cents}"


class OfferDocument(KeptFile):
    """A quotation, a catalogue page."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="documents")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "offer", "sha256"], name="purchases_document_once"),
        ]
