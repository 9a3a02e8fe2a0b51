"""The structures of the territory that a campaign may be sent to: the directory's search, and what the club knows."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from essaim.clubs.models import Club
from essaim.clubs.queries import municipalities_of
from essaim.directory.cards import Card, cards
from essaim.directory.criteria import Criteria
from essaim.meetings.models import Attendance
from essaim.organizations.models import Organization, Representation
from essaim.search.port import SearchRequest, SearchResult, every_id

from ..models import Recipient

PER_PAGE = 25
MOST = 50_000  # of a territory; beyond, the rarest are found by the search box


@dataclass(frozen=True)
class Known:
    """What the club knows of the structures around it, as sets of ids."""

    invited: frozenset[int]
    came: frozenset[int]
    came_once: frozenset[int]
    with_address: frozenset[int]


def known_to(club: Club) -> Known:
    """Three queries."""
    invited = Recipient.objects.filter(club=club, asked__gt=0).values_list("organization_id", flat=True)
    came = dict(
        Attendance.objects.filter(club=club, checked_in_at__isnull=False, organization__isnull=False)
        .values_list("organization_id")
        .annotate(meetings=Count("meeting", distinct=True))
        .order_by()
    )
    reachable = Representation.objects.filter(organization=OuterRef("pk")).filter(
        ~Q(email="") | Q(user__is_active=True)
    )
    addressed = (
        Organization.objects.filter(places__municipality__in=municipalities_of(club))
        .filter(~Q(email="") | Exists(reachable))
        .values_list("pk", flat=True)
    )
    return Known(
        frozenset(invited),
        frozenset(came),
        frozenset(pk for pk, meetings in came.items() if meetings == 1),
        frozenset(addressed),
    )


@dataclass(frozen=True)
class Door:
    """A filter of what the club knows: its word in the address, what it says, how many it would leave."""

    word: str
    label: str
    count: int
    on: bool


@dataclass
class Prospects:
    """One page of prospects. `ids`: all that answer, in order."""

    ids: list[int]
    cards: list[Card]
    page: int
    doors: list[Door]
    with_address: frozenset[int]

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.ids) // PER_PAGE))


def _tests(known: Known) -> dict[str, tuple[str, frozenset[int], bool]]:
    """Filters: word → label, set, whether one must be in it or out of it."""
    return {
        "pas-invitees": (_("Pas encore invitées"), known.invited, False),
        "jamais-venues": (_("Jamais venues"), known.came, False),
        "venues-une-fois": (_("Venues une fois"), known.came_once, True),
        "avec-adresse": (_("Avec une adresse e-mail"), known.with_address, True),
    }


def prospect_request(criteria: Criteria, club: Club) -> SearchRequest:
    """Members are not invited to become members."""
    return criteria.changed(member=False).request(club_id=club.pk)


def prospects(club: Club, criteria: Criteria, words: set[str], result: SearchResult) -> Prospects:
    """Those of the search that every filter of `words` keeps. `result` gives the search's terms and revision."""
    tests = _tests(known := known_to(club))
    on = words & tests.keys()
    every, _total = every_id(prospect_request(criteria, club), MOST)

    def kept(among: list[int], word: str) -> list[int]:
        _label, names, inside = tests[word]
        return [pk for pk in among if (pk in names) == inside]

    ids = every
    for word in on:
        ids = kept(ids, word)
    doors = [
        Door(word, label, len(ids) if word in on else len(kept(ids, word)), word in on)
        for word, (label, _names, _inside) in tests.items()
    ]
    page = min(max(1, criteria.page), max(1, -(-len(ids) // PER_PAGE)))
    result.ids = ids[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Prospects(ids, cards(result, club, sees_members=True), page, doors, known.with_address)
