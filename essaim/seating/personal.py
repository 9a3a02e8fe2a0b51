"""What seating holds about a person: where they sat, what was asked for them, the plans they made."""

from django.db.models import Q

from essaim.accounts.models import User
from essaim.meetings.models import Attendance

from .models import Seat, SeatingPlan, Wish


def _rows(person: User):
    return Attendance.objects.filter(Q(user=person) | Q(email__iexact=person.email))


def data_of(person: User) -> list[dict]:
    rows = Seat.objects.filter(attendance__in=_rows(person), plan__published_at__isnull=False)
    return [
        {"meeting": seat.plan.meeting.title, "version": seat.plan.version, "round": seat.round, "table": seat.table}
        for seat in rows.select_related("plan__meeting").order_by("plan", "round")
    ]


def forget(person: User) -> None:
    """Nothing is asked for them any more, plans no longer say who made them. Their seats stay with a line that
    meetings unname, so that others' history stays true."""
    Wish.objects.filter(Q(attendance__in=_rows(person)) | Q(other__in=_rows(person))).delete()
    SeatingPlan.objects.filter(made_by=person).update(made_by=None)
