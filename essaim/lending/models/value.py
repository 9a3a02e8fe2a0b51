"""What lending is worth: reference prices, and whether the club shows the sum to everybody."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization
from essaim.resources.enums import ResourceKind
from essaim.resources.models import Resource


class ReferencePrice(Dated):
    """What hiring this means costs elsewhere, says its owner: cents for a day, or for an hour of staff."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="reference_prices")
    cents = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["club", "resource"], name="lending_reference_once")]

    def __str__(self) -> str:
        return f"{self.resource}: {self.cents}"


class KindPrice(Dated):
    """The same for a kind, where owners say nothing; by the organiser, instead of `worth.DEFAULT_PRICES`."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=ResourceKind)
    cents = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "kind"], name="lending_kind_price_once"),
            models.CheckConstraint(condition=Q(kind__in=ResourceKind.values), name="lending_kind_price_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.cents}"


class ValueSettings(Dated):
    club = models.OneToOneField(Club, on_delete=models.CASCADE, related_name="lending_value")
    public = models.BooleanField(_("Tout le monde peut lire ce que le club a évité de dépenser"), default=False)

    def __str__(self) -> str:
        return str(self.club)
