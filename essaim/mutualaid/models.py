"""What the fair picture must remember: who would rather not be named on it."""

from django.db import models

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization


class Discretion(Dated):
    """On the map of help, the organization is « une structure », without name nor link."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["club", "organization"], name="mutualaid_discretion_once")]

    def __str__(self) -> str:
        return str(self.organization)
