"""The practical sheet of a speaker: where, when, before whom, with what, who to call. The page and the PDF say the
same."""

from dataclasses import dataclass

from essaim.clubs.access import Standing
from essaim.clubs.queries import organisers_of

from .access_documents import audiences_of
from .models import MeetingDocument, Talk
from .presence import presence
from .queries import agenda_of, who_comes
from .queries.documents import documents_of
from .queries.meetings import Moment
from .talk_links import talk_url
from .words import clock, length, when


@dataclass(frozen=True)
class Sheet:
    talk: Talk
    when: str
    place: str
    access_notes: str
    moment: str  # at what time they speak, and for how long; empty while it is not placed
    moments: list[Moment]
    count: int  # people expected so far, themselves left out
    organizations: list[str]  # those that may be named to a visitor
    contacts: list[tuple[str, str]]  # name, address of who runs the meeting
    documents: list[MeetingDocument]
    url: str


def sheet_of(talk: Talk) -> Sheet:
    """Six queries. Members' own choice of who sees their names is kept: a speaker is a visitor."""
    meeting = talk.meeting
    moments = agenda_of(meeting)
    others = [row for row in who_comes(meeting) if row.pk != talk.attendance_id]
    coming = presence(meeting.club, others, is_member=False)
    names = {line.organization.name for line in coming.lines if line.organization}
    contacts = [(one.name or meeting.club.short_name, meeting.club.email or one.email) for one in _run_by(meeting)]
    return Sheet(
        talk=talk,
        when=when(meeting),
        place=meeting.place,
        access_notes=meeting.access_notes,
        moment=_moment(talk, moments),
        moments=moments,
        count=coming.count,
        organizations=sorted(names),
        contacts=contacts,
        documents=documents_of(meeting, audiences_of(Standing(), invited=True)),
        url=talk_url(talk),
    )


def _run_by(meeting) -> list:
    return list(organisers_of(meeting.club)[:2])


def _moment(talk: Talk, moments: list[Moment]) -> str:
    for one in moments:
        if one.item.pk == talk.agenda_item_id:
            minutes = length(one.item.minutes)
            return f"{clock(one.starts_at)}, {minutes}" if one.starts_at else minutes
    return ""
