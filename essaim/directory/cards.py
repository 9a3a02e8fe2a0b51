"""The cards of one page of results.

What a card says of an organization hardly ever changes: each process keeps the last ones it drew from the database,
until the index moves.
"""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership
from essaim.kernel.prepared import prepared
from essaim.organizations.addresses import page_addresses
from essaim.organizations.enums import ExchangeKind, Family, PlaceKind, StatusKind
from essaim.organizations.models import Exchange, Organization, Place, Skill, Status
from essaim.organizations.queries import listed_organizations
from essaim.search.port import SearchResult

from .highlight import lit, matches, passage, shortened

MOST_TAGS = 3
MOST_KEPT = 4000  # cards; one takes about a kilobyte


@dataclass(frozen=True)
class Card:
    """One result. `why`: the sentence of the organization that made it match, when its summary does not say it."""

    pk: int
    name: str
    url: str
    form: str
    commune: str = ""
    distance: float | None = None
    said: str = ""  # its summary, or the beginning of its description
    summary: SafeString | str = ""  # the same, the words that were looked for lit
    why: SafeString | str = ""
    tags: tuple[str, ...] = ()

    @property
    def kilometres(self) -> str:
        """`3,4` under ten kilometres, `12` above."""
        distance = self.distance or 0.0
        return (
            localize(round(distance) if distance >= 9.95 else round(distance, 1)).removesuffix(",0").removesuffix(".0")
        )


_kept: OrderedDict[tuple, Card] = OrderedDict()
_lock = threading.Lock()


def cards(result: SearchResult, club: Club | None, *, sees_members: bool) -> list[Card]:
    """The cards of a page of results, in its order.

    Four queries for those that are not kept, three when words were looked for that they may not say.
    """
    scope = (result.revision, get_language(), timezone.localdate(), club.pk if club else None, sees_members)
    with _lock:
        found = {pk: card for pk in result.ids if (card := _kept.get((*scope, pk)))}
    if missing := [pk for pk in result.ids if pk not in found]:
        made = _made(missing, club, sees_members=sees_members)
        with _lock:
            _kept.update({(*scope, pk): card for pk, card in made.items()})
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
        found |= made
    shown = [found[pk] for pk in result.ids if pk in found]  # some were hidden since they were indexed
    terms = result.terms
    if not terms and not result.distances:
        return shown
    why = _why(shown, terms) if terms else {}
    return [
        replace(card, distance=result.distances.get(card.pk), summary=lit(card.said, terms), why=why.get(card.pk, ""))
        for card in shown
    ]


def _made(ids: list[int], club: Club | None, *, sees_members: bool) -> dict[int, Card]:
    communes, statuses, members = _communes(ids), _statuses(ids), _members(ids, club) if sees_members else set()
    language, address = get_language(), page_addresses()
    found = {}
    for pk, name, slug, family, kind, summary, description in prepared(_shown, ids):
        tags = [_status_label(status, language) for status in statuses.get(pk, ())[:MOST_TAGS]]
        if pk in members:
            tags.append(_("Membre du club") if club else _("Membre d'un club"))
        said = summary or shortened(description)
        found[pk] = Card(
            pk=pk,
            name=name,
            url=address(pk, slug),
            form=form_of(family, kind, language),
            commune=communes.get(pk, ""),
            said=said,
            summary=lit(said, ()),
            tags=tuple(tags),
        )
    return found


def _shown(ids: Iterable[int]) -> QuerySet:
    columns = ("pk", "name", "slug", "family", "cooperative_kind", "summary", "description")
    return listed_organizations().order_by().filter(pk__among=ids).values_list(*columns)


@lru_cache(maxsize=200)
def form_of(family: str, kind: str, _language: str | None) -> str:
    """`Association`, `Coopérative (SCIC)`, or nothing when the family is unknown."""
    label = str(Family(family).label) if family in Family.values else family
    return f"{label} ({kind.upper()})" if kind in ("scop", "scic", "cae", "cuma") else label


@lru_cache(maxsize=200)
def _status_label(kind: str, _language: str | None) -> str:
    return str(StatusKind(kind).label)


def _communes(ids: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    # The head office speaks last, so that it has the last word.
    for pk, _kind, name, city in sorted(prepared(_places, ids), key=lambda row: row[1] == PlaceKind.HEAD_OFFICE):
        found[pk] = name or city
    return found


def _places(ids: Iterable[int]) -> QuerySet:
    places = Place.objects.filter(organization__among=ids)
    return places.values_list("organization_id", "kind", "municipality__name", "city")


_ORDER = {kind.value: position for position, kind in enumerate(StatusKind)}


def _statuses(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for pk, kind in prepared(_current, ids, timezone.localdate()):
        found[pk].add(kind)
    return {pk: sorted(kinds, key=_ORDER.__getitem__) for pk, kinds in found.items()}


def _current(ids: Iterable[int], today: date) -> QuerySet:
    valid = Status.objects.filter(Q(valid_until=None) | Q(valid_until__gte=today), organization__among=ids)
    return valid.exclude(kind=StatusKind.OTHER).values_list("organization_id", "kind")


def _members(ids: list[int], club: Club | None) -> set[int]:
    return {pk for (pk,) in prepared(_belonging, ids, club.pk if club else None)}


def _belonging(ids: Iterable[int], club_pk: int | None) -> QuerySet:
    rows = Membership.objects.filter(state=MembershipState.MEMBER, organization__among=ids)
    return (rows.filter(club=club_pk) if club_pk else rows).values_list("organization_id")


def _why(shown: list[Card], terms: list[str]) -> dict[int, SafeString]:
    """For each organization whose summary does not hold the words: the need, offer, know-how or sentence that does."""
    unsaid = [card.pk for card in shown if not matches(f"{card.name} {card.said}", terms)]
    if not unsaid:
        return {}
    words = {ExchangeKind.OFFER: _("Propose"), ExchangeKind.NEED: _("Cherche")}
    found: dict[int, SafeString] = {}
    for pk, kind, title in prepared(_exchanges, unsaid, timezone.localdate()):
        if pk not in found and matches(title, terms):
            found[pk] = lit(f"{words[ExchangeKind(kind)]} : {title}", terms)
    for pk, name in prepared(_skills, unsaid):
        if pk not in found and matches(name, terms):
            found[pk] = lit(f"{_('Savoir-faire')} : {name}", terms)
    if left := [pk for pk in unsaid if pk not in found]:
        for pk, description in prepared(_descriptions, left):
            if said := passage(description, terms):
                found[pk] = lit(said, terms)
    return found


def _exchanges(ids: Iterable[int], today: date) -> QuerySet:
    rows = Exchange.objects.filter(Q(until=None) | Q(until__gte=today), organization__among=ids).order_by("pk")
    return rows.values_list("organization_id", "kind", "title")


def _skills(ids: Iterable[int]) -> QuerySet:
    return (
        Skill.objects.filter(organization__among=ids).order_by("position", "pk").values_list("organization_id", "name")
    )


def _descriptions(ids: Iterable[int]) -> QuerySet:
    return Organization.objects.filter(pk__among=ids).values_list("pk", "description")
