"""Someone from outside who asks for a place at a meeting that the club shows."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated

from .attendance import Attendance
from .meeting import Meeting


class PlaceRequest(Dated):
    """It takes no place until the person, by the link sent to their address, confirms it."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="place_requests")
    name = models.CharField(_("Prénom et nom"), max_length=120)
    email = models.EmailField(_("Adresse e-mail"))
    comes_from = models.CharField(_("Votre structure"), max_length=120, blank=True)
    language = models.CharField(max_length=2, default="fr")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    attendance = models.ForeignKey(Attendance, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("club", "meeting", Lower("email"), name="meetings_request_once"),
            models.CheckConstraint(condition=~Q(email="") & ~Q(name=""), name="meetings_request_said"),
        ]
        indexes = [models.Index(fields=["club", "confirmed_at", "updated_at"], name="meetings_request_wait")]

    def __str__(self) -> str:
        return f"{self.name} · {self.meeting}"
