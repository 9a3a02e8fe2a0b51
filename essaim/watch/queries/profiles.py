"""Members as the engine knows them: what their pages say, what they look for, what their answers taught."""

from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from django.db.models import Q, QuerySet
from django.utils import timezone

from essaim.calls.enums import Audience, ReservedFor
from essaim.calls.territories import ground_of
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.kernel.remembered import remembered
from essaim.organizations.enums import SIAE, ExchangeKind, Family, StatusKind
from essaim.organizations.models import Exchange, OrganizationSector, Place, Sector, ServedArea, Skill, Status
from essaim.search.text import STOP_WORDS, stem, words_of

from ..engine import NOTHING, Decision, Profile, learn
from ..models import Answer, Interest

FILE = Path(__file__).parents[1] / "data" / "call_words.txt"
ADAPTED = {StatusKind.EA, StatusKind.EATT, StatusKind.ESAT}
Keys = Collection[int] | QuerySet
SKILL, OFFER, SECTOR, ABOUT = 3.0, 2.0, 1.5, 1.0


@lru_cache(maxsize=1)
def said_by_all_calls() -> frozenset[str]:
    """Stems that any call holds, and that tell nothing of its subject (`data/call_words.txt`)."""
    lines = (line for line in FILE.read_text().splitlines() if not line.startswith("#"))
    return frozenset(stem(word) for line in lines for word in words_of(line))


def stems_of(text: str) -> list[str]:
    """The stems that may tell a subject, in order."""
    common = said_by_all_calls()
    words = (word for word in words_of(text) if word not in STOP_WORDS and len(word) > 2 and not word.isdigit())
    return [one for one in map(stem, words) if one not in common]


def sector_paths() -> dict[str, str]:
    """`alimentation/alimentation-restauration` by code. One query, kept."""
    return remembered(
        "watch.sector_paths",
        lambda: {
            code: f"{parent}/{code}" if parent else code
            for code, parent in Sector.objects.values_list("code", "parent_id")
        },
    )


def profiles_of(club: Club) -> list[Profile]:
    """Every member of the club. Thirteen queries, whatever their number."""
    rows = members_of(club).filter(merged_into=None).values_list("pk", "summary", "family", named=True)
    keys = members_of(club).filter(merged_into=None).order_by().values("pk")
    sectors, skills, offers = sectors_of(keys), defaultdict(list), defaultdict(list)
    for organization, name in Skill.objects.filter(organization__in=keys).values_list("organization", "name"):
        skills[organization].append(name)
    today = timezone.localdate()
    current = Exchange.objects.filter(Q(until=None) | Q(until__gte=today), organization__in=keys)
    for organization, title in current.filter(kind=ExchangeKind.OFFER).values_list("organization", "title"):
        offers[organization].append(title)
    typed = _words_of_sectors()
    told_by = {
        row.pk: words_of_page(
            tuple(skills[row.pk]),
            tuple(offers[row.pk]),
            row.summary,
            tuple(typed[code] for code in sectors[row.pk] if code in typed),
        )
        for row in rows
    }
    ground, statuses = _grounds(keys), _statuses(keys)
    home = ground_of(club).codes
    interests = {one.organization_id: one for one in Interest.objects.filter(club=club)}
    answers = _answers(club)
    paths = sector_paths()
    common = interests.get(None) or Interest(club=club)
    found = []
    for row in rows:
        own = interests.get(row.pk) or Interest(club=club)
        codes = own.sectors or sectors[row.pk] or common.sectors
        told = frozenset(paths[code] for code in codes if code in paths)
        decisions = [
            decision for at, decision in answers[row.pk] if own.forget_before is None or at > own.forget_before
        ]
        found.append(
            Profile(
                row.pk,
                told,
                *told_by[row.pk][:2],
                frozenset(own.places or common.places or ground.get(row.pk) or home), audiences_of(row.family),
                reserved_of(row.family, statuses[row.pk]), frozenset(own.kinds or common.kinds),
                _first(own.amount_min_cents, common.amount_min_cents),
                _first(own.amount_max_cents, common.amount_max_cents),
                typed_words(own.wanted or common.wanted), typed_words(own.unwanted or common.unwanted),
                learn(decisions, told) if decisions else NOTHING,
                told_by[row.pk][2],
            )
        )  # fmt: skip
    return found


def _first(*values: int | None) -> int | None:
    return next((value for value in values if value is not None), None)


def _words_of_sectors() -> dict[str, tuple[str, str]]:
    """By code, the name of a sector and the words that people type for it. One query, kept."""
    return remembered(
        "watch.words_of_sectors",
        lambda: {code: (name, words) for code, name, words in Sector.objects.values_list("code", "name", "words")},
    )


@lru_cache(maxsize=20_000)
def words_of_page(
    skills: tuple[str, ...], offers: tuple[str, ...], summary: str, sectors: tuple[tuple[str, str], ...] = ()
) -> tuple[dict[str, float], dict[str, str], dict[str, str]]:
    """The stems of a page and how much they tell (know-how 3, offers 2, the words of its sectors 1.5, its sentence 1),
    how the page says them, and which come from a sector. `sectors`: name and words of each. What is returned is kept:
    whoever gets it does not change it.
    """
    words: dict[str, float] = {}
    said: dict[str, str] = {}
    branch: dict[str, str] = {}
    for weight, texts in ((SKILL, skills), (OFFER, offers)):
        for text in texts:
            _say(words, said, text, weight)
    for name, typed in sectors:
        for one in stems_of(f"{name} {typed}"):
            if words.get(one, 0.0) < SECTOR:
                words[one], branch[one] = SECTOR, name
    _say(words, {}, summary, ABOUT)
    return words, said, branch


def _say(words: dict[str, float], said: dict[str, str], text: str, weight: float) -> None:
    for one in stems_of(text):
        if weight > words.get(one, 0.0):
            words[one] = weight
            said[one] = text


def typed_words(typed: str) -> dict[str, str]:
    """What a person typed with commas between, by stem: of several words, the one that tells most (the longest)."""
    found = {}
    for piece in typed.replace(";", ",").split(","):
        if stems := stems_of(piece):
            found[max(stems, key=len)] = " ".join(piece.split())
    return found


def sectors_of(keys: Keys) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = OrganizationSector.objects.filter(organization__in=keys).order_by("sector__position")
    for organization, code in rows.values_list("organization", "sector_id"):
        found[organization].append(code)
    return found


def _grounds(keys: Keys) -> dict[int, set[str]]:
    """The codes of where each is and of where it says it works. Two queries."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = Place.objects.filter(organization__in=keys, municipality__isnull=False).values_list(
        "organization", "municipality_id", "municipality__intermunicipality_id", "municipality__department_id",
        "municipality__department__region_id",
    )  # fmt: skip
    for organization, commune, epci, department, region in rows:
        found[organization] |= {f"commune:{commune}", f"department:{department}", f"region:{region}"}
        if epci:
            found[organization].add(f"epci:{epci}")
    scales = {"municipality": "commune", "intermunicipality": "epci", "department": "department", "region": "region"}
    areas = ServedArea.objects.filter(organization__in=keys, kind__in=scales)
    for organization, kind, code in areas.values_list("organization", "kind", "code"):
        found[organization].add(f"{scales[kind]}:{code}")
    return found


def _statuses(keys: Keys) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    today = timezone.localdate()
    rows = Status.objects.filter(Q(valid_until=None) | Q(valid_until__gte=today), organization__in=keys)
    for organization, kind in rows.values_list("organization", "kind"):
        found[organization].add(kind)
    return found


def audiences_of(family: str) -> frozenset[str]:
    """What a structure is, in the words of calls."""
    own = {Audience.ESS.value}
    if family in (Family.ASSOCIATION, Family.FOUNDATION, Family.MUTUAL, ""):
        own.add(Audience.ASSOCIATION.value)
    if family in (Family.COOPERATIVE, Family.COMPANY):
        own.add(Audience.PRIVATE_SECTOR.value)
    return frozenset(own)


def reserved_of(family: str, statuses: Collection[str]) -> frozenset[str]:
    """Reserved contracts open to it: Code de la commande publique L2113-12, L2113-13, L2113-15."""
    own = {ReservedFor.ESS.value} if family != Family.OTHER else set()
    if SIAE & set(statuses):
        own.add(ReservedFor.SIAE.value)
    if ADAPTED & set(statuses):
        own.add(ReservedFor.ADAPTED.value)
    if StatusKind.ESUS in statuses:
        own.add(ReservedFor.ESUS.value)
    return frozenset(own)


def _answers(club: Club) -> dict[int, list]:
    """What each member answered, with when, in the order in which it was said."""
    found: dict[int, list] = defaultdict(list)
    rows = Answer.objects.filter(club=club).order_by("given_at", "pk")
    for organization, at, verdict, reason, seen in rows.values_list(
        "organization", "given_at", "verdict", "reason", "seen"
    ):
        found[organization].append((at, decision(verdict, reason, seen)))
    return found


def decision(verdict: str, reason: str, seen: dict) -> Decision:
    return Decision(
        verdict, reason, tuple(seen.get("sectors", ())), seen.get("scale", ""), seen.get("most"), seen.get("days"),
        seen.get("funder", ""),
    )  # fmt: skip
