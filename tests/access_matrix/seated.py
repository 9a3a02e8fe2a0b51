"""The cast's meeting with its plan: always the same one for a club."""

from essaim.clubs.models import Club
from essaim.meetings.links import door_token
from essaim.seating.links import door_secret
from essaim.seating.tests.factories import seated_meeting


class SeatedCast:
    club: Club

    seated_pk = property(lambda self: seated_meeting(self.club).pk)
    seated_attendance_pk = property(lambda self: seated_meeting(self.club).attendances.first().pk)
    badge_token = property(lambda self: door_token(seated_meeting(self.club).attendances.first()))
    door_secret = property(lambda self: door_secret(seated_meeting(self.club)))
    seating_wish_pk = property(lambda self: seated_meeting(self.club).seating_wishes.get().pk)
