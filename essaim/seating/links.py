"""What is scanned: the address of the door, for those who come. A badge's is `meetings.links.door_token`.

It proves that one stands at the door (or was sent a picture of it), not who one is.
"""

import base64

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from essaim.meetings.links import door_token
from essaim.meetings.models import Attendance, Meeting


def door_secret(meeting: Meeting) -> str:
    digest = salted_hmac("seating.door", f"{meeting.pk}:{meeting.uid}", algorithm="sha256").digest()[:12]
    return base64.urlsafe_b64encode(digest).decode()


def is_door_secret(meeting: Meeting, secret: str) -> bool:
    return constant_time_compare(door_secret(meeting), secret)


def door_url(meeting: Meeting) -> str:
    """The full address that the door shows, in the language under way."""
    return settings.ESSAIM_URL + reverse("seating:arrive", args=[meeting.club.slug, meeting.pk, door_secret(meeting)])


def badge_url(attendance: Attendance) -> str:
    """The full address that a badge carries."""
    meeting = attendance.meeting
    return settings.ESSAIM_URL + reverse("seating:badge", args=[meeting.club.slug, meeting.pk, door_token(attendance)])
