"""Meetings of a club: those to come, those that took place, and their agenda."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.access import Standing
from essaim.clubs.models import Club
from essaim.clubs.queries import clubs_of

from ..enums import Answer, AttendeeKind, MeetingState, Seat
from ..models import AgendaItem, Attendance, Meeting

TOLD = (MeetingState.ANNOUNCED, MeetingState.HELD, MeetingState.CANCELLED)


def meetings_shown(club: Club, standing: Standing) -> QuerySet[Meeting]:
    """Meetings that this reader may see, each with its theme, host and commune."""
    rows = Meeting.objects.filter(club=club).select_related("theme", "host", "municipality")
    if standing.is_organiser:
        return rows
    rows = rows.filter(state__in=TOLD)
    return rows if standing.is_member else rows.filter(public=True)


def to_come(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those that are not over, nearest first; those without a date last."""
    return rows.filter(Q(ends_at__gte=timezone.now()) | Q(ends_at=None)).exclude(state=MeetingState.HELD).order_by(
        "starts_at", "pk"
    )  # fmt: skip


def gone_by(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those that took place, latest first, with `came`: how many people were noted at the door."""
    return (
        rows.filter(Q(state=MeetingState.HELD) | Q(ends_at__lt=timezone.now()))
        .exclude(state__in=[MeetingState.CANCELLED, MeetingState.PREPARING])
        .annotate(came=Count("attendances", filter=Q(attendances__checked_in_at__isnull=False)))
        .order_by("-starts_at", "-pk")
    )


@dataclass(frozen=True)
class Counts:
    """Who answered what. `coming` have a seat, guests included; `left` is None when seats are not counted."""

    coming: int
    waiting: int
    maybe: int
    declined: int
    silent: int
    came: int
    left: int | None


def counts_of(meeting: Meeting) -> Counts:
    """One query."""
    found = Attendance.objects.filter(meeting=meeting).aggregate(
        coming=Count("pk", filter=Q(seat=Seat.HELD)),
        waiting=Count("pk", filter=Q(seat=Seat.WAITING)),
        maybe=Count("pk", filter=Q(answer=Answer.MAYBE)),
        declined=Count("pk", filter=Q(answer=Answer.NO)),
        silent=Count("pk", filter=Q(answer=Answer.NONE)),
        came=Count("pk", filter=Q(checked_in_at__isnull=False)),
    )
    left = None if meeting.capacity is None else max(0, meeting.capacity - found["coming"])
    return Counts(**found, left=left)


@dataclass(frozen=True)
class Moment:
    """A moment of the agenda with the time at which it starts, when the meeting has a date."""

    item: AgendaItem
    starts_at: datetime | None


def agenda_of(meeting: Meeting) -> list[Moment]:
    """The agenda in order, each moment with its time of day. One query."""
    moments, at = [], meeting.starts_at
    for item in AgendaItem.objects.filter(meeting=meeting):
        moments.append(Moment(item, at))
        at = at + timedelta(minutes=item.minutes) if at else None
    return moments


def next_meetings(club: Club, user: User, *, limit: int = 3) -> list[Meeting]:
    """Those announced, nearest first, each with the person's own row in `own` (a list of one or none). Two queries."""
    own = Attendance.objects.filter(_is(user))
    return list(
        Meeting.objects.filter(club=club, state=MeetingState.ANNOUNCED, ends_at__gte=timezone.now())
        .select_related("host", "municipality")
        .prefetch_related(Prefetch("attendances", queryset=own, to_attr="own"))
        .order_by("starts_at", "pk")[:limit]
    )


def _is(user: User) -> Q:
    return Q(user=user) | Q(user=None, email__iexact=user.email)


# A calendar keeps a year behind; what was cancelled stays long enough for each calendar to read it.
_BEHIND = timedelta(days=365)


def _for_calendars(rows: QuerySet[Meeting]) -> list[Meeting]:
    return list(
        rows.filter(state__in=TOLD, starts_at__isnull=False, ends_at__gte=timezone.now() - _BEHIND)
        .select_related("club", "host", "municipality")
        .order_by("starts_at", "pk")
    )


def public_calendar(club: Club) -> list[Meeting]:
    return _for_calendars(Meeting.objects.filter(club=club, public=True))


def member_calendar(club: Club) -> list[Meeting]:
    return _for_calendars(Meeting.objects.filter(club=club))


def personal_calendar(user: User) -> list[Meeting]:
    """Meetings of all the person's clubs and those they are invited to, but for what they declined."""
    mine = Attendance.objects.filter(_is(user))
    declined = mine.filter(answer=Answer.NO).values("meeting")
    invited = mine.exclude(answer=Answer.NO).values("meeting")
    return _for_calendars(
        Meeting.objects.filter(Q(club__in=clubs_of(user).values("pk")) | Q(pk__in=invited)).exclude(pk__in=declined)
    )


def silent_before(meeting_starts_by: datetime, invited_before: datetime) -> QuerySet[Attendance]:
    """Who was invited and has not answered, or said maybe, and was not reminded."""
    return (
        Attendance.objects.filter(
            meeting__state=MeetingState.ANNOUNCED,
            meeting__starts_at__gt=timezone.now(),
            meeting__starts_at__lte=meeting_starts_by,
            invited_at__lte=invited_before,
            answer__in=[Answer.NONE, Answer.MAYBE],
            reminded_at=None,
        )
        .exclude(email="")
        .exclude(kind=AttendeeKind.SPEAKER)
        .select_related("user", "organization")
        .order_by("pk")
    )


def meetings_on(day: date) -> list[Meeting]:
    """Announced meetings that begin on that day, here; with what their messages read."""
    rows = Meeting.objects.filter(state=MeetingState.ANNOUNCED, starts_at__date=day, starts_at__gt=timezone.now())
    return list(rows.order_by("pk"))


def ended_before(moment: datetime) -> QuerySet[Meeting]:
    """Announced meetings that ended before then."""
    return Meeting.objects.filter(state=MeetingState.ANNOUNCED, ends_at__lt=moment).order_by("pk")
