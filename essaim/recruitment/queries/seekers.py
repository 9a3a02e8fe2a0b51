"""Candidates, as members read them."""

from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.organizations.models import Organization

from ..enums import RecommendationState, SeekerState
from ..models import CvReading, JobSeeker, Recommendation
from .offers import own_members

REMIND_BEFORE = timedelta(days=14)
UNCONFIRMED_LIFE = timedelta(days=3)
A_PAGE = 30


def shared_seekers(club: Club, today: date | None = None) -> QuerySet[JobSeeker]:
    """Those that members may read, the latest first; from the day after their term nobody reads them, whatever the
    daily task did."""
    today = today or timezone.localdate()
    rows = JobSeeker.objects.filter(club=club, state=SeekerState.SHARED, expires_on__gte=today)
    return rows.select_related("municipality", "cv").order_by("-confirmed_at", "-pk")


def seekers_of(club: Club, typed: str = "") -> QuerySet[JobSeeker]:
    """The candidates of the club; `typed`: words of their occupation or commune."""
    rows = shared_seekers(club)
    for word in typed.split()[:5]:
        rows = rows.filter(
            Q(occupation__icontains=word) | Q(municipality__name__icontains=word) | Q(words__icontains=word)
        )
    return rows


def page_of_seekers(club: Club, typed: str, number: str) -> Page:
    """A page of them; the first for what is no number, the last past the end. Two queries."""
    return Paginator(seekers_of(club, typed), A_PAGE).get_page(number)


def readings_of(seeker: JobSeeker) -> QuerySet[CvReading]:
    return seeker.readings.select_related("organization").order_by("-pk")[:50]


def recommendations_of(seeker: JobSeeker) -> QuerySet[Recommendation]:
    return seeker.recommendations.select_related("giver", "receiver").order_by("-pk")


def received(user, club: Club) -> QuerySet[Recommendation]:
    """What was recommended to the person's organizations and waits for a word. One query."""
    rows = Recommendation.objects.filter(
        club=club, state=RecommendationState.SENT, receiver__in=own_members(user, club), seeker__isnull=False
    )
    return rows.select_related("seeker", "giver", "receiver").order_by("pk")


def colleagues(club: Club, own: list[Organization]) -> QuerySet[Organization]:
    """To whom one may recommend: the other members."""
    return members_of(club).exclude(pk__in=[one.pk for one in own]).filter(merged_into=None)


def outdated(today: date) -> QuerySet[JobSeeker]:
    """What must be erased: unconfirmed for three days, or past its term."""
    limit = timezone.now() - UNCONFIRMED_LIFE
    return JobSeeker.objects.filter(
        Q(state=SeekerState.NEW, created_at__lt=limit) | Q(state=SeekerState.SHARED, expires_on__lt=today)
    ).order_by("pk")


def to_remind(today: date) -> QuerySet[JobSeeker]:
    return (
        JobSeeker.objects.filter(state=SeekerState.SHARED, expires_on__gte=today, expires_on__lte=today + REMIND_BEFORE)
        .select_related("club")
        .order_by("pk")
    )


def of_person(person: User) -> QuerySet[JobSeeker]:
    return JobSeeker.objects.filter(email__iexact=person.email).prefetch_related(
        Prefetch("readings", CvReading.objects.select_related("organization"))
    )
