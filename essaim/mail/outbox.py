"""Reading what went to whom, for whoever runs a club or the installation (club None: all that is there)."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from essaim.clubs.models import Club

from .enums import IncomingState, MessageState
from .models import IncomingMessage, Message, Suppression

PAGE = 30
# What may be sent again by hand, when its words are still kept.
MAY_LEAVE_AGAIN = (MessageState.FAILED, MessageState.UNSURE, MessageState.BOUNCED)


@dataclass(frozen=True)
class Search:
    words: str = ""
    state: str = ""  # of MessageState; anything else is no filter


def _found(club: Club | None, search: Search) -> QuerySet[Message]:
    rows = Message.objects.filter(club=club) if club else Message.objects.all()
    for word in search.words.split()[:5]:
        rows = rows.filter(Q(to__icontains=word) | Q(subject__icontains=word))
    return rows


def page_of(club: Club | None, search: Search, number: str) -> Page:
    """Messages, the latest first."""
    rows = _found(club, search)
    if search.state in MessageState.values:
        rows = rows.filter(state=search.state)
    # The words, which may be long and are not shown, are not read.
    rows = rows.defer("html", "calendar").select_related("club").order_by("-pk")
    return Paginator(rows, PAGE).get_page(number)


def facets_of(club: Club | None, search: Search) -> list[tuple[str, str, int]]:
    """Value, label and number of each state that is there, in the order of a message's life."""
    counts = dict(_found(club, search).order_by().values_list("state").annotate(count=Count("pk")))
    return [(value, str(label), counts[value]) for value, label in MessageState.choices if value in counts]


def page_of_incoming(club: Club | None, number: str) -> Page:
    """What came in and waits for a person first, then the rest, the latest first. Bounces are left out: they are told
    on the message that came back."""
    rows = IncomingMessage.objects.filter(club=club) if club else IncomingMessage.objects.all()
    rows = rows.exclude(handler="bounces").select_related("club", "about")
    waiting = Q(state__in=[IncomingState.UNCLAIMED, IncomingState.FAILED])
    return Paginator(rows.annotate(waits=waiting).order_by(F("waits").desc(), "-pk"), PAGE).get_page(number)


def suppressions_of(club: Club | None) -> QuerySet[Suppression]:
    """Dead addresses: all, or those that this club has written to."""
    rows = Suppression.objects.order_by("-pk")
    return rows if club is None else rows.filter(address__in=Message.objects.filter(club=club).values("to"))


def page_of_suppressions(club: Club | None, number: str) -> Page:
    return Paginator(suppressions_of(club), PAGE).get_page(number)
