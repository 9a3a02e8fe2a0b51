"""The day before."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from .. import mails, queries
from ..models import Booking


def remind(today: date) -> None:
    """Each day: recall the bookings that begin before the end of tomorrow, once each."""
    now = timezone.now()
    for row in queries.begins_between(now, now + timedelta(days=1, hours=12)):
        with transaction.atomic():
            if Booking.objects.filter(pk=row.pk, reminded=False).update(reminded=True):
                mails.reminder(row)
