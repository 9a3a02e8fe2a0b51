"""Reading the sources of calls."""

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from essaim.clubs.models import Club

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


def failing_sources() -> QuerySet[Source]:
    """What the operator should look at."""
    return Source.objects.filter(failures__gt=0, paused=False)
