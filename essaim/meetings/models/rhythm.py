"""How often a club meets, and on which days."""

from datetime import time

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated


def working_days() -> list[int]:
    return [1, 3]  # Tuesday and Thursday: 0 is Monday, as `date.weekday()` counts


def quiet_months() -> list[int]:
    return [7, 8]


class Rhythm(Dated):
    """What the club agreed on. A club without a row has these defaults: every three months, in the morning."""

    club = models.OneToOneField(Club, on_delete=models.CASCADE, related_name="rhythm")
    months = models.PositiveSmallIntegerField(_("Tous les combien de mois"), default=3)
    weekdays = models.JSONField(_("Quels jours"), default=working_days)
    at = models.TimeField(_("À quelle heure"), default=time(9))
    minutes = models.PositiveSmallIntegerField(_("Durée, en minutes"), default=150)
    avoided_months = models.JSONField(_("Mois à éviter"), default=quiet_months, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(months__range=(1, 12)), name="meetings_rhythm_months"),
            models.CheckConstraint(condition=Q(minutes__range=(15, 720)), name="meetings_rhythm_minutes"),
        ]

    def __str__(self) -> str:
        return f"{self.club}: {self.months}"
