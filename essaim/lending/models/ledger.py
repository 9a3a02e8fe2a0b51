"""The accounts: who gave what to whom. A line is written once; what was wrong is undone by a contrary line."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization
from essaim.resources.enums import ResourceKind
from essaim.resources.models import Booking

from ..enums import Source

person_field: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL, "on_delete": models.SET_NULL, "null": True, "blank": True, "related_name": "+"
}  # fmt: skip


class Entry(Dated):
    """`giver` gave something to `receiver` on a day. What one gives the other gets: summed over a club, all that is
    given less all that is got is nothing, whatever the lines.

    `minutes`: for how long (of staff: for each person). `cents` and `owed_minutes`: what the receiver owes for it, in
    money and in hours of help. `worth`: what it would have cost elsewhere, in cents, at the prices of that day.
    A correction has giver and receiver of the line it undoes the other way round, and the same amounts. A payment is
    money given: the giver is who paid.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="ledger")
    giver = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="ledger_given")
    receiver = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="ledger_received")
    day = models.DateField(_("Quand"))
    source = models.CharField(max_length=10, choices=Source)
    kind = models.CharField(_("Quoi"), max_length=9, choices=ResourceKind, blank=True)  # '' of a payment
    what = models.CharField(_("En quelques mots"), max_length=200)
    minutes = models.PositiveIntegerField(default=0)
    cents = models.PositiveIntegerField(default=0)
    owed_minutes = models.PositiveIntegerField(default=0)
    worth = models.PositiveIntegerField(default=0)
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, null=True, blank=True, related_name="ledger")
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by")
    reason = models.CharField(_("Pourquoi"), max_length=300, blank=True)
    written_by = models.ForeignKey(**person_field)

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="lending_entry_two"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="lending_entry_source"),
            models.CheckConstraint(
                condition=Q(kind__in=ResourceKind.values) | Q(kind="", source__in=[Source.PAYMENT, Source.CORRECTION]),
                name="lending_entry_kind",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=0, cents__gte=0, owed_minutes__gte=0, worth__gte=0),
                name="lending_entry_amounts",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="lending_entry_says_what"),
            models.CheckConstraint(
                condition=Q(source=Source.BOOKING, booking__isnull=False) | ~Q(source=Source.BOOKING) & Q(booking=None),
                name="lending_entry_of_booking",
            ),
            models.CheckConstraint(
                condition=(Q(source=Source.CORRECTION, undoes__isnull=False) & ~Q(reason=""))
                | (~Q(source=Source.CORRECTION) & Q(undoes=None)),
                name="lending_entry_correction",
            ),
            models.UniqueConstraint(fields=["club", "booking"], name="lending_booking_once"),
            models.UniqueConstraint(fields=["club", "undoes"], name="lending_undone_once"),
        ]
        indexes = [
            models.Index(fields=["club", "giver", "day"], name="lending_entry_given"),
            models.Index(fields=["club", "receiver", "day"], name="lending_entry_got"),
            models.Index(fields=["club", "day"], name="lending_entry_day"),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}: {self.what}"
