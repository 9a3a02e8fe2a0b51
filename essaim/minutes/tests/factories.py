"""A meeting that took place, with who came; minutes that are begun."""

from datetime import timedelta

from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.meetings.enums import MeetingState
from essaim.meetings.models import Attendance, Meeting
from essaim.meetings.tests.factories import make_attendance, make_meeting
from essaim.minutes.actions import start_minutes
from essaim.minutes.models import Minutes


def make_held(
    club: Club, *, days_ago: int = 2, items: tuple[str, ...] = ("Accueil", "Trouver des locaux"), **fields
) -> Meeting:
    """A meeting of two hours, over since some days, with an agenda."""
    start = timezone.now() - timedelta(days=days_ago, hours=2)
    meeting = make_meeting(club, starts_at=start, state=MeetingState.HELD, **fields)
    for position, title in enumerate(items):
        meeting.agenda.create(position=position, title=title, led_by="Odile" if position else "")
    return meeting


def make_present(meeting: Meeting, name: str, *, user: User | None = None, **fields) -> Attendance:
    """Someone who came, with an address."""
    email = user.email if user else f"{name.lower().replace(' ', '.')}@example.org"
    return make_attendance(meeting, name, **{"user": user, "email": email, "checked_in_at": meeting.starts_at} | fields)


def make_minutes(club: Club, **fields) -> Minutes:
    return start_minutes(meeting=make_held(club, **fields), actor=None)
