"""Reading the documents of meetings."""

from collections.abc import Collection

from ..models import Meeting, MeetingDocument


def documents_of(meeting: Meeting, audiences: Collection[str]) -> list[MeetingDocument]:
    """Those that a reader of these audiences may open, in the order in which they came. One query."""
    return list(MeetingDocument.objects.filter(meeting=meeting, audience__in=audiences))


def kept_files() -> set[str]:
    """Names, in the storage, of the files that a row knows."""
    return set(MeetingDocument.objects.values_list("file", flat=True))
