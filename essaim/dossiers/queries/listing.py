"""The dossiers of a club, of a person, of a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from ..enums import ACTIVE, CONFIRMING, IN_TEAM, LOOKING, PREPARING, DossierState, OpenTo, PartnerRole, PartnerState
from ..models import Dossier, Partner, PlanTask


def own_parts(user: User | None, organizations: Iterable[Organization]) -> Q:
    """Partner rows by which these structures, or this person, take part."""
    return Q(partners__organization__in=list(organizations)) | Q(partners__user=user, partners__through=None)


def _rows() -> QuerySet[Dossier]:
    team = Q(partners__state__in=IN_TEAM)
    return Dossier.objects.select_related("club").annotate(
        team_size=Count("partners", filter=team, distinct=True)
    ).order_by("deadline", "pk")  # fmt: skip


def listed(club: Club, own: list[Organization]) -> list[Dossier]:
    """Those of which these structures are part, seen in this club: opened here, or joined by way of it."""
    mine = Partner.objects.filter(organization__in=own, state__in=ACTIVE).filter(Q(club=club) | Q(through=club))
    return list(_rows().filter(pk__in=mine.values("dossier_id")))


def open_ones(club: Club) -> QuerySet[Dossier]:
    """Those of the club that look for partners among its members."""
    return _rows().filter(club=club, state__in=LOOKING, open_to=OpenTo.CLUB)


def counts(club: Club, own: list[Organization]) -> int:
    """How many wait for an answer of these structures."""
    mine = Partner.objects.filter(Q(club=club) | Q(through=club), organization__in=own)
    return mine.filter(state=PartnerState.INVITED, dossier__state__in=PREPARING).count()


def waiting(club: Club, own: list[Organization]) -> list[Partner]:
    """Invitations that these structures have to answer, and compositions that they have to confirm. One query."""
    asked = Q(state=PartnerState.ACCEPTED, dossier__state__in=CONFIRMING)
    rows = Partner.objects.filter(Q(club=club) | Q(through=club), organization__in=own, dossier__state__in=PREPARING)
    rows = rows.filter(Q(state=PartnerState.INVITED) | asked).select_related("dossier__club", "organization")
    return list(rows.order_by("dossier__deadline", "pk"))


def led_and_waiting(club: Club, own: list[Organization]) -> list[Partner]:
    """Hands raised in the dossiers that these structures lead."""
    led = Partner.objects.filter(organization__in=own, role=PartnerRole.LEAD, state__in=IN_TEAM)
    rows = Partner.objects.filter(club=club, state=PartnerState.RAISED, dossier__in=led.values("dossier_id"))
    return list(rows.filter(dossier__state__in=PREPARING).select_related("dossier", "organization").order_by("pk"))


def late_tasks(club: Club, own: list[Organization], user: User, today: date) -> list[PlanTask]:
    """What these structures, or this person, should have done by today."""
    rows = PlanTask.objects.filter(done_at=None, due_on__lte=today, dossier__state__in=PREPARING)
    owned = Q(owner__organization__in=own, owner__state__in=IN_TEAM, user=None)
    seen = Q(club=club) | Q(owner__through=club)
    return list(
        rows.filter(owned | Q(user=user)).filter(seen).select_related("dossier__club", "owner").order_by("due_on", "pk")
    )


def in_team_dossiers(club: Club, since: date) -> QuerySet[Partner]:
    """Parts in dossiers that were sent since that day, for what members gave each other."""
    rows = Partner.objects.filter(club=club, state__in=IN_TEAM, dossier__submitted_at__date__gte=since)
    return rows.select_related("dossier").order_by("dossier_id", "pk")


def won_together(organization: Organization, *, limit: int = 6) -> list[Dossier]:
    """Those that it won with others, the latest first, each with its team (`team`)."""
    rows = Dossier.objects.filter(
        Q(state=DossierState.WON), partners__organization=organization, partners__state__in=IN_TEAM
    )
    team = Partner.objects.filter(state__in=IN_TEAM).select_related("organization").order_by("pk")
    rows = rows.select_related("call").prefetch_related(Prefetch("partners", team, to_attr="team"))
    return list(rows.order_by("-settled_on", "-pk")[:limit])
