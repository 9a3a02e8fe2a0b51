"""Reading the sources of calls."""

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.queries import organisers_of

from ..enums import LIVE
from ..models import Source


def sources_of(club: Club | None) -> QuerySet[Source]:
    """The sources of a club, or those of the installation, with `record_count`."""
    return Source.objects.filter(club=club).annotate(record_count=Count("records"))


def due_sources() -> QuerySet[Source]:
    """Sources with an address whose hour has come, the longest unread first."""
    return (
        Source.objects.filter(Q(next_read_at=None) | Q(next_read_at__lte=timezone.now()), paused=False, kind__in=LIVE)
        .exclude(address="")
        .order_by("last_read_at", "pk")
    )


def failing_sources(club: Club, *, shared: bool) -> QuerySet[Source]:
    """Those that failed twice in a row: of the club, and shared ones for the operator."""
    whose = Q(club=club) | Q(club=None) if shared else Q(club=club)
    return Source.objects.filter(whose, failures__gte=2, paused=False).order_by("name", "pk")


def keepers_of(source: Source) -> list[User]:
    """Whom to tell that it breaks: the club's organisers, else the operators."""
    if source.club:
        return list(organisers_of(source.club))
    return list(User.objects.filter(is_operator=True, is_active=True).order_by("pk"))


def first_club() -> Club | None:
    """A club through which the operator opens the page of the sources."""
    return Club.objects.order_by("pk").first()


def club_by_pk(pk: int) -> Club | None:
    return Club.objects.filter(pk=pk).first()


def source_named(name: str) -> Source | None:
    """A source by its name, a shared one first."""
    return Source.objects.filter(name__iexact=name.strip()).order_by(F("club").asc(nulls_first=True)).first()


def live_sources() -> QuerySet[Source]:
    """Those that are read by themselves, paused ones aside."""
    return Source.objects.filter(paused=False, kind__in=LIVE).exclude(address="").order_by("pk")
