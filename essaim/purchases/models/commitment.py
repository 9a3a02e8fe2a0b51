"""« Si nous sommes huit, j'en suis »: what a structure wants, its limits, its condition; then its share."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from ..enums import Basis, CommitmentState
from .purchase import Purchase, person


class Commitment(Dated):
    """`quantity` units wanted; between `least` and `most` is accepted too, so that whole cases are bought.

    `if_least` (None: no condition): the structure is in only when that many units, or structures, are (`if_basis`).
    Once ordered: `allotted` units, `goods_cents` and `delivery_cents` to pay, `paid_on`.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    purchase = models.ForeignKey(Purchase, on_delete=models.CASCADE, related_name="commitments")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="commitments")
    author = models.ForeignKey(**person)
    quantity = models.PositiveIntegerField(_("Quantité"))
    least = models.PositiveIntegerField()
    most = models.PositiveIntegerField()
    if_least = models.PositiveIntegerField(null=True, blank=True)
    if_basis = models.CharField(max_length=6, choices=Basis, default=Basis.PARTICIPANTS)
    state = models.CharField(max_length=9, choices=CommitmentState, default=CommitmentState.COMMITTED)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    allotted = models.PositiveIntegerField(null=True, blank=True)
    goods_cents = models.PositiveBigIntegerField(null=True, blank=True)
    delivery_cents = models.PositiveBigIntegerField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "purchase", "organization"], name="purchases_commitment_once"),
            models.CheckConstraint(condition=Q(state__in=CommitmentState.values), name="purchases_commitment_state"),
            models.CheckConstraint(
                condition=Q(least__gte=1) & Q(least__lte=F("quantity")) & Q(most__gte=F("quantity")),
                name="purchases_commitment_limits",
            ),
            models.CheckConstraint(
                condition=Q(allotted=None) | (Q(allotted__gte=F("least")) & Q(allotted__lte=F("most"))),
                name="purchases_commitment_within",
            ),
            models.CheckConstraint(
                condition=Q(allotted=None, goods_cents=None, delivery_cents=None)
                | Q(allotted__isnull=False, goods_cents__isnull=False, delivery_cents__isnull=False),
                name="purchases_commitment_share_whole",
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(allotted__isnull=False), name="purchases_commitment_paid"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.purchase}"

    @property
    def due_cents(self) -> int | None:
        """What it has to pay, in cents; None before the order."""
        return None if self.allotted is None else (self.goods_cents or 0) + (self.delivery_cents or 0)
