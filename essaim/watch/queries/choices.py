"""The calls that concern a structure, and what was said of them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from essaim.accounts.models import User
from essaim.calls.enums import STANDING
from essaim.calls.models import Call
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from ..enums import Verdict
from ..models import Answer, Score


def _standing() -> Q:
    return Q(call__status__in=STANDING, call__merged_into=None) & (
        Q(call__deadline=None) | Q(call__deadline__gt=timezone.now())
    )


def _told(organization: Organization, today: date) -> QuerySet[Answer]:
    """Answers that take a call out of what is to be looked at: all but a « later » whose day has come."""
    rows = Answer.objects.filter(club=OuterRef("club"), organization=organization, call=OuterRef("call"))
    return rows.exclude(verdict=Verdict.LATER, until__lte=today)


def best_for(club: Club, organization: Organization) -> QuerySet[Score]:
    """Open calls that it has not answered, the best first, each with its call."""
    rows = Score.objects.filter(_standing(), club=club, organization=organization)
    return (
        rows.filter(~Exists(_told(organization, timezone.localdate())))
        .select_related("call", "organization")
        .order_by("-value", "call__deadline", "call_id")
    )


def answers_of(club: Club, organization: Organization, verdict: str) -> QuerySet[Answer]:
    """What it answered so, the latest first; « later » without those whose day has come."""
    rows = Answer.objects.filter(club=club, organization=organization, verdict=verdict, call__merged_into=None)
    if verdict == Verdict.LATER:
        rows = rows.filter(_standing(), until__gt=timezone.localdate())
    return rows.select_related("call", "user", "organization").order_by("-given_at", "-pk")


def counts_for(club: Club, organization: Organization) -> dict[str, int]:
    """How many are to be looked at, followed, for later, set aside. Two queries."""
    rows = Answer.objects.filter(club=club, organization=organization, call__merged_into=None)
    later = Q(verdict=Verdict.LATER, until__gt=timezone.localdate()) & _standing()
    counts = rows.aggregate(
        interested=Count("pk", filter=Q(verdict=Verdict.INTERESTED)),
        later=Count("pk", filter=later),
        no=Count("pk", filter=Q(verdict=Verdict.NO)),
    )
    return {"new": best_for(club, organization).count(), **counts}


def scores_on(club: Club, call: Call) -> tuple[list[Score], dict[int, Answer]]:
    """The members that a call concerns, the best first, and what members answered, by organization. Two queries."""
    rows = Score.objects.filter(
        club=club, call=call, organization__memberships__club=club,
        organization__memberships__state=MembershipState.MEMBER,
    )  # fmt: skip
    scores = list(rows.select_related("organization").order_by("-value", "organization__folded_name"))
    answers = Answer.objects.filter(club=club, call=call).select_related("organization")
    return scores, {one.organization_id: one for one in answers}


def read_later(club: Club, organizations: Collection[Organization], calls: Collection[Call]) -> dict[int, Score]:
    """For each call, the best score among these organizations. One query."""
    rows = Score.objects.filter(club=club, organization__in=organizations, call__in=[call.pk for call in calls])
    found: dict[int, Score] = {}
    for row in rows.order_by("value"):
        found[row.call_id] = row
    return found


def followed_by(user: User) -> QuerySet[Answer]:
    """Answers « interested » of the member organizations of a person, in all their clubs, for calls with a deadline."""
    member = Organization.objects.filter(
        pk=OuterRef("organization"), memberships__club=OuterRef("club"),
        memberships__state=MembershipState.MEMBER, representations__user=user,
    )  # fmt: skip
    rows = Answer.objects.filter(Exists(member), verdict=Verdict.INTERESTED, call__deadline__isnull=False)
    return (
        rows.filter(call__merged_into=None)
        .select_related("call", "club", "organization")
        .order_by("call__deadline", "call_id", "pk")
    )


def is_followed(club: Club, call: Call) -> bool:
    return Answer.objects.filter(club=club, call=call, verdict=Verdict.INTERESTED).exists()
