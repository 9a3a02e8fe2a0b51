"""Offers, as visitors and members read them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.organizations.models import Organization
from essaim.territory.geometry import distance_km
from essaim.territory.models import Municipality

from ..enums import Contract, OfferState
from ..models import Offer
from ..searching import found

STILL_READ = timedelta(days=30)  # a closed offer keeps its page, which says that it is closed


@dataclass(frozen=True)
class Shown:
    """An offer of a list, with its distance in km from where the reader is, when they said it."""

    offer: Offer
    distance: float | None = None


@dataclass(frozen=True)
class Found:
    """Offers that a reader asked for, volunteering apart, and how many each contract has."""

    jobs: list[Shown]
    volunteering: list[Shown]
    contracts: list[tuple[str, str, int]]  # value, label, count


def own_members(user, club: Club) -> QuerySet[Organization]:
    """The member organizations in whose name the person may publish: any part in it will do."""
    if not isinstance(user, User):
        return Organization.objects.none()
    return members_of(club).filter(representations__user=user, merged_into=None).distinct()


def open_offers(club: Club, today: date | None = None) -> QuerySet[Offer]:
    """What everybody may read, the latest first; it closes by itself on its day."""
    today = today or timezone.localdate()
    rows = Offer.objects.filter(club=club, state=OfferState.OPEN, until__gte=today)
    return rows.select_related("organization", "municipality").order_by("-published_on", "-pk")


def offers_to_feed(club: Club) -> list[Offer]:
    """The open offers with all that machines read. Two queries."""
    rows = list(
        open_offers(club)
        .select_related("municipality__department__region")
        .prefetch_related("municipality__postal_codes")[:200]
    )
    for row in rows:
        row.club = club
    return rows


def search_offers(
    club: Club, *, text: str = "", contract: str = "", near: Municipality | None = None, within_km: int | None = None
) -> Found:
    """The open offers, those that answer `text` best first, nearest first when the reader said where they are."""
    rows = []
    offers = list(open_offers(club))
    if text:
        order = {pk: place for place, pk in enumerate(found(club, text))}
        offers = sorted((one for one in offers if one.pk in order), key=lambda one: order[one.pk])
    for offer in offers:
        offer.club = club
        away = distance_between(near, offer.municipality) if near else None
        # Nobody travels to a job done at a distance.
        if near and within_km and offer.remote != "fully" and (away is None or away > within_km):
            continue
        rows.append(Shown(offer, away))
    counts = Counter(row.offer.contract for row in rows)
    if contract:
        rows = [row for row in rows if row.offer.contract == contract]
    if near:
        rows.sort(key=lambda row: (row.distance is None, row.distance))
    return Found(
        [row for row in rows if row.offer.contract != Contract.VOLUNTEERING],
        [row for row in rows if row.offer.contract == Contract.VOLUNTEERING],
        [(value, str(label), counts[value]) for value, label in Contract.choices if counts[value]],
    )


def distance_between(one: Municipality | None, other: Municipality | None) -> float | None:
    """Kilometres as the crow flies between two communes; None when a centre is not known."""
    if one is None or other is None:
        return None
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)


def own_offers(user, club: Club) -> list[Offer]:
    """What the person's organizations published and that waits for them: open, or past its day, not a year old."""
    rows = Offer.objects.filter(
        club=club, organization__in=own_members(user, club), updated_at__gte=timezone.now() - timedelta(days=365)
    ).select_related("organization", "municipality")
    order = list(OfferState.values)
    found = sorted(rows, key=lambda row: (order.index(row.state), row.until))
    for row in found:
        row.club = club
    return found


def just_closed(user, club: Club) -> QuerySet[Offer]:
    """Offers of the person's organizations that closed by themselves and of which nobody said what came. One query."""
    since = timezone.localdate() - STILL_READ
    return Offer.objects.filter(
        club=club, state=OfferState.EXPIRED, closed_on__gte=since, organization__in=own_members(user, club)
    ).order_by("pk")


def offers_of(organization: Organization, today: date) -> QuerySet[Offer]:
    """The open offers of an organization, in any club."""
    rows = Offer.objects.filter(organization=organization, state=OfferState.OPEN, until__gte=today)
    return rows.select_related("club", "municipality").order_by("-published_on", "-pk")


def past_their_day(today: date) -> QuerySet[Offer]:
    """Open offers whose day has passed."""
    return Offer.objects.filter(state=OfferState.OPEN, until__lt=today).select_related("club", "organization", "author")


def readable(club: Club) -> QuerySet[Offer]:
    """Offers whose page still answers: open ones, and for a month those that are closed."""
    since = timezone.localdate() - STILL_READ
    return Offer.objects.filter(Q(state=OfferState.OPEN) | Q(until__gte=since) | Q(closed_on__gte=since), club=club)


def of_a_page() -> tuple[QuerySet, ...]:
    """What the page of an organization asks of its offers (`organizations.panels.PagePanel.when`)."""
    return (Offer.objects.filter(organization=OuterRef("pk"), state=OfferState.OPEN),)
