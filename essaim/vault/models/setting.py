"""What the operator changed of a kind of papers."""

from django.db import models
from django.db.models import Q

from essaim.kernel.models import Dated


class TypeSetting(Dated):
    """Over the packaged kind of that code: `months` (None: as packaged), `alert_days` (whole days, latest last)."""

    code = models.CharField(max_length=24, unique=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    alert_days = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(code=""), name="vault_setting_named"),
            models.CheckConstraint(condition=Q(months=None) | Q(months__lte=240), name="vault_setting_months"),
        ]

    def __str__(self) -> str:
        return self.code
