"""Who is invited to a meeting, who comes, who travels with whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.models import Organization, Representation
from essaim.territory.geometry import distance_km

from ..enums import Answer, MeetingState, Seat
from ..models import Attendance, CalendarReply, Meeting

NEAR_KM = 15  # communes whose people may share a car


def waiting_rank(attendance: Attendance) -> int:
    """The person's place on the waiting list, from 1; 0 when they do not wait. One query."""
    if attendance.seat != Seat.WAITING:
        return 0
    ahead = Q(queued_at__lt=attendance.queued_at) | Q(queued_at=attendance.queued_at, pk__lt=attendance.pk)
    return Attendance.objects.filter(ahead, meeting=attendance.meeting_id, seat=Seat.WAITING).count() + 1


def attendances_of(meeting: Meeting) -> QuerySet[Attendance]:
    """Everybody, by name, with organization, commune of departure and who brings them."""
    return (
        Attendance.objects.filter(meeting=meeting)
        .select_related("organization", "leaves_from", "brought_by", "user")
        .order_by("name", "pk")
    )


def who_comes(meeting: Meeting) -> list[Attendance]:
    """Those who have a seat or, once it is over and arrivals were noted, those who came; by organization then name.
    One query."""
    rows = list(Attendance.objects.filter(meeting=meeting, seat=Seat.HELD).select_related("organization", "brought_by"))
    if meeting.is_over:
        rows = [row for row in rows if row.checked_in_at] or rows
    return sorted(rows, key=lambda row: (row.organization.folded_name if row.organization else "~", row.name))


def guests_of(attendance: Attendance) -> list[Attendance]:
    """Whom the person brings along, in the order in which they were named."""
    return list(Attendance.objects.filter(brought_by=attendance).order_by("pk"))


def attendance_of(meeting: Meeting, user: User) -> Attendance | None:
    """The person's own row, by their account or by their address."""
    rows = Attendance.objects.filter(meeting=meeting).filter(Q(user=user) | Q(user=None, email__iexact=user.email))
    return rows.order_by(F("user").desc(nulls_last=True), "pk").first()


def member_people(club: Club) -> list[Representation]:
    """The representative and the substitute of every member organization, who have an address. One query."""
    return list(
        Representation.objects.filter(
            organization__memberships__club=club,
            organization__memberships__state=MembershipState.MEMBER,
            kind__in=[RepresentativeKind.REPRESENTATIVE, RepresentativeKind.SUBSTITUTE],
        )
        .exclude(user=None, email="")
        .select_related("organization", "user")
        .order_by("organization__folded_name", "-kind", "pk")
    )


def organization_of(club: Club, user: User) -> Organization | None:
    """The member organization in whose name the person comes: the first by name."""
    return (
        Organization.objects.filter(
            memberships__club=club, memberships__state=MembershipState.MEMBER, representations__user=user
        )
        .order_by("folded_name")
        .first()
    )


def waits_for_answer(user: User, club: Club) -> list[Meeting]:
    """Meetings to come that the person has not answered, nearest first. One query."""
    answered = Attendance.objects.filter(meeting=OuterRef("pk")).filter(
        Q(user=user) | Q(user=None, email__iexact=user.email)
    ).exclude(answer=Answer.NONE)  # fmt: skip
    return list(
        Meeting.objects.filter(~Exists(answered), club=club, state=MeetingState.ANNOUNCED, starts_at__gt=timezone.now())
        .select_related("host", "municipality")
        .order_by("starts_at", "pk")
    )


@dataclass(frozen=True)
class LiftMatch:
    """Somebody to travel with. `away` is the distance between the two communes, in kilometres."""

    attendance: Attendance
    away: int


def lifts_for(attendance: Attendance) -> list[LiftMatch]:
    """For who offers places, those who look for one in communes nearby; and the other way round. Nearest first.

    Only people who come, and who agreed to be shown by giving a way to be reached. One query.
    """
    travels = attendance.car_places or attendance.wants_lift
    if attendance.answer != Answer.YES or not travels or not attendance.leaves_from_id or not attendance.lift_contact:
        return []
    return matches_among(attendance, travellers_of(attendance.meeting))


def travellers_of(meeting: Meeting) -> list[Attendance]:
    """Those who offer places or look for one, and may be reached. One query."""
    rows = Attendance.objects.filter(Q(wants_lift=True) | Q(car_places__gt=0), meeting=meeting, answer=Answer.YES)
    return list(
        rows.filter(leaves_from__isnull=False).exclude(lift_contact="").select_related("leaves_from", "organization")
    )


def matches_among(attendance: Attendance, travellers: Iterable[Attendance]) -> list[LiftMatch]:
    """Of `travellers_of` the meeting, those with whom this person may share a car; nearest first. No query."""
    if not attendance.leaves_from_id or not attendance.lift_contact:
        return []
    wanted = [row for row in travellers if (row.wants_lift if attendance.car_places else row.car_places > 0)]
    if not attendance.car_places and not attendance.wants_lift:
        return []
    others = [row for row in wanted if row.pk != attendance.pk]
    matches = [LiftMatch(row, round(away)) for row in others if (away := _apart(attendance, row)) <= NEAR_KM]
    return sorted(matches, key=lambda match: (match.away, match.attendance.name))


def _apart(one: Attendance, other: Attendance) -> float:
    """Kilometres between two departures; 0 in one commune, infinite when a commune is nowhere on the globe."""
    if one.leaves_from_id == other.leaves_from_id:
        return 0.0
    a, b = one.leaves_from, other.leaves_from
    if a is None or b is None or None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return float("inf")
    return distance_km(a.latitude, a.longitude, b.latitude, b.longitude)  # type: ignore[arg-type]


def attendance_by_pk(pk: int) -> Attendance | None:
    """The row that a link names, with all that its page and its messages read."""
    return (
        Attendance.objects.filter(pk=pk)
        .select_related(
            "user", "organization", "leaves_from", "brought_by", "meeting__club", "meeting__host",
            "meeting__municipality", "meeting__theme",
        )
        .first()
    )  # fmt: skip


def attendance_of_event(uid: str, email: str) -> Attendance | None:
    """Whom a calendar's reply speaks of: the event's UID, ours or not, and the address of its ATTENDEE."""
    try:
        event = UUID(uid)
    except ValueError:
        return None
    return (
        Attendance.objects.filter(meeting__uid=event, email__iexact=email)
        .select_related("user", "meeting__club", "meeting__host", "meeting__municipality")
        .first()
    )


def replies_to_show(meeting: Meeting) -> list[CalendarReply]:
    """Other dates that people proposed from their calendar, latest first."""
    return list(
        CalendarReply.objects.filter(attendance__meeting=meeting, proposed_start__isnull=False)
        .select_related("attendance")
        .order_by("-created_at")
    )


def prospects_and_members(meeting: Meeting, *, declined: bool = False) -> QuerySet[Attendance]:
    """Who is told when something changes: everybody who was invited; those who declined too when `declined`, since
    another date may suit them. Whoever brings guests tells them."""
    rows = Attendance.objects.filter(meeting=meeting, invited_at__isnull=False, brought_by=None)
    if not declined:
        rows = rows.exclude(answer=Answer.NO)
    return rows.exclude(email="").select_related("user").order_by("pk")


def to_tell_the_day_before(meeting: Meeting) -> QuerySet[Attendance]:
    """Those who have a place and were not told yet, with what the message says of their journey. Whoever brings guests
    tells them."""
    return (
        Attendance.objects.filter(meeting=meeting, seat=Seat.HELD, brought_by=None, eve_at=None)
        .exclude(email="")
        .select_related("user", "organization", "leaves_from")
        .prefetch_related("guests")
        .order_by("pk")
    )


def invited_count(meeting: Meeting) -> int:
    """How many were written to."""
    return Attendance.objects.filter(meeting=meeting, invited_at__isnull=False).exclude(email="").count()


def told_count(meeting: Meeting) -> int:
    """How many a change or a cancellation would write to: nobody before the meeting is announced."""
    return prospects_and_members(meeting).count() if meeting.state == MeetingState.ANNOUNCED else 0
