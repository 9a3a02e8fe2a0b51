"""Reading meetings, one file per noun."""

from .attendances import (
    attendance_by_pk,
    attendance_of,
    attendance_of_event,
    attendances_of,
    guests_of,
    invited_count,
    lifts_for,
    matches_among,
    member_people,
    organization_of,
    prospects_and_members,
    replies_to_show,
    to_tell_the_day_before,
    told_count,
    travellers_of,
    waiting_rank,
    waits_for_answer,
    who_comes,
)
from .meetings import (
    agenda_of,
    counts_of,
    ended_before,
    gone_by,
    meetings_on,
    meetings_shown,
    member_calendar,
    next_meetings,
    personal_calendar,
    public_calendar,
    silent_before,
    to_come,
)

__all__ = [
    "agenda_of", "attendance_by_pk", "attendance_of", "attendance_of_event", "attendances_of", "counts_of",
    "ended_before", "gone_by", "guests_of", "invited_count", "lifts_for", "matches_among", "meetings_on",
    "meetings_shown", "member_calendar", "member_people", "next_meetings", "organization_of", "personal_calendar",
    "prospects_and_members", "public_calendar", "replies_to_show", "silent_before", "to_come",
    "to_tell_the_day_before", "told_count", "travellers_of", "waiting_rank", "waits_for_answer", "who_comes",
]  # fmt: skip
