"""Who may write and read minutes. Getters give the object, or 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club, get_club_as_member
from essaim.meetings.access import get_meeting, get_meeting_to_run
from essaim.meetings.models import Attendance, Meeting, Talk, Theme
from essaim.writing.kinds import Rights
from essaim.writing.models import Text

from . import links, queries
from .enums import MinutesState
from .models import ActionItem, Decision, Minutes, ReviewInvitation, Section


def may_write(request: HttpRequest, minutes: Minutes) -> bool:
    """Every member while it is being written; then the organisers, each correction being a version that stays."""
    standing = request.standing  # type: ignore[attr-defined]
    return standing.is_organiser or (standing.is_member and minutes.state == MinutesState.DRAFT)


def rights_on_section(request: HttpRequest, text: Text) -> Rights:
    """For `writing`: what a person may do with the words of a section."""
    standing = request.standing  # type: ignore[attr-defined]
    if not standing.is_member:
        return Rights()
    section = Section.objects.select_related("minutes").filter(text=text).first()
    writes = section is not None and may_write(request, section.minutes)
    return Rights(read=True, write=writes, comment=True, propose=not writes, settle=standing.is_organiser)


def get_minutes(request: HttpRequest, club_slug: str, pk: int) -> tuple[Meeting, Minutes | None]:
    """A meeting and its minutes, None while they are not begun."""
    meeting = get_meeting(request, club_slug, pk)
    minutes = queries.minutes_of(meeting)
    if minutes:
        minutes.meeting, minutes.club = meeting, meeting.club
    return meeting, minutes


def get_minutes_to_write(request: HttpRequest, club_slug: str, pk: int) -> Minutes:
    _meeting, minutes = get_minutes(request, club_slug, pk)
    if minutes is None or not may_write(request, minutes):
        raise Http404
    return minutes


def get_minutes_to_run(request: HttpRequest, club_slug: str, pk: int) -> Minutes:
    get_meeting_to_run(request, club_slug, pk)
    return get_minutes_to_write(request, club_slug, pk)


def get_section(minutes: Minutes, pk: int) -> Section:
    section = get_object_or_404(Section, minutes=minutes, pk=pk)
    section.minutes = minutes
    return section


def get_decision(minutes: Minutes, pk: int) -> Decision:
    return get_object_or_404(Decision.objects.select_related("minutes", "club"), minutes=minutes, pk=pk)


def get_action(request: HttpRequest, club_slug: str, pk: int) -> ActionItem:
    """An action that the person may settle: their own, that of their organization, any for whoever writes the
    minutes."""
    club = get_club_as_member(request, club_slug)
    rows = ActionItem.objects.select_related("minutes__meeting", "club", "owner", "organization")
    item = get_object_or_404(rows, club=club, pk=pk)
    if not (may_write(request, item.minutes) or queries.is_of(item, request.user)):  # type: ignore[arg-type]
        raise Http404
    return item


def get_theme(club, value: str | None) -> Theme | None:
    """The theme that the address names, None without one; 404 when it is not of the club."""
    if not value:
        return None
    if not value.isdecimal():
        raise Http404
    return get_object_or_404(Theme, club=club, pk=int(value))


def get_talk_to_thank(request: HttpRequest, club_slug: str, pk: int, talk_pk: int) -> Talk:
    meeting = get_meeting_to_run(request, club_slug, pk)
    talk = get_object_or_404(Talk.objects.select_related("speaker"), meeting=meeting, pk=talk_pk)
    talk.meeting = meeting
    return talk


def get_invitation(request: HttpRequest, club_slug: str, token: str) -> ReviewInvitation:
    """Whom a review's link was sent to; everybody may open it."""
    invitation = queries.invitation_of(token, get_club(request, club_slug))
    if invitation is None:
        raise Http404
    return invitation


def get_certified(request: HttpRequest, club_slug: str, code: str) -> Attendance:
    """Who came, by the code of their certificate; everybody may check it."""
    club = get_club(request, club_slug)
    pk = links.read_certificate_code(code)
    attendance = queries.attendance_that_came(club, pk) if pk is not None else None
    if attendance is None or not links.same(code, links.certificate_code(attendance)):
        raise Http404
    return attendance
