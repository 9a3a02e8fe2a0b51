"""Reading introductions, and what the engine needs to know of the members."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from essaim.clubs.models import Club
from essaim.clubs.queries import members_of, own_members
from essaim.meetings.enums import ThemeState
from essaim.meetings.models import Attendance, Theme, ThemeSupport
from essaim.organizations.enums import ExchangeKind, PlaceKind, RepresentativeKind
from essaim.organizations.models import Exchange, Organization, OrganizationSector, Place, Representation, Skill

from .engine import Line, Profile, Rarity, Reason, reasons_between
from .enums import IntroductionState
from .models import Aside, Discretion, Introduction
from .rounds import MOST_SHOWN, pair, pairs_apart, pairs_together, round_of

SEEN_WITHIN = timedelta(days=730)  # two people who crossed paths before that meet again with pleasure


def reachable_members(club: Club) -> QuerySet[Organization]:
    """Members that may be written to: somebody there has an account, and they have not asked to be left in peace."""
    someone = Representation.objects.filter(organization=OuterRef("pk"), user__isnull=False)
    quiet = Discretion.objects.filter(club=club, organization=OuterRef("pk"))
    return members_of(club).filter(Exists(someone), ~Exists(quiet), merged_into=None)


_RANK = {RepresentativeKind.REPRESENTATIVE: 0, RepresentativeKind.SUBSTITUTE: 1, RepresentativeKind.CONTRIBUTOR: 2}


def people_to_write_to(organization: Organization) -> list[Representation]:
    """Who gets the message: whoever represents it, else who stands in, else who keeps its page. One query."""
    rows = list(
        Representation.objects.filter(organization=organization, user__isnull=False).select_related("user")
    )  # fmt: skip
    best = min((_RANK[RepresentativeKind(row.kind)] for row in rows), default=0)
    return [row for row in rows if _RANK[RepresentativeKind(row.kind)] == best]


def profiles_of(club: Club, organizations: Iterable[Organization], today: date) -> dict[int, Profile]:
    """What the engine knows of these organizations, by key. Six queries."""
    rows = {one.pk: one for one in organizations}
    exchanges: dict[tuple[int, str], list[Line]] = defaultdict(list)
    standing = Exchange.objects.filter(organization__in=rows).filter(Q(until=None) | Q(until__gte=today))
    for one in standing:
        exchanges[one.organization_id, one.kind].append(Line(one.title, one.text))
    skills: dict[int, list[Line]] = defaultdict(list)
    for skill in Skill.objects.filter(organization__in=rows):
        skills[skill.organization_id].append(Line(skill.name))
    sectors: dict[int, set[str]] = defaultdict(set)
    links = OrganizationSector.objects.filter(organization__in=rows)
    for organization, sector, parent in links.values_list("organization", "sector", "sector__parent"):
        sectors[organization].add(parent or sector)
    offices = Place.objects.filter(organization__in=rows, kind=PlaceKind.HEAD_OFFICE, municipality__isnull=False)
    places = {one.organization_id: one for one in offices.select_related("municipality")}
    themes = _themes_of(club, rows)
    return {
        pk: Profile(
            pk=pk,
            name=one.name,
            needs=exchanges[pk, ExchangeKind.NEED],
            offers=exchanges[pk, ExchangeKind.OFFER],
            skills=skills[pk],
            sectors=frozenset(sectors[pk]),
            commune=str(places[pk].municipality_id) if pk in places else "",
            commune_name=str(places[pk].municipality) if pk in places else "",
            place=_point(places.get(pk)),
            themes=themes.get(pk, {}),
        )
        for pk, one in rows.items()
    }


def _point(place: Place | None) -> tuple[float, float] | None:
    if place is None or place.municipality is None:
        return None
    latitude = place.latitude if place.latitude is not None else place.municipality.latitude
    longitude = place.longitude if place.longitude is not None else place.municipality.longitude
    return None if latitude is None or longitude is None else (latitude, longitude)


def _themes_of(club: Club, organizations: Iterable[int]) -> dict[int, dict[int, str]]:
    """Themes that each organization proposed or supports, those set aside left out. Two queries."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    themes = Theme.objects.filter(club=club).exclude(state=ThemeState.SET_ASIDE)
    for pk, title, organization in themes.filter(proposed_by__in=organizations).values_list(
        "pk", "title", "proposed_by"
    ):
        found[organization][pk] = title
    supports = ThemeSupport.objects.filter(theme__in=themes, organization__in=organizations)
    for pk, title, organization in supports.values_list("theme", "theme__title", "organization"):
        found[organization][pk] = title
    return found


def times_together(club: Club, organization: Organization) -> Counter[int]:
    """At how many meetings of the last two years each other organization was, when this one was there. One query."""
    own = Attendance.objects.filter(
        club=club, organization=organization, checked_in_at__gte=timezone.now() - SEEN_WITHIN
    ).values("meeting")
    there = Attendance.objects.filter(club=club, meeting__in=own, checked_in_at__isnull=False)
    pairs = there.exclude(organization=organization).exclude(organization=None)
    return Counter(pk for _meeting, pk in set(pairs.values_list("meeting", "organization")))


def set_apart(club: Club, organization: Organization) -> set[int]:
    """Organizations not to propose: asked already, in either way, or set aside by one of the two. Two queries."""
    pairs = Introduction.objects.filter(club=club).exclude(state=IntroductionState.WITHDRAWN)
    known = pairs.filter(Q(asker=organization) | Q(asked=organization)).values_list("asker", "asked")
    aside = Aside.objects.filter(club=club).filter(Q(organization=organization) | Q(other=organization))
    rows = {*known, *aside.values_list("organization", "other")}
    return {pk for pair in rows for pk in pair} - {organization.pk}


@dataclass(frozen=True)
class Suggestion:
    """Somebody to meet, and why: the best reason, then the others. `crossed`: they were once in the same room."""

    organization: Organization
    reasons: list[Reason]
    crossed: bool

    @property
    def why(self) -> str:
        return self.reasons[0].sentence

    @property
    def besides(self) -> list[str]:
        return [reason.sentence for reason in self.reasons[1:3]]


def suggestions_for(club: Club, organization: Organization, *, limit: int = MOST_SHOWN) -> list[Suggestion]:
    """Whom this organization should meet, best first: never in the same room before crossed once. Those who shared a
    table are met. The best proposals are shared out over the club (`sharing.py`). Eleven queries, whatever its size.
    """
    members = {one.pk: one for one in reachable_members(club)}
    rows = members | {organization.pk: organization}
    if len(rows) < 2:
        return []
    since = timezone.now() - SEEN_WITHIN
    profiles = profiles_of(club, rows.values(), timezone.localdate())
    together = pairs_together(club, since)
    names = {pk: one.folded_name for pk, one in rows.items()}
    chosen = round_of(profiles, names, pairs_apart(club, since), together)[organization.pk]
    rarity, mine = Rarity(profiles.values()), profiles[organization.pk]
    return [
        Suggestion(rows[pk], reasons_between(mine, profiles[pk], rarity), together[pair(organization.pk, pk)] > 0)
        for pk in chosen
        if pk in members
    ][:limit]


def suggestion_of(club: Club, organization: Organization, other: Organization) -> Suggestion | None:
    """Why these two should meet, whatever else is proposed. Eight queries."""
    profiles = profiles_of(club, [organization, other, *reachable_members(club)], timezone.localdate())
    reasons = reasons_between(profiles[organization.pk], profiles[other.pk], Rarity(profiles.values()))
    return Suggestion(other, reasons, times_together(club, organization)[other.pk] > 0) if reasons else None


def introductions_of(club: Club, organization: Organization) -> list[Introduction]:
    """All that concern it, the latest first. One query."""
    return list(
        Introduction.objects.filter(club=club)
        .filter(Q(asker=organization) | Q(asked=organization))
        .select_related("asker", "asked", "author", "answered_by")
        .order_by("-updated_at", "-pk")
    )


def waiting_for(user, club: Club) -> list[Introduction]:
    """Those that wait for the person's answer. One query."""
    mine = own_members(user, club).values("pk")
    return list(
        Introduction.objects.filter(club=club, asked__in=mine, state=IntroductionState.OPEN)
        .select_related("asker", "asked")
        .order_by("pk")
    )


def open_count(club: Club, organization: Organization) -> int:
    return Introduction.objects.filter(club=club, asker=organization, state=IntroductionState.OPEN).count()


def is_discreet(club: Club, organization: Organization) -> bool:
    return Discretion.objects.filter(club=club, organization=organization).exists()


def to_follow(before) -> QuerySet[Introduction]:
    """Accepted before that moment, and nothing said since."""
    return Introduction.objects.filter(
        state=IntroductionState.ACCEPTED, answered_at__lte=before, answered_at__gte=before - timedelta(days=30)
    ).select_related("club", "asker", "asked", "author", "answered_by")  # fmt: skip


def still_open(before) -> QuerySet[Introduction]:
    return Introduction.objects.filter(
        state=IntroductionState.OPEN, created_at__lte=before, created_at__gte=before - timedelta(days=30)
    ).select_related("club", "asker", "asked", "author")  # fmt: skip


def made_by_member(club: Club, since: date) -> list[tuple[int, date]]:
    """(organization, day) for each introduction that was accepted: for what members brought to the club. One query."""
    rows = Introduction.objects.filter(
        club=club, state__in=[IntroductionState.ACCEPTED, IntroductionState.MET], answered_at__date__gte=since
    ).values_list("asker", "asked", "answered_at")
    return [(pk, timezone.localdate(at)) for asker, asked, at in rows for pk in (asker, asked) if at]
