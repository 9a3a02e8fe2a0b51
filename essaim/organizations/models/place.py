"""Where an organization is, and where it works."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.territory.models import Municipality

from ..enums import PlaceKind
from .organization import Organization


class Place(models.Model):
    """An address: the head office (one at most) or another site."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="places")
    kind = models.CharField(max_length=12, choices=PlaceKind, default=PlaceKind.HEAD_OFFICE)
    name = models.CharField(_("Nom du lieu"), max_length=120, blank=True)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True, db_index=True)
    street = models.CharField(_("Adresse"), max_length=200, blank=True)
    postal_code = models.CharField(_("Code postal"), max_length=5, blank=True)
    city = models.CharField(_("Commune (telle qu'écrite)"), max_length=80, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("Commune"),
    )
    latitude = models.FloatField(null=True, blank=True)  # WGS 84 degrees; the municipality's centre when empty
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization"], condition=Q(kind="head_office"), name="organizations_one_head_office"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__range=(-90, 90)),
                name="organizations_place_latitude",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True) | Q(longitude__range=(-180, 180)),
                name="organizations_place_longitude",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.street} {self.postal_code} {self.city}".strip()

    @property
    def point(self) -> tuple[float, float] | None:
        return (self.latitude, self.longitude) if None not in (self.latitude, self.longitude) else None  # type: ignore[return-value]


class ServedArea(models.Model):
    """A territory where the organization works: a municipality, an intermunicipality, a department or a region."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="served_areas")
    code = models.CharField(max_length=9)  # INSEE code, or SIREN of the intermunicipality
    kind = models.CharField(
        max_length=20,
        choices=[
            ("municipality", _("Commune")), ("intermunicipality", _("Intercommunalité")),
            ("department", _("Département")), ("region", _("Région")), ("country", _("France entière")),
        ],
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "kind", "code"], name="organizations_served_area_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
