"""Reading the documents of meetings."""

from collections.abc import Collection

from ..models import Meeting, MeetingDocument


def documents_of(meeting: Meeting, audiences: Collection[str]) -> list[MeetingDocument]:
    """Those that a reader of these audiences may open, in the order in which they came. One query."""
    return list(MeetingDocument.objects.filter(meeting=meeting, audience__in=audiences))
