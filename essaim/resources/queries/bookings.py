"""Bookings, for those whom they concern."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.queries import own_members
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.models import Organization, Representation

from ..enums import BOOKING_VERBS, ENDED, HOLDING, BookingState, ResourceState
from ..models import Booking, BookingSeries, Closure, ExternalCalendar, Handover, Resource

_RANK = {RepresentativeKind.REPRESENTATIVE: 0, RepresentativeKind.SUBSTITUTE: 1, RepresentativeKind.CONTRIBUTOR: 2}


def _with_all(rows: QuerySet[Booking]) -> QuerySet[Booking]:
    return rows.select_related("resource__owner", "borrower", "person", "series")


def borrowed_by(club: Club, organizations: list[Organization]) -> list[Booking]:
    """What these organizations booked and is not over, the nearest first. One query."""
    rows = _with_all(Booking.objects.filter(club=club, borrower__in=organizations)).exclude(state__in=ENDED)
    return list(rows.order_by("starts_at", "pk"))


def past_of(club: Club, organizations: list[Organization], *, limit: int = 30) -> list[Booking]:
    """What is over, of theirs as borrower or owner, the latest first. One query."""
    rows = _with_all(Booking.objects.filter(club=club, state__in=ENDED))
    rows = rows.filter(Q(borrower__in=organizations) | Q(resource__owner__in=organizations))
    return list(rows.order_by("-starts_at", "-pk")[:limit])


def lent_by(club: Club, organizations: list[Organization]) -> list[Booking]:
    """What others booked of theirs and is agreed or under way, the nearest first. One query."""
    rows = _with_all(
        Booking.objects.filter(
            club=club, resource__owner__in=organizations, state__in=[BookingState.APPROVED, BookingState.HANDED_OVER]
        )
    )
    return list(rows.order_by("starts_at", "pk"))


def to_answer(club: Club, organizations: list[Organization]) -> list[Booking]:
    """Requests that wait for these owners, the nearest first. One query."""
    rows = Booking.objects.filter(club=club, resource__owner__in=organizations, state=BookingState.REQUESTED)
    return list(_with_all(rows).order_by("starts_at", "pk"))


def offers_to(club: Club, organizations: list[Organization]) -> list[Booking]:
    """Slots that the waiting list offers them. One query."""
    rows = Booking.objects.filter(club=club, borrower__in=organizations, state=BookingState.OFFERED)
    return list(_with_all(rows).order_by("offered_until", "pk"))


def waiting_for(user, club: Club) -> list[Booking]:
    """What waits for the person: requests to answer, offers to take. One query."""
    mine = own_members(user, club).values("pk")
    rows = Booking.objects.filter(club=club).filter(
        Q(resource__owner__in=mine, state=BookingState.REQUESTED) | Q(borrower__in=mine, state=BookingState.OFFERED)
    )
    return list(_with_all(rows).order_by("starts_at", "pk"))


def requests_count(user, club: Club) -> int:
    """How many wait for the person's answer. One query."""
    mine = own_members(user, club).values("pk")
    return Booking.objects.filter(club=club, resource__owner__in=mine, state=BookingState.REQUESTED).count()


def shown_in(resource: Resource, starts_at: datetime, ends_at: datetime) -> list[Booking]:
    """What takes it in that time, or took it, in order. One query."""
    rows = Booking.objects.filter(
        resource=resource,
        state__in=[*HOLDING, BookingState.RETURNED],
        starts_at__lt=ends_at,
        blocked_until__gt=starts_at,
    )
    return list(rows.select_related("borrower").order_by("starts_at", "pk"))


def closures_of(resource: Resource) -> list[Closure]:
    """Those that are not over. One query."""
    return list(Closure.objects.filter(resource=resource, ends_at__gt=timezone.now()).order_by("starts_at"))


def calendars_of(resource: Resource) -> list[ExternalCalendar]:
    """Subscribed calendars, with how many times they block from now on (`count`). One query."""
    still = Q(busy__ends_at__gt=timezone.now())
    return list(
        ExternalCalendar.objects.filter(resource=resource).annotate(count=Count("busy", filter=still)).order_by("pk")
    )


def handovers_of(booking: Booking) -> list[Handover]:
    """Its reports with their photographs. Two queries."""
    rows = Handover.objects.filter(booking=booking).select_related("done_by").prefetch_related("photos")
    return list(rows.order_by("at"))


def times_of_series(series: BookingSeries) -> list[Booking]:
    return list(series.bookings.order_by("starts_at"))


def other_dates(booking: Booking) -> list[tuple[Booking, bool]]:
    """The other times of its series, and whether each may still be given up, its delay aside. One query."""
    if booking.series is None:
        return []
    now, states = timezone.now(), BOOKING_VERBS["cancel"][0]
    rows = [row for row in times_of_series(booking.series) if row.pk != booking.pk]
    for row in rows:
        row.resource = booking.resource
    return [(row, row.state in states and row.starts_at > now) for row in rows]


def same_series(series: BookingSeries, typed: str) -> int | None:
    """The key of one of its times, as a form gave it; None for anything else. One query, none without."""
    if not typed.isdecimal() or len(typed) > 18:
        return None
    return series.bookings.filter(pk=int(typed)).values_list("pk", flat=True).first()


def people_of(organization: Organization | None) -> list[User]:
    """Who gets the messages: whoever represents it, else who stands in, else who keeps its page. One query."""
    if organization is None:
        return []
    rows = list(
        Representation.objects.filter(organization=organization, user__isnull=False)
        .select_related("user")
        .order_by("pk")
    )
    best = min((_RANK[RepresentativeKind(row.kind)] for row in rows), default=0)
    return [row.user for row in rows if row.user and _RANK[RepresentativeKind(row.kind)] == best]


def begins_between(since: datetime, until: datetime) -> list[Booking]:
    """Approved, not recalled yet, beginning in that time. One query."""
    rows = Booking.objects.filter(
        state=BookingState.APPROVED, reminded=False, starts_at__gt=since, starts_at__lte=until
    ).select_related("club", "resource__owner", "resource__municipality", "borrower", "person")
    return list(rows.order_by("pk"))


def published_in(club: Club) -> QuerySet[Resource]:
    rows = Resource.objects.filter(club=club, state=ResourceState.PUBLISHED).select_related("owner")
    return rows.prefetch_related("opening_hours").order_by("name", "pk")
