"""Meetings and people who come, made short."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

from ..enums import Answer, MeetingState, Seat
from ..models import Attendance, Meeting


def make_meeting(club: Club, **fields) -> Meeting:
    """A meeting announced for next week, two hours long, unless told otherwise."""
    start = fields.get("starts_at", timezone.now() + timedelta(days=7))
    times = {"starts_at": start, "ends_at": start and start + timedelta(hours=2)}
    named = {"club": club, "title": "Trouver des financements", "state": MeetingState.ANNOUNCED}
    return Meeting.objects.create(**named | times | fields)


def make_attendance(meeting: Meeting, name: str, **fields) -> Attendance:
    """A person who comes and has a place, unless told otherwise."""
    return Attendance.objects.create(
        **{"club": meeting.club, "meeting": meeting, "name": name, "answer": Answer.YES, "seat": Seat.HELD} | fields
    )


def member_of(club: Club, name: str = "Léa Dupont"):
    """A person who represents a member organization."""
    user = make_user(name=name)
    make_representation(make_member(club, make_organization(f"Structure de {name}")), user)
    return user


def address(name: str, club: Club, *arguments) -> str:
    """An address of the club's meetings, by its name."""
    return reverse(f"meetings:{name}", args=[club.slug, *arguments])
