"""The calls that concern a structure, and what was said of them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from essaim.accounts.models import User
from essaim.calls.enums import STANDING
from essaim.calls.models import Call
from essaim.calls.queries import open_calls
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of, own_members
from essaim.organizations.models import Organization

from ..enums import Verdict
from ..models import Answer, Score

MOST_NAMED = 5  # members of a call in the list of the club


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


def good_ones_to_look_at(club: Club, organizations: Collection[Organization], least: int) -> int:
    """Open calls of that score at least that these have not answered. One query."""
    told = Answer.objects.filter(club=club, organization=OuterRef("organization"), call=OuterRef("call")).exclude(
        verdict=Verdict.LATER, until__lte=timezone.localdate()
    )
    rows = Score.objects.filter(_standing(), ~Exists(told), club=club, organization__in=organizations)
    return rows.filter(value__gte=least).values("call").distinct().count()


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


def own_answers(club: Club, call: Call, organizations: Collection[Organization]) -> dict[int, Answer]:
    """What these said of a call, by organization. One query."""
    rows = Answer.objects.filter(club=club, call=call, organization__in=organizations)
    return {one.organization_id: one for one in rows}


def own_answers_on(club: Club, calls: Collection[Call], organizations: Collection[Organization]) -> list[Answer]:
    """What these said of several calls. One query."""
    return list(
        Answer.objects.filter(club=club, call__in=[call.pk for call in calls], organization__in=organizations)
    )  # fmt: skip


def best_scores_each(club: Club, organizations: Collection[Organization], call: Call) -> dict[int, Score]:
    """The score of each of these for a call. One query."""
    rows = Score.objects.filter(club=club, organization__in=organizations, call=call)
    return {row.organization_id: row for row in rows}


def interested_in(club: Club, call: Call) -> list[Organization]:
    """Members who said « interested », by name. One query."""
    return list(
        members_of(club).filter(call_answers__club=club, call_answers__call=call,
                                call_answers__verdict=Verdict.INTERESTED)
    )  # fmt: skip


def best_scores(club: Club, organizations: Collection[Organization], calls: Collection[Call]) -> dict[int, Score]:
    """For each call, the best score among these organizations. One query."""
    rows = Score.objects.filter(club=club, organization__in=organizations, call__in=[call.pk for call in calls])
    found: dict[int, Score] = {}
    for row in rows.order_by("value"):
        found[row.call_id] = row
    return found


def followed_by(user: User, club: Club) -> list[Call]:
    """Calls with a deadline that one of the person's members said « interested » of, the nearest first. Two queries."""
    rows = Answer.objects.filter(club=club, organization__in=own_members(user, club), verdict=Verdict.INTERESTED)
    calls = Call.objects.filter(pk__in=rows.values("call"), deadline__isnull=False, merged_into=None)
    return list(calls.order_by("deadline", "pk"))


def calls_for_members(club: Club) -> QuerySet[Call]:
    """Open calls that concern a member at least, those that concern one most first."""
    best = Score.objects.filter(club=club, call=OuterRef("pk")).order_by("-value").values("value")[:1]
    return open_calls(club).annotate(best=Subquery(best)).filter(best__isnull=False).order_by(
        "-best", F("deadline").asc(nulls_last=True), "pk"
    )  # fmt: skip


def concerned_by(
    club: Club, calls: Collection[Call], most: int = MOST_NAMED
) -> dict[int, list[tuple[Score, Answer | None]]]:
    """For each call, its members: those who said « interested » first, then the best scores; not those who said no. Two
    queries."""
    keys = [call.pk for call in calls]
    answers = {(one.call_id, one.organization_id): one for one in Answer.objects.filter(club=club, call__in=keys)}
    rows = Score.objects.filter(
        club=club, call__in=keys, organization__memberships__club=club,
        organization__memberships__state=MembershipState.MEMBER,
    ).select_related("organization").order_by("-value", "organization__folded_name")  # fmt: skip
    found: dict[int, list[tuple[Score, Answer | None]]] = {pk: [] for pk in keys}
    for row in rows:
        answer = answers.get((row.call_id, row.organization_id))
        if answer is None or answer.verdict != Verdict.NO:
            found[row.call_id].append((row, answer))
    for held in found.values():
        held.sort(key=lambda pair: pair[1] is None or pair[1].verdict != Verdict.INTERESTED)
        del held[most:]
    return found
