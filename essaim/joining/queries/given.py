"""What members gave by sponsoring: for the registers of clubs."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from essaim.clubs.models import Club

from ..enums import ApplicationState, SponsoringState
from ..models import Sponsoring


def vouched(club: Club) -> QuerySet[Sponsoring]:
    """The sponsors of organizations that were admitted."""
    return Sponsoring.objects.filter(
        club=club,
        state=SponsoringState.VOUCHED,
        sponsor__isnull=False,
        application__state=ApplicationState.ADMITTED,
        application__decided_at__isnull=False,
    ).select_related("sponsor", "application__organization")


def register_cells(club: Club, day: date) -> dict[int, str]:
    """For the members' register: who brought each organization, by that day. One query."""
    rows = vouched(club).filter(application__decided_at__date__lte=day).order_by("application__decided_at")
    return {row.application.organization_id: row.sponsor.name for row in rows if row.sponsor}


def vouched_since(club: Club, since: date) -> Iterable[tuple[int, date]]:
    rows = Sponsoring.objects.filter(
        club=club, state=SponsoringState.VOUCHED, sponsor__isnull=False, answered_at__date__gte=since
    )
    return [(sponsor, timezone.localdate(at)) for sponsor, at in rows.values_list("sponsor_id", "answered_at") if at]
