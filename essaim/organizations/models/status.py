"""Statuses and labels, dated, with their proof."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import StatusKind
from .organization import Organization


class Status(models.Model):
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="statuses")
    kind = models.CharField(_("Statut ou label"), max_length=16, choices=StatusKind)
    label = models.CharField(_("Précision"), max_length=120, blank=True)
    valid_from = models.DateField(_("Depuis"), null=True, blank=True)
    valid_until = models.DateField(_("Jusqu'au"), null=True, blank=True)
    proof = models.CharField(
        _("Preuve"), max_length=300, blank=True, help_text=_("Numéro de l'arrêté, ou adresse du document.")
    )

    class Meta:
        verbose_name_plural = "statuses"
        constraints = [
            models.UniqueConstraint(fields=["organization", "kind", "label"], name="organizations_status_once"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="organizations_status_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
