"""Who is proposed to whom in a club at this moment. Worked out once for what the club says, and kept in the process."""

import hashlib
import threading
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Mapping
from itertools import combinations

from django.db.models import Q

from essaim.clubs.models import Club
from essaim.meetings.models import Attendance
from essaim.seating.queries import met_organizations

from .engine import Profile, Rarity, reasons_between, score_of
from .enums import IntroductionState
from .models import Aside, Introduction
from .sharing import Rank, share_out

Pair = tuple[int, int]  # ids in order
ENOUGH = 2  # meetings together after which two organizations are held to know each other
MOST_SHOWN = 6
_KEPT = 20  # clubs; a few kilobytes each
_rounds: OrderedDict[str, dict[int, list[int]]] = OrderedDict()
_lock = threading.Lock()


def pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def pairs_apart(club: Club, since) -> set[Pair]:
    """Pairs not to propose: asked already, set aside by one of the two, or at one table since. Three queries."""
    asked = Introduction.objects.filter(club=club).exclude(state=IntroductionState.WITHDRAWN)
    aside = Aside.objects.filter(club=club)
    rows = [*asked.values_list("asker", "asked"), *aside.values_list("organization", "other")]
    return {pair(*row) for row in rows} | met_organizations(club, since).keys()


def pairs_together(club: Club, since) -> Counter[Pair]:
    """At how many meetings since both organizations of a pair were. One query."""
    there: dict[int, set[int]] = defaultdict(set)
    rows = Attendance.objects.filter(Q(organization__isnull=False), club=club, checked_in_at__gte=since)
    for meeting, organization in rows.values_list("meeting", "organization"):
        there[meeting].add(organization)
    return Counter(two for present in there.values() for two in combinations(sorted(present), 2))


def round_of(
    profiles: Mapping[int, Profile], names: Mapping[int, str], apart: set[Pair], together: Counter[Pair]
) -> dict[int, list[int]]:
    """By member, whom to show it, best first: never in the same room before crossed once, then the better reasons."""
    facts = (sorted(profiles.items()), sorted(names.items()), sorted(apart), sorted(together.items()))
    key = hashlib.blake2b(repr(facts).encode(), digest_size=16).hexdigest()
    with _lock:
        if key in _rounds:
            _rounds.move_to_end(key)
            return _rounds[key]
    found = share_out(wanted_by_all(profiles, names, apart, together), MOST_SHOWN)
    with _lock:
        _rounds[key] = found
        while len(_rounds) > _KEPT:
            _rounds.popitem(last=False)
    return found


def wanted_by_all(
    profiles: Mapping[int, Profile], names: Mapping[int, str], apart: set[Pair], together: Counter[Pair]
) -> dict[int, list[tuple[Rank, int]]]:
    """For each member, (rank, other) of all those it has a reason to meet, in no order."""
    rarity = Rarity(profiles.values())
    wanted: dict[int, list[tuple[Rank, int]]] = {pk: [] for pk in profiles}
    for one, other in combinations(sorted(profiles), 2):
        times = together[one, other]
        if (one, other) in apart or times >= ENOUGH:
            continue
        for mine, theirs in ((one, other), (other, one)):
            if reasons := reasons_between(profiles[mine], profiles[theirs], rarity):
                score = score_of(profiles[mine], profiles[theirs], reasons)
                wanted[mine].append(((times > 0, -score, names[theirs], theirs), theirs))
    return wanted
