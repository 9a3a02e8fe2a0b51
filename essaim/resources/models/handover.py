"""The means changes hands: in what state, with which meter, and what was found damaged."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from essaim.clubs.models import Club
from essaim.files.models import KeptFile
from essaim.kernel.models import Dated

from ..enums import HandoverKind, Shape
from .booking import Booking

_person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL, "on_delete": models.SET_NULL, "null": True, "blank": True, "related_name": "+"
}  # fmt: skip


class Handover(Dated):
    """One of the two moments of a booking. `kilometres` is what the meter says; `measured` is what was consumed, in
    thousandths of the booking's `measure`, told at the return."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="handovers")
    kind = models.CharField(max_length=4, choices=HandoverKind)
    at = models.DateTimeField(_("Quand"))
    shape = models.CharField(pgettext_lazy("means", "État"), max_length=7, choices=Shape, default=Shape.GOOD)
    note = models.TextField(_("Ce qu'il faut savoir"), max_length=1500, blank=True)
    kilometres = models.PositiveIntegerField(_("Compteur"), null=True, blank=True)
    measured = models.PositiveIntegerField(null=True, blank=True)
    done_by = models.ForeignKey(**_person)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["club", "booking", "kind"], name="resources_handover_once"),
            models.CheckConstraint(condition=Q(kind__in=HandoverKind.values), name="resources_handover_kind"),
            models.CheckConstraint(condition=Q(shape__in=Shape.values), name="resources_handover_shape"),
            models.CheckConstraint(
                condition=~Q(shape=Shape.DAMAGED) | ~Q(note=""), name="resources_handover_damage_is_told"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking}: {self.kind}"


class HandoverPhoto(KeptFile):
    """What was seen at the hand-over or the return."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="photos")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["club", "handover", "sha256"], name="resources_seen_once")]
