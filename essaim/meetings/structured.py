"""A public meeting for search engines: schema.org Event (schema.org/Event; needs name, startDate, location)."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from .enums import MeetingState
from .models import Meeting


def event_json_ld(meeting: Meeting) -> dict[str, Any]:
    """The description of a meeting that has a date. Times carry their offset (ISO 8601)."""
    assert meeting.starts_at is not None
    assert meeting.ends_at is not None
    address = settings.ESSAIM_URL + meeting.get_absolute_url()
    cancelled = meeting.state == MeetingState.CANCELLED
    commune = meeting.municipality.name if meeting.municipality else ""
    place = {
        "@type": "Place",
        "name": meeting.room or (meeting.host.name if meeting.host else commune) or meeting.club.name,
        "address": {"@type": "PostalAddress", "addressCountry": "FR"}
        | ({"streetAddress": meeting.address} if meeting.address else {})
        | ({"addressLocality": commune} if commune else {}),
    }
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": meeting.title,
        "description": meeting.presentation,
        "startDate": timezone.localtime(meeting.starts_at).isoformat(),
        "endDate": timezone.localtime(meeting.ends_at).isoformat(),
        "eventStatus": f"https://schema.org/{'EventCancelled' if cancelled else 'EventScheduled'}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": place,
        "organizer": {
            "@type": "Organization",
            "name": meeting.club.name,
            "url": f"{settings.ESSAIM_URL}/{meeting.club.slug}/",
        },
    }
    return {name: value for name, value in data.items() if value}
