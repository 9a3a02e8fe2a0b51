"""The tree of sectors, in words people use (data/sectors.toml)."""

from django.db import models
from django.utils.translation import get_language

from .organization import Organization


class Sector(models.Model):
    code = models.SlugField(max_length=40, primary_key=True)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    words = models.CharField(max_length=300, blank=True)  # what people type; for the search only
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class OrganizationSector(models.Model):
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="sector_links")
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="organization_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "sector"], name="organizations_sector_once")]

    def __str__(self) -> str:
        return self.sector_id
