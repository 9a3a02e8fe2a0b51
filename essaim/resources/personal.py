"""What bookings keep of a person: what they asked for and wrote. Their words go with their account; that a structure
used a means stays."""

from django.db.models import Q

from essaim.accounts.models import User

from .models import Booking, BookingSeries, Handover


def data_of(person: User) -> list[dict]:
    rows = Booking.objects.filter(Q(person=person) | Q(answered_by=person)).select_related("resource", "borrower")
    return [
        {
            "resource": row.resource.name, "for": row.for_whom, "from": row.starts_at.isoformat(),
            "until": row.ends_at.isoformat(), "state": row.state,
            "purpose": row.purpose if row.person_id == person.pk else "",
            "word": row.word if row.answered_by_id == person.pk else "",
        }
        for row in rows.order_by("pk")
    ]  # fmt: skip


def forget(person: User) -> None:
    Booking.objects.filter(answered_by=person).update(word="", answered_by=None)
    Booking.objects.filter(person=person).update(purpose="", person=None)
    BookingSeries.objects.filter(person=person).update(person=None)
    Handover.objects.filter(done_by=person).update(done_by=None)
