"""The candidates: who they are, where, how busy, whom they know."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from essaim.clubs.queries import members_of, municipalities_of
from essaim.mutualaid.help import help_kinds
from essaim.organizations.enums import Headcount
from essaim.organizations.models import Organization, Place
from essaim.organizations.queries import listed_organizations
from essaim.territory.models import Municipality

from ..engine import Candidate, Need, NeedKind, Problem
from ..enums import ACTIVE, IN_TEAM, PREPARING, DossierState, PartnerRole, PartnerState
from ..enums import NeedKind as Kind
from ..models import CallHand, Dossier, Partner
from ..models import Need as NeedRow
from .covering import covers_of, is_read, references_of

MOST = 6_000  # candidates
REQUIRED, WISHED = 4, 2  # weights
LOOK_BACK = timedelta(days=1095)
# The least that a band of Sirene holds, and how many skills such a structure carries at once.
PEOPLE: dict[str, int] = {
    Headcount.FROM_1: 1, Headcount.FROM_3: 3, Headcount.FROM_6: 6, Headcount.FROM_10: 10, Headcount.FROM_20: 20,
    Headcount.FROM_50: 50, Headcount.FROM_100: 100, Headcount.FROM_200: 200, Headcount.FROM_250: 250,
    Headcount.FROM_500: 500, Headcount.FROM_1000: 1000, Headcount.FROM_2000: 2000, Headcount.FROM_5000: 5000,
    Headcount.FROM_10000: 10000,
}  # fmt: skip
HANDS = ((20, 5), (10, 4), (3, 3), (0, 2))
OWN_HELP = "dossiers"  # the kind of help that this app tells
BUSY = 25  # what another answer under way takes of one's time, in hundredths


@dataclass(frozen=True)
class Asked:
    """What the lead says besides the needs. Keys of organizations."""

    wide: bool = False
    kept: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()


@dataclass
class Pool:
    """The problem, the needs that it holds (rows), those that the directory tells nothing of, and how many answers each
    sent with each."""

    problem: Problem
    needs: list[NeedRow] = field(default_factory=list)
    unread: list[NeedRow] = field(default_factory=list)
    answers: dict[int, Counter[int]] = field(default_factory=dict)


def as_asked(needs: Iterable[NeedRow]) -> list[dict[str, Any]]:
    """Needs as a proposal keeps them."""
    return [{"key": need.pk, "label": need.label, "required": need.required} for need in needs]


def pool_for(dossier: Dossier, asked: Asked) -> Pool:
    """Who might answer, for a dossier. Those who are in, or invited, are kept; those who said no or left are out.

    Some twenty queries, and those of the kinds of help, whatever the number of candidates.
    """
    rows = list(Partner.objects.filter(dossier=dossier))
    inside = {row.organization_id for row in rows if row.state in (*IN_TEAM, PartnerState.INVITED)}
    active = {row.organization_id for row in rows if row.state in ACTIVE}
    gone = {row.organization_id for row in rows} - active
    raised = active - inside
    people = _people(dossier, asked, inside)
    keys = {one.pk for one in people}
    needs = list(dossier.needs.all())
    read = [need for need in needs if is_read(need)]
    covers = covers_of(dossier, read, keys)
    references = references_of([need for need in read if need.kind == Kind.REFERENCE], keys)
    places, busy = _places(keys), _busy(dossier, keys)
    known, answers = _known(dossier, keys)
    hands = raised | (
        set(CallHand.objects.filter(club=dossier.club, call=dossier.call).values_list("organization_id", flat=True))
        if dossier.call_id else set()
    )  # fmt: skip
    lead = next((row.organization_id for row in rows if row.role == PartnerRole.LEAD and row.state in IN_TEAM), None)
    candidates = tuple(
        Candidate(
            one.pk, covers[one.pk], hands=hands_of(one.headcount), capacity=PEOPLE.get(one.headcount, 0),
            references=references[one.pk], place=places.get(one.pk), worked_with=known[one.pk],
            availability=100 if one.pk in hands else max(20, 100 - BUSY * busy[one.pk]), can_lead=one.pk == lead,
        )
        for one in people
    )  # fmt: skip
    there = frozenset(keys)
    problem = Problem(
        tuple(_need(need) for need in read), candidates, frozenset(inside | asked.kept) & there,
        (asked.excluded | frozenset(gone)) - inside - asked.kept, _hub(read, places.get(lead) if lead else None),
    )  # fmt: skip
    return Pool(problem, read, [need for need in needs if not is_read(need)], answers)


def hands_of(headcount: str) -> int:
    """How many skills a structure of that size carries at once: two for volunteers, five from twenty people."""
    people = PEOPLE.get(headcount, 0)
    return next(hands for least, hands in HANDS if people >= least)


def _people(dossier: Dossier, asked: Asked, inside: Collection[int]) -> list[Organization]:
    """Members, structures of the territory when asked, and those who are in or asked for."""
    wanted = Q(pk__in=members_of(dossier.club).order_by().values("pk")) | Q(pk__in=[*inside, *asked.kept])
    if asked.wide:
        here = Place.objects.filter(municipality__in=municipalities_of(dossier.club).values("pk"))
        listed = listed_organizations().order_by().filter(pk__in=here.values("organization"), closed_on=None)
        wanted |= Q(pk__in=listed.values("pk"))
    rows = Organization.objects.filter(wanted, merged_into=None).only("pk", "name", "headcount", "summary")
    return list(rows.order_by("pk")[:MOST])


def _need(need: NeedRow) -> Need:
    quantity = need.quantity or 1
    if need.kind in (Kind.SKILL, Kind.TERRITORY, Kind.STATUS):
        quantity = 1 if need.unit else min(3, quantity)  # « 900 heures » is not nine hundred structures
    # People and references are read from bands and pages that are not kept up: they weigh, they never decide alone.
    required = need.required and need.kind not in (Kind.CAPACITY, Kind.REFERENCE)
    return Need(need.pk, NeedKind(need.kind), REQUIRED if need.required else WISHED, required, quantity)


def _places(keys: set[int]) -> dict[int, tuple[float, float]]:
    """Where each is: its address, else the middle of its commune; the head office first. One query."""
    found: dict[int, tuple[float, float]] = {}
    rows = Place.objects.filter(organization__among=keys).order_by("kind", "pk")
    for organization, latitude, longitude, middle, along in rows.values_list(
        "organization", "latitude", "longitude", "municipality__latitude", "municipality__longitude"
    ):
        if latitude is None or longitude is None:
            latitude, longitude = middle, along
        if organization not in found and latitude is not None and longitude is not None:
            found[organization] = (latitude, longitude)
    return found


def _hub(needs: Iterable[NeedRow], lead: tuple[float, float] | None) -> tuple[float, float] | None:
    """Where the work is: the communes that are asked for, else where the lead is."""
    codes = [need.value for need in needs if need.kind == Kind.TERRITORY and need.value]
    rows = Municipality.objects.filter(pk__in=codes, latitude__isnull=False, longitude__isnull=False) if codes else []
    points = [(row.latitude or 0.0, row.longitude or 0.0) for row in rows]
    if not points:
        return lead
    return sum(one[0] for one in points) / len(points), sum(one[1] for one in points) / len(points)


def _known(dossier: Dossier, keys: set[int]) -> tuple[dict[int, Counter[int]], dict[int, Counter[int]]]:
    """How many times each worked with each, and how many of these were answers sent together. Besides answers, each
    kind of help that they gave one another in three years counts once, however often: a van lent twenty times is one
    way to know each other."""
    answers: dict[int, Counter[int]] = defaultdict(Counter)
    teams: dict[int, list[int]] = defaultdict(list)
    past = (DossierState.SUBMITTED, DossierState.WON, DossierState.LOST, DossierState.ARCHIVED)
    rows = Partner.objects.filter(dossier__state__in=past, state__in=IN_TEAM, organization__among=keys)
    for number, organization in rows.exclude(dossier=dossier).values_list("dossier_id", "organization_id"):
        teams[number].append(organization)
    for team in teams.values():
        for one in team:
            answers[one].update(other for other in team if other != one)
    found: dict[int, Counter[int]] = defaultdict(Counter, {one: Counter(others) for one, others in answers.items()})
    since = timezone.localdate() - LOOK_BACK
    for name, kind in help_kinds.items():
        if name == OWN_HELP:
            continue  # answers are counted above
        pairs = {
            frozenset((one.giver, one.receiver))
            for one in kind.read(dossier.club, since)
            if one.receiver is not None and one.giver != one.receiver and {one.giver, one.receiver} <= keys
        }
        for one, other in map(sorted, pairs):
            found[one][other] += 1
            found[other][one] += 1
    return found, answers


def _busy(dossier: Dossier, keys: set[int]) -> Counter[int]:
    """How many other answers under way each is in. One query."""
    rows = Partner.objects.filter(dossier__state__in=PREPARING, state__in=IN_TEAM, organization__among=keys)
    return Counter(rows.exclude(dossier=dossier).values_list("organization_id", flat=True))
