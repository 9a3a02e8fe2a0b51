"""What members gave each other by recruiting together."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.translation import ngettext

from essaim.clubs.models import Club
from essaim.mutualaid.help import Help

from .enums import PostState, RecommendationState
from .models import Recommendation, SharedPart


def recommended(count: int) -> str:
    return ngettext(
        "recommandé %(count)s personne embauchée ailleurs", "recommandé %(count)s personnes embauchées ailleurs", count
    ) % {"count": count}


def was_recommended(count: int) -> str:
    return ngettext(
        "embauché %(count)s personne qu'un membre a recommandée",
        "embauché %(count)s personnes que des membres ont recommandées",
        count,
    ) % {"count": count}


def shared(count: int) -> str:
    return ngettext("partagé %(count)s poste", "partagé %(count)s postes", count) % {"count": count}


def hired_through(club: Club, since: date) -> Iterable[Help]:
    """Each candidate passed on who was hired. One query."""
    rows = Recommendation.objects.filter(club=club, state=RecommendationState.HIRED, settled_on__gte=since)
    for giver, receiver, day in rows.values_list("giver", "receiver", "settled_on"):
        if day:
            yield Help(giver, receiver, day)


def shared_posts(club: Club, since: date) -> Iterable[Help]:
    """Each post made together: each employer helped the next one round the table, so that all gave and got one. One
    query."""
    rows = SharedPart.objects.filter(club=club, post__state=PostState.HIRED, post__ended_on__gte=since)
    circles: dict[tuple[int, date], list[int]] = defaultdict(list)
    for post, day, organization in rows.order_by("post", "pk").values_list(
        "post", "post__ended_on", "need__organization"
    ):
        if day and organization not in circles[post, day]:
            circles[post, day].append(organization)
    for (_post, day), circle in circles.items():
        for place, organization in enumerate(circle):
            yield Help(organization, circle[(place + 1) % len(circle)], day)
