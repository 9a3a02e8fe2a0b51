"""Who has which means and when; which units are held, as the database guards it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.constraints import NoOverlap
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from ..enums import HOLDING, Audience, BookingState, Terms
from .resource import Resource

_person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL, "on_delete": models.SET_NULL, "null": True, "blank": True, "related_name": "+"
}  # fmt: skip


class BookingSeries(Dated):
    """The same booking again and again. `rule` is an RRULE (RFC 5545 §3.3.10), read on the wall's clock from
    `first_day` at `starts`, so that the hour stays through the changes of clocks. `exceptions`: days (ISO) left out."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="series")
    borrower = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(**_person)
    rule = models.CharField(max_length=200)
    first_day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    days = models.PositiveSmallIntegerField(default=0)  # nights between the beginning and the end of one time
    exceptions = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(rule=""), name="resources_series_rule"),
            models.CheckConstraint(
                condition=Q(days__gt=0) | Q(starts__lt=F("ends")), name="resources_series_in_order"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.resource}: {self.rule}"


class Booking(Dated):
    """A means for someone, from `starts_at` to `ends_at`; nobody else before `blocked_until` (the turnaround). UTC.

    `borrower`, or `borrower_name` for someone outside whom the owner books for. `audience` and the rates are those of
    the moment it was asked for: they hold whatever the owner changes later. `cents` and `counterpart` (minutes) are
    what is due as far as known: kilometres and consumption come with the return. `queued_at`: rank on the waiting
    list. `offered_until`: an offered slot is kept until then.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="bookings")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="bookings")
    series = models.ForeignKey(BookingSeries, on_delete=models.SET_NULL, null=True, blank=True, related_name="bookings")
    borrower = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings")
    borrower_name = models.CharField(_("Pour qui"), max_length=120, blank=True)
    person = models.ForeignKey(**_person)
    quantity = models.PositiveIntegerField(_("Combien"), default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    blocked_until = models.DateTimeField()
    purpose = models.CharField(_("Pour quoi faire"), max_length=300, blank=True)
    state = models.CharField(max_length=11, choices=BookingState)
    queued_at = models.DateTimeField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(**_person)
    answered_at = models.DateTimeField(null=True, blank=True)
    word = models.CharField(_("Un mot"), max_length=500, blank=True)  # with the answer, or the cancellation
    reminded = models.BooleanField(default=False)
    clash_told_at = models.DateTimeField(null=True, blank=True)  # to the owner, whose own calendar is busy then
    sequence = models.PositiveIntegerField(default=0)  # RFC 5545 §3.8.7.4: one more at each change of times

    audience = models.CharField(max_length=8, choices=Audience, default=Audience.MEMBERS)
    terms = models.CharField(max_length=5, choices=Terms, default=Terms.FREE)
    per_hour = models.PositiveIntegerField(default=0)
    per_day = models.PositiveIntegerField(default=0)
    per_km = models.PositiveIntegerField(default=0)
    per_measure = models.PositiveIntegerField(default=0)
    measure = models.CharField(max_length=20, blank=True)
    minutes_per_day = models.PositiveIntegerField(default=0)
    deposit = models.PositiveIntegerField(default=0)
    cents = models.PositiveIntegerField(default=0)
    counterpart = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BookingState.values), name="resources_booking_state"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="resources_booking_in_order"),
            models.CheckConstraint(condition=Q(ends_at__lte=F("blocked_until")), name="resources_booking_blocked"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="resources_booking_quantity"),
            models.CheckConstraint(
                condition=Q(borrower__isnull=False) | ~Q(borrower_name=""), name="resources_booking_for_someone"
            ),
            models.CheckConstraint(
                condition=~Q(state=BookingState.WAITING) | Q(queued_at__isnull=False), name="resources_booking_queued"
            ),
            models.CheckConstraint(
                condition=~Q(state=BookingState.OFFERED) | Q(offered_until__isnull=False),
                name="resources_booking_offered",
            ),
        ]
        indexes = [
            models.Index(fields=["resource", "blocked_until"], name="resources_booking_times"),
            models.Index(fields=["club", "state", "ends_at"], name="resources_booking_club"),
            models.Index(fields=["club", "borrower", "ends_at"], name="resources_booking_borrower"),
        ]

    def __str__(self) -> str:
        return f"{self.resource}, {self.starts_at:%Y-%m-%d}"

    @property
    def holds(self) -> bool:
        return self.state in HOLDING

    @property
    def for_whom(self) -> str:
        return self.borrower.name if self.borrower else self.borrower_name


class Hold(models.Model):
    """Units `first_unit` to `past_unit` (out of it) of a means, taken between two moments. The database lets no two
    lie on each other.

    A booking that keeps the means from others has as many units as its quantity, in one row or several; any other
    booking has none. The row without booking is the wall: it holds for ever the units that the means does not have, so
    that nothing can be booked beyond its quantity.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, null=True, related_name="held_units")
    first_unit = models.PositiveIntegerField()
    past_unit = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            NoOverlap(
                same=["resource"], ranges=[("first_unit", "past_unit"), ("starts_at", "ends_at")],
                name="resources_no_overlap",
            ),
            models.UniqueConstraint(
                fields=["club", "resource"], condition=Q(booking__isnull=True), name="resources_one_wall"
            ),
            models.CheckConstraint(condition=Q(first_unit__lt=F("past_unit")), name="resources_hold_units"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="resources_hold_in_order"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["resource", "ends_at"], name="resources_hold_times")]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.first_unit}–{self.past_unit}"
