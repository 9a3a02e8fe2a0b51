"""What tables ask of people: a plan to do before a meeting, one's own table on the day."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.meetings.enums import MeetingState
from essaim.meetings.enums import Seat as Place
from essaim.meetings.models import Meeting

from ..models import Seat, SeatingPlan

AHEAD = timedelta(days=4)
WORTH_IT = 8  # people who come: below, they all sit together


def plans_to_do(club: Club) -> list[tuple[Meeting, bool]]:
    """Meetings of the next days where enough people come and no plan is published, nearest first; and whether one is
    composed already. One query."""
    now = timezone.now()
    plans = SeatingPlan.objects.filter(meeting=OuterRef("pk"))
    rows = (
        Meeting.objects.filter(club=club, state=MeetingState.ANNOUNCED, starts_at__gt=now, starts_at__lte=now + AHEAD)
        .filter(~Exists(plans.filter(published_at__isnull=False)))
        .annotate(coming=Count("attendances", filter=Q(attendances__seat=Place.HELD)), composed=Exists(plans))
        .filter(coming__gte=WORTH_IT)
        .order_by("starts_at", "pk")
    )
    found = list(rows)
    for meeting in found:
        meeting.club = club
    return [(meeting, meeting.composed) for meeting in found]


def own_tables_today(club: Club, user: User) -> list[tuple[Meeting, list[tuple[int, int]]]]:
    """Meetings of today that are not over, with the person's (round, table) in the plan published last. One query."""
    latest = SeatingPlan.objects.filter(meeting=OuterRef("plan__meeting"), published_at__isnull=False)
    mine = Q(attendance__user=user) | Q(attendance__user=None, attendance__email__iexact=user.email)
    rows = (
        Seat.objects.filter(
            mine, club=club, plan__meeting__starts_at__date=timezone.localdate(),
            plan__meeting__ends_at__gt=timezone.now(),
            plan__meeting__state=MeetingState.ANNOUNCED, attendance__seat=Place.HELD,
        )
        .annotate(latest=Subquery(latest.order_by("-version").values("pk")[:1]))
        .filter(plan=F("latest"))
        .select_related("plan__meeting")
        .order_by("plan__meeting__starts_at", "plan__meeting_id", "round")
    )  # fmt: skip
    stops: dict[int, list[tuple[int, int]]] = defaultdict(list)
    meetings: dict[int, Meeting] = {}
    for seat in rows:
        meeting = meetings.setdefault(seat.plan.meeting_id, seat.plan.meeting)
        stops[meeting.pk].append((seat.round, seat.table))
    return [(meeting, stops[pk]) for pk, meeting in meetings.items()]
