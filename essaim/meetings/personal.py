"""What meetings hold about a person: the invitations, what they answered, whom they bring."""

from django.db.models import Q
from django.utils import timezone

from essaim.accounts.models import User

from .actions import uninvite
from .enums import MeetingState
from .models import Attendance, CalendarFeed, CalendarReply, PlaceRequest


def _of(person: User) -> Q:
    return Q(user=person) | Q(email__iexact=person.email)


def data_of(person: User) -> list[dict]:
    rows = Attendance.objects.filter(_of(person)).select_related("meeting", "club", "leaves_from").order_by("pk")
    guests: dict[int | None, list[str]] = {}
    for host, name in Attendance.objects.filter(brought_by__in=rows).values_list("brought_by", "name"):
        guests.setdefault(host, []).append(name)
    return [
        {
            "club": row.club.name,
            "meeting": row.meeting.title,
            "starts_at": row.meeting.starts_at.isoformat() if row.meeting.starts_at else None,
            "name": row.name,
            "email": row.email,
            "comes_from": row.comes_from,
            "answer": row.answer,
            "seat": row.seat,
            "needs": row.needs,
            "leaves_from": row.leaves_from.name if row.leaves_from else "",
            "lift_contact": row.lift_contact,
            "guests": guests.get(row.pk, []),
            "came_at": row.checked_in_at.isoformat() if row.checked_in_at else None,
        }
        for row in rows
    ]


def forget(person: User) -> None:
    """Off the lists to come, their places to those who wait; unnamed in what took place, so that counts stay true."""
    rows = Attendance.objects.filter(_of(person)).select_related("meeting__club")
    for row in rows:
        to_come = row.meeting.state in (MeetingState.PREPARING, MeetingState.ANNOUNCED) and not row.meeting.is_over
        if to_come and row.checked_in_at is None and not row.guests.filter(checked_in_at__isnull=False).exists():
            Attendance.objects.filter(pk=row.pk).update(email="", user=None)  # no message about what they left
            uninvite(attendance=row, actor=None)
    left = Attendance.objects.filter(_of(person)).values_list("pk", flat=True)
    blank = {"name": "–", "needs": "", "comes_from": "", "lift_contact": "", "updated_at": timezone.now()}
    pks = list(left)
    Attendance.objects.filter(brought_by__in=pks).update(**blank)
    Attendance.objects.filter(pk__in=pks).update(user=None, email="", leaves_from=None, **blank)
    CalendarFeed.objects.filter(user=person).delete()
    PlaceRequest.objects.filter(email__iexact=person.email).delete()
    CalendarReply.objects.filter(sender__iexact=person.email).delete()
